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

    /** Those of the order that the vendor named by their id. */
    public List<OrderRecord.Instance> instances() {
        return record.getInstances().stream()
                .filter(instance -> !instance.getId().isEmpty())
                .toList();
    }

    /** As {@link OrderRecord#instanceIds()}. */
    public List<String> instanceIds() {
        return record.instanceIds();
    }

    /** As {@link OrderRecord#failedInstanceIds()}. */
    public List<String> failedInstanceIds() {
        return record.failedInstanceIds();
    }

    /** Whether some of the nodes joined, but not all that were ordered. */
    public boolean isPartial() {
        return state() == OrderState.FAILED && record.getInstances().stream().anyMatch(OrderRecord.Instance::isWell);
    }

    /** As {@link OrderRecord#getPrice}. */
    public String price() {
        return record.getPrice();
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
