package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.util.Optional;

/**
 * Where the record of one order lies, each change durable before the step it tells of is taken. Two that write the same
 * record cannot both succeed: each names the revision that it has seen.
 */
public interface OrderStore {
    /**
     * The record as it is; empty only if there certainly is none.
     *
     * @throws IOException if something is there that cannot be read, or nobody can tell: then nobody knows what was ordered,
     *     and nothing more may be
     */
    Optional<OrderRecord> read() throws IOException;

    /**
     * Writes the first revision.
     *
     * @return false if there is a record already
     */
    boolean reserve(OrderRecord first) throws IOException;

    /**
     * Replaces the record, if it still has the expected revision. Durable, also over a loss of power, when this returns true.
     *
     * @param fence the attempt that is about to be sent, or 0. Its fence is made before the record is written and can be made
     *     once only, so that an attempt is sent once even where two writers were both told that theirs is the next revision
     * @return false if somebody else has written meanwhile, or the fence was there
     * @throws IOException if it is not known to be written; it may be
     */
    boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException;

    /** For a job that orders nothing, and for a terminal program without a file: it ends with the process. */
    static OrderStore inMemory() {
        return new OrderStore() {
            private OrderRecord record;
            private int fences;

            @Override
            public synchronized Optional<OrderRecord> read() {
                return Optional.ofNullable(record);
            }

            @Override
            public synchronized boolean reserve(OrderRecord first) {
                if (record != null) {
                    return false;
                }
                record = first;
                return true;
            }

            @Override
            public synchronized boolean advance(long expectedRevision, OrderRecord next, int fence) {
                if (record == null || record.getRevision() != expectedRevision || (fence != 0 && fence <= fences)) {
                    return false;
                }
                fences = Math.max(fences, fence);
                record = next;
                return true;
            }
        };
    }
}
