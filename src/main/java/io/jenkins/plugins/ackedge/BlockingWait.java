package io.jenkins.plugins.ackedge;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.ackedge.scaleout.JournalEntry;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A build step has an executor's thread to wait with; an interruption of it is an abort. */
final class BlockingWait implements ScaleOutListener {
    /** An abort ends the wait at once; this is for a machine that is very slow. */
    private static final long PATIENCE_SECONDS = 30;

    private final TaskListener log;
    private final boolean cancelOnAbort;
    private final CompletableFuture<ScaleOutResult> ended = new CompletableFuture<>();

    BlockingWait(TaskListener log, boolean cancelOnAbort) {
        this.log = log;
        this.cancelOnAbort = cancelOnAbort;
    }

    AckEdgeScaleOutResult result(BuildOrder order) throws IOException, InterruptedException {
        ScaleOut scaleOut = order.begin(this);
        try {
            ScaleOutResult result = ended.get();
            if (result.isInternalError()) {
                throw new AbortException(result.message());
            }
            return new AckEdgeScaleOutResult(result);
        } catch (InterruptedException e) {
            scaleOut.abort(cancelOnAbort);
            awaitAbort();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a result is never exceptional", e);
        }
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
    public void changed(JournalEntry entry) {
        // a freestyle build has no place for a label
    }

    @Override
    public void ended(ScaleOutResult result) {
        line(result.message());
        ended.complete(result);
    }
}
