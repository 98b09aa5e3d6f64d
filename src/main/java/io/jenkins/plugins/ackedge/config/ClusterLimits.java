package io.jenkins.plugins.ackedge.config;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What administrators allow one order for a cluster: of several limits of a kind the strictest. Immutable. */
public final class ClusterLimits {
    private final Optional<Limit> maxCount;
    private final Optional<Limit> maxCountPerDay;
    private final Optional<Limit> maxPrice;
    private final Optional<String> dryRunOnly;

    /**
     * One of them.
     *
     * @param name as the configuration has it
     * @param cluster what an administrator calls the cluster that has it
     */
    public record Limit(String name, BigDecimal most, String cluster) {
        public boolean isPassedBy(BigDecimal value) {
            return value.compareTo(most) > 0;
        }

        /** For a message: name, value, and whose it is. */
        public String words() {
            return name + " " + most.toPlainString() + " of cluster " + cluster;
        }
    }

    private ClusterLimits(List<AckEdgeCluster> clusters) {
        maxCount = strictest("maxCount", clusters, AckEdgeCluster::getMaxCount);
        maxCountPerDay = strictest("maxCountPerDay", clusters, AckEdgeCluster::getMaxCountPerDay);
        maxPrice = strictest("maxPrice", clusters, AckEdgeCluster::getMaxPrice);
        dryRunOnly = clusters.stream()
                .filter(cluster -> "true".equals(cluster.getDryRunOnly()))
                .map(AckEdgeCluster::getName)
                .findFirst();
    }

    /** @param clusters without a fault */
    public static ClusterLimits of(List<AckEdgeCluster> clusters) {
        return new ClusterLimits(clusters);
    }

    private static Optional<Limit> strictest(
            String name, List<AckEdgeCluster> clusters, Function<AckEdgeCluster, String> value) {
        return clusters.stream()
                .filter(cluster -> value.apply(cluster) != null)
                .map(cluster -> new Limit(name, new BigDecimal(value.apply(cluster)), cluster.getName()))
                .min(Comparator.comparing(Limit::most));
    }

    /** Nodes of one order. */
    public Optional<Limit> maxCount() {
        return maxCount;
    }

    /** Nodes in 24 hours, of all jobs. */
    public Optional<Limit> maxCountPerDay() {
        return maxCountPerDay;
    }

    /** What one order may cost, where the route knows prices. */
    public Optional<Limit> maxPrice() {
        return maxPrice;
    }

    /** Name of a cluster that forbids all but dry runs. */
    public Optional<String> dryRunOnly() {
        return dryRunOnly;
    }
}
