package io.jenkins.plugins.ackedge.simulator;

import java.util.Locale;

/** How a task ends: the state at its top, its error, and what became of its machines. */
public final class TaskEnding {
    /** The two spellings of failure and of success are all in use (fact sheet, section 4, "state values"). */
    private final String state;

    private final String errorCode;
    private final String errorMessage;
    private final int failedInstances;
    private final String stateMeanwhile;

    private TaskEnding(
            String state, String errorCode, String errorMessage, int failedInstances, String stateMeanwhile) {
        this.state = state;
        this.errorCode = errorCode;
        this.errorMessage = errorMessage;
        this.failedInstances = failedInstances;
        this.stateMeanwhile = stateMeanwhile;
    }

    /** All machines join the cluster. */
    public static TaskEnding success() {
        return stateWord("success");
    }

    /** State {@code fail}, today's word for it. */
    public static TaskEnding fail(String code, String message) {
        return new TaskEnding("fail", code, message, Integer.MAX_VALUE, "running");
    }

    /** State {@code failed}, the older word that real clusters still answer. */
    public static TaskEnding failed(String code, String message) {
        return new TaskEnding("failed", code, message, Integer.MAX_VALUE, "running");
    }

    public static TaskEnding canceled() {
        return stateWord("canceled");
    }

    public static TaskEnding cancelled() {
        return stateWord("cancelled");
    }

    /** State {@code success} at the top, and so many of the machines failed nevertheless. */
    public static TaskEnding partialSuccess(int failedInstances) {
        if (failedInstances < 1) {
            throw new IllegalArgumentException("partial success needs at least one failed instance");
        }
        return new TaskEnding("success", null, null, failedInstances, "running");
    }

    /** Ends with the state so spelt, e.g. {@code Succeeded}. Whether machines joined is read from the word. */
    public static TaskEnding stateWord(String word) {
        return new TaskEnding(word, null, null, 0, "running");
    }

    /** Stays running until the test ends it. */
    public static TaskEnding never() {
        return new TaskEnding(null, null, null, 0, "running");
    }

    /** Reports a state that no client knows while it runs, and then ends. */
    public static TaskEnding unknownStateFirst(String word, TaskEnding then) {
        return new TaskEnding(then.state, then.errorCode, then.errorMessage, then.failedInstances, word);
    }

    /** Null if the task never ends by itself. */
    String state() {
        return state;
    }

    String stateMeanwhile() {
        return stateMeanwhile;
    }

    /** Null if the task reports no error. */
    String errorCode() {
        return errorCode;
    }

    String errorMessage() {
        return errorMessage;
    }

    /** What a machine's {@code task_result} says in the end: success, failed or initial. */
    String instanceStatus(int index, int count) {
        String word = state.toLowerCase(Locale.ROOT);
        if (word.startsWith("succ")) {
            return index >= count - Math.min(failedInstances, count) ? "failed" : "success";
        }
        return word.startsWith("cancel") ? "initial" : "failed";
    }
}
