package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What whoever waits is told at the end: what happened, what was bought, what to do. The endings are listed with their
 * meaning in docs/operations.md.
 */
final class Endings {

    private Endings() {}

    /**
     * @param record as it is after the event
     * @param trouble what has kept the order from being sent until now
     */
    static String of(
            Command end, OrderRecord record, OrderEvent event, Order order, Trouble trouble, Audience audience) {
        return switch (end) {
            case END_NOTHING_ORDERED -> nothingOrdered(record, event, order, audience);
            case END_NOTHING_ORDERED_ABORTED -> "Nothing was ordered: aborted before the order was sent.";
            case END_NOTHING_ORDERED_TIME_IS_UP -> timeIsUp(record, event, trouble, audience);
            case END_NOTHING_ORDERED_NOT_STORED ->
                "Nothing was ordered: the record of the order could not be written ("
                        + event.detail().words()
                        + "), and without it an order could be made twice. Check the disk and the log"
                        + " of this process, then run again.";
            case END_NOTHING_ORDERED_CHECKED ->
                "Nothing was ordered: checked: no task appeared within "
                        + Wording.duration(TaskSearch.SHORT_MILLIS)
                        + " after ACK refused the order in words that are on no list of refusals. "
                        + record.getUnanswered();
            case END_MAY_BE_ORDERED -> unknown(record, event, order);
            case END_MAY_BE_ORDERED_ABORTED ->
                "Aborted while the order was being sent: " + order.describe()
                        + " for cluster " + order.clusterId()
                        + " may have been bought. What came of it is still looked for in the background and noted in its record"
                        + (record.getCancel() == OrderRecord.Cancel.WANTED
                                ? ", and the task is cancelled if it is certainly this order's."
                                : ".");
            case END_ORDERED ->
                "Ordered " + order.describe() + " for cluster " + order.clusterId() + ": " + Wording.task(record)
                        + ". Not waiting for its end.";
            case END_ORDERED_ABORTED -> aborted(record, order);
            case END_ORDERED_TIME_IS_UP -> stillRunning(record, event, order);
            case END_SUCCEEDED -> succeeded(record, event);
            case END_FAILED ->
                event.what() == OrderEvent.What.PARTLY ? partly(record, order) : failed(record, event, order);
            case END_CANCELLED -> "Task " + record.getTaskId() + " was cancelled at ACK. " + Wording.staysBought(order);
            case END_NO_SUCH_TASK ->
                "There is no task " + record.getTaskId() + " at " + order.endpoint()
                        + ". Check its id, and the region of its cluster.";
            default -> record.getMessage();
        };
    }

    private static String nothingOrdered(OrderRecord record, OrderEvent event, Order order, Audience audience) {
        AckFault fault = event.detail().fault();
        if (event.is(OrderEvent.Kind.REPLY, OrderEvent.What.NOT_RUN_LATER)) {
            return timeIsUp(record, event, Trouble.of(event), audience);
        }
        if (fault == null) {
            return "Nothing was ordered: " + event.detail().words();
        }
        if (fault.isOnThisSide()) {
            return "Nothing was ordered: " + fault.message() + ". " + Hints.of(fault, order, audience);
        }
        return "Nothing was ordered: ACK refused the order. " + fault.message() + ". "
                + Hints.of(fault, order, audience);
    }

    private static String timeIsUp(OrderRecord record, OrderEvent event, Trouble trouble, Audience audience) {
        return "Nothing was ordered: the time limit passed after "
                + Wording.duration(event.wallMillis() - record.getPlannedMillis())
                + (trouble.words().isEmpty() ? "" : ", and until then: " + trouble.words())
                + ". " + Hints.timeIsUp(trouble.fault(), audience);
    }

    private static String unknown(OrderRecord record, OrderEvent event, Order order) {
        String unanswered = record.getUnanswered().isEmpty()
                ? "the process that sent it ended before an answer came"
                : record.getUnanswered();
        String sent = record.getSubmittingMillis() == 0
                ? "was sent"
                : "was sent at " + Wording.time(record.getSubmittingMillis());
        return "Outcome unknown: " + order.describe() + " may have been bought. The order for cluster "
                + order.clusterId() + " " + sent + ", and " + unanswered + ". "
                + found(event) + " It was not sent again. " + Wording.whereToLook(order);
    }

    private static String found(OrderEvent event) {
        List<String> tasks = event.detail().tasks();
        return switch (event.what()) {
            case ONE -> "The cluster lists one new task that could be it: " + tasks.get(0) + ".";
            case SEVERAL -> "The cluster lists several new tasks that could be it: " + String.join(", ", tasks) + ".";
            case NO_TASK -> "The cluster lists no new task of this kind, which may still change.";
            default ->
                event.detail().words().isEmpty()
                        ? "Whether there is a task of it could not be found out."
                        : "The cluster's tasks could not be listed ("
                                + event.detail().words() + ").";
        };
    }

    private static String aborted(OrderRecord record, Order order) {
        String bought = record.isWatchOnly()
                ? ""
                : " " + order.describe() + " stays ordered for cluster " + order.clusterId() + ".";
        if (record.getCancel() == OrderRecord.Cancel.DONE) {
            return record.isCancelAccepted()
                    ? "Aborted: the wait has ended. ACK accepted the cancellation of " + Wording.task(record) + ". "
                            + Wording.staysBought(order)
                    : "Aborted: the wait has ended. ACK did not cancel " + Wording.task(record) + ", which goes on."
                            + bought;
        }
        if (record.getCancel() != OrderRecord.Cancel.WANTED) {
            return "Aborted: the wait has ended, and " + Wording.task(record) + " goes on." + bought;
        }
        if (record.getProof() == OrderRecord.Proof.FITS) {
            return "Aborted: the wait has ended. ACK is not asked to cancel " + Wording.task(record)
                    + ", since it is only taken to be this order's: look at it yourself." + bought;
        }
        return "Aborted: the wait has ended, and ACK is asked to cancel " + Wording.task(record)
                + "; its answer is noted in the order's record. " + Wording.staysBought(order);
    }

    private static String stillRunning(OrderRecord record, OrderEvent event, Order order) {
        if (event.is(OrderEvent.Kind.LIMIT, OrderEvent.What.REFUSED)) {
            return endedEarly(record, event);
        }
        String stage = stage(record);
        String what;
        if (record.getHeardMillis() == 0) {
            what = "The time limit passed, and ACK has told nothing of task " + record.getTaskId()
                    + (record.getTrouble().isEmpty() ? "" : ": " + record.getTrouble());
        } else if (record.getTrouble().isEmpty()) {
            what = "The time limit passed, and task " + record.getTaskId() + " is still running" + stage;
        } else {
            what = "The time limit passed. Task " + record.getTaskId() + " was running" + stage
                    + " when ACK last told of it, "
                    + Wording.duration(event.wallMillis() - record.getHeardMillis()) + " ago; since then: "
                    + record.getTrouble();
        }
        return what + (what.endsWith(".") ? " " : ". ") + (record.isWatchOnly() ? "" : "The order stands. ")
                + "Wait for the task again, do not order again.";
    }

    private static String endedEarly(OrderRecord record, OrderEvent event) {
        AckFault fault = event.detail().fault();
        String why = fault.isOnThisSide() ? "" : "ACK refuses the access key, which this process cannot get anew: ";
        String words = event.detail().words();
        String heard = record.getHeardMillis() == 0
                ? "ACK has told nothing of task " + record.getTaskId()
                : "Task " + record.getTaskId() + " was running" + stage(record) + " when ACK last told of it, at "
                        + Wording.time(record.getHeardMillis()) + " ("
                        + Wording.duration(event.wallMillis() - record.getHeardMillis()) + " ago)";
        return "The wait has ended early: " + why + words + (words.endsWith(".") ? " " : ". ") + heard + ". "
                + (record.isWatchOnly() ? "" : "The order stands. ") + "Wait for the task again, do not order again.";
    }

    private static String stage(OrderRecord record) {
        return record.getCurrentStage().isEmpty() ? "" : " (stage " + record.getCurrentStage() + ")";
    }

    private static String succeeded(OrderRecord record, OrderEvent event) {
        List<OrderRecord.Instance> instances = record.getInstances();
        String what = instances.isEmpty()
                ? "Done: task " + record.getTaskId() + " succeeded"
                : "Done: " + instances.size() + (instances.size() == 1 ? " instance" : " instances") + " added ("
                        + Wording.ids(instances) + "), task " + record.getTaskId();
        String proof = record.getProof() == OrderRecord.Proof.FITS
                ? " It is taken to be this order's, whose answer was lost."
                : "";
        return what + ", after " + Wording.duration(event.wallMillis() - record.getPlannedMillis()) + "." + proof;
    }

    private static String partly(OrderRecord record, Order order) {
        List<OrderRecord.Instance> bad =
                record.getInstances().stream().filter(i -> !i.isWell()).toList();
        long ordered = order.route().expectedInstances(order.parameters());
        String what = bad.isEmpty()
                ? "Only " + record.getInstances().size() + " of " + ordered + " ordered instances are named"
                        + (record.getInstances().isEmpty() ? "" : ": " + Wording.ids(record.getInstances()))
                : bad.size() + " of " + Math.max(ordered, record.getInstances().size()) + " instances "
                        + (bad.stream().allMatch(OrderRecord.Instance::isFailed) ? "failed: " : "did not join: ")
                        + Wording.instances(bad);
        return what + ". Task " + record.getTaskId() + " as a whole reports success. " + Wording.staysBought(order);
    }

    private static String failed(OrderRecord record, OrderEvent event, Order order) {
        String why =
                (event.detail().task().errorCode() + " " + event.detail().task().errorMessage()).strip();
        return "Task " + record.getTaskId() + " failed" + (why.isEmpty() ? "." : ": " + why + ".")
                + (record.getInstances().isEmpty()
                        ? " "
                        : " Instances: " + Wording.instances(record.getInstances()) + ". ")
                + Wording.staysBought(order);
    }

    /** Keeps all that is known, for a reader who has nothing else. */
    static String notStored(OrderRecord record, String trouble) {
        return "The record of the order could not be written (" + trouble
                + "); keep this line, it may be the only one. " + Wording.record(record);
    }

    /** What is added to an ending when the vendor has answered. */
    static String cancellation(OrderRecord record, OrderEvent event) {
        return record.isCancelAccepted()
                ? "ACK accepted the cancellation of task " + record.getTaskId() + "."
                : "ACK did not cancel task " + record.getTaskId() + ": "
                        + event.detail().words();
    }

    static String internalError(Throwable e, OrderRecord record) {
        String known = record.getTaskId().isEmpty()
                ? "The order's last noted state is " + record.getState() + "."
                : "The order was placed: " + Wording.task(record) + ".";
        String what = e instanceof UncheckedIOException
                ? e.getMessage() + ": " + e.getCause().getMessage() + "."
                : "Internal error (" + e.getClass().getSimpleName() + "), see the log of this process.";
        return what + " " + known + " It is not given up: run again to go on with it.";
    }
}
