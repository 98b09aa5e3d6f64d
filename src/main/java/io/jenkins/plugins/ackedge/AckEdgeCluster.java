package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Route;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A cluster that an administrator has described once: where it is, the key to it, and the defaults of an order. */
public final class AckEdgeCluster extends AbstractDescribableImpl<AckEdgeCluster> {
    private final String name;
    private final String clusterId;
    private final String regionId;
    private String credentialsId;
    private Integer maxCount;
    private String via;
    private String ensRegionId;
    private String workerInstanceType;
    private String workerImageId;
    private String ensInternetChargeType;
    private Integer workerPeriod;
    private Integer workerSystemDiskSize;
    private Integer workerDataDiskSize;
    private Boolean workerAutoRenew;
    private Integer workerAutoRenewPeriod;
    private String loginCredentialsId;
    private String keyPair;
    private Integer timeoutMins;
    private String nodePoolId;

    @DataBoundConstructor
    public AckEdgeCluster(String name, String clusterId, String regionId) {
        this.name = Util.fixNull(name).trim();
        this.clusterId = Util.fixNull(clusterId).trim();
        this.regionId = Util.fixNull(regionId).trim();
    }

    /** What an order for this cluster says where its step says nothing. */
    private Parameters defaults() {
        return Parameters.none()
                .with(Parameter.CLUSTER_ID, clusterId)
                .with(Parameter.REGION_ID, regionId)
                .with(Parameter.ENS_REGION_ID, ensRegionId)
                .with(Parameter.WORKER_INSTANCE_TYPE, workerInstanceType)
                .with(Parameter.WORKER_IMAGE_ID, workerImageId)
                .with(Parameter.ENS_INTERNET_CHARGE_TYPE, ensInternetChargeType)
                .with(Parameter.WORKER_PERIOD, workerPeriod)
                .with(Parameter.WORKER_SYSTEM_DISK_SIZE, workerSystemDiskSize)
                .with(Parameter.WORKER_DATA_DISK_SIZE, workerDataDiskSize)
                .with(Parameter.WORKER_AUTO_RENEW, workerAutoRenew)
                .with(Parameter.WORKER_AUTO_RENEW_PERIOD, workerAutoRenewPeriod)
                .with(Parameter.KEY_PAIR, keyPair)
                .with(Parameter.NODE_POOL_ID, nodePoolId)
                .with(Parameter.TIMEOUT_MINS, timeoutMins);
    }

    /** The same for an order by this route: those for another one are left out, not refused. */
    Parameters defaults(Route route) {
        Parameters defaults = defaults();
        for (Parameter parameter : defaults.asMap().keySet()) {
            if (!route.takes(parameter)) {
                defaults = defaults.without(parameter);
            }
        }
        return defaults;
    }

    /** What steps call it. */
    public String getName() {
        return name;
    }

    public String getClusterId() {
        return clusterId;
    }

    public String getRegionId() {
        return regionId;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** The most nodes that one order may ask for; null for no limit but the vendor's. */
    public Integer getMaxCount() {
        return maxCount;
    }

    @DataBoundSetter
    public void setMaxCount(Integer maxCount) {
        this.maxCount = maxCount;
    }

    public String getVia() {
        return via;
    }

    @DataBoundSetter
    public void setVia(String via) {
        this.via = Util.fixEmptyAndTrim(via);
    }

    public String getEnsRegionId() {
        return ensRegionId;
    }

    @DataBoundSetter
    public void setEnsRegionId(String ensRegionId) {
        this.ensRegionId = Util.fixEmptyAndTrim(ensRegionId);
    }

    public String getWorkerInstanceType() {
        return workerInstanceType;
    }

    @DataBoundSetter
    public void setWorkerInstanceType(String workerInstanceType) {
        this.workerInstanceType = Util.fixEmptyAndTrim(workerInstanceType);
    }

    public String getWorkerImageId() {
        return workerImageId;
    }

    @DataBoundSetter
    public void setWorkerImageId(String workerImageId) {
        this.workerImageId = Util.fixEmptyAndTrim(workerImageId);
    }

    public String getEnsInternetChargeType() {
        return ensInternetChargeType;
    }

    @DataBoundSetter
    public void setEnsInternetChargeType(String ensInternetChargeType) {
        this.ensInternetChargeType = Util.fixEmptyAndTrim(ensInternetChargeType);
    }

    public Integer getWorkerPeriod() {
        return workerPeriod;
    }

    @DataBoundSetter
    public void setWorkerPeriod(Integer workerPeriod) {
        this.workerPeriod = workerPeriod;
    }

    public Integer getWorkerSystemDiskSize() {
        return workerSystemDiskSize;
    }

    @DataBoundSetter
    public void setWorkerSystemDiskSize(Integer workerSystemDiskSize) {
        this.workerSystemDiskSize = workerSystemDiskSize;
    }

    public Integer getWorkerDataDiskSize() {
        return workerDataDiskSize;
    }

    @DataBoundSetter
    public void setWorkerDataDiskSize(Integer workerDataDiskSize) {
        this.workerDataDiskSize = workerDataDiskSize;
    }

    public Boolean getWorkerAutoRenew() {
        return workerAutoRenew;
    }

    @DataBoundSetter
    public void setWorkerAutoRenew(Boolean workerAutoRenew) {
        this.workerAutoRenew = workerAutoRenew;
    }

    public Integer getWorkerAutoRenewPeriod() {
        return workerAutoRenewPeriod;
    }

    @DataBoundSetter
    public void setWorkerAutoRenewPeriod(Integer workerAutoRenewPeriod) {
        this.workerAutoRenewPeriod = workerAutoRenewPeriod;
    }

    public String getLoginCredentialsId() {
        return loginCredentialsId;
    }

    @DataBoundSetter
    public void setLoginCredentialsId(String loginCredentialsId) {
        this.loginCredentialsId = Util.fixEmptyAndTrim(loginCredentialsId);
    }

    public String getKeyPair() {
        return keyPair;
    }

    @DataBoundSetter
    public void setKeyPair(String keyPair) {
        this.keyPair = Util.fixEmptyAndTrim(keyPair);
    }

    public Integer getTimeoutMins() {
        return timeoutMins;
    }

    @DataBoundSetter
    public void setTimeoutMins(Integer timeoutMins) {
        this.timeoutMins = timeoutMins;
    }

    public String getNodePoolId() {
        return nodePoolId;
    }

    @DataBoundSetter
    public void setNodePoolId(String nodePoolId) {
        this.nodePoolId = Util.fixEmptyAndTrim(nodePoolId);
    }

    /** The form of a cluster, inside the page Manage Jenkins → System. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<AckEdgeCluster> implements OrderForm {
        public DescriptorImpl() {
            HelpTexts.ofStep().forEach(field -> addHelpFileRedirect(field, AckEdgeScaleOutStep.class, field));
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeCluster_displayName();
        }

        @Override
        public String undecided() {
            return Messages.OrderForm_notSet();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return AckEdgeConfiguration.isClusterName(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AckEdgeCluster_name());
        }

        @POST
        public FormValidation doCheckMaxCount(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FormAccess.check(null, Parameter.COUNT, value);
        }

        /** Asks ACK what the cluster is, at the endpoint that is saved. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String clusterId,
                @QueryParameter String regionId,
                @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return ConnectionTest.run(clusterId, regionId, credentialsId);
        }
    }
}
