package io.jenkins.plugins.ackedge.build;

import hudson.AbortException;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.ClusterLimits;
import io.jenkins.plugins.ackedge.config.JobClusters;
import io.jenkins.plugins.ackedge.config.OrderSettings;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import io.jenkins.plugins.ackedge.scaleout.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An input together with the defaults of its cluster: all that is known before secrets are looked up. */
final class OrderPlan {
    private final Route route;
    private final Parameters parameters;
    private final String credentialsId;
    private final String loginCredentialsId;
    private final String cluster;
    private final JobClusters clusters;
    private final ClusterLimits limits;
    /** What an administrator's limits say against it. */
    private final List<String> objections;

    private final List<String> faults;

    private OrderPlan(
            Route route,
            Parameters parameters,
            String credentialsId,
            String loginCredentialsId,
            String cluster,
            JobClusters clusters,
            ClusterLimits limits,
            List<String> objections,
            List<String> faults) {
        this.route = route;
        this.parameters = parameters;
        this.credentialsId = credentialsId;
        this.loginCredentialsId = loginCredentialsId;
        this.cluster = cluster;
        this.clusters = clusters;
        this.limits = limits;
        this.objections = objections;
        this.faults = faults;
    }

    /** @param clusters as the job that orders may use them */
    static OrderPlan of(OrderInput input, JobClusters clusters) {
        List<String> faults = new ArrayList<>(input.faults());
        Parameters given = input.parameters();
        Optional<AckEdgeCluster> cluster = cluster(input, given, clusters, faults);
        String via = or(input.via(), cluster.map(OrderSettings::getVia).orElse(""));
        Optional<Route> found = Routes.find(via);
        if (found.isEmpty()) {
            Check.via(via, Locale.ENGLISH).ifPresent(rule -> faults.add("via '" + via + "' " + rule));
        }
        Route route = found.orElse(Routes.standard());
        Parameters known =
                cluster.map(c -> withDefaults(given, input, c, route)).orElse(given);
        String credentialsId = or(
                input.credentialsId(),
                cluster.map(OrderSettings::getCredentialsId).orElse(""));
        if (credentialsId.isEmpty()) {
            faults.add("credentialsId is missing: it is required, here or in the cluster's configuration");
        }
        // A key pair of the step stands in for the password that the cluster would bring, and the other way round.
        boolean usesDefault = route.takes(Parameter.LOGIN_PASSWORD)
                && given.get(Parameter.KEY_PAIR).isEmpty();
        String loginDefault =
                usesDefault ? cluster.map(OrderSettings::getLoginCredentialsId).orElse("") : "";
        String clusterId = known.get(Parameter.CLUSTER_ID).orElse("");
        List<String> objections = new ArrayList<>(clusters.objections(clusterId));
        ClusterLimits limits = clusters.limits(clusterId);
        checkMaxCount(known, limits, objections);
        checkDryRun(input, limits, objections);
        Parameters parameters = withMaxPrice(route, known, limits, objections);
        faults.addAll(objections);
        return new OrderPlan(
                route,
                parameters,
                credentialsId,
                or(input.loginCredentialsId(), loginDefault),
                cluster.map(AckEdgeCluster::getName).orElse(""),
                clusters,
                limits,
                objections,
                faults);
    }

    private static Parameters withDefaults(Parameters given, OrderInput input, AckEdgeCluster cluster, Route route) {
        Parameters defaults = cluster.defaults(route);
        return given.orElse(input.loginCredentialsId().isEmpty() ? defaults : defaults.without(Parameter.KEY_PAIR));
    }

    private static Optional<AckEdgeCluster> cluster(
            OrderInput input, Parameters given, JobClusters clusters, List<String> faults) {
        boolean hasId = given.get(Parameter.CLUSTER_ID).isPresent();
        if (!input.cluster().isEmpty()) {
            if (hasId) {
                faults.add("clusterId cannot be given together with cluster '" + input.cluster()
                        + "': choose one of the two");
            }
            Optional<AckEdgeCluster> found = clusters.named(input.cluster());
            if (found.isEmpty()) {
                faults.add("cluster '" + input.cluster() + "' is not configured: " + clusters.names());
            }
            return found;
        }
        if (hasId) {
            return Optional.empty();
        }
        Optional<AckEdgeCluster> found = clusters.standard();
        if (found.isEmpty()) {
            faults.add("cluster is missing: name one, or give clusterId and regionId; " + clusters.names());
        }
        return found;
    }

    private static void checkMaxCount(Parameters parameters, ClusterLimits limits, List<String> objections) {
        String count = parameters.get(Parameter.COUNT).orElse("");
        if (!count.matches("\\d{1,9}")) {
            return; // the rule for count has its own words
        }
        limits.maxCount()
                .filter(limit -> limit.isPassedBy(new BigDecimal(count)))
                .ifPresent(limit -> objections.add("count '" + count + "' must be at most "
                        + limit.most().toPlainString() + ", the limit set for cluster " + limit.cluster()));
    }

    private static void checkDryRun(OrderInput input, ClusterLimits limits, List<String> objections) {
        limits.dryRunOnly()
                .filter(cluster -> !input.isDryRun())
                .ifPresent(cluster -> objections.add(
                        "dryRun 'false' must be true: cluster " + cluster + " is for dry runs only (dryRunOnly)"));
    }

    /** The limit of an administrator, where the route knows prices: an order may name a lower one, and none that is higher. */
    private static Parameters withMaxPrice(
            Route route, Parameters parameters, ClusterLimits limits, List<String> objections) {
        if (!route.takes(Parameter.MAX_PRICE) || limits.maxPrice().isEmpty()) {
            return parameters;
        }
        ClusterLimits.Limit limit = limits.maxPrice().get();
        String charge = parameters.get(Parameter.INSTANCE_CHARGE_TYPE).orElse("");
        if (charge.equals("PostPaid")) {
            objections.add("instanceChargeType '" + charge + "' must not be ordered under " + limit.words()
                    + ": the vendor does not tell what it costs");
            return parameters.without(Parameter.MAX_PRICE);
        }
        String given = parameters.get(Parameter.MAX_PRICE).orElse("");
        if (given.isEmpty()) {
            return parameters.with(Parameter.MAX_PRICE, limit.most().toPlainString());
        }
        if (Check.value(route, Parameter.MAX_PRICE, given).isEmpty() && limit.isPassedBy(new BigDecimal(given))) {
            objections.add("maxPrice '" + given + "' must be at most "
                    + limit.most().toPlainString() + ", the limit set for cluster " + limit.cluster());
        }
        return parameters;
    }

    /** Everything that is wrong, one line each. */
    List<String> faults(String loginPassword) {
        List<String> all = new ArrayList<>();
        for (Violation violation : Check.order(route, parameters, loginPassword)) {
            boolean unknownCluster =
                    violation.parameter() == Parameter.CLUSTER_ID || violation.parameter() == Parameter.REGION_ID;
            // Where the cluster is not known, what it would have said is not missing; nor is a value that is not valid.
            if (!(unknownCluster && isTold("cluster"))
                    && !isTold(violation.parameter().key())) {
                all.add(violation.sentence(OrderPlan::name));
            }
        }
        all.addAll(faults);
        return all;
    }

    private boolean isTold(String name) {
        return faults.stream().anyMatch(fault -> fault.startsWith(name + " "));
    }

    /**
     * Only of a plan without {@link #faults}.
     *
     * @throws AbortException if there is no such address to send it to; nothing was sent then
     */
    Order order(Origin origin) throws AbortException {
        try {
            AckEndpoint ens = AckEndpoint.ens(clusters.ensEndpoint());
            AckEndpoint endpoint = AckEndpoint.of(
                    clusters.endpoint(), parameters.get(Parameter.REGION_ID).orElse(""));
            return new Order(route, endpoint, parameters, origin.withCluster(cluster)).withEnsEndpoint(ens);
        } catch (IllegalArgumentException e) {
            throw Refusal.of("ackEdgeScaleOut", List.of(e.getMessage()));
        }
    }

    /** What an administrator's limits say against it, one line each. */
    List<String> objections() {
        return objections;
    }

    ClusterLimits limits() {
        return limits;
    }

    String credentialsId() {
        return credentialsId;
    }

    String loginCredentialsId() {
        return loginCredentialsId;
    }

    /** How long the build may wait; the usual time where it is mistyped, which is refused anyway. */
    Duration waitTime() {
        String minutes = parameters.get(Parameter.TIMEOUT_MINS).orElse("");
        return Check.value(Parameter.TIMEOUT_MINS, minutes).isPresent() || minutes.isEmpty()
                ? Duration.ofMinutes(Order.DEFAULT_TIMEOUT_MINS)
                : Duration.ofMinutes(Long.parseLong(minutes));
    }

    /** A node password is given by the credentials that hold it. */
    static String name(String key) {
        return key.equals(Parameter.LOGIN_PASSWORD.key()) ? "loginCredentialsId" : key;
    }

    private static String or(String first, String second) {
        return first == null || first.isBlank() ? (second == null ? "" : second) : first;
    }
}
