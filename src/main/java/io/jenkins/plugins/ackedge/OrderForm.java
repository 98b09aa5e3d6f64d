package io.jenkins.plugins.ackedge;

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
    default FormValidation doCheckCount(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.checkCount(item, value);
    }

    @POST
    default FormValidation doCheckClusterId(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.CLUSTER_ID, value);
    }

    @POST
    default FormValidation doCheckRegionId(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.REGION_ID, value);
    }

    @POST
    default FormValidation doCheckEnsRegionId(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.ENS_REGION_ID, value);
    }

    @POST
    default FormValidation doCheckWorkerInstanceType(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.WORKER_INSTANCE_TYPE, value);
    }

    @POST
    default FormValidation doCheckWorkerImageId(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.WORKER_IMAGE_ID, value);
    }

    @POST
    default FormValidation doCheckEnsInternetChargeType(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.ENS_INTERNET_CHARGE_TYPE, value);
    }

    @POST
    default FormValidation doCheckWorkerPeriod(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.WORKER_PERIOD, value);
    }

    @POST
    default FormValidation doCheckWorkerSystemDiskSize(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.WORKER_SYSTEM_DISK_SIZE, value);
    }

    @POST
    default FormValidation doCheckWorkerDataDiskSize(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.WORKER_DATA_DISK_SIZE, value);
    }

    @POST
    default FormValidation doCheckWorkerAutoRenewPeriod(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.WORKER_AUTO_RENEW_PERIOD, value);
    }

    @POST
    default FormValidation doCheckNodePoolId(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.NODE_POOL_ID, value);
    }

    @POST
    default FormValidation doCheckDesiredSize(@AncestorInPath Item item, @QueryParameter("value") String value) {
        return FormAccess.check(item, Parameter.DESIRED_SIZE, value);
    }

    @POST
    default FormValidation doCheckTimeoutMins(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.TIMEOUT_MINS, value);
    }

    @POST
    default FormValidation doCheckWorkerAutoRenew(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.check(item, Parameter.WORKER_AUTO_RENEW, value);
    }

    @POST
    default FormValidation doCheckVia(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.checkVia(item, value);
    }

    @POST
    default FormValidation doCheckCredentialsId(
            @AncestorInPath Item item, @QueryParameter("value") String value, FormCluster form) {
        return form.checkCredentials(item, value);
    }

    @POST
    default FormValidation doCheckLoginCredentialsId(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("keyPair") String keyPair,
            FormCluster form) {
        return isReplaced(value, keyPair) ? FormValidation.ok() : form.checkLogin(item, value);
    }

    @POST
    default FormValidation doCheckKeyPair(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("loginCredentialsId") String login,
            FormCluster form) {
        return isReplaced(value, login) ? FormValidation.ok() : form.check(item, Parameter.KEY_PAIR, value);
    }

    /** Key pair or password: what a step gives takes the place of either in the cluster's configuration. */
    private static boolean isReplaced(String value, String other) {
        return Util.fixEmptyAndTrim(value) == null && Util.fixEmptyAndTrim(other) != null;
    }

    @POST
    default ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter("credentialsId") String credentialsId) {
        return FormCredentials.ACCESS_KEY.list(item, credentialsId, undecided());
    }

    @POST
    default ListBoxModel doFillLoginCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter("loginCredentialsId") String loginCredentialsId) {
        return FormCredentials.LOGIN.list(item, loginCredentialsId, undecided());
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
