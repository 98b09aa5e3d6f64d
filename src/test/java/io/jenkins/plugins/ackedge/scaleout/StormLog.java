package io.jenkins.plugins.ackedge.scaleout;

import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What goes to the log of a process during a storm is looked at, by the thread of the storm, and not printed. */
final class StormLog extends Handler {
    private static final Logger LOGGER = Logger.getLogger("io.jenkins.plugins.ackedge");
    private static final ThreadLocal<Consumer<String>> READER = new ThreadLocal<>();

    /** Until it is closed. */
    static StormLog open() {
        StormLog log = new StormLog();
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(log);
        return log;
    }

    static void reader(Consumer<String> reader) {
        READER.set(reader);
    }

    @Override
    public void publish(LogRecord record) {
        Consumer<String> reader = READER.get();
        if (reader == null) {
            return;
        }
        reader.accept(record.getMessage());
        for (Throwable e = record.getThrown(); e != null; e = e.getCause()) {
            reader.accept(e.toString());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
    }
}
