package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.NodePoolDetail;
import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.TaskSummary;
import io.jenkins.plugins.ackedge.api.VendorText;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A node pool that can grow by itself: ScaleClusterNodePool adds nodes, ModifyClusterNodePool gives it a size. What the nodes
 * are is the pool's own business, so nothing of it may be given.
 */
final class NodePoolRoute extends TaskRoute {
    private static final Set<Parameter> TAKEN = EnumSet.of(
            Parameter.CLUSTER_ID,
            Parameter.REGION_ID,
            Parameter.COUNT,
            Parameter.NODE_POOL_ID,
            Parameter.DESIRED_SIZE,
            Parameter.TIMEOUT_MINS);

    @Override
    public String name() {
        return "nodePool";
    }

    @Override
    public boolean needs(Parameter parameter, Parameters parameters) {
        return switch (parameter) {
            case CLUSTER_ID, REGION_ID, NODE_POOL_ID -> true;
            case COUNT -> !isRepeatable(parameters);
            default -> false;
        };
    }

    @Override
    public boolean takes(Parameter parameter) {
        return TAKEN.contains(parameter);
    }

    @Override
    List<Violation> crossCheck(Parameters parameters, String loginPassword) {
        String size = parameters.text(Parameter.DESIRED_SIZE);
        return size == null || parameters.text(Parameter.COUNT) == null
                ? List.of()
                : List.of(new Violation(Parameter.DESIRED_SIZE, size, new RuleText("countAndDesiredSize")));
    }

    @Override
    RequestPreview preview(Order order, OrderRecord record, boolean hasLoginPassword) {
        Parameters p = order.parameters();
        String path = "/clusters/" + p.text(Parameter.CLUSTER_ID) + "/nodepools/" + p.text(Parameter.NODE_POOL_ID);
        return isRepeatable(p)
                ? new RequestPreview(
                        order.endpoint().url(),
                        "PUT",
                        path,
                        "{\"scaling_group\":{\"desired_size\":" + p.text(Parameter.DESIRED_SIZE) + "}}")
                : new RequestPreview(
                        order.endpoint().url(), "POST", path, "{\"count\":" + p.text(Parameter.COUNT) + "}");
    }

    @Override
    void place(Vendor vendor, Preparation.Ready ready, Order order, OrderRecord record, Consumer<OrderReply> then) {
        AckClient client = vendor.ack();
        Gate.Pass pass = ready.pass();
        Parameters p = order.parameters();
        String clusterId = order.clusterId();
        String poolId = p.text(Parameter.NODE_POOL_ID);
        if (isRepeatable(p)) {
            client.modifyClusterNodePool(pass, clusterId, poolId, p.number(Parameter.DESIRED_SIZE), then);
        } else {
            client.scaleClusterNodePool(pass, clusterId, poolId, p.number(Parameter.COUNT), then);
        }
    }

    /** No source says that the task of a node pool names its machines; those that it names must be well. */
    @Override
    long expectedInstances(Parameters p) {
        return 0;
    }

    @Override
    boolean mayBeOurs(TaskSummary task) {
        // The vendor documents no type for these; its public code has nodepool_scaleout and nodepool_update.
        String type = task.taskType().toString();
        return type.startsWith("nodepool") || type.equals("cluster_scaleout");
    }

    @Override
    boolean isRepeatable(Parameters parameters) {
        return parameters.text(Parameter.DESIRED_SIZE) != null;
    }

    /** A size below what the pool has would take nodes away, which is not what a scale-out is for. */
    @Override
    void effect(Vendor vendor, Order order, Consumer<Answer<Effect>> then) {
        Parameters p = order.parameters();
        if (!isRepeatable(p)) {
            then.accept(Answer.of(Effect.AS_COUNTED));
            return;
        }
        vendor.ack()
                .describeClusterNodePoolDetail(
                        p.text(Parameter.CLUSTER_ID),
                        p.text(Parameter.NODE_POOL_ID),
                        pool -> then.accept(
                                pool.isThere() ? effect(order, pool.value()) : Answer.failed(pool.fault())));
    }

    /** Without a number nobody knows whether nodes would be taken away. */
    private static Answer<Effect> effect(Order order, NodePoolDetail pool) {
        return pool.totalNodes().isPresent()
                ? Answer.of(effect(order, pool.totalNodes().getAsLong()))
                : Answer.failed(AckFault.of(
                        AckFault.Kind.NO_ANSWER, VendorText.stored("the answer has no number status.total_nodes")));
    }

    private static Effect effect(Order order, long has) {
        Parameters p = order.parameters();
        long wanted = p.number(Parameter.DESIRED_SIZE);
        long adds = wanted - has;
        if (adds >= 0 && adds <= order.most()) {
            return new Effect(OptionalLong.of(adds), "");
        }
        String what = adds < 0
                ? " would take some away."
                : " would add " + adds + ", but at most " + order.most() + " may be added: "
                        + order.origin().limits() + ".";
        return new Effect(
                OptionalLong.empty(),
                "node pool " + p.text(Parameter.NODE_POOL_ID) + " has " + has + " nodes, and desiredSize " + wanted
                        + what);
    }

    @Override
    public String describe(Parameters p) {
        return isRepeatable(p)
                ? "node pool " + p.text(Parameter.NODE_POOL_ID) + " with " + p.text(Parameter.DESIRED_SIZE) + " nodes"
                : p.text(Parameter.COUNT) + " nodes in node pool " + p.text(Parameter.NODE_POOL_ID);
    }

    @Override
    String ramAction() {
        return "cs:ScaleClusterNodePool";
    }
}
