package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One node of a cluster, as DescribeClusterNodes lists it (SDK {@code cs-20151215}). Each text is safe to show as a {@link
 * VendorText} is, and "" where the vendor left it out.
 *
 * @param name of the node in Kubernetes ({@code node_name})
 * @param hostName of the machine; with the usual settings the same as the name
 * @param addresses {@code ip_address}: at most 20, each once
 * @param status {@code node_status}: Ready, NotReady, Unknown, Offline
 * @param instanceId of the machine; for a node that joined by the script it may be missing, or the name of the node
 * @param nodePoolId the pool that the vendor says the node is in, also where another one was asked for
 * @param errorMessage why it is not well
 */
public record ClusterNode(
        String name,
        String hostName,
        List<String> addresses,
        String status,
        String instanceId,
        String nodePoolId,
        String errorMessage) {
    public ClusterNode {
        addresses = List.copyOf(addresses);
    }

    /** Whether Kubernetes runs pods on it. */
    public boolean isReady() {
        return status.toLowerCase(Locale.ROOT).equals("ready");
    }

    /** Empty if nothing in the row says which node it is. */
    static Optional<ClusterNode> of(JsonNode json, Redaction redaction) {
        SafeTexts texts = new SafeTexts(redaction);
        ClusterNode node = new ClusterNode(
                texts.of(json, "node_name"),
                texts.of(json, "host_name"),
                texts.list(json.path("ip_address"), ""),
                texts.of(json, "node_status"),
                texts.of(json, "instance_id"),
                texts.of(json, "nodepool_id"),
                texts.of(json, "error_message"));
        boolean hasName = !node.name.isEmpty() || !node.hostName.isEmpty() || !node.instanceId.isEmpty();
        return hasName || !node.addresses.isEmpty() ? Optional.of(node) : Optional.empty();
    }
}
