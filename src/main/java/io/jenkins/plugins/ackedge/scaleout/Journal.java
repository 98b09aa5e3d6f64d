package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.util.Optional;

/** Where an order's progress is written down, each step before it is taken. */
public interface Journal {
    /**
     * What was written last; empty if nothing was.
     *
     * @throws IOException if something is there that cannot be read: then nobody knows what was ordered, and nothing more may
     *     be
     */
    Optional<JournalEntry> read() throws IOException;

    /** Replaces what was written; durable, also over a loss of power, when this returns. */
    void write(JournalEntry entry) throws IOException;

    /** For a job that orders nothing: it forgets. */
    static Journal none() {
        return new Journal() {
            @Override
            public Optional<JournalEntry> read() {
                return Optional.empty();
            }

            @Override
            public void write(JournalEntry entry) {
                // nothing to go on with
            }
        };
    }
}
