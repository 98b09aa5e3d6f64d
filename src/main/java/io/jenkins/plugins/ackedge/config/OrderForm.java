package io.jenkins.plugins.ackedge.config;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.credentials.CloudKeys;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.verb.POST;

/**
 * The web methods behind the fields of an order, the same for the pipeline step, the build step and a configured cluster.
 * Each answers only to those who may see what they ask about.
 */
public interface OrderForm {
    /** Values that the vendor's documentation uses, to choose from or to type over. */
    List<String> ENS_REGIONS = List.of(
            "cn-beijing-telecom",
            "cn-beijing-cmcc-2",
            "cn-foshan-telecom",
            "cn-xian-unicom",
            "cn-wuxi-telecom_unicom_cmcc-2",
            "cn-chenzhou-telecom_unicom_cmcc");

    List<String> DISK_CATEGORIES = List.of("cloud_efficiency", "cloud_ssd", "local_hdd", "local_ssd");

    List<String> INSTANCE_TYPES = List.of(
            "ens.sn1.tiny", "ens.sn1.small", "ens.sn1.medium", "ens.sn1.xmedium", "ens.sn1.large", "ens.sn1.mlarge");

    /** The fields whose help is with the step. */
    Set<String> HELP_OF_STEP = Stream.concat(
                    Stream.of(
                            "cluster",
                            "credentialsId",
                            "loginCredentialsId",
                            "via",
                            "wait",
                            "propagate",
                            "unstableOnPartial",
                            "cancelOnAbort",
                            "dryRun"),
                    Arrays.stream(Parameter.values()).map(Parameter::key))
            .collect(Collectors.toUnmodifiableSet());

    /** Required, unless a node pool is given a size instead. */
    @POST
    default FormValidation doCheckCount(FieldCheck field, @QueryParameter("desiredSize") String desiredSize) {
        return field.isEmpty() && !Util.fixNull(desiredSize).isBlank()
                ? FormValidation.ok()
                : field.in(this).count();
    }

    @POST
    default FormValidation doCheckClusterId(FieldCheck field) {
        return field.in(this).parameter(Parameter.CLUSTER_ID);
    }

    @POST
    default FormValidation doCheckRegionId(FieldCheck field) {
        return field.in(this).parameter(Parameter.REGION_ID);
    }

    @POST
    default FormValidation doCheckEnsRegionId(FieldCheck field) {
        return field.in(this).parameter(Parameter.ENS_REGION_ID);
    }

    @POST
    default FormValidation doCheckWorkerInstanceType(FieldCheck field) {
        return field.in(this).parameter(Parameter.WORKER_INSTANCE_TYPE);
    }

    @POST
    default FormValidation doCheckWorkerImageId(FieldCheck field) {
        return field.in(this).parameter(Parameter.WORKER_IMAGE_ID);
    }

    @POST
    default FormValidation doCheckEnsInternetChargeType(
            FieldCheck field, @QueryParameter("internetMaxBandwidthOut") String bandwidth) {
        return field.in(this)
                .with(Parameter.INTERNET_MAX_BANDWIDTH_OUT, bandwidth)
                .parameter(Parameter.ENS_INTERNET_CHARGE_TYPE);
    }

    @POST
    default FormValidation doCheckWorkerPeriod(
            FieldCheck field, @QueryParameter("instanceChargeType") String chargeType) {
        return field.in(this).with(Parameter.INSTANCE_CHARGE_TYPE, chargeType).parameter(Parameter.WORKER_PERIOD);
    }

    @POST
    default FormValidation doCheckWorkerSystemDiskSize(FieldCheck field) {
        return field.in(this).parameter(Parameter.WORKER_SYSTEM_DISK_SIZE);
    }

    @POST
    default FormValidation doCheckWorkerDataDiskSize(FieldCheck field) {
        return field.in(this).parameter(Parameter.WORKER_DATA_DISK_SIZE);
    }

    @POST
    default FormValidation doCheckWorkerAutoRenewPeriod(FieldCheck field) {
        return field.in(this).parameter(Parameter.WORKER_AUTO_RENEW_PERIOD);
    }

    @POST
    default FormValidation doCheckNodePoolId(FieldCheck field) {
        return field.in(this).parameter(Parameter.NODE_POOL_ID);
    }

    @POST
    default FormValidation doCheckInternetMaxBandwidthOut(FieldCheck field) {
        return field.in(this).parameter(Parameter.INTERNET_MAX_BANDWIDTH_OUT);
    }

    @POST
    default FormValidation doCheckInstanceChargeType(FieldCheck field) {
        return field.in(this).parameter(Parameter.INSTANCE_CHARGE_TYPE);
    }

    @POST
    default FormValidation doCheckSystemDiskCategory(FieldCheck field) {
        return field.in(this).parameter(Parameter.SYSTEM_DISK_CATEGORY);
    }

    @POST
    default FormValidation doCheckDataDiskCategory(FieldCheck field) {
        return field.in(this).parameter(Parameter.DATA_DISK_CATEGORY);
    }

    @POST
    default FormValidation doCheckNetworkId(FieldCheck field) {
        return field.in(this).parameter(Parameter.NETWORK_ID);
    }

    @POST
    default FormValidation doCheckVSwitchId(FieldCheck field) {
        return field.in(this).parameter(Parameter.VSWITCH_ID);
    }

    @POST
    default FormValidation doCheckSecurityId(FieldCheck field) {
        return field.in(this).parameter(Parameter.SECURITY_ID);
    }

    @POST
    default FormValidation doCheckMaxPrice(FieldCheck field) {
        return field.in(this).parameter(Parameter.MAX_PRICE);
    }

    @POST
    default FormValidation doCheckReleaseOnFailure(FieldCheck field) {
        return field.in(this).parameter(Parameter.RELEASE_ON_FAILURE);
    }

    @POST
    default FormValidation doCheckDesiredSize(FieldCheck field) {
        return field.in(this).rule(Parameter.DESIRED_SIZE);
    }

    @POST
    default FormValidation doCheckTimeoutMins(FieldCheck field) {
        return field.in(this).parameter(Parameter.TIMEOUT_MINS);
    }

    @POST
    default FormValidation doCheckWorkerAutoRenew(FieldCheck field) {
        return field.in(this).parameter(Parameter.WORKER_AUTO_RENEW);
    }

    @POST
    default FormValidation doCheckVia(FieldCheck field) {
        return field.in(this).via();
    }

    @POST
    default FormValidation doCheckCredentialsId(FieldCheck field) {
        return field.in(this).accessKey();
    }

    /** Key pair or password: what a step gives takes the place of either in the cluster's configuration. */
    @POST
    default FormValidation doCheckLoginCredentialsId(FieldCheck field, @QueryParameter("keyPair") String keyPair) {
        return field.isEmpty() && !Util.fixNull(keyPair).isBlank()
                ? FormValidation.ok()
                : field.in(this).login();
    }

    @POST
    default FormValidation doCheckKeyPair(FieldCheck field, @QueryParameter("loginCredentialsId") String login) {
        return field.isEmpty() && !Util.fixNull(login).isBlank()
                ? FormValidation.ok()
                : field.in(this).parameter(Parameter.KEY_PAIR);
    }

    @POST
    default ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter("credentialsId") String credentialsId) {
        return FormAccess.credentials(item, credentialsId, undecided(), CloudKeys.MATCHER);
    }

    @POST
    default ListBoxModel doFillLoginCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter("loginCredentialsId") String loginCredentialsId) {
        return FormAccess.credentials(item, loginCredentialsId, undecided(), FormAccess.LOGIN);
    }

    @POST
    default FormValidation doCheckCluster(FieldCheck field) {
        return field.in(this).cluster();
    }

    /** Suggestions; new regions appear all the time. */
    @POST
    default ComboBoxModel doFillEnsRegionIdItems(@AncestorInPath Item item) {
        return FormAccess.maySee(item) ? new ComboBoxModel(ENS_REGIONS) : new ComboBoxModel();
    }

    @POST
    default ComboBoxModel doFillWorkerInstanceTypeItems(@AncestorInPath Item item) {
        return FormAccess.maySee(item) ? new ComboBoxModel(INSTANCE_TYPES) : new ComboBoxModel();
    }

    /**
     * The help of a field is written once, with the pipeline step, where the step's documentation finds it too.
     *
     * @param own of the form itself; null if it has none
     * @param field null for the help of the form as a whole
     */
    static String helpFile(String own, String field) {
        return own != null || field == null || !HELP_OF_STEP.contains(field)
                ? own
                : "/descriptor/io.jenkins.plugins.ackedge.AckEdgeScaleOutStep/help/" + field;
    }

    /** The style classes of a field's entry, by which the form's script finds out which routes take it. */
    default String routeClasses(String field) {
        String key = field.equals("loginCredentialsId") ? Parameter.LOGIN_PASSWORD.key() : field;
        return Routes.all().stream()
                .filter(route -> route.takes(Parameter.of(key)))
                .map(route -> "ack-edge-field--" + route.name())
                .collect(Collectors.joining(" ", "ack-edge-field ", ""));
    }

    /** JSON for the form's script: all routes, the default one, and those of the clusters that the form may name. */
    default String routesOfClusters() {
        Item item = Stapler.getCurrentRequest2().findAncestorObject(Item.class);
        JobClusters known = JobClusters.of(item);
        JSONObject clusters = new JSONObject();
        if (namesClusters() && FormAccess.maySee(item)) {
            known.all().forEach(c -> clusters.put(c.getName(), route(c)));
        }
        return new JSONObject()
                .element("all", Routes.all().stream().map(Route::name).toList())
                .element(
                        "standard",
                        namesClusters()
                                ? known.standard()
                                        .map(OrderForm::route)
                                        .orElse(Routes.standard().name())
                                : Routes.standard().name())
                .element("clusters", clusters)
                .toString();
    }

    private static String route(AckEdgeCluster cluster) {
        return Routes.find(cluster.getVia()).orElse(Routes.standard()).name();
    }

    /** Whether the form has a field for the name of a cluster. */
    default boolean namesClusters() {
        return true;
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
