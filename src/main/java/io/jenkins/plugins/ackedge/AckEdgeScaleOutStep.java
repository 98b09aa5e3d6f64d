package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code ackEdgeScaleOut(count: 2)}: adds ENS nodes to a managed edge cluster and waits until they are there. */
public final class AckEdgeScaleOutStep extends Step {
    private Parameters parameters = Parameters.none();
    private String cluster;
    private String via;
    private String credentialsId;
    private String loginCredentialsId;
    private boolean wait = true;
    private boolean propagate = true;
    private boolean cancelOnAbort;
    private boolean dryRun;

    @DataBoundConstructor
    public AckEdgeScaleOutStep() {
        // everything has a setter: the cluster's defaults may give all but the count
    }

    @Override
    public StepExecution start(StepContext context) {
        OrderInput input = new OrderInput(parameters);
        input.cluster = Util.fixNull(cluster);
        input.via = Util.fixNull(via);
        input.credentialsId = Util.fixNull(credentialsId);
        input.loginCredentialsId = Util.fixNull(loginCredentialsId);
        input.wait = wait;
        input.propagate = propagate;
        input.cancelOnAbort = cancelOnAbort;
        input.dryRun = dryRun;
        return new AckEdgeScaleOutExecution(input.atStart(AckEdgeConfiguration.get()), context);
    }

    private void set(Parameter parameter, Object value) {
        parameters = parameters.without(parameter).with(parameter, value);
    }

    private String text(Parameter parameter) {
        return parameters.get(parameter).orElse(null);
    }

    private Integer number(Parameter parameter) {
        return parameters.get(parameter).map(Integer::valueOf).orElse(null);
    }

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    public String getClusterId() {
        return text(Parameter.CLUSTER_ID);
    }

    @DataBoundSetter
    public void setClusterId(String clusterId) {
        set(Parameter.CLUSTER_ID, clusterId);
    }

    public String getRegionId() {
        return text(Parameter.REGION_ID);
    }

    @DataBoundSetter
    public void setRegionId(String regionId) {
        set(Parameter.REGION_ID, regionId);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public Integer getCount() {
        return number(Parameter.COUNT);
    }

    @DataBoundSetter
    public void setCount(Integer count) {
        set(Parameter.COUNT, count);
    }

    public String getEnsRegionId() {
        return text(Parameter.ENS_REGION_ID);
    }

    @DataBoundSetter
    public void setEnsRegionId(String ensRegionId) {
        set(Parameter.ENS_REGION_ID, ensRegionId);
    }

    public String getWorkerInstanceType() {
        return text(Parameter.WORKER_INSTANCE_TYPE);
    }

    @DataBoundSetter
    public void setWorkerInstanceType(String workerInstanceType) {
        set(Parameter.WORKER_INSTANCE_TYPE, workerInstanceType);
    }

    public String getWorkerImageId() {
        return text(Parameter.WORKER_IMAGE_ID);
    }

    @DataBoundSetter
    public void setWorkerImageId(String workerImageId) {
        set(Parameter.WORKER_IMAGE_ID, workerImageId);
    }

    public String getEnsInternetChargeType() {
        return text(Parameter.ENS_INTERNET_CHARGE_TYPE);
    }

    @DataBoundSetter
    public void setEnsInternetChargeType(String ensInternetChargeType) {
        set(Parameter.ENS_INTERNET_CHARGE_TYPE, ensInternetChargeType);
    }

    public Integer getWorkerPeriod() {
        return number(Parameter.WORKER_PERIOD);
    }

    @DataBoundSetter
    public void setWorkerPeriod(Integer workerPeriod) {
        set(Parameter.WORKER_PERIOD, workerPeriod);
    }

    public Integer getWorkerSystemDiskSize() {
        return number(Parameter.WORKER_SYSTEM_DISK_SIZE);
    }

    @DataBoundSetter
    public void setWorkerSystemDiskSize(Integer workerSystemDiskSize) {
        set(Parameter.WORKER_SYSTEM_DISK_SIZE, workerSystemDiskSize);
    }

    public Integer getWorkerDataDiskSize() {
        return number(Parameter.WORKER_DATA_DISK_SIZE);
    }

    @DataBoundSetter
    public void setWorkerDataDiskSize(Integer workerDataDiskSize) {
        set(Parameter.WORKER_DATA_DISK_SIZE, workerDataDiskSize);
    }

    public Boolean getWorkerAutoRenew() {
        return parameters.get(Parameter.WORKER_AUTO_RENEW).map(Boolean::valueOf).orElse(null);
    }

    @DataBoundSetter
    public void setWorkerAutoRenew(Boolean workerAutoRenew) {
        set(Parameter.WORKER_AUTO_RENEW, workerAutoRenew);
    }

    public Integer getWorkerAutoRenewPeriod() {
        return number(Parameter.WORKER_AUTO_RENEW_PERIOD);
    }

    @DataBoundSetter
    public void setWorkerAutoRenewPeriod(Integer workerAutoRenewPeriod) {
        set(Parameter.WORKER_AUTO_RENEW_PERIOD, workerAutoRenewPeriod);
    }

    public String getLoginCredentialsId() {
        return loginCredentialsId;
    }

    @DataBoundSetter
    public void setLoginCredentialsId(String loginCredentialsId) {
        this.loginCredentialsId = Util.fixEmptyAndTrim(loginCredentialsId);
    }

    public String getKeyPair() {
        return text(Parameter.KEY_PAIR);
    }

    @DataBoundSetter
    public void setKeyPair(String keyPair) {
        set(Parameter.KEY_PAIR, keyPair);
    }

    public Integer getTimeoutMins() {
        return number(Parameter.TIMEOUT_MINS);
    }

    @DataBoundSetter
    public void setTimeoutMins(Integer timeoutMins) {
        set(Parameter.TIMEOUT_MINS, timeoutMins);
    }

    public String getNodePoolId() {
        return text(Parameter.NODE_POOL_ID);
    }

    @DataBoundSetter
    public void setNodePoolId(String nodePoolId) {
        set(Parameter.NODE_POOL_ID, nodePoolId);
    }

    public Integer getDesiredSize() {
        return number(Parameter.DESIRED_SIZE);
    }

    @DataBoundSetter
    public void setDesiredSize(Integer desiredSize) {
        set(Parameter.DESIRED_SIZE, desiredSize);
    }

    public String getVia() {
        return via;
    }

    @DataBoundSetter
    public void setVia(String via) {
        this.via = Util.fixEmptyAndTrim(via);
    }

    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    public boolean isPropagate() {
        return propagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.propagate = propagate;
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

    /** Needs no node and no workspace. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements OrderForm {
        @Override
        public String getFunctionName() {
            return "ackEdgeScaleOut";
        }

        @Override
        public Step newInstance(StaplerRequest2 request, @NonNull JSONObject formData) throws FormException {
            return super.newInstance(request, OrderForm.withoutUndecided(formData));
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeScaleOutStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            StringBuilder text = new StringBuilder();
            text.append(arguments.get("count") == null ? "" : "+" + arguments.get("count"));
            text.append(arguments.get("desiredSize") == null ? "" : "=" + arguments.get("desiredSize"));
            Object target = arguments.get("cluster") == null ? arguments.get("clusterId") : arguments.get("cluster");
            text.append(target == null ? "" : " → " + target);
            Object region = arguments.get("ensRegionId");
            text.append(region == null ? "" : " (" + region + ")");
            return text.isEmpty() ? null : text.toString().trim();
        }
    }
}
