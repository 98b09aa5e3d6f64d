package io.jenkins.plugins.ackedge.freestyle;

import hudson.model.AbstractBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.ackedge.build.BuildInput;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;

/**
 * A build step has an executor's thread to wait with; an interruption of it is an abort, unless the controller goes down:
 * then the order goes on, and the controller looks after it when it is back.
 */
final class BlockingWait implements ScaleOutListener, BuildInput.Beginning {
    /** An abort ends the wait at once; this is for a machine that is very slow. */
    private static final long PATIENCE_SECONDS = 30;

    private final TaskListener log;
    private final BuildInput input;
    private final CompletableFuture<ScaleOutResult> ended = new CompletableFuture<>();
    private ScaleOut scaleOut;
    private boolean started;
    private boolean interrupted;

    BlockingWait(TaskListener log, BuildInput input) {
        this.log = log;
        this.input = input;
    }

    ScaleOutResult result(AbstractBuild<?, ?> build) throws IOException, InterruptedException {
        AckConnections.get().workers().execute(() -> input.begin(build, null, this, this));
        try {
            return ended.get();
        } catch (InterruptedException e) {
            if (Jenkins.get().isTerminating()) {
                sayGoingDown();
            } else if (interrupt()) {
                awaitAbort();
            }
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    /** Nothing can be asked of ACK any more. Whatever has not begun by now must not begin either. */
    private synchronized void sayGoingDown() {
        interrupted = true;
        line(
                started
                        ? "The controller is going down, which ends this build. " + input.withoutTheBuild()
                        : "The controller is going down, which ends this build. Nothing was ordered.");
    }

    /** @return whether there is an order whose abort has an end to wait for */
    private synchronized boolean interrupt() {
        interrupted = true;
        if (scaleOut != null) {
            scaleOut.abort(input.isCancelOnAbort());
        }
        return started;
    }

    @Override
    public synchronized boolean mayStart() {
        started = !interrupted;
        return started;
    }

    @Override
    public synchronized void begun(ScaleOut begun) {
        started = true;
        scaleOut = begun;
        if (interrupted && !Jenkins.get().isTerminating()) {
            begun.abort(input.isCancelOnAbort());
        }
    }

    @Override
    public void failed(Throwable e) {
        ended.completeExceptionally(e);
    }

    private void awaitAbort() throws InterruptedException {
        try {
            line(ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS).message());
        } catch (ExecutionException | TimeoutException e) {
            log.error("The scale-out did not say how far it was when it was aborted; see its page.");
        }
    }

    @Override
    public void line(String text) {
        log.getLogger().println(text);
    }

    @Override
    public void changed(OrderRecord record) {
        // a freestyle build has no place for a label
    }

    /** What it says is printed where it ends the build, once. */
    @Override
    public void ended(ScaleOutResult result) {
        ended.complete(result);
    }
}
