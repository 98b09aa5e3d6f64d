package io.jenkins.plugins.ackedge.scaleout;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One scale-out on its way: an order, its journal, and whoever waits for it. It holds no thread while it waits. Each of its
 * {@link Phase}s runs under this object's lock, and no request is sent while the lock is held.
 */
public final class ScaleOut {
    private static final Logger LOGGER = Logger.getLogger(ScaleOut.class.getName());

    /** A process that comes back after the time limit looks once more before it judges. */
    private static final Duration LAST_LOOK = Duration.ofMinutes(1);

    private final ScaleOuts all;
    private final Order order;
    private final boolean wait;
    private final JournalEntry entry;
    private final Secrets secrets;
    private final Conversation conversation;
    private final Notes notes;
    private final Audience audience;
    private final Consumer<ScaleOut> opening;
    private final Alarms alarms = new Alarms(this);

    private final boolean endedBefore;

    private volatile Phase phase;

    /** @param opening switches to the first phase, or ends the job at once */
    ScaleOut(
            ScaleOuts all,
            Order order,
            boolean wait,
            JournalEntry entry,
            Secrets secrets,
            Journal journal,
            ScaleOutListener listener,
            Consumer<ScaleOut> opening) {
        this.all = all;
        this.order = order;
        this.wait = wait;
        this.entry = entry;
        this.secrets = secrets;
        this.conversation = new Conversation(all, order.endpoint(), secrets, this::fault);
        this.notes = new Notes(order, entry, journal);
        this.audience = new Audience(listener, order.clusterId());
        this.opening = opening;
        this.endedBefore = entry.hasEnded();
    }

    void begin() {
        locked(() -> {
            conversation.begin();
            OrderState state = entry.getState();
            if (!entry.taskId.isEmpty()) {
                all.claims().claim(entry.taskId, entry.orderId);
            }
            if (endedBefore) {
                end(state, entry.message); // it had ended, and whoever waited was not told any more
                return;
            }
            boolean planned = state == OrderState.PLANNED;
            // An attempt before this one may still be settling what is in doubt, and writes that down.
            boolean inDoubt = state == OrderState.SUBMITTING || state == OrderState.UNKNOWN;
            if (!inDoubt && !write() && (planned || entry.watchOnly)) {
                end(OrderState.REJECTED, Wording.NO_JOURNAL);
                return;
            }
            alarms.set(planned ? entry.deadlineMillis : Math.max(entry.deadlineMillis, now() + LAST_LOOK.toMillis()));
            opening.accept(this);
            if (entry.abandoned && phase != null) {
                phase.abandon(entry.cancelWanted); // given up before it began
            }
        });
    }

    /** The order is made: what comes next, now or after a restart. */
    void follow() {
        if (entry.abandoned && !entry.cancelWanted) {
            end(OrderState.SUBMITTED, Wording.abandoned(entry, order));
        } else if (entry.abandoned) {
            switchTo(new Cancelling(this));
        } else if (!wait) {
            end(OrderState.SUBMITTED, Wording.notWaiting(entry, order));
        } else {
            switchTo(new Watch(this));
        }
    }

    /**
     * Ends the wait at once. What was ordered stays ordered.
     *
     * @param cancelTask whether to ask the vendor to cancel the task; the wait then ends with its answer or after a moment
     */
    public void abort(boolean cancelTask) {
        locked(() -> {
            if (!audience.isThere() || entry.abandoned) {
                return;
            }
            entry.abandoned = true;
            entry.cancelWanted = cancelTask;
            if (phase != null) {
                phase.abandon(cancelTask);
            }
        });
    }

    /** What is being done: a short phrase in lower case. Takes no lock, since it may be asked from anywhere. */
    public String status() {
        Phase current = phase;
        return current == null ? (audience.isThere() ? "starting" : "ended") : current.status();
    }

    /** Whether an order may be on the wire just now, so that a restart had better wait a moment. */
    public boolean isSending() {
        return phase instanceof Submission submission && submission.isSending();
    }

    // What the phases work with. All under the lock.

    JournalEntry entry() {
        return entry;
    }

    /** Takes no lock. */
    boolean isOf(String orderId) {
        return entry.orderId.equals(orderId);
    }

    Order order() {
        return order;
    }

    ScaleOuts all() {
        return all;
    }

    Secrets secrets() {
        return secrets;
    }

    long now() {
        return all.scheduler().nowMillis();
    }

    boolean isTimeUp() {
        return now() >= entry.deadlineMillis;
    }

    void line(String text) {
        audience.line(text);
    }

    Notes notes() {
        return notes;
    }

    /** Writes the journal; false if that failed, which is logged. */
    boolean write() {
        if (!audience.isThere() && !notes.latest().abandoned) {
            return true; // a later attempt goes on with the order, and with its journal
        }
        boolean written = notes.write();
        if (written) {
            audience.changed(entry);
        }
        return written;
    }

    void switchTo(Phase next) {
        phase = next;
        next.begin();
    }

    void timeUp() {
        phase.timeUp();
    }

    boolean isIn(Phase asked) {
        return phase == asked;
    }

    /** The wait is over, and so is the job. */
    void end(OrderState state, String message) {
        entry.state = state.name();
        entry.message = message;
        finish(false);
        over();
    }

    private void over() {
        phase = null;
        alarms.off();
        all.isOver(this);
    }

    /** The wait is over for whoever waited; the phase goes on until it has settled what was ordered. */
    void detach(String message) {
        entry.message = message;
        finish(false);
        alarms.off();
    }

    private void finish(boolean internalError) {
        if (!endedBefore) {
            entry.endedMillis = now();
        }
        if (!write() && !entry.getState().isNothingOrdered()) {
            line(Wording.JOURNAL_LOST);
        }
        audience.dismiss(new ScaleOutResult(entry.copy(), entry.abandoned, internalError));
    }

    Scheduler.Timer at(long dueMillis, Runnable task) {
        return all.scheduler()
                .at(
                        dueMillis,
                        () -> locked(() -> {
                            if (phase != null) {
                                task.run();
                            }
                        }));
    }

    /** Asks when it is this job's turn in its lane; the reply is dropped if the phase is another one by then. */
    <T> void ask(boolean urgent, Conversation.Question<T> question, Consumer<Reply<T>> answer) {
        Phase asking = phase;
        conversation.ask(
                urgent,
                () -> isStillIn(asking),
                question,
                reply -> locked(() -> {
                    if (phase == asking) {
                        answer.accept(reply);
                    }
                }));
    }

    private synchronized boolean isStillIn(Phase asking) {
        return phase == asking;
    }

    /** Runs something under the lock; whoever waits is told of an end after the lock is given back. */
    void locked(Runnable body) {
        Runnable telling;
        synchronized (this) {
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                fault(e);
            }
            telling = audience.telling();
        }
        telling.run();
    }

    /** A fault of ours must end the wait, not leave it hanging; the journal keeps the state that it had. */
    private synchronized void fault(Throwable e) {
        LOGGER.log(Level.WARNING, "A scale-out of " + order.clusterId() + " ended by an internal error", e);
        entry.message = Wording.internalError(e, entry);
        finish(true);
        if (phase instanceof Submission submission) {
            submission.release();
        }
        over();
    }
}
