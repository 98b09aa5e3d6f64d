package io.jenkins.plugins.ackedge.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and error in UTF-8, whatever the locale. Nobody who writes to standard error waits for its reader. */
final class Streams {
    static final StandardOutput RESULT = new StandardOutput();
    static final PrintStream OUT = new PrintStream(RESULT, true, StandardCharsets.UTF_8);
    static final PrintStream ERR;

    /** How long the end of the program waits for a reader of standard error that takes nothing. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final BackgroundOutput ERRORS =
            new BackgroundOutput(new FileOutputStream(FileDescriptor.err), "ack-edge-stderr");

    static {
        ERR = new PrintStream(ERRORS, true, StandardCharsets.UTF_8);
    }

    private Streams() {}

    /** What was said until now is on standard error when this returns, unless nobody reads it. */
    static void drainErrors() {
        ERRORS.drain(PATIENCE_MILLIS);
    }

    /** Does something that a stuck reader may keep from ending, for as long as it may take before the program ends. */
    static void inTime(Runnable task) {
        Thread thread = new Thread(task, "ack-edge-last-words");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
