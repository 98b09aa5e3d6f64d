package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer of DescribeClusterDetail, as far as a scale-out cares. Each text is safe to show as a {@link VendorText} is,
 * and "" where the vendor left it out.
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

    static ClusterDetail of(JsonNode json, Redaction redaction) {
        return new ClusterDetail(
                text(json, redaction, "cluster_id"),
                text(json, redaction, "name"),
                text(json, redaction, "state"),
                text(json, redaction, "profile"),
                text(json, redaction, "cluster_type"),
                text(json, redaction, "region_id"),
                text(json, redaction, "current_version", "init_version"),
                text(json, redaction, "size"));
    }

    private static String text(JsonNode json, Redaction redaction, String... names) {
        return redaction.text(Json.text(json, names)).toString();
    }
}
