package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer of DescribeClusterDetail, as far as a scale-out cares.
 *
 * @param state for example running, scaling, failed
 * @param profile {@code Edge} for an edge cluster
 * @param version of Kubernetes
 * @param size the number of nodes, as the vendor writes it
 */
public record ClusterDetail(
        String clusterId,
        String name,
        String state,
        String profile,
        String clusterType,
        String regionId,
        String version,
        String size) {

    static ClusterDetail of(JsonNode json) {
        return new ClusterDetail(
                OneLine.of(Json.text(json, "cluster_id")),
                OneLine.of(Json.text(json, "name")),
                OneLine.of(Json.text(json, "state")),
                OneLine.of(Json.text(json, "profile")),
                OneLine.of(Json.text(json, "cluster_type")),
                OneLine.of(Json.text(json, "region_id")),
                OneLine.of(Json.text(json, "current_version", "init_version")),
                OneLine.of(Json.text(json, "size")));
    }
}
