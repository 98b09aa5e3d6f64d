package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A task of a cluster. It passes through four stages by the simulator's clock; nothing happens in the background. */
public final class SimulatedTask {
    /** What a scale-out does, in this order. The words are the simulator's: the vendor prints none. */
    static final List<String> STAGES =
            List.of("create ENS instances", "initialise nodes", "join cluster", "wait until ready");

    private final String id = Ids.task();
    private final String clusterId;
    private final String nodePoolId;
    private final String type;
    private final ObjectNode parameters;
    private final List<String> instanceIds;
    private final long createdMillis;
    private final long stageMillis;
    private final LongSupplier clock;
    private TaskEnding ending;
    private long endsAtMillis;
    private boolean cancelled;

    SimulatedTask(
            String clusterId,
            String nodePoolId,
            String type,
            ObjectNode parameters,
            long instances,
            TaskEnding ending,
            long createdMillis,
            long stageMillis,
            LongSupplier clock) {
        this.clusterId = clusterId;
        this.nodePoolId = nodePoolId;
        this.type = type;
        this.parameters = parameters;
        List<String> ids = new ArrayList<>();
        for (long i = 0; i < instances; i++) {
            ids.add(Ids.instance());
        }
        this.instanceIds = List.copyOf(ids);
        this.createdMillis = createdMillis;
        this.stageMillis = stageMillis;
        this.clock = clock;
        this.ending = ending;
        this.endsAtMillis = ending.state() == null ? Long.MAX_VALUE : createdMillis + STAGES.size() * stageMillis;
    }

    public String id() {
        return id;
    }

    public String clusterId() {
        return clusterId;
    }

    public String type() {
        return type;
    }

    public List<String> instanceIds() {
        return instanceIds;
    }

    /** The state that DescribeTaskInfo reports now. */
    public synchronized String state() {
        return ended() ? ending.state() : ending.stateMeanwhile();
    }

    /** Whether a client had it cancelled while it ran. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Ends the task at this moment; an ended task ends anew. */
    public synchronized void end(TaskEnding now) {
        if (now.state() == null) {
            throw new IllegalArgumentException("a task cannot end by never ending");
        }
        ending = now;
        endsAtMillis = clock.getAsLong();
    }

    /** False if the task has ended already. */
    synchronized boolean cancel() {
        if (ended()) {
            return false;
        }
        cancelled = true;
        end(TaskEnding.canceled());
        return true;
    }

    synchronized boolean ended() {
        return clock.getAsLong() >= endsAtMillis;
    }

    synchronized TaskEnding ending() {
        return ending;
    }

    /** When the task ended or will end; far away if it never does. */
    synchronized long endsAtMillis() {
        return endsAtMillis;
    }

    /** The number of stages that have begun, 1 to 4. */
    synchronized int stagesBegun() {
        long at = Math.min(clock.getAsLong(), endsAtMillis);
        long passed = stageMillis == 0 ? STAGES.size() : Math.max(0, at - createdMillis) / stageMillis;
        return (int) Math.min(STAGES.size(), passed + 1);
    }

    synchronized String instanceStatus(int index) {
        return ended() ? ending.instanceStatus(index, instanceIds.size()) : "initial";
    }

    long createdMillis() {
        return createdMillis;
    }

    long stageMillis() {
        return stageMillis;
    }

    /** Null if the task belongs to no node pool. */
    String nodePoolId() {
        return nodePoolId;
    }

    ObjectNode parameters() {
        return parameters.deepCopy();
    }

    /** Whether the cluster grows by this task. */
    boolean scalesOut() {
        return type.equals(ControlPlane.CLUSTER_SCALEOUT) || type.equals(ControlPlane.NODEPOOL_SCALEOUT);
    }
}
