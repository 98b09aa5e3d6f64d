package io.jenkins.plugins.ackedge.scaleout;

/** A part of a scale-out's life. All methods are called under the job's lock. */
interface Phase {
    void begin();

    /** The time limit has passed. */
    void timeUp();

    /**
     * Whoever waited has given up. The phase ends the job now, or leaves something to be settled in the background: then it
     * calls {@link ScaleOut#detach}.
     */
    void abandon(boolean cancelTask);

    /** What is being done, for a heartbeat and a thread dump: a short phrase. */
    String status();
}
