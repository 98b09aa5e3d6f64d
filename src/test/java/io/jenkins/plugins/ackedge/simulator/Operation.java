package io.jenkins.plugins.ackedge.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operations that the simulator knows: ACK's names and paths of version 2015-12-15 (fact sheet, sections 1, 4 and
 * 6), and the operations of ENS of version 2017-11-10 and of STS of version 2015-04-01, which are all at the path {@code /}
 * and told apart by {@code x-acs-action} alone (ENS fact sheet, section 2). {@code PUT} on a cluster's own path is ModifyCluster and not
 * here on purpose: it must never be mistaken for an order.
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
    DESCRIBE_CLUSTER_NODES("DescribeClusterNodes", "GET", "/clusters/{}/nodes"),
    DESCRIBE_CLUSTER_ATTACH_SCRIPTS("DescribeClusterAttachScripts", "POST", "/clusters/{}/attachscript"),

    RUN_INSTANCES("RunInstances"),
    DESCRIBE_INSTANCES("DescribeInstances"),
    LIST_TAG_RESOURCES("ListTagResources"),
    ATTACH_ENS_INSTANCES("AttachEnsInstances"),
    RELEASE_POST_PAID_INSTANCE("ReleasePostPaidInstance"),
    MODIFY_INSTANCE_AUTO_RENEW_ATTRIBUTE("ModifyInstanceAutoRenewAttribute"),
    DESCRIBE_PRICE("DescribePrice"),
    DESCRIBE_PRE_PAID_INSTANCE_STOCK("DescribePrePaidInstanceStock"),

    ASSUME_ROLE(Service.STS, "AssumeRole");

    private enum Service {
        CS("cs", "2015-12-15", "cs.cn-beijing.aliyuncs.com", "CS"),
        ENS("ens", "2017-11-10", "ens.aliyuncs.com", "Ens"),
        STS("sts", "2015-04-01", "sts.aliyuncs.com", "Sts");

        private final String prefix;
        private final String version;
        private final String host;
        private final String product;

        Service(String prefix, String version, String host, String product) {
            this.prefix = prefix;
            this.version = version;
            this.host = host;
            this.product = product;
        }
    }

    private final String action;
    private final String method;
    private final List<String> template;
    private final Service service;

    Operation(String action, String method, String path) {
        this.action = action;
        this.method = method;
        this.template = List.of(path.split("/", -1));
        this.service = Service.CS;
    }

    /** An operation of ENS, called by GET or POST. */
    Operation(String action) {
        this(Service.ENS, action);
    }

    /** An operation of the RPC style, called by GET or POST. */
    Operation(Service service, String action) {
        this.action = action;
        this.method = null;
        this.template = List.of();
        this.service = service;
    }

    /** Whether the operation is one of ENS, not of ACK. */
    public boolean isEns() {
        return service == Service.ENS;
    }

    private boolean isRpc() {
        return service != Service.CS;
    }

    /** The host that errors name. */
    String host() {
        return service.host;
    }

    /** The product that errors name. */
    String product() {
        return service.product;
    }

    /** The version that every request of the operation must name. */
    String version() {
        return service.version;
    }

    /** The permission that a key needs, e.g. {@code ens:RunInstances}. */
    String permission() {
        return service.prefix + ":" + action;
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
        if (isRpc() || !method.equals(requestMethod) || segments.size() != template.size()) {
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

    /** Finds the operation of a request; its path is the one on the wire, still encoded. */
    static Optional<Route> route(Received request) {
        return request.path().equals("/") ? rpc(request) : byPath(request.method(), request.path());
    }

    private static Optional<Route> rpc(Received request) {
        boolean callable = List.of("GET", "POST").contains(request.method());
        for (Operation operation : values()) {
            if (callable && operation.isRpc() && operation.action.equals(request.header("x-acs-action"))) {
                return Optional.of(new Route(operation, List.of(EnsParameters.instanceId(request))));
            }
        }
        return Optional.empty();
    }

    private static Optional<Route> byPath(String method, String path) {
        List<String> segments = List.of(path.split("/", -1));
        for (Operation operation : values()) {
            Optional<List<String>> ids = operation.match(method, segments);
            if (ids.isPresent()) {
                return Optional.of(new Route(operation, ids.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * An operation and the ids that its path named, in their order. A request to ENS has none in its path: its only id
     * is its parameter {@code InstanceId}, or empty.
     */
    record Route(Operation operation, List<String> ids) {}
}
