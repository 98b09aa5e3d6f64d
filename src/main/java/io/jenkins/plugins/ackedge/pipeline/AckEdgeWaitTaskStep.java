package io.jenkins.plugins.ackedge.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ackedge.build.WaitInput;
import io.jenkins.plugins.ackedge.config.WaitForm;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code ackEdgeWaitTask(taskId: '…')}: waits for the end of any ACK task, such as one that was ordered without waiting. */
public final class AckEdgeWaitTaskStep extends AckEdgeStep {
    private final String taskId;

    @DataBoundConstructor
    public AckEdgeWaitTaskStep(String taskId) {
        this.taskId = Util.fixNull(taskId).trim();
    }

    public String getTaskId() {
        return taskId;
    }

    @Override
    WaitInput input() {
        return new WaitInput(taskId)
                .withFaults(faults())
                .withCluster(cluster, regionId)
                .withCredentials(credentialsId)
                .withTimeoutMins(timeoutMins == null ? "" : timeoutMins.toString())
                .withPropagate(propagate)
                .withCancelOnAbort(cancelOnAbort);
    }

    @Extension
    public static final class DescriptorImpl extends AckEdgeStepDescriptor implements WaitForm {
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
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            Object taskId = arguments.get("taskId");
            return taskId == null ? null : taskId.toString();
        }
    }
}
