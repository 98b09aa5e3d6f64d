package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Operation;

/** A point of the protocol at which a controller may die. */
enum CrashPoint {
    /** It lists the cluster's tasks; the journal says no more than the plan. */
    BEFORE_THE_JOURNAL_ENTRY(Operation.DESCRIBE_CLUSTER_TASKS, false, OrderState.PLANNED),
    /** ACK has executed the order, and nobody has heard its answer. */
    ANSWERED_BUT_NOT_JOURNALED(Operation.SCALE_OUT_CLUSTER, true, OrderState.SUBMITTING),
    /** The task id has just been written down. */
    JOURNALED(null, false, OrderState.SUBMITTED),
    /** The task has been asked for, and will be again. */
    BETWEEN_POLLS(null, false, OrderState.SUBMITTED),
    DURING_A_POLL(Operation.DESCRIBE_TASK_INFO, false, OrderState.SUBMITTED),
    /** The build was aborted, and the wish to cancel the task has reached ACK. */
    DURING_CANCEL(Operation.CANCEL_TASK, false, OrderState.SUBMITTED),
    /** The task has ended, and the answer that says so is on its way. */
    JUST_BEFORE_COMPLETION(Operation.DESCRIBE_TASK_INFO, true, OrderState.SUBMITTED),
    /** The entry is written and the order has reached ACK, which has not executed it. */
    DURING_THE_POST(Operation.SCALE_OUT_CLUSTER, false, OrderState.SUBMITTING);

    /** The request that is held up while the controller is killed; null for none. */
    final Operation operation;

    /** Whether the request is executed before it is held up. */
    final boolean executed;

    /** What the journal says when the controller is dead. */
    final OrderState journaled;

    CrashPoint(Operation operation, boolean executed, OrderState journaled) {
        this.operation = operation;
        this.executed = executed;
        this.journaled = journaled;
    }
}
