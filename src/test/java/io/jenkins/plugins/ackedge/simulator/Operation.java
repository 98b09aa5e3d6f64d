package io.jenkins.plugins.ackedge.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operations that the simulator knows: the vendor's names and paths of version 2015-12-15 (fact sheet,
 * sections 1, 4 and 6). {@code PUT} on a cluster's own path is ModifyCluster and not here on purpose: it must never be
 * mistaken for an order.
 */
public enum Operation {
    SCALE_OUT_CLUSTER("ScaleOutCluster", "POST", "/api/v2/clusters/{}"),
    DESCRIBE_TASK_INFO("DescribeTaskInfo", "GET", "/tasks/{}"),
    DESCRIBE_CLUSTER_TASKS("DescribeClusterTasks", "GET", "/clusters/{}/tasks"),
    DESCRIBE_CLUSTER_DETAIL("DescribeClusterDetail", "GET", "/clusters/{}"),
    CANCEL_TASK("CancelTask", "POST", "/tasks/{}/cancel"),
    SCALE_CLUSTER_NODE_POOL("ScaleClusterNodePool", "POST", "/clusters/{}/nodepools/{}"),
    MODIFY_CLUSTER_NODE_POOL("ModifyClusterNodePool", "PUT", "/clusters/{}/nodepools/{}"),
    DESCRIBE_CLUSTER_NODE_POOL_DETAIL("DescribeClusterNodePoolDetail", "GET", "/clusters/{}/nodepools/{}"),
    DESCRIBE_CLUSTER_NODES("DescribeClusterNodes", "GET", "/clusters/{}/nodes");

    /** The version that every request must name. */
    static final String VERSION = "2015-12-15";

    private final String action;
    private final String method;
    private final List<String> template;

    Operation(String action, String method, String path) {
        this.action = action;
        this.method = method;
        this.template = List.of(path.split("/", -1));
    }

    /** The vendor's name, as {@code x-acs-action} carries it. */
    public String action() {
        return action;
    }

    /** The name as a person types it on the simulator's command line, e.g. {@code scale-out-cluster}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The ids in the path if method and path are this operation's, otherwise nothing. */
    private Optional<List<String>> match(String requestMethod, List<String> segments) {
        if (!method.equals(requestMethod) || segments.size() != template.size()) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < template.size(); i++) {
            if (template.get(i).equals("{}")) {
                ids.add(Rfc3986.decode(segments.get(i)));
            } else if (!template.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(ids));
    }

    /** Finds the operation of a request; the path is the one on the wire, still encoded. */
    static Optional<Route> route(String method, String path) {
        List<String> segments = List.of(path.split("/", -1));
        for (Operation operation : values()) {
            Optional<List<String>> ids = operation.match(method, segments);
            if (ids.isPresent()) {
                return Optional.of(new Route(operation, ids.get()));
            }
        }
        return Optional.empty();
    }

    /** An operation and the ids that its path named, in their order. */
    record Route(Operation operation, List<String> ids) {}
}
