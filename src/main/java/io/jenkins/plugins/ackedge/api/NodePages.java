package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** The pages of DescribeClusterNodes. */
record NodePages(String clusterId, String nodePoolId) implements PageWalk.Listing<ClusterNode> {
    private static final int PAGE_SIZE = 100;

    @Override
    public Urgency urgency() {
        return Urgency.POLL;
    }

    @Override
    public ApiCall call(int page, String token) {
        if (!TaskId.isUsable(nodePoolId)) {
            // Without it the answer would be the nodes of all pools.
            throw new IllegalArgumentException("not usable as the id of a node pool: '" + nodePoolId + "'");
        }
        return ApiCall.get(
                "DescribeClusterNodes",
                ApiCall.path("clusters", clusterId, "nodes"),
                Map.of("nodepool_id", nodePoolId, "state", "all", "pageSize", "" + PAGE_SIZE, "pageNumber", "" + page));
    }

    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public JsonNode rows(JsonNode json) {
        return json.path("nodes");
    }

    @Override
    public Optional<ClusterNode> row(JsonNode json, Redaction redaction) {
        return ClusterNode.of(json, redaction);
    }

    /** No single field is there for each node. */
    @Override
    public String key(ClusterNode row) {
        return String.join("\n", row.instanceId(), row.name(), row.hostName(), String.join(",", row.addresses()));
    }

    @Override
    public long total(JsonNode json) {
        return json.path("page").path("total_count").asLong(-1);
    }
}
