package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One scale-out on its way: an order, its journal, and whoever waits for it. It holds no thread while it waits. Each of its
 * {@link Phase}s runs under this object's lock, and no request is sent while the lock is held.
 */
public final class ScaleOut {
    private static final Logger LOGGER = Logger.getLogger(ScaleOut.class.getName());
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);

    /** A process that comes back after the time limit looks once more before it judges. */
    private static final Duration LAST_LOOK = Duration.ofMinutes(1);

    private final ScaleOuts all;
    private final Order order;
    private final boolean wait;
    private final JournalEntry entry;
    private final Secrets secrets;
    private final Conversation conversation;
    private final Journal journal;
    private final ScaleOutListener listener;
    private final Function<ScaleOut, Phase> firstPhase;

    private final boolean endedBefore;

    private volatile Phase phase;
    private volatile boolean listening = true;
    private boolean abandoned;
    private boolean cancelWanted;
    private ScaleOutResult ending;
    private Scheduler.Timer deadline = () -> {};
    private Scheduler.Timer heartbeat = () -> {};

    ScaleOut(
            ScaleOuts all,
            Order order,
            boolean wait,
            JournalEntry entry,
            Secrets secrets,
            Journal journal,
            ScaleOutListener listener,
            Function<ScaleOut, Phase> firstPhase) {
        this.all = all;
        this.order = order;
        this.wait = wait;
        this.entry = entry;
        this.secrets = secrets;
        this.conversation = new Conversation(all, order.endpoint(), secrets, this::fault);
        this.journal = journal;
        this.listener = listener;
        this.firstPhase = firstPhase;
        this.abandoned = entry.abandoned;
        this.endedBefore = entry.getState().isTaskEnd() || entry.getState() == OrderState.REJECTED;
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
            if ((state == OrderState.PLANNED || entry.watchOnly) && !write()) {
                end(OrderState.REJECTED, Wording.NO_JOURNAL);
                return;
            }
            long now = now();
            long due = state == OrderState.PLANNED
                    ? entry.deadlineMillis
                    : Math.max(entry.deadlineMillis, now + LAST_LOOK.toMillis());
            deadline = at(due, () -> phase.timeUp());
            scheduleHeartbeat();
            switchTo(firstPhase.apply(this));
            if (abandoned) {
                phase.abandon(cancelWanted); // given up before it began
            }
        });
    }

    private void scheduleHeartbeat() {
        heartbeat = at(now() + HEARTBEAT.toMillis(), () -> {
            line(Wording.heartbeat(phase.status(), now() - entry.plannedMillis));
            scheduleHeartbeat();
        });
    }

    /**
     * Ends the wait at once. What was ordered stays ordered.
     *
     * @param cancelTask whether to ask the vendor to cancel the task; the wait then ends with its answer or after a moment
     */
    public void abort(boolean cancelTask) {
        locked(() -> {
            if (!listening || abandoned) {
                return;
            }
            abandoned = true;
            cancelWanted = cancelTask;
            entry.abandoned = true;
            if (phase != null) {
                phase.abandon(cancelTask);
            }
        });
    }

    /** What is being done: a short phrase in lower case. Takes no lock, since it may be asked from anywhere. */
    public String status() {
        Phase current = phase;
        return current == null ? (listening ? "starting" : "ended") : current.status();
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

    boolean isWaiting() {
        return wait;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    boolean isCancelWanted() {
        return cancelWanted;
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
        if (listening) {
            listener.line(text);
        }
    }

    /** What the journal says now; what this job knows, if it cannot be read. */
    JournalEntry latest() {
        try {
            return journal.read().orElse(entry);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The journal of the order for " + order.clusterId() + " cannot be read", e);
            return entry;
        }
    }

    /** Writes the journal; false if that failed, which is logged. */
    boolean write() {
        try {
            journal.write(entry.copy());
        } catch (IOException e) {
            // Where the build is gone, this is the only record.
            LOGGER.log(Level.WARNING, e, () -> "Not written to its journal: " + Wording.record(entry, order));
            return false;
        }
        if (listening) {
            listener.changed(entry.copy());
        }
        return true;
    }

    void switchTo(Phase next) {
        phase = next;
        next.begin();
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
        deadline.cancel();
        heartbeat.cancel();
        all.isOver(this);
    }

    /** The wait is over for whoever waited; the phase goes on until it has settled what was ordered. */
    void detach(String message) {
        entry.message = message;
        finish(false);
        deadline.cancel();
        heartbeat.cancel();
    }

    private void finish(boolean internalError) {
        if (!endedBefore) {
            entry.endedMillis = now();
        }
        boolean written = write();
        if (listening) {
            if (!written && !entry.getState().isNothingOrdered()) {
                listener.line(Wording.JOURNAL_LOST);
            }
            listening = false;
            ending = new ScaleOutResult(entry.copy(), abandoned, internalError);
        }
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
        ScaleOutResult ended;
        synchronized (this) {
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                fault(e);
            }
            ended = ending;
            ending = null;
        }
        if (ended != null) {
            tell(ended);
        }
    }

    private void tell(ScaleOutResult ended) {
        try {
            listener.ended(ended);
        } catch (RuntimeException | Error e) {
            // This thread serves other jobs too; and whoever does not hear of the end has the journal.
            LOGGER.log(Level.WARNING, "Nobody could be told that a scale-out of " + order.clusterId() + " ended", e);
        }
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
