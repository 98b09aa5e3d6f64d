package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Operation;

/** A point of the protocol at which a controller may die, in the order in which an order comes by. */
enum CrashPoint {
    /** It lists the cluster's tasks; the record says no more than the plan. */
    BEFORE_THE_JOURNAL_ENTRY(OrderState.PLANNED),
    /** The record is on disk; the order's connection is not made yet, so not one byte of the order has left. */
    AFTER_THE_ENTRY_BEFORE_THE_POST(OrderState.SUBMITTING),
    /** The order has reached ACK, which has not executed it. */
    DURING_THE_POST(OrderState.SUBMITTING),
    /** ACK has executed the order, and nobody has heard its answer. */
    ANSWERED_BUT_NOT_JOURNALED(OrderState.SUBMITTING),
    /** The task id has just been written down. */
    JOURNALED(OrderState.SUBMITTED),
    /** The task has been asked for, and will be again. */
    BETWEEN_POLLS(OrderState.SUBMITTED),
    DURING_A_POLL(OrderState.SUBMITTED),
    /** The build was aborted, and the wish to cancel the task has reached ACK. */
    DURING_CANCEL(OrderState.SUBMITTED),
    /** The task has ended, and the answer that says so is on its way. */
    JUST_BEFORE_COMPLETION(OrderState.SUBMITTED);

    /** What the record says when the controller is dead. */
    final OrderState journaled;

    CrashPoint(OrderState journaled) {
        this.journaled = journaled;
    }

    /** The request that is held up while the controller is killed; null for none. */
    Operation held(Via via) {
        return switch (this) {
            case BEFORE_THE_JOURNAL_ENTRY, AFTER_THE_ENTRY_BEFORE_THE_POST -> Operation.DESCRIBE_CLUSTER_TASKS;
            case DURING_THE_POST, ANSWERED_BUT_NOT_JOURNALED -> via.operation;
            case DURING_A_POLL, JUST_BEFORE_COMPLETION -> Operation.DESCRIBE_TASK_INFO;
            case DURING_CANCEL -> Operation.CANCEL_TASK;
            case JOURNALED, BETWEEN_POLLS -> null;
        };
    }

    /** Whether that request is executed before it is held up. */
    boolean isExecuted() {
        return this == ANSWERED_BUT_NOT_JOURNALED || this == JUST_BEFORE_COMPLETION;
    }

    /** The record says that the order may have been sent: it is looked for, over minutes. */
    boolean isInDoubt() {
        return journaled == OrderState.SUBMITTING;
    }

    /** What the record says in the end where no build goes on with the order. */
    OrderState settled() {
        return switch (this) {
            case BEFORE_THE_JOURNAL_ENTRY -> OrderState.REJECTED;
            case AFTER_THE_ENTRY_BEFORE_THE_POST, DURING_THE_POST -> OrderState.UNKNOWN;
            case DURING_A_POLL -> OrderState.FAILED;
            case DURING_CANCEL -> OrderState.CANCELLED;
            default -> OrderState.SUCCEEDED;
        };
    }

    /** The record says that the order may have been sent, and ACK never executes it. */
    boolean isLost() {
        return this == AFTER_THE_ENTRY_BEFORE_THE_POST || this == DURING_THE_POST;
    }
}
