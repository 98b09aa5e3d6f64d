package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Looks for one order that is in doubt, and asks how far an order is. It may remember what it has seen; a later process has
 * another one, which has seen nothing. Each method returns at once and calls {@code then} once, from any thread.
 */
interface OrderWatch {
    /**
     * Looks for the order: OURS, NOT_YET, ONE, NO_TASK, SEVERAL or NO_LIST of {@link OrderEvent.What}, and QUESTION_FAILED
     * where nothing was heard.
     */
    void look(Vendor vendor, Look look, Consumer<Judgement> then);

    /**
     * Asks how far the order is: RUNNING, SUCCEEDED, PARTLY, TASK_FAILED, TASK_CANCELLED, NOT_FOUND or NO_SUCH_TASK of {@link
     * OrderEvent.What}, and QUESTION_FAILED where nothing was heard.
     */
    void progress(Vendor vendor, Moment moment, Consumer<Judgement> then);

    /** Somebody else wrote the record meanwhile: what was to be done by the one before is left to them. */
    default void forget() {}

    /** Undoes what can be undone: DONE, REFUSED or QUESTION_FAILED of {@link OrderEvent.What}. */
    void cancel(Vendor vendor, OrderRecord record, Consumer<Finding> then);

    /** What an answer means for an order, by its record at the time when the answer is read. */
    interface Judgement {
        /** @throws IOException if what other orders claim cannot be read */
        Finding of(OrderRecord record) throws IOException;

        static Judgement always(Finding finding) {
            return record -> finding;
        }
    }

    /**
     * @param isSentHere whether this process sent the attempt; another one, which may look long after, cannot tell by a list
     *     alone that something is of that time
     * @param isFinal whether the look has lasted its whole time; before it only what is certain counts
     */
    record Look(OrderRecord record, boolean isSentHere, boolean isFinal, Claims claims) {}

    /**
     * @param isWritten whether the store holds all that the record says
     * @param millis a clock that is never set
     * @param wallMillis since 1970
     * @param watchedMillis since this process began to watch
     * @param leftMillis of the time limit; {@link Long#MAX_VALUE} if nobody waits
     */
    record Moment(
            OrderRecord record, boolean isWritten, long millis, long wallMillis, long watchedMillis, long leftMillis) {}
}
