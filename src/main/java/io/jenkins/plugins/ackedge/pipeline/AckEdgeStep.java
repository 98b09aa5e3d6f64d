package io.jenkins.plugins.ackedge.pipeline;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ackedge.build.BuildInput;
import io.jenkins.plugins.ackedge.config.JobClusters;
import io.jenkins.plugins.ackedge.config.OrderLists;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What {@code ackEdgeScaleOut} and {@code ackEdgeWaitTask} have in common. An argument is a field, declared once; its type is
 * what Declarative and the Snippet Generator check, and {@link StepArguments} checks what they let pass.
 */
public abstract class AckEdgeStep extends Step {
    /** Name of a configured cluster; the default one if it is left out. */
    @DataBoundSetter
    public String cluster;

    /** Region of the cluster. */
    @DataBoundSetter
    public String regionId;

    /** Id of the credentials that hold the access key. */
    @DataBoundSetter
    public String credentialsId;

    /** Minutes until the wait ends. */
    @DataBoundSetter
    public Integer timeoutMins;

    /** Whether a bad end fails the step. */
    @DataBoundSetter
    public boolean propagate = true;

    /** Whether the task is cancelled when the build is aborted. */
    @DataBoundSetter
    public boolean cancelOnAbort;

    /** What was wrong with the arguments as they were given. */
    private List<String> faults = List.of();

    final List<String> faults() {
        return faults;
    }

    abstract BuildInput input();

    @Override
    public final StepExecution start(StepContext context) throws Exception {
        JobClusters clusters = JobClusters.of(context.get(Run.class).getParent());
        return new AckEdgeStepExecution(input().atStart(clusters), context);
    }

    /** Needs no node and no workspace. */
    abstract static class AckEdgeStepDescriptor extends StepDescriptor implements OrderLists {
        /** Saved with each step of a pipeline, so it stays when the class moves. */
        @Override
        public final String getId() {
            return "io.jenkins.plugins.ackedge." + clazz.getSimpleName();
        }

        /** In a running pipeline. Structs would drop an unknown name with a warning, and take any text for a false. */
        @Override
        @SuppressWarnings("deprecation") // its replacement cannot refuse without a stack trace
        public final AckEdgeStep newInstance(Map<String, Object> arguments) throws Exception {
            StepArguments given = StepArguments.of(clazz, getFunctionName(), arguments);
            AckEdgeStep step = (AckEdgeStep) super.newInstance(given.fitting());
            step.faults = given.faults();
            return step;
        }

        /** In the Snippet Generator. What was left empty is left out, so that the snippet has only what was filled in. */
        @Override
        @SuppressWarnings("deprecation")
        public final AckEdgeStep newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            StepArguments given = StepArguments.ofForm(clazz, getFunctionName(), form);
            if (!given.faults().isEmpty()) {
                throw new WrongFieldsException(given.faults());
            }
            try {
                return (AckEdgeStep) super.newInstance(given.fitting());
            } catch (Exception e) {
                throw new FormException(e, clazz.getSimpleName());
            }
        }

        @Override
        public final Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }
    }

    /** The Snippet Generator prints it where the snippet would be, with its stack trace, which tells nobody anything. */
    private static final class WrongFieldsException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        WrongFieldsException(List<String> faults) {
            super(String.join("; ", faults));
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
