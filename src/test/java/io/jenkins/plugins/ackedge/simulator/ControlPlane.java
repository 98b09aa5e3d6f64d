package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** All clusters, tasks and bills. Operations run one at a time under this object's lock. */
final class ControlPlane {
    static final String CLUSTER_SCALEOUT = "cluster_scaleout";
    static final String NODEPOOL_SCALEOUT = "nodepool_scaleout";
    static final String NODEPOOL_UPDATE = "nodepool_update";

    private final Map<String, SimulatedCluster> clusters = new HashMap<>();
    private final Map<String, SimulatedTask> tasks = new HashMap<>();
    private final LongSupplier clock;
    private final long stageMillis;
    private final boolean busyWhileScaling;
    private final Ledger ledger;
    private TaskEnding ending = TaskEnding.success();

    ControlPlane(LongSupplier clock, long stageMillis, boolean busyWhileScaling, Ledger ledger) {
        this.clock = clock;
        this.stageMillis = stageMillis;
        this.busyWhileScaling = busyWhileScaling;
        this.ledger = ledger;
    }

    synchronized void ending(TaskEnding next) {
        ending = next;
    }

    /** Created on demand. */
    synchronized SimulatedCluster cluster(String clusterId) {
        if (!Ids.isClusterId(clusterId)) {
            throw new IllegalArgumentException("not a cluster id: " + clusterId);
        }
        return clusters.computeIfAbsent(
                clusterId, id -> new SimulatedCluster(id, (type, created) -> foreign(id, type, created)));
    }

    private synchronized SimulatedTask foreign(String clusterId, String type, long createdMillis) {
        return register(newTask(clusterId, null, type, Json.object(), 0, createdMillis));
    }

    /** Null if there is none. */
    synchronized SimulatedTask task(String taskId) {
        return tasks.get(taskId);
    }

    SimulatedCluster existingCluster(String clusterId, Caller caller) throws Refusal {
        if (Ids.isClusterId(clusterId)) {
            SimulatedCluster cluster = cluster(clusterId);
            if (!cluster.removed()) {
                return cluster;
            }
        }
        throw new Refusal(Errors.clusterNotFound(clusterId, caller.requestId()));
    }

    SimulatedTask existingTask(String taskId, Caller caller) throws Refusal {
        SimulatedTask task = task(taskId);
        if (task == null) {
            throw new Refusal(Errors.taskNotFound(taskId, caller.requestId()));
        }
        return task;
    }

    /** A cluster that does not run, or grows already, takes no order (terraform-provider-alicloud issue 3833). */
    void mustTakeOrders(SimulatedCluster cluster, Caller caller) throws Refusal {
        String state = cluster.state();
        boolean allowed = state.equals("running") || cluster.scaling() && !busyWhileScaling && state.equals("scaling");
        if (!allowed) {
            throw new Refusal(Errors.busy(state, caller.requestId()));
        }
    }

    /** Starts a task that buys machines: the one place where something is billed. */
    synchronized SimulatedTask buy(
            SimulatedCluster cluster,
            SimulatedNodePool pool,
            Operation operation,
            long count,
            ObjectNode body,
            Caller caller) {
        String type = pool == null ? CLUSTER_SCALEOUT : NODEPOOL_SCALEOUT;
        SimulatedTask task =
                newTask(cluster.id(), pool == null ? null : pool.id(), type, body, count, clock.getAsLong());
        cluster.add(register(task));
        ledger.add(task, operation, count, body, caller, clock.getAsLong());
        return task;
    }

    /** Starts a task that buys nothing. */
    synchronized SimulatedTask update(SimulatedCluster cluster, SimulatedNodePool pool, ObjectNode body) {
        SimulatedTask task = newTask(cluster.id(), pool.id(), NODEPOOL_UPDATE, body, 0, clock.getAsLong());
        cluster.add(register(task));
        return task;
    }

    private SimulatedTask newTask(
            String clusterId, String nodePoolId, String type, ObjectNode body, long count, long createdMillis) {
        return new SimulatedTask(clusterId, nodePoolId, type, body, count, ending, createdMillis, stageMillis, clock);
    }

    private SimulatedTask register(SimulatedTask task) {
        tasks.put(task.id(), task);
        return task;
    }
}
