package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.ScaleOutClusterRequest;
import io.jenkins.plugins.ackedge.api.TaskSummary;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** ScaleOutCluster: one POST orders ENS instances and joins them. The vendor has phased it out. */
final class ScaleOutClusterRoute extends TaskRoute {
    private static final Set<Parameter> REQUIRED = EnumSet.of(
            Parameter.CLUSTER_ID,
            Parameter.REGION_ID,
            Parameter.COUNT,
            Parameter.ENS_REGION_ID,
            Parameter.WORKER_INSTANCE_TYPE,
            Parameter.WORKER_IMAGE_ID,
            Parameter.ENS_INTERNET_CHARGE_TYPE,
            Parameter.WORKER_PERIOD,
            Parameter.WORKER_SYSTEM_DISK_SIZE);

    private static final Set<Parameter> OPTIONAL = EnumSet.of(
            Parameter.WORKER_DATA_DISK_SIZE,
            Parameter.WORKER_AUTO_RENEW,
            Parameter.WORKER_AUTO_RENEW_PERIOD,
            Parameter.LOGIN_PASSWORD,
            Parameter.KEY_PAIR,
            Parameter.TIMEOUT_MINS);

    @Override
    public String name() {
        return "scaleOutCluster";
    }

    @Override
    public boolean needs(Parameter parameter, Parameters parameters) {
        return switch (parameter) {
            case WORKER_AUTO_RENEW_PERIOD -> renews(parameters);
            case LOGIN_PASSWORD -> parameters.text(Parameter.KEY_PAIR) == null;
            default -> REQUIRED.contains(parameter);
        };
    }

    @Override
    public boolean takes(Parameter parameter) {
        return REQUIRED.contains(parameter) || OPTIONAL.contains(parameter);
    }

    @Override
    List<Violation> crossCheck(Parameters parameters, String loginPassword) {
        return Check.passwordOrKeyPair(parameters, loginPassword);
    }

    @Override
    RequestPreview preview(Order order, OrderRecord record, boolean hasLoginPassword) {
        Parameters parameters = order.parameters();
        ScaleOutClusterRequest r = request(parameters, hasLoginPassword ? "****" : null);
        return new RequestPreview(
                order.endpoint().url(),
                "POST",
                "/api/v2/clusters/" + parameters.text(Parameter.CLUSTER_ID),
                r.toJson());
    }

    @Override
    void place(Vendor vendor, Preparation.Ready ready, Order order, OrderRecord record, Consumer<OrderReply> then) {
        vendor.ack()
                .scaleOutCluster(
                        ready.pass(), order.clusterId(), request(order.parameters(), vendor.loginPassword()), then);
    }

    /** The vendor's task names each instance of a scale-out in {@code task_result}. */
    @Override
    long expectedInstances(Parameters parameters) {
        return parameters.number(Parameter.COUNT);
    }

    private static ScaleOutClusterRequest request(Parameters p, String loginPassword) {
        return new ScaleOutClusterRequest(
                p.number(Parameter.COUNT),
                p.text(Parameter.WORKER_INSTANCE_TYPE),
                p.text(Parameter.ENS_REGION_ID),
                p.text(Parameter.WORKER_IMAGE_ID),
                p.text(Parameter.ENS_INTERNET_CHARGE_TYPE),
                p.number(Parameter.WORKER_PERIOD),
                loginPassword,
                p.text(Parameter.KEY_PAIR),
                p.number(Parameter.WORKER_SYSTEM_DISK_SIZE),
                true, // "To add ENS instances to a managed edge Kubernetes cluster, the value must be set to true."
                p.number(Parameter.WORKER_DATA_DISK_SIZE),
                p.flag(Parameter.WORKER_AUTO_RENEW),
                // A cluster's default period stays unsaid where a step switches renewal off.
                renews(p) ? p.number(Parameter.WORKER_AUTO_RENEW_PERIOD) : null,
                p.number(Parameter.TIMEOUT_MINS));
    }

    private static boolean renews(Parameters parameters) {
        return "true".equals(parameters.text(Parameter.WORKER_AUTO_RENEW));
    }

    @Override
    boolean mayBeOurs(TaskSummary task) {
        return task.taskType().toString().equals("cluster_scaleout");
    }

    @Override
    public Optional<String> note() {
        return Optional.of("Note: ACK has phased out the operation ScaleOutCluster, which this order uses (via '"
                + name() + "'). It may be refused one day: " + Hints.MOVING_OFF);
    }

    @Override
    public String describe(Parameters p) {
        return p.text(Parameter.COUNT) + " × " + p.text(Parameter.WORKER_INSTANCE_TYPE) + " in "
                + p.text(Parameter.ENS_REGION_ID);
    }

    @Override
    String ramAction() {
        return "cs:ScaleCluster";
    }
}
