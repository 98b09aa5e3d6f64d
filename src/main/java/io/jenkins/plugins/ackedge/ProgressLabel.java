package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.JournalEntry;
import io.jenkins.plugins.ackedge.scaleout.Parameter;

/** How far an order is, in the few words that a stage view has room for. */
final class ProgressLabel {
    private static final int MOST = 100;

    private ProgressLabel() {}

    static String of(JournalEntry entry) {
        String text = what(entry) + ": "
                + switch (entry.getState()) {
                    case PLANNED -> "waiting to order";
                    case SUBMITTING -> "ordering";
                    case SUBMITTED -> entry.getCurrentStage().isEmpty() ? "ordered" : entry.getCurrentStage();
                    case SUCCEEDED -> "done";
                    case FAILED -> "failed";
                    case CANCELLED -> "cancelled";
                    case TIMED_OUT -> "still running";
                    case REJECTED -> "nothing ordered";
                    case UNKNOWN -> "outcome unknown";
                };
        return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
    }

    private static String what(JournalEntry entry) {
        String size = entry.getParameter(Parameter.DESIRED_SIZE);
        if (entry.isWatchOnly()) {
            return "Task " + entry.getTaskId();
        }
        return "Scale out " + (size.isEmpty() ? "+" + entry.getParameter(Parameter.COUNT) : "to " + size);
    }
}
