package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One runner's side of the store: which revision it has seen, and whether what it knows is written down. */
final class RecordWriter {
    private static final Logger LOGGER = Logger.getLogger(RecordWriter.class.getName());

    /** Whoever waits is told an end that is not written down only after so many tries. */
    private static final int TRIES = 3;

    enum Saved {
        STORED,
        /** Somebody else has written meanwhile. */
        LOST,
        /** It may be written or not. */
        FAILED
    }

    private final OrderStore store;
    private final String writer;
    private long revision;
    private boolean dirty;
    private int failures;
    private String trouble = "";

    /** @param writer a name that no other runner has */
    RecordWriter(OrderStore store, OrderRecord record, String writer) {
        this.store = store;
        this.writer = writer;
        this.revision = record.getRevision();
    }

    /** The record as it is to be written next. */
    OrderRecord stamped(OrderRecord next) {
        return next.with(f -> {
            f.revision = revision + 1;
            f.writer = writer;
        });
    }

    /** @param fence the attempt that is about to be sent, or 0 */
    Saved save(OrderRecord stamped, int fence) {
        try {
            if (!store.advance(revision, stamped, fence)) {
                return Saved.LOST;
            }
        } catch (IOException | RuntimeException e) {
            trouble = String.valueOf(e.getMessage());
            failures++;
            // Where the store is gone, this is the only record.
            LOGGER.log(Level.WARNING, e, () -> "Not written down: " + Wording.record(stamped));
            return Saved.FAILED;
        }
        revision = stamped.getRevision();
        dirty = false;
        failures = 0;
        return Saved.STORED;
    }

    /** What the runner knows is ahead of the store. */
    void setDirty() {
        dirty = true;
    }

    boolean isDirty() {
        return dirty;
    }

    /** Whether to wait with telling until it is written down. */
    boolean isWorthWaitingFor() {
        return dirty && failures < TRIES;
    }

    /** Why it could not be written the last time. */
    String trouble() {
        return trouble;
    }

    /**
     * The record that somebody else has written, from which to go on.
     *
     * @param sends whether it was lost on the way to sending
     * @return empty if it is our own, whose writing was reported to have failed: then what was to be written is to be
     *     written once more
     */
    Optional<OrderRecord> winner(boolean sends) throws IOException {
        OrderRecord current = store.read().orElseThrow(() -> new IOException("the record of the order is gone"));
        boolean isOurs = current.getWriter().equals(writer) && current.getRevision() > revision && !sends;
        revision = current.getRevision();
        if (isOurs) {
            return Optional.empty();
        }
        dirty = false;
        failures = 0;
        return Optional.of(current);
    }
}
