package io.jenkins.plugins.ackedge;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A build step has an executor's thread to wait with; an interruption of it is an abort. */
final class BlockingWait implements ScaleOutListener, BuildInput.Beginning {
    /** An abort ends the wait at once; this is for a machine that is very slow. */
    private static final long PATIENCE_SECONDS = 30;

    private final TaskListener log;
    private final boolean cancelOnAbort;
    private final CompletableFuture<ScaleOutResult> ended = new CompletableFuture<>();
    private ScaleOut scaleOut;
    private boolean started;
    private boolean interrupted;

    BlockingWait(TaskListener log, boolean cancelOnAbort) {
        this.log = log;
        this.cancelOnAbort = cancelOnAbort;
    }

    AckEdgeScaleOutResult result(Run<?, ?> run, BuildInput input) throws IOException, InterruptedException {
        AckEdgeService.get().workers().execute(() -> input.begin(run, null, this, this));
        try {
            ScaleOutResult result = ended.get();
            if (result.isInternalError()) {
                throw new AbortException(result.message());
            }
            return new AckEdgeScaleOutResult(result);
        } catch (InterruptedException e) {
            if (interrupt()) {
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

    /** @return whether there is an order whose abort has an end to wait for */
    private synchronized boolean interrupt() {
        interrupted = true;
        if (scaleOut != null) {
            scaleOut.abort(cancelOnAbort);
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
        if (interrupted) {
            begun.abort(cancelOnAbort);
        }
    }

    @Override
    public void failed(Throwable e) {
        ended.completeExceptionally(e);
    }

    private void awaitAbort() throws InterruptedException {
        try {
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.error("The scale-out did not say how far it was when it was aborted; see its page.");
        }
    }

    /** After {@link #result}: whether it is one that fails a build. */
    boolean isFailure() {
        return ended.join().state().isFailure();
    }

    @Override
    public void line(String text) {
        log.getLogger().println(text);
    }

    @Override
    public void changed(OrderRecord record) {
        // a freestyle build has no place for a label
    }

    @Override
    public void ended(ScaleOutResult result) {
        line(result.message());
        ended.complete(result);
    }
}
