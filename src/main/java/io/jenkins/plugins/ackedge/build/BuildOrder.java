package io.jenkins.plugins.ackedge.build;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.build.BuildInput.Beginning;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.config.ClusterLimits;
import io.jenkins.plugins.ackedge.config.JobClusters;
import io.jenkins.plugins.ackedge.orders.BuildSecrets;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.orders.OrderAudit;
import io.jenkins.plugins.ackedge.orders.OrderLimits;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.SecretLookups;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** One order of one build: what a pipeline step and a build step have in common. */
final class BuildOrder {
    private static final String GOES_ON =
            "This build has sent the same order before and has not seen its end. It is not sent again: going on with that "
                    + "one. To order once more, run a new build.";

    /** Where the password cannot be had, that is said already, and not that it is missing too. */
    private static final String STANDS_FOR_A_PASSWORD = "Unavailable-1";

    /**
     * Two attempts of one build must not both go on with the same order, nor two builds both take what a limit leaves for one.
     */
    private static final Object PLANNING = new Object();

    private final Run<?, ?> run;
    private final OrderInput input;
    private final BuildOrders orders;
    private final String name;
    private final ScaleOutListener listener;
    private final Beginning beginning;

    /** @param name of the order within the build; null for one that no other has yet */
    BuildOrder(Run<?, ?> run, OrderInput input, String name, ScaleOutListener listener, Beginning beginning) {
        this.run = run;
        this.input = input;
        this.orders = new BuildOrders(run);
        this.name = name;
        this.listener = listener;
        this.beginning = beginning;
    }

    /**
     * Begins, or goes on with what the record tells of: after a restart, an order that may be made already is never made
     * again. Nor is it by another attempt of the same build ({@code retry}), which goes on with the first one's order.
     */
    void begin() {
        ScaleOuts all = ControllerOrders.get().scaleOuts();
        try {
            Optional<OrderFile> known = orders.findPlanned(name);
            if (known.isPresent()) {
                beginning.begun(all.resume(input.isWait(), input.secretsAtStart(run), known.get(), listener));
                return;
            }
            OrderPlan plan = OrderPlan.of(input, JobClusters.of(run.getParent()));
            Secrets secrets = new BuildSecrets(run, plan.credentialsId(), plan.loginCredentialsId(), plan.waitTime());
            all.lookUp(secrets, found -> AckConnections.get().workers().execute(() -> lookedUp(plan, secrets, found)));
        } catch (IOException e) {
            beginning.failed(Refusal.ofRecord("ackEdgeScaleOut", e));
        } catch (Throwable e) { // an Error must end the step as well
            beginning.failed(e);
        }
    }

    private void lookedUp(OrderPlan plan, Secrets secrets, SecretLookups.Found found) {
        try {
            Order order = checked(plan, found);
            ScaleOuts all = ControllerOrders.get().scaleOuts();
            if (beginning.mayStart()) {
                beginning.begun(
                        input.isDryRun()
                                ? dryRun(all, order, plan, secrets)
                                : start(all, order, plan.limits(), secrets));
            }
        } catch (AbortException e) {
            beginning.failed(e);
        } catch (OrderLimits.OverLimitException e) {
            OrderAudit.refused(BuildOrigin.of(run), List.of(e.getMessage()));
            beginning.failed(Refusal.of("ackEdgeScaleOut", List.of(e.getMessage())));
        } catch (IOException e) {
            beginning.failed(Refusal.ofRecord("ackEdgeScaleOut", e));
        } catch (Throwable e) { // an Error must end the step as well
            beginning.failed(e);
        }
    }

    /** Everything that is wrong, told at once; secrets that cannot be read just now are no violation: the order waits. */
    private Order checked(OrderPlan plan, SecretLookups.Found found) throws AbortException {
        boolean needsNone = plan.loginCredentialsId().isEmpty();
        String password = found.isThere() || needsNone ? found.password() : STANDS_FOR_A_PASSWORD;
        List<String> faults = new ArrayList<>(plan.faults(password));
        if (!found.isThere() && !found.isPassing()) {
            found.faults().stream()
                    .filter(fault -> !(plan.credentialsId().isEmpty() && fault.startsWith("credentialsId ")))
                    .forEach(faults::add);
        }
        Origin origin = BuildOrigin.of(run);
        if (!plan.objections().isEmpty()) {
            OrderAudit.refused(origin, plan.objections());
        }
        if (!faults.isEmpty()) {
            throw Refusal.of("ackEdgeScaleOut", faults);
        }
        return plan.order(
                origin.withAccount(found.key() == null ? "" : found.key().account())
                        .withCredentials(
                                BuildSecrets.chosen(run, plan.credentialsId()),
                                BuildSecrets.chosen(run, plan.loginCredentialsId())));
    }

    private ScaleOut dryRun(ScaleOuts all, Order order, OrderPlan plan, Secrets secrets)
            throws IOException, OrderLimits.OverLimitException {
        Order allowed = allowed(order, plan.limits());
        return all.dryRun(allowed, !plan.loginCredentialsId().isEmpty(), secrets, listener);
    }

    /** As an administrator's limits allow it, which the build's log tells. */
    private Order allowed(Order order, ClusterLimits limits) throws IOException, OrderLimits.OverLimitException {
        Order allowed = new OrderLimits(ControllerOrders.get().records(), Clock.systemUTC()).allow(order, limits);
        Origin origin = allowed.origin();
        Stream.of(origin.account(), origin.limits().isEmpty() ? "" : "Limits: " + origin.limits())
                .filter(line -> !line.isEmpty())
                .forEach(line -> listener.line(line + "."));
        return allowed;
    }

    private ScaleOut start(ScaleOuts all, Order order, ClusterLimits limits, Secrets secrets)
            throws IOException, OrderLimits.OverLimitException {
        if (Jenkins.get().isTerminating()) {
            // A step whose build may not be resumed fails now; what catches that must not order a second time.
            throw new AbortException("ackEdgeScaleOut: the controller is going down, so nothing was sent.");
        }
        listener.line(AckEdgeBuildAction.link(run));
        if (!orders.exist()) {
            order.route().note().ifPresent(listener::line); // once for each build, not for each of its orders
        }
        synchronized (PLANNING) {
            Optional<OrderRecord> open = orders.records().stream()
                    .filter(r -> r.getFingerprint().equals(order.fingerprint()) && all.isLeftOpen(r))
                    .findFirst();
            Order allowed = open.isPresent() ? order : allowed(order, limits);
            String orderId = open.map(OrderRecord::getOrderId).orElseGet(all::newId);
            OrderFile store = orders.findOrMark(name, orderId);
            open.ifPresent(r -> listener.line(GOES_ON));
            if (open.isEmpty()) {
                OrderAudit.planned(orderId, allowed);
            }
            try {
                return all.start(store.orderId(), allowed, input.isWait(), secrets, store, listener);
            } catch (ScaleOuts.OtherOrderException e) {
                throw new IOException("it is of another order", e);
            }
        }
    }
}
