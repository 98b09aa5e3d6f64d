package io.jenkins.plugins.ackedge;

import java.io.Serializable;
import java.util.ArrayList;

/** The value of a variable in a pipeline, as saved by the first builds. */
final class AckEdgeScaleOutResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private String clusterId;
    private String requestId;
    private String taskId;
    private String state;
    private ArrayList<String> instanceIds;
    private ArrayList<String> failedInstanceIds;
    private long elapsedMillis;
    private String message;

    private Object readResolve() {
        return new io.jenkins.plugins.ackedge.pipeline.AckEdgeScaleOutResult(
                clusterId, requestId, taskId, state, instanceIds, failedInstanceIds, elapsedMillis, message);
    }
}
