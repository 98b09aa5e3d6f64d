package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is answered about a cluster (fact sheet, section 4, "Fallbacks / reconciliation"). */
final class ClusterDocuments {
    /** How a machine's result in its task appears as a node: state, and node_status. */
    private static final Map<String, List<String>> NODE_STATES = Map.of(
            "success", List.of("running", "Ready"),
            "initial", List.of("initial", "NotReady"),
            "failed", List.of("failed", "Unknown"));

    private ClusterDocuments() {}

    static ObjectNode detail(SimulatedCluster cluster) {
        ObjectNode json = Json.object();
        json.put("cluster_id", cluster.id());
        json.put("name", "edge-" + cluster.id());
        json.put("cluster_type", "ManagedKubernetes");
        json.put("profile", cluster.profile());
        json.put("state", cluster.state());
        json.put("region_id", "cn-beijing");
        json.put("current_version", "1.30.7-aliyunedge.1");
        json.put("size", cluster.nodeCount());
        return json;
    }

    static ObjectNode tasks(SimulatedCluster cluster, Page page, Caller caller) {
        List<SimulatedTask> all = cluster.tasksNewestFirst();
        ObjectNode json = Json.object();
        json.put("requestId", caller.requestId());
        page.describe(json.putObject("page_info"), all.size());
        ArrayNode list = json.putArray("tasks");
        page.cut(all).forEach(task -> list.add(TaskDocument.summary(task)));
        return json;
    }

    /**
     * Filters: {@code state} (all, running, removing, initial, failed), {@code nodepool_id}, {@code instanceIds}, and
     * for machines of ENS {@code nodeNames}, {@code nodeIps} and {@code nodeLabels}.
     */
    static ObjectNode nodes(SimulatedCluster cluster, Map<String, String> filters, NodeIdentity identity, Page page) {
        String state = filters.getOrDefault("state", "all");
        String pool = filters.getOrDefault("nodepool_id", "");
        String ids = filters.getOrDefault("instanceIds", "");
        List<ObjectNode> found = new ArrayList<>();
        for (SimulatedTask task : cluster.tasks()) {
            if (!pool.isEmpty() && !pool.equals(task.nodePoolId())) {
                continue;
            }
            for (int i = 0; i < task.instanceIds().size(); i++) {
                ObjectNode node = node(task, i);
                boolean stateFits =
                        state.equals("all") || state.equals(node.get("state").textValue());
                boolean idFits = ids.isEmpty()
                        || List.of(ids.split(",")).contains(task.instanceIds().get(i));
                if (stateFits && idFits) {
                    found.add(node);
                }
            }
        }
        for (SimulatedMachine machine : cluster.machines()) {
            ObjectNode node = EnsDocuments.node(machine, identity);
            if (fits(machine, node, filters)) {
                found.add(node);
            }
        }
        ObjectNode json = Json.object();
        page.describe(json.putObject("page"), found.size());
        ArrayNode list = json.putArray("nodes");
        page.cut(found).forEach(list::add);
        return json;
    }

    private static boolean fits(SimulatedMachine machine, ObjectNode node, Map<String, String> filters) {
        String state = filters.getOrDefault("state", "all");
        String labels = filters.getOrDefault("nodeLabels", "");
        Map<String, String> wanted = new HashMap<>();
        for (String label : labels.isEmpty() ? new String[0] : labels.split(",")) {
            String[] parts = label.split("=", 2);
            wanted.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        List<String> addresses = machine.addresses();
        return (state.equals("all") || state.equals(node.get("state").textValue()))
                && one(filters.get("nodepool_id"), List.of(machine.nodePool()))
                && one(
                        filters.get("instanceIds"),
                        List.of(node.get("instance_id").textValue()))
                && one(filters.get("nodeNames"), List.of(node.get("node_name").textValue()))
                && one(filters.get("nodeIps"), addresses)
                && machine.nodeLabels().entrySet().containsAll(wanted.entrySet());
    }

    /** Whether the filter, values with commas between them, is not given or has one of these. */
    private static boolean one(String filter, List<String> values) {
        return filter == null
                || filter.isEmpty()
                || List.of(filter.split(",")).stream().anyMatch(values::contains);
    }

    private static ObjectNode node(SimulatedTask task, int index) {
        String instanceId = task.instanceIds().get(index);
        List<String> states = NODE_STATES.get(task.instanceStatus(index));
        ObjectNode node = Json.object();
        node.put("instance_id", instanceId);
        node.put("node_name", "edge-" + instanceId);
        node.put("state", states.get(0));
        node.put("node_status", states.get(1));
        node.put("instance_type", task.parameters().path("worker_instance_type").asText("ens.sn1.tiny"));
        node.put("instance_charge_type", "PrePaid");
        node.put("nodepool_id", task.nodePoolId() == null ? "" : task.nodePoolId());
        node.put("creation_time", VendorTime.stamp(task.createdMillis()));
        node.put("error_message", states.get(0).equals("failed") ? "the node did not join the cluster" : "");
        return node;
    }
}
