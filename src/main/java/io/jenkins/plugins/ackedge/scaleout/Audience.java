package io.jenkins.plugins.ackedge.scaleout;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Whoever waits for a job. He hears of it until he is told how it ended, once; the job may go on without him. */
final class Audience {
    private static final Logger LOGGER = Logger.getLogger(Audience.class.getName());

    private final ScaleOutListener listener;
    private final String clusterId;
    private volatile boolean there = true;
    private ScaleOutResult ending;

    Audience(ScaleOutListener listener, String clusterId) {
        this.listener = listener;
        this.clusterId = clusterId;
    }

    /** Takes no lock; everything else is called under the job's. */
    boolean isThere() {
        return there;
    }

    void line(String text) {
        if (there) {
            listener.line(text);
        }
    }

    void changed(JournalEntry entry) {
        if (there) {
            listener.changed(entry.copy());
        }
    }

    /** The wait is over. The first ending is the one that counts. */
    void dismiss(ScaleOutResult result) {
        if (there) {
            there = false;
            ending = result;
        }
    }

    /** Tells of the ending, if there is one to tell: to be run when the lock is given back, since a listener may go far. */
    Runnable telling() {
        ScaleOutResult ended = ending;
        ending = null;
        return ended == null ? () -> {} : () -> tell(ended);
    }

    private void tell(ScaleOutResult ended) {
        try {
            listener.ended(ended);
        } catch (RuntimeException | Error e) {
            // This thread serves other jobs too; and whoever does not hear of the end has the journal.
            LOGGER.log(Level.WARNING, "Nobody could be told that a scale-out of " + clusterId + " ended", e);
        }
    }
}
