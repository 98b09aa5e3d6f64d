package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What an earlier run with the same state file has done already, so that it is not told as news. */
final class EarlierRun {
    static final EarlierRun NONE = new EarlierRun("");

    private final String words;

    private EarlierRun(String words) {
        this.words = words;
    }

    /**
     * @param record as it is in the file before this run does anything
     * @param waits whether this run goes on to the end of an order that was made
     */
    static EarlierRun of(OrderRecord record, boolean waits) {
        return switch (record.getState()) {
            case SUCCEEDED, FAILED, CANCELLED ->
                new EarlierRun("This file's order ended at " + time(record.getEndedMillis())
                        + "; nothing was ordered now; give another file for another order.");
            case SUBMITTED, TIMED_OUT ->
                waits
                        ? NONE
                        : new EarlierRun("This file's order was made at " + time(record.getSubmittedMillis())
                                + "; nothing was ordered now; give another file for another order.");
            case PLANNED, SUBMITTING, UNKNOWN, REJECTED -> NONE;
        };
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    boolean isThere() {
        return !words.isEmpty();
    }

    /** The message of an end, with what is to be known before. */
    String before(String message) {
        return isThere() ? words + " " + message : message;
    }
}
