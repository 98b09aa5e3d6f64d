package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.simulator.Operation;

/** The routes that every test of orders is run with. */
enum Via {
    SCALE_OUT_CLUSTER("scaleOutCluster", Operation.SCALE_OUT_CLUSTER) {
        @Override
        Parameters sample() {
            return where().with(Parameter.ENS_REGION_ID, "cn-beijing-telecom")
                    .with(Parameter.WORKER_INSTANCE_TYPE, "ens.sn1.tiny")
                    .with(Parameter.WORKER_IMAGE_ID, "m-2QVLO2T8NYgm8CNQVg15gF")
                    .with(Parameter.ENS_INTERNET_CHARGE_TYPE, "BandwidthByDay")
                    .with(Parameter.WORKER_PERIOD, 1)
                    .with(Parameter.WORKER_SYSTEM_DISK_SIZE, 20)
                    .with(Parameter.WORKER_DATA_DISK_SIZE, 0);
        }
    },
    NODE_POOL("nodePool", Operation.SCALE_CLUSTER_NODE_POOL) {
        @Override
        Parameters sample() {
            return where().with(Parameter.NODE_POOL_ID, Controller.POOL);
        }
    },
    ENS("ens", Operation.RUN_INSTANCES) {
        @Override
        Parameters sample() {
            return SCALE_OUT_CLUSTER
                    .sample()
                    .with(Parameter.NODE_POOL_ID, Controller.POOL)
                    .with(Parameter.INTERNET_MAX_BANDWIDTH_OUT, 100);
        }
    };

    private final String word;
    private final Operation operation;

    Via(String word, Operation operation) {
        this.word = word;
        this.operation = operation;
    }

    Route route() {
        return Routes.find(word).orElseThrow();
    }

    /** What places an order. */
    Operation operation() {
        return operation;
    }

    abstract Parameters sample();

    private static Parameters where() {
        return Parameters.none()
                .with(Parameter.CLUSTER_ID, Controller.CLUSTER)
                .with(Parameter.REGION_ID, "cn-beijing")
                .with(Parameter.COUNT, 2);
    }
}
