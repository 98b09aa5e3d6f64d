package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The operations of the ACK control plane (API version 2015-12-15) that a scale-out needs. Names of operations and paths are
 * those of the vendor's SDK {@code cs-20151215}. Every method returns at once and never throws; {@code then} is called
 * exactly once, from any thread (also before the method returns). Each request is sent once and never repeated. An id that
 * cannot be a part of a path is answered with {@link AckFault.Kind#INVALID}, and nothing is sent.
 */
public final class AckClient {
    private final Conversation conversation;

    AckClient(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Calls when an order of this key may leave. The pass is given to the order, or closed if there will be none. */
    public void readyToOrder(Consumer<Gate.Pass> when) {
        conversation.enter(Urgency.ORDER, when);
    }

    /**
     * Orders nodes: {@code POST /api/v2/clusters/{clusterId}}, ScaleOutCluster.
     *
     * @param pass of {@link #readyToOrder}; closed when the answer is there
     */
    public void scaleOutCluster(
            Gate.Pass pass, String clusterId, ScaleOutClusterRequest request, Consumer<OrderReply> then) {
        conversation.order(
                pass,
                () -> ApiCall.send(
                        "ScaleOutCluster",
                        "POST",
                        ApiCall.path("api", "v2", "clusters", clusterId),
                        Json.write(request)),
                OrderJudgement::judge,
                then);
    }

    /**
     * Adds nodes to a pool: {@code POST /clusters/{clusterId}/nodepools/{nodePoolId}}, ScaleClusterNodePool.
     *
     * @param pass of {@link #readyToOrder}; closed when the answer is there
     * @param count how many are added; the vendor takes 1 to 500
     */
    public void scaleClusterNodePool(
            Gate.Pass pass, String clusterId, String nodePoolId, long count, Consumer<OrderReply> then) {
        conversation.order(
                pass,
                () -> ApiCall.send(
                        "ScaleClusterNodePool",
                        "POST",
                        ApiCall.path("clusters", clusterId, "nodepools", nodePoolId),
                        Json.write(Map.of("count", count))),
                OrderJudgement::judge,
                then);
    }

    /**
     * Gives a pool a size: {@code PUT /clusters/{clusterId}/nodepools/{nodePoolId}}, ModifyClusterNodePool with {@code
     * scaling_group.desired_size}. The same size twice is the same as once; a smaller one takes nodes away.
     *
     * @param pass of {@link #readyToOrder}; closed when the answer is there
     * @param desiredSize how many nodes there shall be, 0 or more
     */
    public void modifyClusterNodePool(
            Gate.Pass pass, String clusterId, String nodePoolId, long desiredSize, Consumer<OrderReply> then) {
        conversation.order(
                pass,
                () -> ApiCall.send(
                        "ModifyClusterNodePool",
                        "PUT",
                        ApiCall.path("clusters", clusterId, "nodepools", nodePoolId),
                        Json.write(Map.of("scaling_group", Map.of("desired_size", desiredSize)))),
                OrderJudgement::judge,
                then);
    }

    /** The state of a task: {@code GET /tasks/{taskId}}, DescribeTaskInfo; a {@link Urgency#POLL}. */
    public void describeTaskInfo(String taskId, Consumer<Answer<TaskInfo>> then) {
        describeTaskInfo(
                taskId,
                null,
                answer -> then.accept(
                        answer.isThere()
                                ? Answer.of(answer.value().task().orElseThrow())
                                : Answer.failed(answer.fault())));
    }

    /**
     * The same for somebody who asks again and again: most answers say nothing new, and such a one is not even read.
     *
     * @param before of the last answer; null for none
     */
    public void describeTaskInfo(String taskId, BodyDigest before, Consumer<Answer<TaskReading>> then) {
        conversation.<TaskReading>query(
                Urgency.POLL,
                () -> ApiCall.get("DescribeTaskInfo", ApiCall.path("tasks", taskId), Map.of()),
                (answer, redaction) -> read(answer, before, redaction),
                then);
    }

    private static Answer<TaskReading> read(WireAnswer answer, BodyDigest before, Redaction redaction) {
        boolean isWhole = answer.isComplete() && answer.isSuccess();
        BodyDigest digest = isWhole ? BodyDigest.of(answer.body()) : null;
        if (isWhole && digest.equals(before)) {
            return Answer.of(new TaskReading(Optional.empty(), digest));
        }
        JsonNode json = QueryFault.object(answer);
        return json == null
                ? Answer.failed(QueryFault.of(answer, redaction))
                : Answer.of(new TaskReading(Optional.of(TaskInfo.of(json, redaction)), digest));
    }

    /**
     * The tasks of a cluster: {@code GET /clusters/{clusterId}/tasks}, DescribeClusterTasks, page after page; a {@link
     * Urgency#SETTLE}. It ends with a page that brings nothing new, or after 40 pages of 50.
     */
    public void describeClusterTasks(String clusterId, Consumer<Answer<TaskListing>> then) {
        new PageWalk<>(
                        conversation,
                        new TaskPages(clusterId),
                        answer -> then.accept(answer.map(
                                found -> new TaskListing(found.rows(), found.complete(), found.serverMillis()))))
                .ask();
    }

    /** What a cluster is and does: {@code GET /clusters/{clusterId}}, DescribeClusterDetail; a {@link Urgency#SETTLE}. */
    public void describeClusterDetail(String clusterId, Consumer<Answer<ClusterDetail>> then) {
        conversation.<ClusterDetail>queryJson(
                Urgency.SETTLE,
                () -> ApiCall.get("DescribeClusterDetail", ApiCall.path("clusters", clusterId), Map.of()),
                (json, redaction) -> Answer.of(ClusterDetail.of(json, redaction)),
                then);
    }

    /**
     * What a pool is and how many nodes it has: {@code GET /clusters/{clusterId}/nodepools/{nodePoolId}},
     * DescribeClusterNodePoolDetail; a {@link Urgency#SETTLE}.
     */
    public void describeClusterNodePoolDetail(
            String clusterId, String nodePoolId, Consumer<Answer<NodePoolDetail>> then) {
        conversation.<NodePoolDetail>queryJson(
                Urgency.SETTLE,
                () -> ApiCall.get(
                        "DescribeClusterNodePoolDetail",
                        ApiCall.path("clusters", clusterId, "nodepools", nodePoolId),
                        Map.of()),
                (json, redaction) -> Answer.of(NodePoolDetail.of(json, redaction)),
                then);
    }

    /**
     * The nodes of a pool: {@code GET /clusters/{clusterId}/nodes}, DescribeClusterNodes, page after page; a {@link
     * Urgency#POLL}. It ends with a page that brings nothing new, or after 40 pages of 100.
     */
    public void describeClusterNodes(String clusterId, String nodePoolId, Consumer<Answer<NodeListing>> then) {
        new PageWalk<>(
                        conversation,
                        new NodePages(clusterId, nodePoolId),
                        answer -> then.accept(answer.map(found -> new NodeListing(found.rows(), found.complete()))))
                .ask();
    }

    /**
     * The script with which a machine joins a pool: {@code POST /clusters/{clusterId}/attachscript},
     * DescribeClusterAttachScripts; a {@link Urgency#SETTLE}. It buys nothing and may be asked again; each script has a token
     * of its own. {@code one_time_token} is not sent, since all machines of an order share one script. Nothing of an answer
     * that may hold a script is told in a fault.
     *
     * @param arch amd64, arm64 or arm
     * @param expiredEpochSeconds until when the token is good, in seconds since 1970; the vendor's default is one hour
     * @param optionsJson the field {@code options}, a JSON object as text (the vendor's page "Add an edge node" names its
     *     keys)
     */
    public void describeClusterAttachScripts(
            String clusterId,
            String nodePoolId,
            String arch,
            long expiredEpochSeconds,
            String optionsJson,
            Consumer<Answer<JoinScript>> then) {
        conversation.<JoinScript>query(
                Urgency.SETTLE,
                () -> {
                    if (!TaskId.isUsable(nodePoolId)) {
                        // Without it the script is one for the default pool, which is not of edge machines.
                        throw new IllegalArgumentException("not usable as the id of a node pool: '" + nodePoolId + "'");
                    }
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("nodepool_id", nodePoolId);
                    body.put("arch", arch);
                    body.put("expired", expiredEpochSeconds);
                    body.put("options", optionsJson);
                    return ApiCall.send(
                            "DescribeClusterAttachScripts",
                            "POST",
                            ApiCall.path("clusters", clusterId, "attachscript"),
                            Json.write(body));
                },
                JoinScriptAnswer::read,
                then);
    }

    /**
     * Asks to stop a task: {@code POST /tasks/{taskId}/cancel}, CancelTask; a {@link Urgency#SETTLE}. No source says that it
     * gives back what a scale-out has already bought. The value is always true.
     */
    public void cancelTask(String taskId, Consumer<Answer<Boolean>> then) {
        conversation.<Boolean>query(
                Urgency.SETTLE,
                () -> ApiCall.send("CancelTask", "POST", ApiCall.path("tasks", taskId, "cancel"), new byte[0]),
                (answer, redaction) -> QueryFault.isBlankOrObject(answer)
                        ? Answer.of(true)
                        : Answer.failed(QueryFault.of(answer, redaction)),
                then);
    }
}
