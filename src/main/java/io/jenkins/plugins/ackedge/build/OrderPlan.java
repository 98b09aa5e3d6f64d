package io.jenkins.plugins.ackedge.build;

import hudson.AbortException;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.AckEdgeSettings;
import io.jenkins.plugins.ackedge.config.OrderSettings;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import io.jenkins.plugins.ackedge.scaleout.Violation;
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
    private final List<String> faults;

    private OrderPlan(
            Route route, Parameters parameters, String credentialsId, String loginCredentialsId, List<String> faults) {
        this.route = route;
        this.parameters = parameters;
        this.credentialsId = credentialsId;
        this.loginCredentialsId = loginCredentialsId;
        this.faults = faults;
    }

    static OrderPlan of(OrderInput input, AckEdgeSettings configuration) {
        List<String> faults = new ArrayList<>(input.faults());
        Parameters given = input.parameters();
        Optional<AckEdgeCluster> cluster = cluster(input, given, configuration, faults);
        String via = or(input.via(), cluster.map(OrderSettings::getVia).orElse(""));
        Optional<Route> found = Routes.find(via);
        if (found.isEmpty()) {
            Check.via(via, Locale.ENGLISH).ifPresent(rule -> faults.add("via '" + via + "' " + rule));
        }
        Route route = found.orElse(Routes.standard());
        Parameters parameters =
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
        faults.addAll(
                configuration.faultsFor(parameters.get(Parameter.CLUSTER_ID).orElse("")));
        checkMaxCount(parameters, configuration, faults);
        return new OrderPlan(route, parameters, credentialsId, or(input.loginCredentialsId(), loginDefault), faults);
    }

    private static Parameters withDefaults(Parameters given, OrderInput input, AckEdgeCluster cluster, Route route) {
        Parameters defaults = cluster.defaults(route);
        return given.orElse(input.loginCredentialsId().isEmpty() ? defaults : defaults.without(Parameter.KEY_PAIR));
    }

    private static Optional<AckEdgeCluster> cluster(
            OrderInput input, Parameters given, AckEdgeSettings configuration, List<String> faults) {
        boolean hasId = given.get(Parameter.CLUSTER_ID).isPresent();
        if (!input.cluster().isEmpty()) {
            if (hasId) {
                faults.add("clusterId cannot be given together with cluster '" + input.cluster()
                        + "': choose one of the two");
            }
            Optional<AckEdgeCluster> found = configuration.cluster(input.cluster());
            if (found.isEmpty()) {
                faults.add("cluster '" + input.cluster() + "' is not configured: " + configuration.clusterNames());
            }
            return found;
        }
        if (hasId) {
            return Optional.empty();
        }
        Optional<AckEdgeCluster> found = configuration.defaultCluster();
        if (found.isEmpty()) {
            faults.add("cluster is missing: name one, or give clusterId and regionId; " + configuration.clusterNames());
        }
        return found;
    }

    private static void checkMaxCount(Parameters parameters, AckEdgeSettings configuration, List<String> faults) {
        String count = parameters.get(Parameter.COUNT).orElse("");
        configuration
                .refusing(count, parameters.get(Parameter.CLUSTER_ID).orElse(""))
                .ifPresent(cluster -> faults.add("count '" + count + "' must be at most " + cluster.getMaxCount()
                        + ", the limit set for cluster " + cluster.getName()));
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

    /** @throws AbortException naming everything that is wrong; nothing was sent then */
    Order order(AckEdgeSettings configuration, String loginPassword, String who) throws AbortException {
        List<String> wrong = faults(loginPassword);
        AckEndpoint endpoint = null;
        AckEndpoint ens = null;
        try {
            ens = AckEndpoint.ens(configuration.ensEndpoint());
            endpoint = AckEndpoint.of(
                    configuration.endpoint(),
                    parameters.get(Parameter.REGION_ID).orElse(""));
        } catch (IllegalArgumentException e) {
            if (wrong.isEmpty()) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of("ackEdgeScaleOut", wrong);
        }
        Order order = new Order(route, endpoint, parameters, who).withEnsEndpoint(ens);
        return configuration
                .limiting(order.clusterId())
                .map(cluster -> order.atMost(cluster.limit().getAsInt()))
                .orElse(order);
    }

    String credentialsId() {
        return credentialsId;
    }

    String loginCredentialsId() {
        return loginCredentialsId;
    }

    /** A node password is given by the credentials that hold it. */
    static String name(String key) {
        return key.equals(Parameter.LOGIN_PASSWORD.key()) ? "loginCredentialsId" : key;
    }

    private static String or(String first, String second) {
        return first == null || first.isBlank() ? (second == null ? "" : second) : first;
    }
}
