package io.jenkins.plugins.ackedge.build;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.JobClusters;
import io.jenkins.plugins.ackedge.config.OrderSettings;
import io.jenkins.plugins.ackedge.orders.BuildSecrets;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.SecretLookups;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import io.jenkins.plugins.ackedge.scaleout.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code ackEdgeWaitTask} was told, in a pipeline or as a build step. */
public final class WaitInput implements BuildInput {
    private static final long serialVersionUID = 1L;
    private static final String STEP = "ackEdgeWaitTask";

    private final String taskId;
    private final ArrayList<String> faults = new ArrayList<>();
    private String cluster = "";
    private String regionId = "";
    private String credentialsId = "";
    private String timeoutMins = "";
    private boolean propagate = true;
    private boolean cancelOnAbort;
    private String credentialsIdAtStart;

    public WaitInput(String taskId) {
        this.taskId = Util.fixNull(taskId).trim();
    }

    /** With what else is wrong, a sentence each: such an input waits for nothing. */
    public WaitInput withFaults(List<String> more) {
        faults.addAll(more);
        return this;
    }

    /** Name of a configured cluster, or the region of one that is not; null and "" for the default cluster. */
    public WaitInput withCluster(String name, String region) {
        cluster = Util.fixNull(name);
        regionId = Util.fixNull(region);
        return this;
    }

    /** Id of the credentials for the access key; null and "" for the cluster's. */
    public WaitInput withCredentials(String key) {
        credentialsId = Util.fixNull(key);
        return this;
    }

    /** Minutes as they were given; null and "" for 60. */
    public WaitInput withTimeoutMins(String minutes) {
        timeoutMins = Util.fixNull(minutes);
        return this;
    }

    /** Of a step that has begun before, under another configuration; null where it was not noted. */
    public WaitInput withCredentialsAtStart(String key) {
        credentialsIdAtStart = key;
        return this;
    }

    public WaitInput withPropagate(boolean fails) {
        propagate = fails;
        return this;
    }

    public WaitInput withCancelOnAbort(boolean cancels) {
        cancelOnAbort = cancels;
        return this;
    }

    @Override
    public WaitInput atStart(JobClusters clusters) {
        credentialsIdAtStart = key(known(clusters));
        return this;
    }

    @Override
    public void begin(Run<?, ?> run, String name, ScaleOutListener listener, Beginning beginning) {
        ScaleOuts all = ControllerOrders.get().scaleOuts();
        JobClusters clusters = JobClusters.of(run.getParent());
        Optional<AckEdgeCluster> known = known(clusters);
        try {
            Optional<OrderFile> record = new BuildOrders(run).findPlanned(name);
            if (record.isPresent()) {
                String atStart = credentialsIdAtStart == null ? key(known) : credentialsIdAtStart;
                beginning.begun(all.resume(true, secrets(run, atStart, known), record.get(), listener));
                return;
            }
            Secrets secrets = secrets(run, key(known), known);
            all.lookUp(
                    secrets,
                    found -> AckConnections.get()
                            .workers()
                            .execute(() -> lookedUp(run, name, listener, beginning, clusters, secrets, found)));
        } catch (IOException e) {
            beginning.failed(Refusal.ofRecord(STEP, e));
        } catch (Throwable e) { // an Error must end the step as well
            beginning.failed(e);
        }
    }

    private void lookedUp(
            Run<?, ?> run,
            String name,
            ScaleOutListener listener,
            Beginning beginning,
            JobClusters clusters,
            Secrets secrets,
            SecretLookups.Found found) {
        try {
            Optional<AckEdgeCluster> known = known(clusters);
            Parameters parameters = Parameters.none()
                    .with(
                            Parameter.REGION_ID,
                            regionId.isEmpty()
                                    ? known.map(OrderSettings::getRegionId).orElse("")
                                    : regionId)
                    .with(
                            Parameter.CLUSTER_ID,
                            known.map(OrderSettings::getClusterId).orElse(""))
                    .with(Parameter.TIMEOUT_MINS, timeoutMins.isEmpty() ? Order.DEFAULT_TIMEOUT_MINS : timeoutMins);
            AckEndpoint endpoint = checked(clusters, parameters, key(known), found);
            if (!beginning.mayStart()) {
                return;
            }
            listener.line(AckEdgeBuildAction.link(run));
            ScaleOuts all = ControllerOrders.get().scaleOuts();
            OrderFile store = new BuildOrders(run).findOrMark(name, all.newId());
            Order task =
                    ScaleOuts.watching(endpoint, parameters, BuildOrigin.of(run).withCredentials(key(known), ""));
            beginning.begun(all.watch(store.orderId(), taskId, task, secrets, store, listener));
        } catch (AbortException e) {
            beginning.failed(e);
        } catch (IOException e) {
            beginning.failed(Refusal.ofRecord(STEP, e));
        } catch (Throwable e) { // an Error must end the step as well
            beginning.failed(e);
        }
    }

    /** With the password that the task may repeat: of the order of this build that it belongs to, or of the cluster. */
    private Secrets secrets(Run<?, ?> run, String key, Optional<AckEdgeCluster> known) throws IOException {
        String login = new BuildOrders(run)
                .records().stream()
                        .filter(order -> order.getTaskId().equals(taskId) && !order.isWatchOnly())
                        .map(OrderRecord::getLoginCredentialsId)
                        .findFirst()
                        .or(() -> known.map(OrderSettings::getLoginCredentialsId))
                        .orElse("");
        return BuildSecrets.forWaiting(run, key, login, Duration.ofMinutes(Order.DEFAULT_TIMEOUT_MINS));
    }

    private String key(Optional<AckEdgeCluster> known) {
        return credentialsId.isEmpty()
                ? Util.fixNull(known.map(OrderSettings::getCredentialsId).orElse(""))
                : credentialsId;
    }

    /** The named cluster; the default one where neither a cluster nor a region is named. */
    private Optional<AckEdgeCluster> known(JobClusters clusters) {
        if (!cluster.isEmpty()) {
            return clusters.named(cluster);
        }
        return regionId.isEmpty() ? clusters.standard() : Optional.empty();
    }

    private AckEndpoint checked(JobClusters clusters, Parameters parameters, String key, SecretLookups.Found found)
            throws AbortException {
        List<String> wrong = new ArrayList<>(faults);
        if (!cluster.isEmpty() && known(clusters).isEmpty()) {
            wrong.add("cluster '" + cluster + "' is not configured: " + clusters.names());
        }
        if (taskId.isEmpty()) {
            wrong.add("taskId is missing: it is required (an order with via 'ens' has no task)");
        } else {
            Check.taskId(taskId).ifPresent(rule -> wrong.add("taskId '" + taskId + "' " + rule));
        }
        String region = parameters.get(Parameter.REGION_ID).orElse("");
        if (region.isEmpty() && cluster.isEmpty()) {
            wrong.add("regionId is missing: give it, or name a cluster; " + clusters.names());
        }
        parameters
                .asMap()
                .forEach((parameter, value) ->
                        Check.value(parameter, value).map(Violation::toString).ifPresent(wrong::add));
        if (key.isEmpty()) {
            wrong.add("credentialsId is missing: it is required, here or in the cluster's configuration");
        } else if (!found.isThere() && !found.isPassing()) {
            wrong.addAll(found.faults());
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(STEP, wrong);
        }
        return AckEndpoint.of(clusters.endpoint(), region);
    }

    @Override
    public boolean isPropagate() {
        return propagate;
    }

    /** A task alone has no count that a part of it could be held against. */
    @Override
    public boolean isUnstableOnPartial() {
        return false;
    }

    @Override
    public String withoutTheBuild() {
        return "The task goes on at ACK, and is not cancelled: wait for it again.";
    }

    @Override
    public boolean isCancelOnAbort() {
        return cancelOnAbort;
    }
}
