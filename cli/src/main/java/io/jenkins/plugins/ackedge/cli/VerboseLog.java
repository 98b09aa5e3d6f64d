package io.jenkins.plugins.ackedge.cli;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What {@code --verbose} shows: requests, the status and code of replies, pauses, and where a fault came from. */
final class VerboseLog extends Handler {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** Kept, since the system of logs forgets what nobody holds. */
    private static final Logger OURS = Logger.getLogger("io.jenkins.plugins.ackedge");

    private static volatile boolean on;

    private final PrintStream out;

    private VerboseLog(PrintStream out) {
        this.out = out;
    }

    static void begin(PrintStream out) {
        VerboseLog log = new VerboseLog(out);
        log.setLevel(Level.ALL);
        OURS.addHandler(log);
        OURS.setUseParentHandlers(false);
        OURS.setLevel(Level.FINE);
        on = true;
    }

    static boolean isOn() {
        return on;
    }

    @Override
    public void publish(LogRecord record) {
        out.println(LocalTime.now().format(TIME) + "  | " + record.getMessage()
                + (record.getThrown() == null ? "" : trace(record.getThrown())));
    }

    /** Where, and of which kind. What it says is left out: a parser's exception may repeat what it read, a password too. */
    static String trace(Throwable thrown) {
        StringBuilder trace = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            trace.append(System.lineSeparator()).append(t.getClass().getName());
            for (StackTraceElement element : t.getStackTrace()) {
                trace.append(System.lineSeparator()).append("    at ").append(element);
            }
        }
        return trace.toString();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
