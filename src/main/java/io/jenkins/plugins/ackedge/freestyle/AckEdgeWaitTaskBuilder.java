package io.jenkins.plugins.ackedge.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ackedge.build.BuildInput;
import io.jenkins.plugins.ackedge.build.WaitInput;
import io.jenkins.plugins.ackedge.config.OrderForm;
import io.jenkins.plugins.ackedge.config.WaitForm;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Waits for the end of a task, such as that of an order that an earlier build made without waiting. */
public final class AckEdgeWaitTaskBuilder extends AckEdgeBuilder {
    private final String taskId;
    private String cluster;
    private String regionId;
    private String credentialsId;
    private String timeoutMins;
    private boolean noPropagate;
    private boolean cancelOnAbort;

    @DataBoundConstructor
    public AckEdgeWaitTaskBuilder(String taskId) {
        this.taskId = Util.fixEmptyAndTrim(taskId);
    }

    @Override
    BuildInput input(BuildVariables variables) {
        return new WaitInput(variables.expand(taskId))
                .withCluster(variables.expand(cluster), variables.expand(regionId))
                .withCredentials(variables.expandCredentials(credentialsId))
                .withTimeoutMins(variables.expand(timeoutMins))
                .withPropagate(isPropagate())
                .withCancelOnAbort(cancelOnAbort);
    }

    /** Id of the task; may hold variables, as {@code ${ACK_EDGE_TASK_ID}}. */
    public String getTaskId() {
        return taskId;
    }

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
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

    public String getTimeoutMins() {
        return timeoutMins;
    }

    @DataBoundSetter
    public void setTimeoutMins(String timeoutMins) {
        this.timeoutMins = Util.fixEmptyAndTrim(timeoutMins);
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

    @Extension
    @Symbol("ackEdgeWaitTask")
    public static final class DescriptorImpl extends AckEdgeBuilderDescriptor implements ExpandingForm, WaitForm {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeWaitTaskBuilder_displayName();
        }

        @Override
        public String getHelpFile(String fieldName) {
            return OrderForm.helpFile(super.getHelpFile(fieldName), fieldName);
        }
    }
}
