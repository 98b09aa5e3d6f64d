package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.util.List;

/** The routes by which a controller buys, and what its log and its pages say of an order of two nodes. */
public enum Via {
    SCALE_OUT_CLUSTER("scaleOutCluster", Operation.SCALE_OUT_CLUSTER, "2 × ens.sn1.tiny in cn-beijing-cmcc-2"),
    NODE_POOL("nodePool", Operation.SCALE_CLUSTER_NODE_POOL, "2 nodes in node pool " + Via.POOL),
    ENS("ens", Operation.RUN_INSTANCES, "2 × ens.sn1.tiny in cn-beijing-cmcc-2");

    public static final String POOL = "np1c9229d9be2d432c93f77a88fca0abcd";

    /** Those whose orders are tasks of ACK. */
    public static final List<Via> WITH_TASKS = List.of(SCALE_OUT_CLUSTER, NODE_POOL);

    public final String word;

    /** What places an order. */
    public final Operation operation;

    public final String twoNodes;

    Via(String word, Operation operation, String twoNodes) {
        this.word = word;
        this.operation = operation;
        this.twoNodes = twoNodes;
    }

    /** As an administrator moves a cluster to this route: what only other routes need stays where it is. */
    public AckEdgeCluster configure(AckEdgeCluster cluster) {
        cluster.setVia(word);
        cluster.setNodePoolId(POOL);
        cluster.setInternetMaxBandwidthOut("100");
        return cluster;
    }

    /** The usual cluster of {@link Setup}, moved to this route. */
    public void configure() {
        Setup.configure(c -> c.setClusters(List.of(configure(Setup.cluster("store-1", Setup.CLUSTER)))));
    }
}
