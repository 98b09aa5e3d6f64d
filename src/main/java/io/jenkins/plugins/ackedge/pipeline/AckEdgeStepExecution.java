package io.jenkins.plugins.ackedge.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ackedge.build.BuildInput;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The life of the steps {@code ackEdgeScaleOut} and {@code ackEdgeWaitTask}. What is saved with the pipeline is the input
 * alone; how far the order is stands in its record, so that a resumed step cannot know less than what was done.
 */
public final class AckEdgeStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AckEdgeStepExecution.class.getName());

    private final BuildInput input;
    private transient volatile ScaleOut scaleOut;
    // Guarded by this.
    private transient Throwable abortCause;
    /** False after a restart, when it may have ordered before. */
    private transient boolean fresh;

    private transient boolean scheduled;
    private transient boolean started;
    private transient boolean over;

    public AckEdgeStepExecution(BuildInput input, StepContext context) {
        super(context);
        this.input = input;
    }

    @Override
    public boolean start() {
        synchronized (this) {
            fresh = true;
        }
        beginLater();
        return false;
    }

    @Override
    public void onResume() {
        beginLater();
    }

    /** Records are read from disk, which this thread must not wait for. */
    private void beginLater() {
        synchronized (this) {
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        AckConnections.get().workers().execute(this::begin);
    }

    private void begin() {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            FlowNode node = getContext().get(FlowNode.class);
            input.begin(run, node.getId(), new Listener(node), new Begin());
        } catch (Throwable e) { // an Error must end the step, or the pipeline would hang for ever
            new Begin().failed(e);
        }
    }

    /** An abort may come before, while and after it begins; whatever was ordered before a restart is given up properly. */
    private final class Begin implements BuildInput.Beginning {
        @Override
        public boolean mayStart() {
            Throwable cause;
            synchronized (AckEdgeStepExecution.this) {
                cause = abortCause;
                started = cause == null;
            }
            if (cause != null) {
                fail(cause); // nothing of it was planned
            }
            return cause == null;
        }

        @Override
        public void begun(ScaleOut begun) {
            boolean isAborted;
            synchronized (AckEdgeStepExecution.this) {
                started = true;
                scaleOut = begun;
                isAborted = abortCause != null;
            }
            if (isAborted) {
                begun.abort(input.isCancelOnAbort());
            }
        }

        @Override
        public void failed(Throwable e) {
            Throwable cause;
            synchronized (AckEdgeStepExecution.this) {
                cause = abortCause;
            }
            if (cause != null && cause != e) {
                cause.addSuppressed(e);
            }
            fail(cause == null ? e : cause);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        boolean nothingYet;
        ScaleOut current;
        synchronized (this) {
            if (abortCause != null) {
                return; // the first one is under way
            }
            abortCause = cause;
            nothingYet = fresh && !started;
            current = scaleOut;
        }
        if (nothingYet) {
            fail(cause);
        } else if (current != null) {
            current.abort(input.isCancelOnAbort());
        } else {
            beginLater(); // it may have ordered before a restart: its beginning carries the abort out
        }
    }

    /** Once: a beginning that hangs may come to its end long after the abort that did not wait for it. */
    private void fail(Throwable cause) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        getContext().onFailure(cause);
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
        Throwable cause;
        synchronized (this) {
            cause = abortCause;
        }
        if (result.isAborted()) {
            // Where the controller died on the way, nobody knows any more who aborted.
            fail(cause != null ? cause : new FlowInterruptedException(Result.ABORTED, true));
        } else if (input.isUnstableOnPartial() && result.isPartial()) {
            succeedUnstable(result);
        } else if (result.isInternalError()
                || (input.isPropagate() && result.state().isFailure())) {
            fail(new AbortException(result.message()));
        } else {
            succeed(result);
        }
    }

    private void succeed(ScaleOutResult result) {
        synchronized (this) {
            over = true;
        }
        getContext().onSuccess(new AckEdgeScaleOutResult(result));
    }

    /** As the step {@code unstable} does it. */
    private void succeedUnstable(ScaleOutResult result) {
        try {
            getContext()
                    .get(FlowNode.class)
                    .addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(result.message()));
            getContext().get(Run.class).setResult(Result.UNSTABLE);
            succeed(result);
        } catch (IOException | InterruptedException e) {
            fail(new AbortException(result.message())); // rather than green
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
        public void changed(OrderRecord record) {
            String next = ProgressLabel.of(record);
            if (!next.equals(label)) {
                label = next;
                node.addOrReplaceAction(new LabelAction(next));
            }
        }

        @Override
        public void ended(ScaleOutResult result) {
            boolean isUnstable = input.isUnstableOnPartial() && result.isPartial();
            boolean saysItself =
                    input.isPropagate() && result.state().isFailure() && !result.isAborted() && !isUnstable;
            if (!saysItself) {
                line(result.message()); // a failure's message is printed with the failure
            }
            AckEdgeStepExecution.this.ended(result);
        }
    }
}
