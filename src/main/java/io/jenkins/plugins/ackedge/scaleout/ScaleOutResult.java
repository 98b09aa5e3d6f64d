package io.jenkins.plugins.ackedge.scaleout;

import java.util.List;

/** How a scale-out ended, or how far it was when the wait for it ended. */
public final class ScaleOutResult {
    private final OrderRecord record;
    private final String message;
    private final long endedMillis;
    private final boolean aborted;
    private final boolean internalError;

    ScaleOutResult(OrderRecord record, String message, long endedMillis, boolean aborted, boolean internalError) {
        this.record = record;
        this.message = message;
        this.endedMillis = endedMillis;
        this.aborted = aborted;
        this.internalError = internalError;
    }

    public OrderState state() {
        return record.getState();
    }

    public String clusterId() {
        return record.getParameter(Parameter.CLUSTER_ID);
    }

    public String requestId() {
        return record.getRequestId();
    }

    public String taskId() {
        return record.getTaskId();
    }

    /** All instances of the order that the vendor named, failed ones among them. */
    public List<String> instanceIds() {
        return record.getInstances().stream()
                .map(OrderRecord.Instance::getId)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Those that failed; once the task has failed, also those that it does not tell to have joined. */
    public List<String> failedInstanceIds() {
        boolean isOver = state() == OrderState.FAILED;
        return record.getInstances().stream()
                .filter(instance -> isOver ? !instance.isWell() : instance.isFailed())
                .map(OrderRecord.Instance::getId)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** From the plan to the end of the wait, in milliseconds. */
    public long elapsedMillis() {
        return endedMillis - record.getPlannedMillis();
    }

    /** What happened, what was bought and what to do, for people. */
    public String message() {
        return message;
    }

    /** Whether whoever waited gave up before it ended. */
    public boolean isAborted() {
        return aborted;
    }

    /** Whether a fault of this program, rather than the order, ended the wait. */
    public boolean isInternalError() {
        return internalError;
    }

    public OrderRecord record() {
        return record;
    }
}
