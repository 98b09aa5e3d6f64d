package io.jenkins.plugins.ackedge.scaleout;

/** Time and threads, so that tests can run an hour of waiting in a moment. */
public interface Scheduler {
    /** Milliseconds since 1970: what is due is kept over restarts. */
    long nowMillis();

    /** Runs something short, once, at that time or as soon as possible after it. */
    Timer at(long dueMillis, Runnable task);

    /** Runs something that may block for a while, such as a request, as soon as a thread is free. */
    void run(Runnable task);

    /** A planned run that can be called off. */
    interface Timer {
        void cancel();
    }
}
