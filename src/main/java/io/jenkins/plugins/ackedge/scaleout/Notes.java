package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A job's side of its journal. What cannot be written or read there is logged, since the job must go on. */
final class Notes {
    private static final Logger LOGGER = Logger.getLogger(Notes.class.getName());

    private final Order order;
    private final JournalEntry entry;
    private final Journal journal;

    Notes(Order order, JournalEntry entry, Journal journal) {
        this.order = order;
        this.entry = entry;
        this.journal = journal;
    }

    /** What the journal says now; what this job knows, if it cannot be read. */
    JournalEntry latest() {
        try {
            return journal.read().orElse(entry);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The journal of the order for " + order.clusterId() + " cannot be read", e);
            return entry;
        }
    }

    /** @return whether it is written, durably */
    boolean write() {
        try {
            journal.write(entry.copy());
            return true;
        } catch (IOException e) {
            // Where the build is gone, this is the only record.
            LOGGER.log(Level.WARNING, e, () -> "Not written to its journal: " + Wording.record(entry, order));
            return false;
        }
    }
}
