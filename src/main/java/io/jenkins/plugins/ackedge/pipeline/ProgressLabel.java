package io.jenkins.plugins.ackedge.pipeline;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Parameter;

/** How far an order is, in the few words that a stage view has room for. */
final class ProgressLabel {
    private static final int MOST = 100;

    private ProgressLabel() {}

    static String of(OrderRecord record) {
        String text = what(record) + ": "
                + switch (record.getState()) {
                    case PLANNED -> "waiting to order";
                    case SUBMITTING -> "ordering";
                    case SUBMITTED -> record.getCurrentStage().isEmpty() ? "ordered" : record.getCurrentStage();
                    case SUCCEEDED -> "done";
                    case FAILED -> "failed";
                    case CANCELLED -> "cancelled";
                    case TIMED_OUT -> "still running";
                    case REJECTED -> "nothing ordered";
                    case UNKNOWN -> record.getEndedMillis() == 0 ? "looking for the order" : "outcome unknown";
                };
        return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
    }

    private static String what(OrderRecord record) {
        String size = record.getParameter(Parameter.DESIRED_SIZE);
        if (record.isWatchOnly()) {
            return "Task " + record.getTaskId();
        }
        return "Scale out " + (size.isEmpty() ? "+" + record.getParameter(Parameter.COUNT) : "to " + size);
    }
}
