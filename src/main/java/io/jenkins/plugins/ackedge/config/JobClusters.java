package io.jenkins.plugins.ackedge.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The configured clusters as one job may use them. One that it may not use is not there for it, by whatever name, and no
 * message of a job tells more of it. The limits are those of every cluster with the same id at the vendor that the job may
 * use: an administrator's limit holds however the cluster is named.
 */
public final class JobClusters {
    private final AckEdgeSettings settings;

    @CheckForNull
    private final String job;

    private JobClusters(AckEdgeSettings settings, @CheckForNull String job) {
        this.settings = settings;
        this.job = job;
    }

    /** @param item a job, or what belongs to one, such as a configuration of a matrix; null for whoever may see all of them */
    public static JobClusters of(@CheckForNull Item item) {
        Item whole = item;
        while (whole != null && !(whole instanceof TopLevelItem) && whole.getParent() instanceof Item parent) {
            whole = parent;
        }
        return new JobClusters(AckEdgeConfiguration.get().current(), whole == null ? null : whole.getFullName());
    }

    private boolean isUsable(AckEdgeCluster cluster) {
        return job == null || cluster.allows(job);
    }

    /** In the order of the form. */
    public List<AckEdgeCluster> all() {
        return settings.clusters().stream().filter(this::isUsable).toList();
    }

    /** The cluster of that name. */
    public Optional<AckEdgeCluster> named(String name) {
        return settings.cluster(name).filter(this::isUsable);
    }

    /** The cluster that is meant where none is named: the default one, or the only one. */
    public Optional<AckEdgeCluster> standard() {
        return settings.defaultCluster().filter(this::isUsable);
    }

    /** For a message: which clusters there are. */
    public String names() {
        return all().isEmpty()
                ? "no cluster is configured under Manage Jenkins → System"
                : "configured are "
                        + all().stream().map(AckEdgeCluster::getName).collect(Collectors.joining(", "));
    }

    /** The administrators' override of ACK's address; null for the region's own. */
    public String endpoint() {
        return settings.endpoint();
    }

    /** The administrators' address of ENS; null for the vendor's standard one. */
    public String ensEndpoint() {
        return settings.ensEndpoint();
    }

    /**
     * What forbids this job to order for a cluster, a sentence each: a fault of a file that was changed by hand, since a wrong
     * limit must not be taken for none; and that the job is not among those that may.
     *
     * @param clusterId at the vendor
     */
    public List<String> objections(String clusterId) {
        List<String> objections = new ArrayList<>(settings.generalFaults());
        List<AckEdgeCluster> configured = settings.clustersWithId(clusterId);
        for (AckEdgeCluster cluster : configured) {
            if (isUsable(cluster)) {
                objections.addAll(cluster.faults());
            } else if (!cluster.faults().isEmpty()) {
                objections.add(Parameter.CLUSTER_ID.key() + " '" + clusterId
                        + "' cannot be ordered for until an administrator mends its configuration");
            }
        }
        if (!configured.isEmpty() && configured.stream().noneMatch(this::isUsable)) {
            objections.add(Parameter.CLUSTER_ID.key() + " '" + clusterId
                    + "' must not be ordered for by this job: an administrator has said which may (allowedItems)");
        }
        return objections;
    }

    /** The limits for an order of this job; empty ones for a cluster with a fault, for which nothing is ordered. */
    public ClusterLimits limits(String clusterId) {
        return ClusterLimits.of(settings.clustersWithId(clusterId).stream()
                .filter(cluster -> isUsable(cluster) && cluster.faults().isEmpty())
                .toList());
    }
}
