package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.api.TaskState;

/** The vendor's word for a stage or an instance in the viewer's language; a word that nobody documents stays as it is. */
final class OutcomeWord {
    private OutcomeWord() {}

    static String of(String word) {
        return switch (TaskState.of(word)) {
            case SUCCEEDED -> Messages.OutcomeWord_succeeded();
            case FAILED -> Messages.OutcomeWord_failed();
            case CANCELLED -> Messages.OutcomeWord_cancelled();
            case RUNNING -> Messages.OutcomeWord_running();
            case UNKNOWN -> word;
        };
    }
}
