package io.jenkins.plugins.ackedge.adversary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A run of the program as a process of its own. */
final class Run {
    /** So many may be starting at the same time: a start costs a processor most of a second. */
    private static final Semaphore STARTS = new Semaphore(4);

    private static final long START_MILLIS = 1500;

    private final Process process;
    private final Path out;
    private final Path err;
    private final long begun;

    private Run(Process process, Path out, Path err, long begun) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.begun = begun;
    }

    static Run start(Command command, Path logs) throws IOException, InterruptedException {
        STARTS.acquire();
        CompletableFuture.delayedExecutor(START_MILLIS, TimeUnit.MILLISECONDS).execute(STARTS::release);
        Path out = Files.createTempFile(logs, "out", ".txt");
        Path err = Files.createTempFile(logs, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command.line());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        builder.redirectInput(new java.io.File("/dev/null"));
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Run(builder.start(), out, err, System.nanoTime());
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** As {@code kill}: it may still say something. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** As it stands now; the exit status is -1 while it runs and {@link Outcome#KILLED} after a kill. */
    Outcome outcome() throws IOException {
        int exit = process.isAlive() ? -1 : process.exitValue();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Outcome(exit, Files.readString(out), Files.readString(err), took);
    }
}
