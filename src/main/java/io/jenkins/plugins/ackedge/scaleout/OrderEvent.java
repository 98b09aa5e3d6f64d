package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.VendorText;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

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

    /** What an event carries besides its kind. Immutable; everything may be absent: null, "" or empty. */
    static final class Detail {
        static final Detail NONE = new Detail();

        private String reference = "";
        private VendorText requestId = VendorText.NONE;
        private List<String> tasks = List.of();
        private OptionalLong serverMillis = OptionalLong.empty();
        private long sinceListingMillis;
        private long leftMillis;
        private Progress progress;
        private AckFault fault;
        private String price = "";
        private OptionalLong adds = OptionalLong.empty();
        private String words = "";

        private Detail() {}

        static Detail words(String words) {
            return NONE.withWords(words);
        }

        static Detail fault(AckFault fault) {
            return NONE.with(d -> {
                d.requestId = fault.requestId();
                d.fault = fault;
                d.words = fault.message();
            });
        }

        static Detail accepted(String reference, VendorText requestId) {
            return NONE.with(d -> {
                d.reference = reference;
                d.requestId = requestId;
            });
        }

        static Detail tasks(List<String> tasks, OptionalLong serverMillis, String words) {
            return NONE.with(d -> {
                d.tasks = tasks;
                d.serverMillis = serverMillis;
                d.words = words;
            });
        }

        static Detail progress(Progress progress) {
            return NONE.withProgress(progress);
        }

        static Detail sinceListing(long millis) {
            return NONE.with(d -> d.sinceListingMillis = millis);
        }

        static Detail left(long millis) {
            return NONE.with(d -> d.leftMillis = millis);
        }

        Detail withReference(String other) {
            return with(d -> d.reference = other);
        }

        Detail withProgress(Progress other) {
            return with(d -> d.progress = other);
        }

        Detail withPrice(String other) {
            return with(d -> d.price = other);
        }

        Detail withAdds(OptionalLong nodes) {
            return with(d -> d.adds = nodes);
        }

        Detail withWords(String other) {
            return with(d -> d.words = other);
        }

        private Detail with(Consumer<Detail> change) {
            Detail d = new Detail();
            d.reference = reference;
            d.requestId = requestId;
            d.tasks = tasks;
            d.serverMillis = serverMillis;
            d.sinceListingMillis = sinceListingMillis;
            d.leftMillis = leftMillis;
            d.progress = progress;
            d.fault = fault;
            d.price = price;
            d.adds = adds;
            d.words = words;
            change.accept(d);
            return d;
        }

        /** Of the order at the vendor that was answered, found or cancelled: {@link OrderRecord#reference}. */
        String reference() {
            return reference;
        }

        VendorText requestId() {
            return requestId;
        }

        /** Ids of the tasks that were listed, or that could be the order's. */
        List<String> tasks() {
            return tasks;
        }

        /** The vendor's own clock at a listing. */
        OptionalLong serverMillis() {
            return serverMillis;
        }

        /** How long ago the listing was asked for when the order leaves. */
        long sinceListingMillis() {
            return sinceListingMillis;
        }

        /** How much time whoever begins has. */
        long leftMillis() {
            return leftMillis;
        }

        Progress progress() {
            return progress;
        }

        AckFault fault() {
            return fault;
        }

        /** What the vendor asks for the order, with its currency. */
        String price() {
            return price;
        }

        /** How many nodes an order adds that names a size; empty where that is not known, or its count says it. */
        OptionalLong adds() {
            return adds;
        }

        /** A reason; before an order is sent, lines for its log. */
        String words() {
            return words;
        }

        @Override
        public String toString() {
            return "Detail[" + reference + ", " + requestId + ", " + tasks + ", " + progress + ", " + fault + ", "
                    + price + ", " + words + "]";
        }
    }

    boolean is(Kind asked) {
        return kind == asked;
    }

    boolean is(Kind asked, What askedWhat) {
        return kind == asked && what == askedWhat;
    }
}
