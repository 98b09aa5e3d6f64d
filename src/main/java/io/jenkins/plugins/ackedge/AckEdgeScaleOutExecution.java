package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ackedge.scaleout.JournalEntry;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import io.jenkins.plugins.ackedge.scaleout.Scheduler;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The life of the steps {@code ackEdgeScaleOut} and {@code ackEdgeWaitTask}. What is saved with the pipeline is the input
 * alone; how far the order is stands in its journal, so that a resumed step cannot know less than what was done.
 */
final class AckEdgeScaleOutExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AckEdgeScaleOutExecution.class.getName());

    private final BuildInput input;
    private transient volatile ScaleOut scaleOut;
    private transient volatile Throwable abortCause;
    private transient boolean begun;

    AckEdgeScaleOutExecution(BuildInput input, StepContext context) {
        super(context);
        this.input = input;
    }

    @Override
    public boolean start() {
        beginLater();
        return false;
    }

    @Override
    public void onResume() {
        beginLater();
    }

    /** Credentials and journal are read from disk, which this thread must not wait for. */
    private void beginLater() {
        Scheduler scheduler = AckEdgeService.get().scheduler();
        scheduler.at(scheduler.nowMillis(), this::begin);
    }

    private void begin() {
        synchronized (this) {
            if (abortCause != null) {
                return; // stopped before it began
            }
            begun = true;
        }
        try {
            Run<?, ?> run = getContext().get(Run.class);
            FlowNode node = getContext().get(FlowNode.class);
            scaleOut = input.begin(run, node.getId(), new Listener(node));
            Throwable cause = abortCause;
            if (cause != null) {
                scaleOut.abort(input.isCancelOnAbort()); // stopped while it began
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        boolean before;
        synchronized (this) {
            if (abortCause != null) {
                return; // the first one is under way
            }
            abortCause = cause;
            before = !begun;
        }
        if (before) {
            getContext().onFailure(cause);
            return;
        }
        // This may be the CPS thread, and the journal is written on the way.
        Scheduler scheduler = AckEdgeService.get().scheduler();
        scheduler.at(scheduler.nowMillis(), () -> {
            ScaleOut current = scaleOut;
            if (current != null) {
                current.abort(input.isCancelOnAbort());
            }
        });
    }

    @Override
    public String getStatus() {
        ScaleOut current = scaleOut;
        return current == null ? "about to begin" : current.status();
    }

    /** A restart waits for an order that is on the wire, and for nothing else. */
    @Override
    public boolean blocksRestart() {
        ScaleOut current = scaleOut;
        return current != null && current.isSending();
    }

    private void ended(ScaleOutResult result) {
        Throwable cause = abortCause;
        if (result.isAborted()) {
            // Where the controller died on the way, nobody knows any more who aborted.
            getContext().onFailure(cause != null ? cause : new FlowInterruptedException(Result.ABORTED, true));
        } else if (result.isInternalError()
                || (input.isPropagate() && result.state().isFailure())) {
            getContext().onFailure(new AbortException(result.message()));
        } else {
            getContext().onSuccess(new AckEdgeScaleOutResult(result));
        }
    }

    /** Shows progress in the log and on the step's node. */
    private final class Listener implements ScaleOutListener {
        private final FlowNode node;
        private String label = "";

        Listener(FlowNode node) {
            this.node = node;
        }

        @Override
        public void line(String text) {
            try {
                getContext().get(TaskListener.class).getLogger().println(text);
            } catch (IOException | InterruptedException e) {
                LOGGER.log(Level.WARNING, "Not in the build's log: " + text, e);
            }
        }

        @Override
        public void changed(JournalEntry entry) {
            String next = ProgressLabel.of(entry);
            if (!next.equals(label)) {
                label = next;
                node.addOrReplaceAction(new LabelAction(next));
            }
        }

        @Override
        public void ended(ScaleOutResult result) {
            boolean saysItself = input.isPropagate() && result.state().isFailure() && !result.isAborted();
            if (!saysItself) {
                line(result.message()); // a failure's message is printed with the failure
            }
            AckEdgeScaleOutExecution.this.ended(result);
        }
    }
}
