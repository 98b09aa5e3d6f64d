package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations of the ACK control plane (API version 2015-12-15) that a scale-out needs. Each method sends one request
 * and never repeats it. Names of operations and paths are those of the vendor's SDK {@code cs-20151215}.
 */
public final class AckClient {
    /** Tasks of a cluster are listed in pages; no reconciliation looks further back than this many. */
    private static final int MAX_PAGES = 10;

    private static final int PAGE_SIZE = 50;

    private final AckTransport transport;

    AckClient(AckTransport transport) {
        this.transport = transport;
    }

    /**
     * Orders nodes: {@code POST /api/v2/clusters/{clusterId}}, ScaleOutCluster. Any 2xx is an acceptance; the vendor has
     * documented both 200 and 202.
     *
     * @return what the vendor answered; an acceptance without a body gives empty texts
     * @throws AckException if the answer is a refusal, or there is none
     */
    public TaskTicket scaleOutCluster(String clusterId, ScaleOutClusterRequest request) throws AckException {
        return ticket(transport.order(ApiCall.send(
                "ScaleOutCluster", "POST", ApiCall.path("api", "v2", "clusters", clusterId), Json.write(request))));
    }

    /** The state of a task: {@code GET /tasks/{taskId}}, DescribeTaskInfo. */
    public TaskInfo describeTaskInfo(String taskId) throws AckException {
        JsonNode answer = transport.query(ApiCall.get("DescribeTaskInfo", ApiCall.path("tasks", taskId), Map.of()));
        return TaskInfo.of(answer, transport.redaction());
    }

    /** All tasks of a cluster that the control plane lists, at most 500: {@code GET /clusters/{clusterId}/tasks}. */
    public List<TaskSummary> describeClusterTasks(String clusterId) throws AckException {
        List<TaskSummary> tasks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode answer = transport.query(ApiCall.get(
                    "DescribeClusterTasks",
                    ApiCall.path("clusters", clusterId, "tasks"),
                    Map.of("page_number", "" + page, "page_size", "" + PAGE_SIZE)));
            boolean grew = false;
            for (JsonNode task : answer.path("tasks")) {
                TaskSummary summary = TaskSummary.of(task);
                // A server that does not page sends the same list each time, and one that does may shift it meanwhile.
                if (seen.add(summary.taskId())) {
                    tasks.add(summary);
                    grew = true;
                }
            }
            long total = answer.path("page_info").path("total_count").asLong(0);
            if (!grew || (long) page * PAGE_SIZE >= total) {
                break;
            }
        }
        return List.copyOf(tasks);
    }

    /** What a cluster is and does: {@code GET /clusters/{clusterId}}, DescribeClusterDetail. */
    public ClusterDetail describeClusterDetail(String clusterId) throws AckException {
        return ClusterDetail.of(
                transport.query(ApiCall.get("DescribeClusterDetail", ApiCall.path("clusters", clusterId), Map.of())));
    }

    /**
     * Asks to stop a task: {@code POST /tasks/{taskId}/cancel}, CancelTask. No source says that it gives back what a
     * scale-out has already bought.
     */
    public void cancelTask(String taskId) throws AckException {
        transport.query(ApiCall.send("CancelTask", "POST", ApiCall.path("tasks", taskId, "cancel"), new byte[0]));
    }

    /** Adds {@code count} nodes to a pool: {@code POST /clusters/{clusterId}/nodepools/{nodePoolId}}, ScaleClusterNodePool. */
    public TaskTicket scaleClusterNodePool(String clusterId, String nodePoolId, long count) throws AckException {
        return ticket(transport.order(ApiCall.send(
                "ScaleClusterNodePool",
                "POST",
                ApiCall.path("clusters", clusterId, "nodepools", nodePoolId),
                Json.write(Map.of("count", count)))));
    }

    /**
     * Gives a pool a size: {@code PUT /clusters/{clusterId}/nodepools/{nodePoolId}}, ModifyClusterNodePool with {@code
     * scaling_group.desired_size}. The same size twice is the same as once; a smaller one takes nodes away.
     */
    public TaskTicket modifyClusterNodePool(String clusterId, String nodePoolId, long desiredSize) throws AckException {
        return ticket(transport.order(ApiCall.send(
                "ModifyClusterNodePool",
                "PUT",
                ApiCall.path("clusters", clusterId, "nodepools", nodePoolId),
                Json.write(Map.of("scaling_group", Map.of("desired_size", desiredSize))))));
    }

    /** How many nodes a pool has: {@code GET /clusters/{clusterId}/nodepools/{nodePoolId}}, DescribeClusterNodePoolDetail. */
    public long describeClusterNodePoolSize(String clusterId, String nodePoolId) throws AckException {
        JsonNode answer = transport.query(ApiCall.get(
                "DescribeClusterNodePoolDetail",
                ApiCall.path("clusters", clusterId, "nodepools", nodePoolId),
                Map.of()));
        return answer.path("status").path("total_nodes").asLong();
    }

    private static TaskTicket ticket(JsonNode answer) {
        return new TaskTicket(
                Json.text(answer, "cluster_id", "clusterId", "ClusterId"),
                Json.text(answer, "task_id", "taskId", "TaskId"),
                Json.requestId(answer));
    }
}
