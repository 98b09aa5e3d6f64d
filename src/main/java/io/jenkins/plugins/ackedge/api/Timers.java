package io.jenkins.plugins.ackedge.api;

/** Monotonic time and timers. */
public interface Timers {
    /** Milliseconds of a clock that never goes back and knows no date. */
    long millis();

    /**
     * Runs something short, once, after that delay: it only posts work elsewhere.
     *
     * @param delayMillis 0 or more
     */
    Timer after(long delayMillis, Runnable task);

    /** A planned run that can be called off. */
    interface Timer {
        /** Afterwards the task does not run, unless it runs already. */
        void cancel();
    }
}
