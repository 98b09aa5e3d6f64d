package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.VendorText;
import java.util.List;
import java.util.OptionalLong;

/**
 * Something that happened to an order: what the {@link OrderMachine} is given. Time, answers and decisions of others come in
 * here; the machine asks nobody.
 *
 * @param attempt which attempt to send it belongs to; 0 where that does not matter
 * @param wallMillis when it happened, for people: milliseconds since 1970
 * @param detail what came with it
 */
record OrderEvent(Kind kind, What what, int attempt, long wallMillis, Detail detail) {

    enum Kind {
        /** Somebody takes the order up: see {@link What#NEW}, {@link What#RESUME}, {@link What#ATTACH}. */
        BEGIN,
        /** It is this order's turn at its cluster. */
        TURN,
        /** What is there before an order is sent: {@link What#TASKS} and others. */
        LISTED,
        /** Secrets are at hand and the gate is open, or not. */
        READY,
        /** The answer to the order itself. */
        REPLY,
        /** The answer to the order is overdue. */
        CALL,
        /** It is time to look for an order in doubt. */
        LOOK,
        /** What the look found. */
        LOOKED,
        /** It is time to ask for the task. */
        POLL,
        /** What the vendor told of the task. */
        POLLED,
        /** Whoever waits gives up. */
        ABORT,
        /** The time limit of whoever waits has passed. */
        LIMIT,
        /** A task that nobody waits for has been watched long enough. */
        DAY,
        /** It is time to try to send again. */
        RETRY,
        /** It is time to ask for the cancellation again. */
        CANCEL,
        /** What the vendor answered to a cancellation. */
        CANCELLED,
        /** The store did not take the record without which nothing may be sent. */
        NOT_STORED
    }

    /** What exactly happened; the words are those of the {@link OrderMachine}'s table. */
    enum What {
        NONE(""),
        /** Begins: a run of its own. The order may be made, or made again if it was refused. */
        NEW("new"),
        /** Begins: the run that an earlier process began, or nobody's. */
        RESUME("resume"),
        /** Begins: a run that finds somebody at work on its order. */
        ATTACH("attach"),
        TASKS("tasks"),
        MAY_NOT_LIST("may not list"),
        QUESTION_FAILED("failed"),
        OBJECTION("objection"),
        OURS("ours"),
        NOT_YET("not yet"),
        ONE("one"),
        NO_TASK("none"),
        SEVERAL("several"),
        NO_LIST("no list"),
        YES("yes"),
        NO_SECRET("no secret"),
        LATER("later"),
        ACCEPTED("accepted"),
        ACCEPTED_WITHOUT_ID("accepted, no id"),
        NOT_RUN_LATER("not run, later"),
        NOT_RUN_NEVER("not run, never"),
        ODD("odd"),
        SILENT("silent"),
        RUNNING("running"),
        NOT_FOUND("not found"),
        SUCCEEDED("succeeded"),
        PARTLY("partly"),
        TASK_FAILED("task failed"),
        TASK_CANCELLED("cancelled"),
        /** It was never there: only of a task that somebody else is said to have ordered. */
        NO_SUCH_TASK("no such task"),
        KEEP_TASK("keep"),
        CANCEL_TASK("cancel"),
        DONE("done"),
        REFUSED("refused");

        private final String word;

        What(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * What an event carries besides its kind. Everything may be absent: null, "" or empty.
     *
     * @param reference of the order at the vendor that was answered, found or cancelled: {@link OrderRecord#reference}
     * @param tasks ids of the tasks that were listed, or that could be the order's
     * @param serverMillis the vendor's own clock at a listing
     * @param sinceListingMillis how long ago the listing was asked for when the order leaves
     * @param leftMillis how much time whoever begins has
     * @param price what the vendor asks for the order, with its currency
     * @param words a reason; before an order is sent, lines for its log
     */
    record Detail(
            String reference,
            VendorText requestId,
            List<String> tasks,
            OptionalLong serverMillis,
            long sinceListingMillis,
            long leftMillis,
            Progress progress,
            AckFault fault,
            String price,
            String words) {

        static final Detail NONE =
                new Detail("", VendorText.NONE, List.of(), OptionalLong.empty(), 0, 0, null, null, "", "");

        static Detail words(String words) {
            return NONE.withWords(words);
        }

        static Detail fault(AckFault fault) {
            return new Detail(
                    "", fault.requestId(), List.of(), OptionalLong.empty(), 0, 0, null, fault, "", fault.message());
        }

        static Detail accepted(String reference, VendorText requestId) {
            return new Detail(reference, requestId, List.of(), OptionalLong.empty(), 0, 0, null, null, "", "");
        }

        static Detail tasks(List<String> tasks, OptionalLong serverMillis, String words) {
            return new Detail("", VendorText.NONE, tasks, serverMillis, 0, 0, null, null, "", words);
        }

        static Detail progress(Progress progress) {
            return NONE.withProgress(progress);
        }

        static Detail sinceListing(long millis) {
            return new Detail("", VendorText.NONE, List.of(), OptionalLong.empty(), millis, 0, null, null, "", "");
        }

        static Detail left(long millis) {
            return new Detail("", VendorText.NONE, List.of(), OptionalLong.empty(), 0, millis, null, null, "", "");
        }

        Detail withReference(String other) {
            return new Detail(
                    other,
                    requestId,
                    tasks,
                    serverMillis,
                    sinceListingMillis,
                    leftMillis,
                    progress,
                    fault,
                    price,
                    words);
        }

        Detail withProgress(Progress other) {
            return new Detail(
                    reference,
                    requestId,
                    tasks,
                    serverMillis,
                    sinceListingMillis,
                    leftMillis,
                    other,
                    fault,
                    price,
                    words);
        }

        Detail withPrice(String other) {
            return new Detail(
                    reference,
                    requestId,
                    tasks,
                    serverMillis,
                    sinceListingMillis,
                    leftMillis,
                    progress,
                    fault,
                    other,
                    words);
        }

        Detail withWords(String other) {
            return new Detail(
                    reference,
                    requestId,
                    tasks,
                    serverMillis,
                    sinceListingMillis,
                    leftMillis,
                    progress,
                    fault,
                    price,
                    other);
        }
    }

    boolean is(Kind asked) {
        return kind == asked;
    }

    boolean is(Kind asked, What askedWhat) {
        return kind == asked && what == askedWhat;
    }
}
