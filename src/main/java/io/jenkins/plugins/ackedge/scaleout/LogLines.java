package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import java.util.ArrayList;
import java.util.List;

/** The lines of a log while an order is under way: one for each change that a person cares for. */
final class LogLines {
    private LogLines() {}

    /**
     * @param untilMillis the wall clock at which a look that begins now ends
     */
    static List<String> of(
            OrderRecord before, OrderMachine.Step step, OrderEvent event, Order order, long untilMillis) {
        OrderRecord after = step.record();
        List<String> lines = new ArrayList<>();
        if (event.is(OrderEvent.Kind.POLLED)) {
            lines.addAll(TaskProgress.news(before, after));
        }
        if (event.is(OrderEvent.Kind.BEGIN) && after.getState() == OrderState.PLANNED && step.has(Command.TURN)) {
            lines.add("Ordering " + order.describe() + " for cluster " + order.clusterId() + ", with "
                    + Wording.duration(order.timeoutMillis()) + " of time.");
        }
        if (step.has(Command.LOOK_LONG) || step.has(Command.LOOK_SHORT)) {
            lines.add(inDoubt(after, order, untilMillis));
        }
        if (step.has(Command.LIST) && event.is(OrderEvent.Kind.LOOKED)) {
            lines.add("No task of it was found. The same size twice is the same as once, so it is sent again.");
        }
        if (step.has(Command.READY) && event.is(OrderEvent.Kind.LISTED)) {
            event.detail().words().lines().forEach(lines::add);
        }
        if (!after.reference().isEmpty() && !after.reference().equals(before.reference())) {
            lines.add(
                    after.getProof() == OrderRecord.Proof.ANSWER
                            ? "Order accepted: " + Wording.order(after) + "."
                            : order.route().words().found(after));
        }
        return lines;
    }

    private static String inDoubt(OrderRecord record, Order order, long untilMillis) {
        String why = record.getUnanswered().isEmpty()
                ? "the process that sent it ended before an answer came"
                : record.getUnanswered();
        return "The order was sent and its outcome is not known (" + why
                + "). It is not sent again; "
                + order.route().words().lookedFor(order, record) + " until " + Wording.time(untilMillis) + ".";
    }

    static String queued(int before, String clusterId) {
        return "Waiting for " + (before == 1 ? "another order" : before + " other orders") + " for cluster " + clusterId
                + " to be placed first.";
    }

    static String behindOthers(String clusterId) {
        return "other orders for cluster " + clusterId + " were still being placed";
    }

    /** @param fault what the vendor said; null where the trouble is on our side */
    static String tryingAgain(AckFault fault, String words, String vendor, long deadlineMillis) {
        String what = fault == null
                ? "The credentials cannot be read"
                : switch (fault.kind()) {
                    case BUSY -> "The cluster is busy with another change";
                    case THROTTLED -> vendor + " is throttling requests";
                    case NEVER_SENT -> vendor + " cannot be reached";
                    default -> vendor + " gave no usable answer to a question";
                };
        return what + "; nothing is ordered yet, trying again until " + Wording.time(deadlineMillis) + ": " + words;
    }

    static String heartbeat(String status, long sinceMillis) {
        return "Still " + status + ", " + Wording.duration(sinceMillis) + " since the start.";
    }
}
