package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ackEdgeWaitTask(taskId: '…')}: waits for the end of any ACK task, such as one that was ordered without waiting. */
public final class AckEdgeWaitTaskStep extends Step {
    private final String taskId;
    private String cluster;
    private String regionId;
    private String credentialsId;
    private Integer timeoutMins;
    private boolean propagate = true;
    private boolean cancelOnAbort;

    @DataBoundConstructor
    public AckEdgeWaitTaskStep(String taskId) {
        this.taskId = Util.fixNull(taskId).trim();
    }

    @Override
    public StepExecution start(StepContext context) {
        WaitInput input = new WaitInput();
        input.taskId = taskId;
        input.cluster = Util.fixNull(cluster);
        input.regionId = Util.fixNull(regionId);
        input.credentialsId = Util.fixNull(credentialsId);
        input.timeoutMins = timeoutMins == null ? "" : timeoutMins.toString();
        input.propagate = propagate;
        input.cancelOnAbort = cancelOnAbort;
        return new AckEdgeScaleOutExecution(input.atStart(AckEdgeConfiguration.get()), context);
    }

    public String getTaskId() {
        return taskId;
    }

    /** The cluster whose region and access key are used; the usual one if neither it nor a region is given. */
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

    public Integer getTimeoutMins() {
        return timeoutMins;
    }

    @DataBoundSetter
    public void setTimeoutMins(Integer timeoutMins) {
        this.timeoutMins = timeoutMins;
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

    /** Needs no node and no workspace. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements OrderForm {
        public DescriptorImpl() {
            HelpTexts.ofStep().forEach(field -> addHelpFileRedirect(field, AckEdgeScaleOutStep.class, field));
        }

        @Override
        public String getFunctionName() {
            return "ackEdgeWaitTask";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeWaitTaskStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            Object taskId = arguments.get("taskId");
            return taskId == null ? null : taskId.toString();
        }

        @POST
        public FormValidation doCheckTaskId(@AncestorInPath Item item, @QueryParameter String value) {
            return FormAccess.check(item, value, given -> Check.taskId(given, FormAccess.locale()));
        }

        /** A wait takes its time limit from nobody else. */
        @POST
        @Override
        public FormValidation doCheckTimeoutMins(FieldCheck field) {
            return field.rule(Parameter.TIMEOUT_MINS);
        }
    }
}
