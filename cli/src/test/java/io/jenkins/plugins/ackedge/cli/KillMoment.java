package io.jenkins.plugins.ackedge.cli;

import static io.jenkins.plugins.ackedge.simulator.Operation.DESCRIBE_CLUSTER_TASKS;
import static io.jenkins.plugins.ackedge.simulator.Operation.DESCRIBE_TASK_INFO;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Fault;

/** Moments of an order's life at which a kill could make it twice or lose it. */
enum KillMoment {
    /** The cluster's tasks are being listed: nothing is sent, and the next run orders. */
    BEFORE_THE_ORDER(OrderState.PLANNED) {
        @Override
        void arm(Scene scene, Killer killer) {
            scene.simulator.on(DESCRIBE_CLUSTER_TASKS, Fault.hook(killer::kill, null));
        }
    },
    /** The order has arrived, its sender dies, and then it is executed. */
    BEFORE_EXECUTING(OrderState.SUBMITTING) {
        @Override
        void arm(Scene scene, Killer killer) {
            scene.onOrder(Fault.hook(killer::kill, null));
        }
    },
    /** The order has been executed, and its answer finds nobody. */
    BEFORE_THE_ANSWER(OrderState.SUBMITTING) {
        @Override
        void arm(Scene scene, Killer killer) {
            scene.onOrder(Fault.hook(null, killer::kill));
        }
    },
    /** The answer was lost on its way, and its sender dies while it looks for the task. */
    WHILE_LOOKING(OrderState.UNKNOWN) {
        @Override
        void arm(Scene scene, Killer killer) {
            scene.onOrder(Fault.resetAfter());
        }

        @Override
        void strike(AckEdgeProcess process, Killer killer) throws InterruptedException {
            process.awaitSaying(LOOKING);
            killer.kill();
        }
    },
    /** The task is known and watched. */
    WHILE_WATCHING(OrderState.SUBMITTED) {
        @Override
        void arm(Scene scene, Killer killer) {
            scene.simulator.on(DESCRIBE_TASK_INFO, Fault.hook(killer::kill, null));
        }
    },
    /** The order was lost on its way, and its sender dies while it looks for a task that is not there. */
    WHILE_LOOKING_IN_VAIN(OrderState.UNKNOWN) {
        @Override
        void arm(Scene scene, Killer killer) {
            scene.onOrder(Fault.resetBefore());
        }

        @Override
        void strike(AckEdgeProcess process, Killer killer) throws InterruptedException {
            process.awaitSaying(LOOKING);
            killer.kill();
        }
    };

    private static final String LOOKING = "It is not sent again; looking for its task";

    private final OrderState left;

    KillMoment(OrderState left) {
        this.left = left;
    }

    /** Has the killer strike at this moment. */
    abstract void arm(Scene scene, Killer killer);

    /** For a moment that comes by what the program says. */
    void strike(AckEdgeProcess process, Killer killer) throws InterruptedException {
        // The server strikes.
    }

    /** What the state file says afterwards. */
    OrderState left() {
        return left;
    }

    /** How many orders there are when the next run has done its work. */
    int ordersInTheEnd() {
        return this == WHILE_LOOKING_IN_VAIN ? 0 : 1;
    }
}
