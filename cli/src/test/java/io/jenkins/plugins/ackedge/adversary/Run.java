package io.jenkins.plugins.ackedge.adversary;

import io.jenkins.plugins.ackedge.cli.SharedClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A run of the program as a process of its own. */
final class Run {
    /** So many may be starting at the same time: a start costs a processor most of a second. */
    private static final Semaphore FIRST_STARTS = new Semaphore(3, true);

    /** Second runs have places of their own, so that a long scenario does not wait behind those that have not begun. */
    private static final Semaphore LATER_STARTS = new Semaphore(2, true);

    private static final Duration LONGEST_START = Duration.ofSeconds(5);

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

    /** Returns when the program has started, which is when it has said its first word to the server, or ended. */
    static Run start(Command command, Path logs, boolean first, BooleanSupplier hasSpoken)
            throws IOException, InterruptedException {
        Semaphore starts = first ? FIRST_STARTS : LATER_STARTS;
        starts.acquire();
        try {
            Run run = start(command, logs);
            while (!hasSpoken.getAsBoolean()
                    && Duration.ofNanos(System.nanoTime() - run.begun).compareTo(LONGEST_START) < 0) {
                if (run.endsWithin(Duration.ofMillis(50))) {
                    break;
                }
            }
            return run;
        } finally {
            starts.release();
        }
    }

    private static Run start(Command command, Path logs) throws IOException {
        Path out = Files.createTempFile(logs, "out", ".txt");
        Path err = Files.createTempFile(logs, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command.line(SharedClasses.options()));
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

    /** As {@code kill -9}, without waiting for its death. */
    void beginToKill() {
        process.toHandle().destroyForcibly();
    }

    /** As {@code kill -9}; it is dead when this returns. */
    void kill() throws InterruptedException {
        beginToKill();
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
