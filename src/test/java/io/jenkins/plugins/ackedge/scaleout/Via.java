package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.EnsBillEntry;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.LedgerEntry;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.time.Duration;
import java.util.List;

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

    /** Whether ACK runs a task for an order. */
    boolean hasTask() {
        return this != ENS;
    }

    /** Which of ACK and ENS bills orders by this route. */
    private boolean isOfEns() {
        return !hasTask();
    }

    /** How many orders the vendor has on its bill. */
    int orders(AckSimulator ack) {
        return isOfEns() ? ack.ens().bill().orders() : ack.ledger().orders();
    }

    /** How many nodes the vendor has on its bill. */
    long nodes(AckSimulator ack) {
        return isOfEns() ? ack.ens().bill().machines() : ack.ledger().nodes();
    }

    /** What the vendor's orders are called, as {@link OrderRecord#reference()} does. */
    List<String> billed(AckSimulator ack) {
        return isOfEns()
                ? ack.ens().bill().entries().stream()
                        .map(EnsBillEntry::tags)
                        .map(tags -> EnsNames.name(tags.get(EnsNames.TAG)))
                        .toList()
                : ack.ledger().entries().stream().map(LedgerEntry::taskId).toList();
    }

    /** The machines of the vendor's first order, as far as it has names for them. */
    List<String> machines(AckSimulator ack) {
        return isOfEns()
                ? ack.ens().bill().entries().get(0).instanceIds()
                : ack.task(ack.ledger().entries().get(0).taskId()).instanceIds();
    }

    /** What is asked for before an order, and for one in doubt. */
    Operation listing() {
        return isOfEns() ? Operation.DESCRIBE_INSTANCES : Operation.DESCRIBE_CLUSTER_TASKS;
    }

    /** What is asked for while an order is watched, and then alone. */
    Operation polling() {
        return isOfEns() ? Operation.DESCRIBE_CLUSTER_NODES : Operation.DESCRIBE_TASK_INFO;
    }

    /** What is heard of an order that has been accepted and has not ended, a while later. */
    String underWay() {
        return isOfEns() ? "2 starting of 2" : "Stage 2";
    }

    /** Refused for a while, in the vendor's words for it. */
    Fault later() {
        return isOfEns() ? Fault.throttled() : Fault.busy();
    }

    /** How {@link #later} is told. */
    String laterWords() {
        return isOfEns() ? "throttling" : "The cluster is busy";
    }

    /** Nothing that is ordered from now on comes to an end. */
    void neverEnds(AckSimulator ack) {
        ack.ending(TaskEnding.never());
        ack.ens().setStarting(Duration.ofDays(400));
    }

    /** How long one in doubt is looked for. */
    Duration look() {
        return Duration.ofMillis(route().longLookMillis());
    }

    /** Where whoever does not know is sent to. */
    String whereToLook() {
        return isOfEns() ? "ENS console, region cn-beijing-telecom" : "/clusters/" + Controller.CLUSTER + "/tasks";
    }

    /** How an order is told that was found in doubt. */
    String foundWords() {
        return isOfEns() ? "Found the order: there are machines named jk-" : "is taken to be ours";
    }

    private static Parameters where() {
        return Parameters.none()
                .with(Parameter.CLUSTER_ID, Controller.CLUSTER)
                .with(Parameter.REGION_ID, "cn-beijing")
                .with(Parameter.COUNT, 2);
    }
}
