package io.jenkins.plugins.ackedge;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The web methods behind the fields of an order, the same for the pipeline step, the build step and a configured cluster.
 * Each answers only to those who may see what they ask about.
 */
public interface OrderForm {
    @POST
    default FormValidation doCheckCount(FieldCheck field) {
        return field.count();
    }

    @POST
    default FormValidation doCheckClusterId(FieldCheck field) {
        return field.parameter(Parameter.CLUSTER_ID);
    }

    @POST
    default FormValidation doCheckRegionId(FieldCheck field) {
        return field.parameter(Parameter.REGION_ID);
    }

    @POST
    default FormValidation doCheckEnsRegionId(FieldCheck field) {
        return field.parameter(Parameter.ENS_REGION_ID);
    }

    @POST
    default FormValidation doCheckWorkerInstanceType(FieldCheck field) {
        return field.parameter(Parameter.WORKER_INSTANCE_TYPE);
    }

    @POST
    default FormValidation doCheckWorkerImageId(FieldCheck field) {
        return field.parameter(Parameter.WORKER_IMAGE_ID);
    }

    @POST
    default FormValidation doCheckEnsInternetChargeType(FieldCheck field) {
        return field.parameter(Parameter.ENS_INTERNET_CHARGE_TYPE);
    }

    @POST
    default FormValidation doCheckWorkerPeriod(FieldCheck field) {
        return field.parameter(Parameter.WORKER_PERIOD);
    }

    @POST
    default FormValidation doCheckWorkerSystemDiskSize(FieldCheck field) {
        return field.parameter(Parameter.WORKER_SYSTEM_DISK_SIZE);
    }

    @POST
    default FormValidation doCheckWorkerDataDiskSize(FieldCheck field) {
        return field.parameter(Parameter.WORKER_DATA_DISK_SIZE);
    }

    @POST
    default FormValidation doCheckWorkerAutoRenewPeriod(FieldCheck field) {
        return field.parameter(Parameter.WORKER_AUTO_RENEW_PERIOD);
    }

    @POST
    default FormValidation doCheckNodePoolId(FieldCheck field) {
        return field.parameter(Parameter.NODE_POOL_ID);
    }

    @POST
    default FormValidation doCheckDesiredSize(FieldCheck field) {
        return field.rule(Parameter.DESIRED_SIZE);
    }

    @POST
    default FormValidation doCheckTimeoutMins(FieldCheck field) {
        return field.parameter(Parameter.TIMEOUT_MINS);
    }

    @POST
    default FormValidation doCheckWorkerAutoRenew(FieldCheck field) {
        return field.parameter(Parameter.WORKER_AUTO_RENEW);
    }

    @POST
    default FormValidation doCheckVia(FieldCheck field) {
        return field.via();
    }

    @POST
    default FormValidation doCheckCredentialsId(FieldCheck field) {
        return field.accessKey();
    }

    /** Key pair or password: what a step gives takes the place of either in the cluster's configuration. */
    @POST
    default FormValidation doCheckLoginCredentialsId(FieldCheck field, @QueryParameter("keyPair") String keyPair) {
        return field.isEmpty() && !Util.fixNull(keyPair).isBlank() ? FormValidation.ok() : field.login();
    }

    @POST
    default FormValidation doCheckKeyPair(FieldCheck field, @QueryParameter("loginCredentialsId") String login) {
        return field.isEmpty() && !Util.fixNull(login).isBlank()
                ? FormValidation.ok()
                : field.parameter(Parameter.KEY_PAIR);
    }

    @POST
    default ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter("credentialsId") String credentialsId) {
        return FormAccess.credentials(item, credentialsId, undecided(), StandardUsernamePasswordCredentials.class);
    }

    @POST
    default ListBoxModel doFillLoginCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter("loginCredentialsId") String loginCredentialsId) {
        return FormAccess.credentials(item, loginCredentialsId, undecided(), StandardCredentials.class);
    }

    /** The configured clusters, for those who may see the job's configuration. */
    @POST
    default ListBoxModel doFillClusterItems(@AncestorInPath Item item) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
            items.add(
                    configuration
                            .usualCluster()
                            .map(c -> Messages.OrderForm_usualClusterIs(c.getName()))
                            .orElseGet(Messages::OrderForm_usualCluster),
                    "");
            configuration.getClusters().forEach(c -> items.add(c.getName()));
        }
        return items;
    }

    @POST
    default ListBoxModel doFillViaItems(@AncestorInPath Item item) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            for (Route route : Routes.all()) {
                items.add(route.name());
            }
        }
        return items;
    }

    /** Suggestions; new regions appear all the time. */
    @POST
    default ComboBoxModel doFillEnsRegionIdItems(@AncestorInPath Item item) {
        return FormAccess.maySee(item) ? new ComboBoxModel(Suggestions.ENS_REGIONS) : new ComboBoxModel();
    }

    @POST
    default ComboBoxModel doFillWorkerInstanceTypeItems(@AncestorInPath Item item) {
        return FormAccess.maySee(item) ? new ComboBoxModel(Suggestions.INSTANCE_TYPES) : new ComboBoxModel();
    }

    @POST
    default ListBoxModel doFillEnsInternetChargeTypeItems(@AncestorInPath Item item) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            items.add(Messages.OrderForm_bandwidthByDay(), "BandwidthByDay");
            items.add(Messages.OrderForm_bandwidthByMonth(), "95BandwidthByMonth");
        }
        return items;
    }

    @POST
    default ListBoxModel doFillWorkerAutoRenewItems(@AncestorInPath Item item) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            items.add(Messages.OrderForm_yes(), "true");
            items.add(Messages.OrderForm_no(), "false");
        }
        return items;
    }

    /** The form's data without a choice between yes and no that was left to the cluster: it would be bound as a no. */
    static JSONObject withoutUndecided(JSONObject formData) {
        if (formData.optString("workerAutoRenew").isEmpty()) {
            formData.remove("workerAutoRenew");
        }
        return formData;
    }

    /** What the choice of nothing is called in a list: a step leaves it to its cluster. */
    default String undecided() {
        return Messages.OrderForm_clustersDefault();
    }

    /** Whether credentials may be named by a variable, which only a build step expands. */
    default boolean isExpressionAllowed() {
        return false;
    }
}
