package io.jenkins.plugins.ackedge.scaleout;

/**
 * Hears of one scale-out. Called from the job's threads, one call at a time; none of the methods may wait for the job.
 */
public interface ScaleOutListener {
    /** A line for the log: something changed. */
    void line(String text);

    /** The journal's entry changed; this is a copy of it. */
    void changed(JournalEntry entry);

    /** The wait is over. Called exactly once, and after it nothing else. */
    void ended(ScaleOutResult result);
}
