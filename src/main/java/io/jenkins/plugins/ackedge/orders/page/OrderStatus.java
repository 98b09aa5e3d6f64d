package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;

/**
 * How an order stands, for people. A journal tells its last state only: whether somebody still works on it depends on the
 * build, which may have died, and on the wait, which may have been given up.
 */
final class OrderStatus {
    private final OrderState state;
    private final boolean ended;
    private final boolean live;
    private final boolean attended;
    private final boolean watchOnly;
    private final boolean withTask;

    /** @param attended whether somebody works on the order at this moment */
    OrderStatus(OrderRecord entry, boolean attended) {
        state = entry.getState();
        ended = entry.getEndedMillis() != 0;
        watchOnly = entry.isWatchOnly();
        withTask = entry.hasTask();
        this.attended = attended;
        boolean inDoubt = state == OrderState.SUBMITTING || state == OrderState.UNKNOWN;
        live = attended && (!ended || inDoubt);
    }

    /** Whether more news can be expected. */
    boolean isLive() {
        return live;
    }

    boolean isEnded() {
        return ended;
    }

    Severity severity() {
        return switch (state) {
            case PLANNED -> live ? Severity.WAITING : Severity.STOPPED;
            case SUBMITTING -> live ? Severity.RUNNING : Severity.DOUBT;
            case SUBMITTED -> live ? Severity.RUNNING : ended ? Severity.WAITING : Severity.DOUBT;
            case SUCCEEDED -> Severity.GOOD;
            case FAILED, REJECTED -> Severity.BAD;
            case CANCELLED -> Severity.STOPPED;
            case UNKNOWN -> live ? Severity.RUNNING : Severity.DOUBT;
            case TIMED_OUT -> Severity.DOUBT;
        };
    }

    /** The state in a few words. */
    String word() {
        String ofATask = watchOnly ? taskWord() : "";
        return ofATask.isEmpty() ? orderWord() : ofATask;
    }

    private String orderWord() {
        return switch (state) {
            case PLANNED -> live ? Messages.OrderStatus_planned() : Messages.OrderStatus_neverSent();
            case SUBMITTING -> live ? Messages.OrderStatus_submitting() : Messages.OrderStatus_unknown();
            case SUBMITTED ->
                live
                        ? Messages.OrderStatus_running()
                        : ended ? Messages.OrderStatus_notWaitedFor() : Messages.OrderStatus_lostSight();
            case SUCCEEDED -> Messages.OrderStatus_succeeded();
            case FAILED -> Messages.OrderStatus_failed();
            case CANCELLED -> Messages.OrderStatus_cancelled();
            case TIMED_OUT -> Messages.OrderStatus_timedOut();
            case REJECTED -> Messages.OrderStatus_rejected();
            case UNKNOWN -> live ? Messages.OrderStatus_looking() : Messages.OrderStatus_unknown();
        };
    }

    /** What that means for the bill, and what to do. */
    String advice() {
        String special = watchOnly ? taskAdvice() : withTask ? "" : machinesAdvice();
        return special.isEmpty() ? orderAdvice() : special;
    }

    private String orderAdvice() {
        return switch (state) {
            case PLANNED -> live ? Messages.OrderStatus_plannedAdvice() : Messages.OrderStatus_neverSentAdvice();
            case SUBMITTING -> live ? Messages.OrderStatus_submittingAdvice() : Messages.OrderStatus_unknownAdvice();
            case SUBMITTED ->
                live
                        ? Messages.OrderStatus_runningAdvice()
                        : ended ? notWaitedFor() : Messages.OrderStatus_lostSightAdvice();
            case SUCCEEDED -> Messages.OrderStatus_succeededAdvice();
            case FAILED, CANCELLED -> Messages.OrderStatus_failedAdvice();
            case TIMED_OUT -> Messages.OrderStatus_timedOutAdvice();
            case REJECTED -> Messages.OrderStatus_rejectedAdvice();
            case UNKNOWN -> live ? Messages.OrderStatus_lookingAdvice() : Messages.OrderStatus_unknownAdvice();
        };
    }

    private String notWaitedFor() {
        return attended ? Messages.OrderStatus_watchedAdvice() : Messages.OrderStatus_notWaitedForAdvice();
    }

    /** Where machines are watched, and no task; empty for states in which that makes no difference. */
    private String machinesAdvice() {
        return switch (state) {
            case SUBMITTING -> live ? "" : Messages.OrderStatus_unknownMachinesAdvice();
            case SUBMITTED -> machinesGoOn();
            case FAILED, CANCELLED -> Messages.OrderStatus_failedMachinesAdvice();
            case TIMED_OUT -> Messages.OrderStatus_timedOutMachinesAdvice();
            case UNKNOWN ->
                live ? Messages.OrderStatus_lookingMachinesAdvice() : Messages.OrderStatus_unknownMachinesAdvice();
            case PLANNED, SUCCEEDED, REJECTED -> "";
        };
    }

    private String machinesGoOn() {
        if (live) {
            return Messages.OrderStatus_runningMachinesAdvice();
        }
        if (!ended) {
            return Messages.OrderStatus_lostSightMachinesAdvice();
        }
        return attended
                ? Messages.OrderStatus_watchedMachinesAdvice()
                : Messages.OrderStatus_notWaitedForMachinesAdvice();
    }

    /** Where nothing was ordered, but a task waited for, some states mean something else; empty for the others. */
    private String taskWord() {
        return switch (state) {
            case PLANNED -> Messages.OrderStatus_notWatchedYet();
            case SUBMITTED -> live ? "" : Messages.OrderStatus_endNotKnown();
            case REJECTED -> Messages.OrderStatus_noSuchTask();
            default -> "";
        };
    }

    private String taskAdvice() {
        return switch (state) {
            case PLANNED -> Messages.OrderStatus_notWatchedYetAdvice();
            case SUBMITTED -> live ? Messages.OrderStatus_watchingAdvice() : Messages.OrderStatus_endNotKnownAdvice();
            case SUCCEEDED -> Messages.OrderStatus_taskSucceededAdvice();
            case TIMED_OUT -> Messages.OrderStatus_endNotKnownAdvice();
            case REJECTED -> Messages.OrderStatus_noSuchTaskAdvice();
            default -> "";
        };
    }
}
