package io.jenkins.plugins.ackedge;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.SecretLookups;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import io.jenkins.plugins.ackedge.scaleout.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code ackEdgeWaitTask} was told. */
final class WaitInput implements BuildInput {
    private static final long serialVersionUID = 1L;

    String taskId = "";
    String cluster = "";
    String regionId = "";
    String credentialsId = "";
    String timeoutMins = "";
    boolean propagate = true;
    boolean cancelOnAbort;
    private String credentialsIdAtStart;

    @Override
    public WaitInput atStart(AckEdgeConfiguration configuration) {
        credentialsIdAtStart = key(known(configuration, new ArrayList<>()));
        return this;
    }

    @Override
    public void begin(Run<?, ?> run, String name, ScaleOutListener listener, Beginning beginning) {
        AckEdgeService service = AckEdgeService.get();
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        List<String> faults = new ArrayList<>();
        Optional<AckEdgeCluster> known = known(configuration, faults);
        try {
            Optional<OrderFile> record = new BuildOrders(run).findPlanned(name);
            if (record.isPresent()) {
                String atStart = credentialsIdAtStart == null ? key(known) : credentialsIdAtStart;
                beginning.begun(
                        service.scaleOuts().resume(true, new BuildSecrets(run, atStart, ""), record.get(), listener));
                return;
            }
            Secrets secrets = new BuildSecrets(run, key(known), "");
            service.scaleOuts()
                    .lookUp(
                            secrets,
                            found -> service.workers()
                                    .execute(() ->
                                            lookedUp(run, name, listener, beginning, known, faults, secrets, found)));
        } catch (Throwable e) { // an Error must end the step as well
            beginning.failed(e);
        }
    }

    private void lookedUp(
            Run<?, ?> run,
            String name,
            ScaleOutListener listener,
            Beginning beginning,
            Optional<AckEdgeCluster> known,
            List<String> faults,
            Secrets secrets,
            SecretLookups.Found found) {
        try {
            Parameters parameters = Parameters.none()
                    .with(
                            Parameter.REGION_ID,
                            regionId.isEmpty()
                                    ? known.map(AckEdgeCluster::getRegionId).orElse("")
                                    : regionId)
                    .with(
                            Parameter.CLUSTER_ID,
                            known.map(AckEdgeCluster::getClusterId).orElse(""))
                    .with(Parameter.TIMEOUT_MINS, timeoutMins.isEmpty() ? Order.DEFAULT_TIMEOUT_MINS : timeoutMins);
            AckEndpoint endpoint = checked(AckEdgeConfiguration.get(), parameters, key(known), found, faults);
            if (!beginning.mayStart()) {
                return;
            }
            listener.line(AckEdgeBuildAction.link(run));
            ScaleOuts all = AckEdgeService.get().scaleOuts();
            OrderFile store = new BuildOrders(run).findOrMark(name, all.newId());
            Order task = ScaleOuts.watching(endpoint, parameters, run.getExternalizableId())
                    .withCredentials(key(known), "");
            beginning.begun(all.watch(store.orderId(), taskId, task, secrets, store, listener));
        } catch (Throwable e) { // an Error must end the step as well
            beginning.failed(e);
        }
    }

    private String key(Optional<AckEdgeCluster> known) {
        return credentialsId.isEmpty()
                ? known.map(AckEdgeCluster::getCredentialsId).orElse("")
                : credentialsId;
    }

    /** The named cluster; the usual one where neither a cluster nor a region is named. */
    private Optional<AckEdgeCluster> known(AckEdgeConfiguration configuration, List<String> faults) {
        if (!cluster.isEmpty()) {
            Optional<AckEdgeCluster> found = configuration.cluster(cluster);
            if (found.isEmpty()) {
                faults.add("cluster '" + cluster + "' is not configured: " + configuration.clusterNames());
            }
            return found;
        }
        return regionId.isEmpty() ? configuration.usualCluster() : Optional.empty();
    }

    private AckEndpoint checked(
            AckEdgeConfiguration configuration,
            Parameters parameters,
            String key,
            SecretLookups.Found found,
            List<String> faults)
            throws AbortException {
        if (taskId.isEmpty()) {
            faults.add("taskId is missing: it is required");
        } else {
            Check.taskId(taskId).ifPresent(rule -> faults.add("taskId '" + taskId + "' " + rule));
        }
        String region = parameters.get(Parameter.REGION_ID).orElse("");
        if (region.isEmpty() && cluster.isEmpty()) {
            faults.add("regionId is missing: give it, or name a cluster; " + configuration.clusterNames());
        }
        parameters
                .asMap()
                .forEach((parameter, value) ->
                        Check.value(parameter, value).map(Violation::toString).ifPresent(faults::add));
        if (key.isEmpty()) {
            faults.add("credentialsId is missing: it is required, here or in the cluster's configuration");
        } else if (!found.isThere() && !found.isPassing()) {
            faults.addAll(found.faults());
        }
        if (!faults.isEmpty()) {
            throw Refusal.of("ackEdgeWaitTask", faults);
        }
        return AckEndpoint.of(configuration.getEndpoint(), region);
    }

    @Override
    public boolean isPropagate() {
        return propagate;
    }

    @Override
    public boolean isCancelOnAbort() {
        return cancelOnAbort;
    }
}
