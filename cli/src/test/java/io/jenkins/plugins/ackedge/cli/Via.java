package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.simulator.Operation;

/** The routes by which the program buys two nodes. */
enum Via {
    SCALE_OUT_CLUSTER(Operation.SCALE_OUT_CLUSTER, "2 × ens.sn1.tiny in cn-beijing-telecom") {
        @Override
        AckEdgeCommand order(String endpoint, String clusterId) {
            return AckEdgeCommand.scaleOut(endpoint, clusterId);
        }
    },
    NODE_POOL(Operation.SCALE_CLUSTER_NODE_POOL, "2 nodes in node pool " + AckEdgeCommand.POOL) {
        @Override
        AckEdgeCommand order(String endpoint, String clusterId) {
            return AckEdgeCommand.scaleNodePool(endpoint, clusterId);
        }
    };

    /** What places an order. */
    final Operation operation;

    final String twoNodes;

    Via(Operation operation, String twoNodes) {
        this.operation = operation;
        this.twoNodes = twoNodes;
    }

    abstract AckEdgeCommand order(String endpoint, String clusterId);
}
