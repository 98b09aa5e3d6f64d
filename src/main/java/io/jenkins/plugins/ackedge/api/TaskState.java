package io.jenkins.plugins.ackedge.api;

import java.util.Locale;

/**
 * What a task's state word means. The vendor's documentation, SDK and tools disagree about the words ("fail" and
 * "failed", "canceled" and "cancelled"), so this takes the union of them, in any letter case.
 */
public enum TaskState {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** A word that nobody documents: the task is taken to be running. */
    UNKNOWN;

    public static TaskState of(String word) {
        return switch (word.trim().toLowerCase(Locale.ROOT)) {
            case "success", "succeeded" -> SUCCEEDED;
            case "fail", "failed", "error" -> FAILED;
            case "canceled", "cancelled" -> CANCELLED;
            case "running", "pending", "paused", "initial", "" -> RUNNING;
            default -> UNKNOWN;
        };
    }

    /** Whether the task will not change any more. */
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
