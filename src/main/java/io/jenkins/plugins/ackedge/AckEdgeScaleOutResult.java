package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What the step returns; usable in the sandbox. */
public final class AckEdgeScaleOutResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String clusterId;
    private final String requestId;
    private final String taskId;
    private final String state;
    private final ArrayList<String> instanceIds;
    private final ArrayList<String> failedInstanceIds;
    private final long elapsedMillis;
    private final String message;

    AckEdgeScaleOutResult(ScaleOutResult result) {
        clusterId = result.clusterId();
        requestId = result.requestId();
        taskId = result.taskId();
        state = result.state().name();
        instanceIds = new ArrayList<>(result.instanceIds());
        failedInstanceIds = new ArrayList<>(result.failedInstanceIds());
        elapsedMillis = result.elapsedMillis();
        message = result.message();
    }

    @Whitelisted
    public String getClusterId() {
        return clusterId;
    }

    /** The vendor's id of the order's request; "" where unknown. */
    @Whitelisted
    public String getRequestId() {
        return requestId;
    }

    /** The task at ACK; "" where nothing was ordered. */
    @Whitelisted
    public String getTaskId() {
        return taskId;
    }

    /** PLANNED, SUBMITTED, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, REJECTED or UNKNOWN. */
    @Whitelisted
    public String getState() {
        return state;
    }

    @Whitelisted
    public List<String> getInstanceIds() {
        return new ArrayList<>(instanceIds);
    }

    @Whitelisted
    public List<String> getFailedInstanceIds() {
        return new ArrayList<>(failedInstanceIds);
    }

    @Whitelisted
    public long getElapsedMillis() {
        return elapsedMillis;
    }

    @Whitelisted
    public String getMessage() {
        return message;
    }

    @Override
    @Whitelisted
    public String toString() {
        return state + ": " + message;
    }
}
