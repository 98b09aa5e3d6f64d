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
        RouteWords words = order.route().words();
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
                "Nothing was ordered: checked: " + words.nothing() + " appeared within "
                        + Wording.duration(order.route().shortLookMillis())
                        + " after " + words.vendor() + " refused the order in words that are on no list of refusals. "
                        + record.getUnanswered();
            case END_MAY_BE_ORDERED -> unknown(record, event, order);
            case END_MAY_BE_ORDERED_ABORTED ->
                "Aborted while the order was being sent: " + order.describe()
                        + " for cluster " + order.clusterId()
                        + " may have been bought. What came of it is still looked for in the background and noted in its record"
                        + (record.getCancel() == OrderRecord.Cancel.WANTED ? words.undoneIfFound(order) : ".");
            case END_ORDERED ->
                "Ordered " + order.describe() + " for cluster " + order.clusterId() + ": " + Wording.order(record)
                        + ". Not waiting for its end.";
            case END_ORDERED_ABORTED -> aborted(record, order);
            case END_ORDERED_TIME_IS_UP -> stillRunning(record, event, order);
            case END_SUCCEEDED -> succeeded(record, event);
            case END_FAILED ->
                event.what() == OrderEvent.What.PARTLY ? words.partly(record, order) : failed(record, event, order);
            case END_CANCELLED -> words.capitalSubject(record) + " was cancelled at ACK. " + words.staysBought(order);
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
        return "Nothing was ordered: " + order.route().words().vendor() + " refused the order. " + fault.message()
                + ". " + Hints.of(fault, order, audience);
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
                + order.route().words().seen(event) + " It was not sent again. "
                + order.route().words().whereToLook(order, record);
    }

    private static String aborted(OrderRecord record, Order order) {
        RouteWords words = order.route().words();
        String bought = record.isWatchOnly()
                ? ""
                : " " + order.describe() + " stays ordered for cluster " + order.clusterId() + ".";
        if (record.getCancel() == OrderRecord.Cancel.DONE) {
            return "Aborted: the wait has ended. " + words.undoneBefore(record, order);
        }
        if (record.getCancel() != OrderRecord.Cancel.WANTED) {
            return "Aborted: the wait has ended, and " + Wording.order(record) + " goes on" + words.howFar(record) + "."
                    + bought;
        }
        if (record.getProof() == OrderRecord.Proof.FITS) {
            return "Aborted: the wait has ended. ACK is not asked to cancel " + Wording.order(record)
                    + ", since it is only taken to be this order's: look at it yourself." + bought;
        }
        return "Aborted: the wait has ended, " + words.undoing(record, order);
    }

    private static String stillRunning(OrderRecord record, OrderEvent event, Order order) {
        if (event.is(OrderEvent.Kind.LIMIT, OrderEvent.What.REFUSED)) {
            return endedEarly(record, event, order);
        }
        RouteWords words = order.route().words();
        String what;
        if (record.getHeardMillis() == 0) {
            what = "The time limit passed, and " + words.vendor() + " has told nothing of " + words.subject(record)
                    + (record.getTrouble().isEmpty() ? "" : ": " + record.getTrouble());
        } else if (record.getTrouble().isEmpty()) {
            what = "The time limit passed, and " + words.subject(record) + " is still running" + stage(record)
                    + words.howFar(record);
        } else {
            what = "The time limit passed. " + words.capitalSubject(record) + " was running" + stage(record)
                    + " when " + words.vendor() + " last told of it, "
                    + Wording.duration(event.wallMillis() - record.getHeardMillis()) + " ago" + words.howFar(record)
                    + "; since then: " + record.getTrouble();
        }
        return what
                + (what.endsWith(".") ? " " : ". ")
                + (record.isWatchOnly() ? "" : "The order stands. ")
                + words.goOn(record);
    }

    private static String endedEarly(OrderRecord record, OrderEvent event, Order order) {
        RouteWords words = order.route().words();
        AckFault fault = event.detail().fault();
        String why = fault.isOnThisSide()
                ? ""
                : words.vendor() + " refuses the access key, which this process cannot get anew: ";
        String reason = event.detail().words();
        String heard = record.getHeardMillis() == 0
                ? words.vendor() + " has told nothing of " + words.subject(record)
                : words.capitalSubject(record) + " was running" + stage(record) + " when " + words.vendor()
                        + " last told of it, at "
                        + Wording.time(record.getHeardMillis()) + " ("
                        + Wording.duration(event.wallMillis() - record.getHeardMillis()) + " ago)"
                        + words.howFar(record);
        return "The wait has ended early: " + why + reason + (reason.endsWith(".") ? " " : ". ") + heard + ". "
                + (record.isWatchOnly() ? "" : "The order stands. ") + words.goOn(record);
    }

    private static String stage(OrderRecord record) {
        return record.getCurrentStage().isEmpty() ? "" : " (stage " + record.getCurrentStage() + ")";
    }

    private static String succeeded(OrderRecord record, OrderEvent event) {
        List<OrderRecord.Instance> instances = record.getInstances();
        String subject = record.words().subject(record);
        String what = instances.isEmpty()
                ? "Done: " + subject + " succeeded"
                : "Done: " + instances.size() + (instances.size() == 1 ? " instance" : " instances") + " added ("
                        + Wording.ids(instances) + "), " + subject;
        String proof = record.getProof() == OrderRecord.Proof.FITS
                ? " It is taken to be this order's, whose answer was lost."
                : "";
        return what + ", after " + Wording.duration(event.wallMillis() - record.getPlannedMillis()) + "." + proof;
    }

    private static String failed(OrderRecord record, OrderEvent event, Order order) {
        String why = event.detail().progress().why();
        return record.words().capitalSubject(record) + " failed" + (why.isEmpty() ? "." : ": " + why + ".")
                + (record.getInstances().isEmpty()
                        ? " "
                        : " Instances: " + Wording.instances(record.getInstances()) + ". ")
                + order.route().words().staysBought(order);
    }

    /** Keeps all that is known, for a reader who has nothing else. */
    static String notStored(OrderRecord record, String trouble) {
        return "The record of the order could not be written (" + trouble
                + "); keep this line, it may be the only one. " + Wording.record(record);
    }

    static String internalError(Throwable e, OrderRecord record) {
        String known = record.reference().isEmpty()
                ? "The order's last noted state is " + record.getState() + "."
                : "The order was placed: " + Wording.order(record) + ".";
        String what = e instanceof UncheckedIOException
                ? e.getMessage() + ": " + e.getCause().getMessage() + "."
                : "Internal error (" + e.getClass().getSimpleName() + "), see the log of this process.";
        return what + " " + known + " It is not given up: run again to go on with it.";
    }
}
