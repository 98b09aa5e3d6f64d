package io.jenkins.plugins.ackedge.scaleout;

import java.util.List;

/** How a scale-out ended, or how far it was when the wait for it ended. */
public final class ScaleOutResult {
    private final JournalEntry entry;
    private final boolean aborted;
    private final boolean internalError;

    ScaleOutResult(JournalEntry entry, boolean aborted, boolean internalError) {
        this.entry = entry;
        this.aborted = aborted;
        this.internalError = internalError;
    }

    public OrderState state() {
        return entry.getState();
    }

    public String clusterId() {
        return entry.getParameter(Parameter.CLUSTER_ID);
    }

    public String requestId() {
        return entry.getRequestId();
    }

    public String taskId() {
        return entry.getTaskId();
    }

    /** All instances of the order that the vendor named, failed ones among them. */
    public List<String> instanceIds() {
        return entry.getInstances().stream().map(JournalEntry.Instance::getId).toList();
    }

    public List<String> failedInstanceIds() {
        return entry.getInstances().stream()
                .filter(JournalEntry.Instance::isFailed)
                .map(JournalEntry.Instance::getId)
                .toList();
    }

    /** From the plan to the end of the wait, in milliseconds. */
    public long elapsedMillis() {
        return entry.getEndedMillis() - entry.getPlannedMillis();
    }

    /** What happened, what was bought and what to do, for people. */
    public String message() {
        return entry.getMessage();
    }

    /** Whether whoever waited gave up before it ended. */
    public boolean isAborted() {
        return aborted;
    }

    /** Whether a fault of this program, rather than the order, ended the wait. */
    public boolean isInternalError() {
        return internalError;
    }

    public JournalEntry entry() {
        return entry.copy();
    }
}
