package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step's twin for freestyle jobs. Its fields are texts, since they may hold environment variables. */
public final class AckEdgeScaleOutBuilder extends Builder implements SimpleBuildStep {
    private String cluster;
    private String clusterId;
    private String regionId;
    private String credentialsId;
    private String count;
    private String ensRegionId;
    private String workerInstanceType;
    private String workerImageId;
    private String ensInternetChargeType;
    private String workerPeriod;
    private String workerSystemDiskSize;
    private String workerDataDiskSize;
    private String workerAutoRenew;
    private String workerAutoRenewPeriod;
    private String loginCredentialsId;
    private String keyPair;
    private String timeoutMins;
    private String nodePoolId;
    private String desiredSize;
    private String via;
    private boolean noWait;
    private boolean noPropagate;
    private boolean cancelOnAbort;
    private boolean dryRun;

    @DataBoundConstructor
    public AckEdgeScaleOutBuilder() {
        // as the step: everything has a setter
    }

    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    @Override
    public void perform(@NonNull Run<?, ?> run, @NonNull EnvVars env, @NonNull TaskListener listener)
            throws InterruptedException, IOException {
        BlockingWait wait = new BlockingWait(listener, cancelOnAbort);
        AckEdgeScaleOutResult result = wait.result(run, input(env));
        if (!noPropagate && wait.isFailure()) {
            throw new AbortException(result.getMessage());
        }
    }

    private OrderInput input(EnvVars env) {
        OrderInput input = new OrderInput(Parameters.none()
                .with(Parameter.CLUSTER_ID, env.expand(clusterId))
                .with(Parameter.REGION_ID, env.expand(regionId))
                .with(Parameter.COUNT, env.expand(count))
                .with(Parameter.ENS_REGION_ID, env.expand(ensRegionId))
                .with(Parameter.WORKER_INSTANCE_TYPE, env.expand(workerInstanceType))
                .with(Parameter.WORKER_IMAGE_ID, env.expand(workerImageId))
                .with(Parameter.ENS_INTERNET_CHARGE_TYPE, env.expand(ensInternetChargeType))
                .with(Parameter.WORKER_PERIOD, env.expand(workerPeriod))
                .with(Parameter.WORKER_SYSTEM_DISK_SIZE, env.expand(workerSystemDiskSize))
                .with(Parameter.WORKER_DATA_DISK_SIZE, env.expand(workerDataDiskSize))
                .with(Parameter.WORKER_AUTO_RENEW, env.expand(workerAutoRenew))
                .with(Parameter.WORKER_AUTO_RENEW_PERIOD, env.expand(workerAutoRenewPeriod))
                .with(Parameter.KEY_PAIR, env.expand(keyPair))
                .with(Parameter.NODE_POOL_ID, env.expand(nodePoolId))
                .with(Parameter.DESIRED_SIZE, env.expand(desiredSize))
                .with(Parameter.TIMEOUT_MINS, env.expand(timeoutMins)));
        input.cluster = Util.fixNull(env.expand(cluster));
        input.via = Util.fixNull(env.expand(via));
        input.credentialsId = Util.fixNull(env.expand(credentialsId));
        input.loginCredentialsId = Util.fixNull(env.expand(loginCredentialsId));
        input.wait = !noWait;
        input.propagate = !noPropagate;
        input.cancelOnAbort = cancelOnAbort;
        input.dryRun = dryRun;
        return input;
    }

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    public String getClusterId() {
        return clusterId;
    }

    @DataBoundSetter
    public void setClusterId(String clusterId) {
        this.clusterId = Util.fixEmptyAndTrim(clusterId);
    }

    public String getRegionId() {
        return regionId;
    }

    @DataBoundSetter
    public void setRegionId(String regionId) {
        this.regionId = Util.fixEmptyAndTrim(regionId);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(String count) {
        this.count = Util.fixEmptyAndTrim(count);
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

    public String getWorkerPeriod() {
        return workerPeriod;
    }

    @DataBoundSetter
    public void setWorkerPeriod(String workerPeriod) {
        this.workerPeriod = Util.fixEmptyAndTrim(workerPeriod);
    }

    public String getWorkerSystemDiskSize() {
        return workerSystemDiskSize;
    }

    @DataBoundSetter
    public void setWorkerSystemDiskSize(String workerSystemDiskSize) {
        this.workerSystemDiskSize = Util.fixEmptyAndTrim(workerSystemDiskSize);
    }

    public String getWorkerDataDiskSize() {
        return workerDataDiskSize;
    }

    @DataBoundSetter
    public void setWorkerDataDiskSize(String workerDataDiskSize) {
        this.workerDataDiskSize = Util.fixEmptyAndTrim(workerDataDiskSize);
    }

    public String getWorkerAutoRenew() {
        return workerAutoRenew;
    }

    @DataBoundSetter
    public void setWorkerAutoRenew(String workerAutoRenew) {
        this.workerAutoRenew = Util.fixEmptyAndTrim(workerAutoRenew);
    }

    public String getWorkerAutoRenewPeriod() {
        return workerAutoRenewPeriod;
    }

    @DataBoundSetter
    public void setWorkerAutoRenewPeriod(String workerAutoRenewPeriod) {
        this.workerAutoRenewPeriod = Util.fixEmptyAndTrim(workerAutoRenewPeriod);
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

    public String getTimeoutMins() {
        return timeoutMins;
    }

    @DataBoundSetter
    public void setTimeoutMins(String timeoutMins) {
        this.timeoutMins = Util.fixEmptyAndTrim(timeoutMins);
    }

    public String getNodePoolId() {
        return nodePoolId;
    }

    @DataBoundSetter
    public void setNodePoolId(String nodePoolId) {
        this.nodePoolId = Util.fixEmptyAndTrim(nodePoolId);
    }

    public String getDesiredSize() {
        return desiredSize;
    }

    @DataBoundSetter
    public void setDesiredSize(String desiredSize) {
        this.desiredSize = Util.fixEmptyAndTrim(desiredSize);
    }

    public String getVia() {
        return via;
    }

    @DataBoundSetter
    public void setVia(String via) {
        this.via = Util.fixEmptyAndTrim(via);
    }

    public boolean isWait() {
        return !noWait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.noWait = !wait;
    }

    public boolean isPropagate() {
        return !noPropagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.noPropagate = !propagate;
    }

    public boolean isCancelOnAbort() {
        return cancelOnAbort;
    }

    @DataBoundSetter
    public void setCancelOnAbort(boolean cancelOnAbort) {
        this.cancelOnAbort = cancelOnAbort;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /**
     * Offered in every kind of job that has build steps. Without a symbol on purpose: pipelines have a step of their own, and the
     * Snippet Generator would offer both under one name.
     */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> implements OrderForm {
        public DescriptorImpl() {
            HelpTexts.ofStep().forEach(field -> addHelpFileRedirect(field, AckEdgeScaleOutStep.class, field));
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeScaleOutStep_displayName();
        }

        @Override
        public boolean isExpressionAllowed() {
            return true;
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
