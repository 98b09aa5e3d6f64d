package io.jenkins.plugins.ackedge.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Kills a process from within the server that it speaks to. */
final class Killer {
    private final CompletableFuture<AckEdgeProcess> process = new CompletableFuture<>();
    private final CompletableFuture<AckEdgeEnd> end = new CompletableFuture<>();

    void watch(AckEdgeProcess started) {
        process.complete(started);
    }

    /** Called by the server; the process is dead when this returns. */
    void kill() {
        try {
            end.complete(process.get(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .kill());
        } catch (InterruptedException | ExecutionException | TimeoutException | AssertionError e) {
            end.completeExceptionally(e);
        }
    }

    AckEdgeEnd killed() throws InterruptedException, ExecutionException, TimeoutException {
        return end.get(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
