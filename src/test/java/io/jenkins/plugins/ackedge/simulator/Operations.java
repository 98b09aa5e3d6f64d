package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Executes a request that has passed the gateway. */
final class Operations {
    private final ControlPlane plane;
    private final int acceptedStatus;
    private final NodePoolOperations nodePools;
    private final EnsWorld ens;
    private final EnsOperations ensOperations;
    private final SimulatedSts sts;

    Operations(ControlPlane plane, EnsWorld ens, EnsOperations ensOperations, SimulatedSts sts, int acceptedStatus) {
        this.plane = plane;
        this.ens = ens;
        this.ensOperations = ensOperations;
        this.sts = sts;
        this.acceptedStatus = acceptedStatus;
        this.nodePools = new NodePoolOperations(plane, acceptedStatus);
    }

    /** Turns a refusal into its answer. One operation at a time: checking and buying must not come apart. */
    Answer execute(Operation.Route route, Received request, Caller caller) {
        synchronized (plane) {
            try {
                return run(route, request, caller);
            } catch (Refusal refusal) {
                return refusal.answer();
            }
        }
    }

    private Answer run(Operation.Route route, Received request, Caller caller) throws Refusal {
        String id = route.ids().get(0);
        return switch (route.operation()) {
            case SCALE_OUT_CLUSTER -> scaleOut(id, request, caller);
            case DESCRIBE_TASK_INFO -> ok(TaskDocument.of(plane.existingTask(id, caller)));
            case CANCEL_TASK -> cancel(id, caller);
            case DESCRIBE_CLUSTER_TASKS ->
                ok(ClusterDocuments.tasks(
                        plane.existingCluster(id, caller),
                        Page.of(request, "page_number", "page_size", caller),
                        caller));
            case DESCRIBE_CLUSTER_DETAIL -> ok(ClusterDocuments.detail(plane.existingCluster(id, caller)));
            case DESCRIBE_CLUSTER_NODES ->
                ok(ClusterDocuments.nodes(
                        plane.existingCluster(id, caller),
                        request.parameters(),
                        ens.nodeIdentity(),
                        Page.of(request, "pageNumber", "pageSize", caller)));
            case SCALE_CLUSTER_NODE_POOL -> nodePools.scale(route, request, caller);
            case MODIFY_CLUSTER_NODE_POOL -> nodePools.modify(route, request, caller);
            case DESCRIBE_CLUSTER_NODE_POOL_DETAIL -> nodePools.describe(route, caller);
            case DESCRIBE_CLUSTER_ATTACH_SCRIPTS ->
                ens.scripts().describe(plane.existingCluster(id, caller), request, caller);
            case RUN_INSTANCES,
                    DESCRIBE_INSTANCES,
                    LIST_TAG_RESOURCES,
                    ATTACH_ENS_INSTANCES,
                    RELEASE_POST_PAID_INSTANCE,
                    MODIFY_INSTANCE_AUTO_RENEW_ATTRIBUTE,
                    DESCRIBE_PRICE,
                    DESCRIBE_PRE_PAID_INSTANCE_STOCK -> ensOperations.run(route.operation(), request, caller);
            case ASSUME_ROLE -> sts.assumeRole(request, caller);
        };
    }

    private static Answer ok(ObjectNode document) {
        return Answer.json(200, Json.write(document));
    }

    private Answer scaleOut(String clusterId, Received request, Caller caller) throws Refusal {
        SimulatedCluster cluster = plane.existingCluster(clusterId, caller);
        ObjectNode body = RequestBody.read(request, caller);
        ScaleOutRules.check(body, caller);
        if (!cluster.profile().equals("Edge")) {
            throw new Refusal(Errors.invalidParameter(
                    "ENS instances can be added to a managed edge cluster only", caller.requestId()));
        }
        plane.mustTakeOrders(cluster, caller);
        SimulatedTask task = plane.buy(
                cluster, null, Operation.SCALE_OUT_CLUSTER, body.get("count").asLong(), body, caller);
        ObjectNode answer = Json.object();
        answer.put("cluster_id", clusterId);
        answer.put("task_id", task.id());
        answer.put("request_id", caller.requestId());
        return Answer.json(acceptedStatus, Json.write(answer));
    }

    /** An empty reply (fact sheet, section 4, "Control"). What was bought stays bought. */
    private Answer cancel(String taskId, Caller caller) throws Refusal {
        SimulatedTask task = plane.existingTask(taskId, caller);
        if (!task.cancel()) {
            throw new Refusal(Errors.ack(
                    400,
                    "InvalidStatus.Forbidden",
                    "cannot cancel task where state is " + task.state(),
                    caller.requestId()));
        }
        return Answer.empty(200);
    }
}
