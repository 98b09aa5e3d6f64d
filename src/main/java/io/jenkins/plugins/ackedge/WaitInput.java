package io.jenkins.plugins.ackedge;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Journal;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import io.jenkins.plugins.ackedge.scaleout.Violation;
import java.io.IOException;
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
    public ScaleOut begin(Run<?, ?> run, String name, ScaleOutListener listener) throws IOException {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        ScaleOuts all = AckEdgeService.get().scaleOuts();
        List<String> faults = new ArrayList<>();
        Optional<AckEdgeCluster> known = known(configuration, faults);
        Journal journal = new BuildJournals(run).journal(name);
        if (journal.read().isPresent()) {
            String atStart = credentialsIdAtStart == null ? key(known) : credentialsIdAtStart;
            return all.resume(true, new BuildSecrets(run, atStart, ""), journal, listener);
        }
        String key = key(known);
        Secrets secrets = new BuildSecrets(run, key, "");
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
        AckEndpoint endpoint = checked(configuration, parameters, key, secrets, faults);
        listener.line(AckEdgeBuildAction.link(run));
        return all.watch(taskId, endpoint, parameters, secrets, journal, listener);
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
            AckEdgeConfiguration configuration, Parameters parameters, String key, Secrets secrets, List<String> faults)
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
        } else {
            try {
                secrets.accessKey();
            } catch (Secrets.UnavailableException e) {
                faults.add(e.getMessage());
            }
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
