package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.pipeline.AckEdgeStepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A waiting step, as saved by the first builds. */
final class AckEdgeScaleOutExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private BuildInput input;

    private Object readResolve() {
        return new AckEdgeStepExecution(input.now(), getContext());
    }

    @Override
    public boolean start() {
        throw new IllegalStateException("only read from a pipeline that was saved");
    }
}
