package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The operations that replace ScaleOutCluster (fact sheet, section 6). */
final class NodePoolOperations {
    /** "max 500 per call". */
    private static final long MOST_AT_ONCE = 500;

    private final ControlPlane plane;
    private final int acceptedStatus;

    NodePoolOperations(ControlPlane plane, int acceptedStatus) {
        this.plane = plane;
        this.acceptedStatus = acceptedStatus;
    }

    /** ScaleClusterNodePool: {@code count} is the number to add. */
    Answer scale(Operation.Route route, Received request, Caller caller) throws Refusal {
        SimulatedCluster cluster = plane.existingCluster(route.ids().get(0), caller);
        SimulatedNodePool pool = existingPool(cluster, route.ids().get(1), caller);
        ObjectNode body = RequestBody.read(request, caller);
        JsonNode count = body.get("count");
        if (!RequestBody.isWhole(count) || count.longValue() < 1 || count.longValue() > MOST_AT_ONCE) {
            throw new Refusal(Errors.invalidParameter("count must be from 1 to " + MOST_AT_ONCE, caller.requestId()));
        }
        plane.mustTakeOrders(cluster, caller);
        pool.size(pool.size() + count.longValue());
        SimulatedTask task = plane.buy(cluster, pool, route.operation(), count.longValue(), body, caller);
        ObjectNode answer = Json.object();
        answer.put("task_id", task.id());
        return Answer.json(acceptedStatus, Json.write(answer));
    }

    /** ModifyClusterNodePool: {@code scaling_group.desired_size} is the size to have; the same again buys nothing. */
    Answer modify(Operation.Route route, Received request, Caller caller) throws Refusal {
        SimulatedCluster cluster = plane.existingCluster(route.ids().get(0), caller);
        SimulatedNodePool pool = existingPool(cluster, route.ids().get(1), caller);
        ObjectNode body = RequestBody.read(request, caller);
        JsonNode desired = body.path("scaling_group").get("desired_size");
        if (!RequestBody.isWhole(desired) || desired.longValue() < 0) {
            throw new Refusal(Errors.invalidParameter(
                    "scaling_group.desired_size must be a number from 0 on", caller.requestId()));
        }
        long more = desired.longValue() - pool.size();
        if (more > MOST_AT_ONCE) {
            throw new Refusal(Errors.invalidParameter(
                    "scaling_group.desired_size would add more than " + MOST_AT_ONCE, caller.requestId()));
        }
        SimulatedTask task;
        if (more > 0) {
            plane.mustTakeOrders(cluster, caller);
            task = plane.buy(cluster, pool, route.operation(), more, body, caller);
        } else {
            task = plane.update(cluster, pool, body);
        }
        pool.size(desired.longValue());
        ObjectNode answer = Json.object();
        answer.put("nodepool_id", pool.id());
        answer.put("request_id", caller.requestId());
        answer.put("task_id", task.id());
        return Answer.json(acceptedStatus, Json.write(answer));
    }

    Answer describe(Operation.Route route, Caller caller) throws Refusal {
        SimulatedCluster cluster = plane.existingCluster(route.ids().get(0), caller);
        SimulatedNodePool pool = existingPool(cluster, route.ids().get(1), caller);
        long initial = count(cluster, pool, "initial");
        long failed = count(cluster, pool, "failed");
        List<SimulatedMachine> machines = cluster.machines(pool.id());
        long ready =
                machines.stream().filter(m -> "Ready".equals(m.nodeStatus())).count();
        long offline =
                machines.stream().filter(m -> "Offline".equals(m.nodeStatus())).count();
        ObjectNode json = Json.object();
        ObjectNode info = json.putObject("nodepool_info");
        info.put("nodepool_id", pool.id());
        info.put("name", "pool-" + pool.id());
        info.put("type", pool.type());
        info.put("region_id", "cn-beijing");
        json.putObject("scaling_group").put("desired_size", pool.size());
        json.putObject("auto_scaling").put("enable", false);
        ObjectNode status = json.putObject("status");
        status.put("state", scaling(cluster, pool) ? "scaling" : pool.state());
        status.put("total_nodes", pool.size() + machines.size());
        status.put("healthy_nodes", Math.max(0, pool.size() - initial - failed) + ready);
        status.put("initial_nodes", initial + machines.size() - ready - offline);
        status.put("failed_nodes", failed);
        if (!machines.isEmpty()) {
            status.put("offline_nodes", offline);
            status.put("serving_nodes", ready);
        }
        return Answer.json(200, Json.write(json));
    }

    static SimulatedNodePool existingPool(SimulatedCluster cluster, String poolId, Caller caller) throws Refusal {
        if (Ids.isNodePoolId(poolId)) {
            SimulatedNodePool pool = cluster.nodePool(poolId);
            if (!pool.removed()) {
                return pool;
            }
        }
        throw new Refusal(
                Errors.ack(404, "ErrorNodePoolNotFound", "node pool (" + poolId + ") not found", caller.requestId()));
    }

    private static boolean scaling(SimulatedCluster cluster, SimulatedNodePool pool) {
        return cluster.tasks().stream()
                .anyMatch(task -> pool.id().equals(task.nodePoolId()) && task.scalesOut() && !task.ended());
    }

    private static long count(SimulatedCluster cluster, SimulatedNodePool pool, String status) {
        long count = 0;
        for (SimulatedTask task : cluster.tasks()) {
            for (int i = 0; i < task.instanceIds().size(); i++) {
                boolean counts = pool.id().equals(task.nodePoolId())
                        && task.instanceStatus(i).equals(status);
                count += counts ? 1 : 0;
            }
        }
        return count;
    }
}
