package io.jenkins.plugins.ackedge.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;

/**
 * How an order stands, for people. A journal tells its last state only: whether somebody still works on it depends on the
 * build, which may have died, and on the wait, which may have been given up.
 */
final class Standing {
    private final OrderState state;
    private final boolean ended;
    private final boolean live;
    private final boolean attended;
    private final boolean watchOnly;

    /** @param attended whether somebody works on the order at this moment */
    Standing(OrderRecord entry, boolean attended) {
        state = entry.getState();
        ended = entry.getEndedMillis() != 0;
        watchOnly = entry.isWatchOnly();
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

    Tone tone() {
        return switch (state) {
            case PLANNED -> live ? Tone.WAITING : Tone.STOPPED;
            case SUBMITTING -> live ? Tone.RUNNING : Tone.DOUBT;
            case SUBMITTED -> live ? Tone.RUNNING : ended ? Tone.WAITING : Tone.DOUBT;
            case SUCCEEDED -> Tone.GOOD;
            case FAILED, REJECTED -> Tone.BAD;
            case CANCELLED -> Tone.STOPPED;
            case UNKNOWN -> live ? Tone.RUNNING : Tone.DOUBT;
            case TIMED_OUT -> Tone.DOUBT;
        };
    }

    /** The state in a few words. */
    String word() {
        String ofATask = watchOnly ? taskWord() : "";
        return ofATask.isEmpty() ? orderWord() : ofATask;
    }

    private String orderWord() {
        return switch (state) {
            case PLANNED -> live ? Messages.Standing_planned() : Messages.Standing_neverSent();
            case SUBMITTING -> live ? Messages.Standing_submitting() : Messages.Standing_unknown();
            case SUBMITTED ->
                live
                        ? Messages.Standing_running()
                        : ended ? Messages.Standing_notWaitedFor() : Messages.Standing_lostSight();
            case SUCCEEDED -> Messages.Standing_succeeded();
            case FAILED -> Messages.Standing_failed();
            case CANCELLED -> Messages.Standing_cancelled();
            case TIMED_OUT -> Messages.Standing_timedOut();
            case REJECTED -> Messages.Standing_rejected();
            case UNKNOWN -> live ? Messages.Standing_looking() : Messages.Standing_unknown();
        };
    }

    /** What that means for the bill, and what to do. */
    String advice() {
        String ofATask = watchOnly ? taskAdvice() : "";
        return ofATask.isEmpty() ? orderAdvice() : ofATask;
    }

    private String orderAdvice() {
        return switch (state) {
            case PLANNED -> live ? Messages.Standing_plannedAdvice() : Messages.Standing_neverSentAdvice();
            case SUBMITTING -> live ? Messages.Standing_submittingAdvice() : Messages.Standing_unknownAdvice();
            case SUBMITTED ->
                live ? Messages.Standing_runningAdvice() : ended ? notWaitedFor() : Messages.Standing_lostSightAdvice();
            case SUCCEEDED -> Messages.Standing_succeededAdvice();
            case FAILED, CANCELLED -> Messages.Standing_failedAdvice();
            case TIMED_OUT -> Messages.Standing_timedOutAdvice();
            case REJECTED -> Messages.Standing_rejectedAdvice();
            case UNKNOWN -> live ? Messages.Standing_lookingAdvice() : Messages.Standing_unknownAdvice();
        };
    }

    private String notWaitedFor() {
        return attended ? Messages.Standing_watchedAdvice() : Messages.Standing_notWaitedForAdvice();
    }

    /** Where nothing was ordered, but a task waited for, some states mean something else; empty for the others. */
    private String taskWord() {
        return switch (state) {
            case PLANNED -> Messages.Standing_notWatchedYet();
            case SUBMITTED -> live ? "" : Messages.Standing_endNotKnown();
            case REJECTED -> Messages.Standing_noSuchTask();
            default -> "";
        };
    }

    private String taskAdvice() {
        return switch (state) {
            case PLANNED -> Messages.Standing_notWatchedYetAdvice();
            case SUBMITTED -> live ? Messages.Standing_watchingAdvice() : Messages.Standing_endNotKnownAdvice();
            case SUCCEEDED -> Messages.Standing_taskSucceededAdvice();
            case TIMED_OUT -> Messages.Standing_endNotKnownAdvice();
            case REJECTED -> Messages.Standing_noSuchTaskAdvice();
            default -> "";
        };
    }
}
