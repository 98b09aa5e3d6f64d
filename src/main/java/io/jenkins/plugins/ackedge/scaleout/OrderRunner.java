package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Kind;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Situation;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Step;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Carries one order out, one in a process: whoever comes later attaches to it. It serves a mailbox in order, on a worker's
 * thread and holding none while it waits: an event goes to the {@link OrderMachine}, what that says is stored first, then
 * told, then done. It decides nothing.
 */
final class OrderRunner {
    private static final Logger LOGGER = Logger.getLogger(OrderRunner.class.getName());
    private static final long HEARTBEAT_MILLIS = 5 * 60_000;
    private static final long ONE_MORE_MINUTE = 60_000;
    private static final long A_DAY = 24 * 3_600_000L;
    private static final long SAVE_AGAIN_MILLIS = 2_000;
    private static final int MOST_READINGS = 4;

    private final ScaleOuts all;
    private final Order order;
    private final RecordWriter writer;
    private final Questions questions;
    private final WaitingParties waiting;
    private final Mailbox mailbox;
    private final Map<Alarm, Timers.Timer> alarms = new EnumMap<>(Alarm.class);

    // Touched by whoever serves the mailbox alone; others read the volatile ones.
    private volatile OrderRecord record;
    private boolean late;
    private boolean hasHadMoreTime;
    private boolean stopped;
    private long endsAt;
    private final ArrayDeque<Command> todo = new ArrayDeque<>();
    private OrderEvent todoFor;
    private ClusterTurns.Place place;
    private volatile Trouble trouble = Trouble.NONE;

    /** What the runner is called for at a time. */
    private enum Alarm {
        RETRY,
        CALL,
        LOOK,
        POLL,
        CANCEL,
        LIMIT,
        DAY,
        SAVE,
        HEARTBEAT
    }

    private static final Set<Alarm> STAY = EnumSet.of(Alarm.LIMIT, Alarm.HEARTBEAT);

    OrderRunner(ScaleOuts all, Order order, OrderStore store, OrderRecord record, Secrets secrets) {
        this.all = all;
        this.order = order;
        this.record = record;
        this.writer = new RecordWriter(store, record, all.newId());
        this.questions = new Questions(all, order, secrets, this);
        this.waiting = new WaitingParties(order.clusterId());
        this.mailbox = new Mailbox(all.workers(), this::fault);
    }

    /**
     * Somebody takes the order up.
     *
     * @param waiter null for nobody
     * @param how NEW or RESUME
     * @param attaches whether this runner was there before
     * @param secrets of whoever waits
     * @return false if this runner has ended: then a new one must be made
     */
    boolean begin(WaitingParties.Waiter waiter, What how, boolean attaches, long leftMillis, Secrets secrets) {
        return mailbox.postBeginning(() -> {
            if (waiter != null) {
                questions.use(secrets);
            }
            // Whoever came while the one before was stopping finds nobody at work.
            begun(waiter, attaches && !stopped ? What.ATTACH : how, leftMillis);
        });
    }

    void abort(WaitingParties.Waiter waiter, boolean cancelTask) {
        mailbox.post(() -> aborted(waiter, cancelTask));
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** A fault of ours ends the waits, not the order: its record stays open, and whoever comes next goes on with it. */
    private void fault(Throwable e) {
        LOGGER.log(Level.WARNING, "The wait for order " + record.getOrderId() + " ended by an internal error", e);
        waiting.tell(new ScaleOutResult(record, Endings.internalError(e, record), all.wallMillis(), false, true));
        stop();
    }

    // ------------------------------------------------------------------ events

    private void begun(WaitingParties.Waiter waiter, What what, long leftMillis) {
        boolean joins = waiting.isSomebody();
        stopped = false;
        if (waiter != null) {
            waiting.add(waiter);
            if (!joins) {
                late = leftMillis <= 0;
                hasHadMoreTime = false;
                endsAt = all.timers().millis() + Math.max(0, leftMillis);
                alarm(Alarm.LIMIT, late ? ONE_MORE_MINUTE : leftMillis, () -> handle(event(Kind.LIMIT)));
                heartbeat();
            }
        }
        boolean isNews = waiter != null || what != What.ATTACH;
        if (!joins && isNews) {
            handle(new OrderEvent(Kind.BEGIN, what, 0, all.wallMillis(), Detail.left(leftMillis)));
        }
    }

    private void aborted(WaitingParties.Waiter waiter, boolean cancelTask) {
        if (!waiting.isWaiting(waiter)) {
            return;
        }
        if (waiting.areSeveral()) {
            String message = "Aborted: the wait has ended; others wait for the same order, which goes on.";
            waiting.tell(waiter, new ScaleOutResult(record, message, all.wallMillis(), true, false));
            return;
        }
        OrderEvent event = event(Kind.ABORT, cancelTask ? What.CANCEL_TASK : What.KEEP_TASK, Detail.NONE);
        if (!handle(event, 0)) {
            // There is nothing left to give up; whoever waits must not be left waiting.
            waiting.tell(waiter, new ScaleOutResult(record, "Aborted.", all.wallMillis(), true, false));
        }
    }

    OrderEvent event(Kind kind) {
        return event(kind, What.NONE, Detail.NONE);
    }

    OrderEvent event(Kind kind, What what, Detail detail) {
        return new OrderEvent(kind, what, record.getAttempt(), all.wallMillis(), detail);
    }

    private Situation situation() {
        return new Situation(waiting.mode(), late, order.isRepeatable());
    }

    /** By whoever serves the mailbox. */
    void handle(OrderEvent event) {
        handle(event, 0);
    }

    /**
     * @param readings how often this event has met a record that somebody else wrote
     * @return whether it was of any use
     */
    private boolean handle(OrderEvent event, int readings) {
        if (event.is(Kind.LIMIT)) {
            late = waiting.isSomebody();
        }
        OrderRecord before = record;
        Step step = all.machine().next(before, event, situation());
        LOGGER.log(
                Level.FINE,
                () -> before.getOrderId() + " " + before.getState() + " " + event.kind() + " " + event.what() + " -> "
                        + (step.isIgnored() ? "ignored" : step.row()));
        if (step.isIgnored()) {
            if (event.is(Kind.READY, What.YES)) {
                questions.release();
            }
            return false;
        }
        OrderRecord next = worded(step, event, readings == 0);
        boolean sends = step.has(Command.SEND);
        if (!sends && !writer.isDirty() && next.saysTheSameAs(before)) {
            record = next;
            done(before, step, event);
            return true;
        }
        claim(before, next);
        switch (save(next, sends)) {
            case STORED -> done(before, step, event);
            case FAILED -> {
                if (sends) {
                    questions.release();
                    handle(
                            new OrderEvent(
                                    Kind.NOT_STORED,
                                    What.NONE,
                                    next.getAttempt(),
                                    event.wallMillis(),
                                    Detail.words(writer.trouble())),
                            readings);
                } else {
                    boolean isFirst = !writer.isDirty();
                    record = next;
                    writer.setDirty();
                    alarm(Alarm.SAVE, SAVE_AGAIN_MILLIS, this::saveAgain);
                    done(before, step, event);
                    // This may be all that is left of it.
                    if (isFirst && !next.getState().isNothingOrdered()) {
                        waiting.line(Endings.notStored(next, writer.trouble()));
                    }
                }
            }
            case LOST -> lost(event, sends, readings);
        }
        return true;
    }

    /**
     * With what people read, and with what only the process knows of the time.
     *
     * @param isFirst whether it is handled for the first time. A beginning that follows from a record which somebody else wrote
     *     changes no time in it: two processes would take each such change for news, and look anew for ever
     */
    private OrderRecord worded(Step step, OrderEvent event, boolean isFirst) {
        Command end = step.end();
        return step.record().with(f -> {
            if (isFirst
                    && event.is(Kind.BEGIN)
                    && waiting.isSomebody()
                    && step.record().isOpen()) {
                f.deadlineMillis = event.wallMillis() + event.detail().leftMillis();
                f.endedMillis = 0;
            }
            if (event.is(Kind.BEGIN)
                    && record.getState() == OrderState.REJECTED
                    && step.record().isOpen()) {
                // A new order under the old name: nothing came of the one before.
                f.parameters = order.asMap();
                f.plannedMillis = event.wallMillis();
                f.submittingMillis = 0;
                f.requestId = "";
                f.unanswered = "";
                f.message = "";
            }
            if (end != null && end != Command.END_AS_RECORDED) {
                Trouble why = place != null && !place.hasTurn()
                        ? Trouble.of(LogLines.behindOthers(order.clusterId()))
                        : trouble;
                f.message = Endings.of(end, step.record(), event, order, why, all.audience());
                f.endedMillis = event.wallMillis();
            } else if (event.is(Kind.CANCELLED) && !step.has(Command.CANCEL_LATER)) {
                f.message = f.message + " " + order.route().words().undone(step.record(), event);
            } else if (step.has(Command.STOP) && !step.record().isOpen() && end == null) {
                f.message = "Nothing was ordered: nobody waited for it any more before the order was sent.";
                f.endedMillis = event.wallMillis();
            }
        });
    }

    /** A task is claimed before the record says that it is this order's. */
    private void claim(OrderRecord before, OrderRecord next) {
        String task = next.reference();
        if (task.isEmpty() || task.equals(before.reference()) && next.getProof() == before.getProof()) {
            return;
        }
        try {
            all.claims().claim(task, next.getOrderId(), next.getProof() == OrderRecord.Proof.ANSWER);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Task " + task + " cannot be claimed for order " + next.getOrderId(), e);
        }
    }

    // ------------------------------------------------------------------ the store

    private RecordWriter.Saved save(OrderRecord next, boolean sends) {
        OrderRecord stamped = writer.stamped(next.with(f -> f.leftMillis =
                waiting.isSomebody() ? Math.max(0, endsAt - all.timers().millis()) : f.leftMillis));
        RecordWriter.Saved saved = writer.save(stamped, sends ? next.getAttempt() : 0);
        if (saved == RecordWriter.Saved.STORED) {
            record = stamped;
            cancel(Alarm.SAVE);
            waiting.changed(stamped);
        }
        return saved;
    }

    private void saveAgain() {
        switch (save(record, false)) {
            case STORED -> {}
            case FAILED ->
                alarm(Alarm.SAVE, writer.isWorthWaitingFor() ? SAVE_AGAIN_MILLIS : ONE_MORE_MINUTE, this::saveAgain);
            case LOST -> lost(null, false, 0);
        }
        proceed();
    }

    private OrderEvent resumed() {
        return event(Kind.BEGIN, What.RESUME, Detail.left(endsAt - all.timers().millis()));
    }

    /**
     * Somebody else has written the record, or we have, and were told that it failed.
     *
     * @param event null where nothing happened, and only what is known was to be written
     */
    private void lost(OrderEvent event, boolean sends, int readings) {
        Optional<OrderRecord> winner;
        try {
            winner = writer.winner(sends);
        } catch (IOException e) {
            throw new UncheckedIOException("The record of the order cannot be read any more", e);
        }
        if (readings >= MOST_READINGS) {
            throw new IllegalStateException("Somebody else keeps writing the record of this order");
        }
        if (winner.isEmpty()) {
            if (event == null) {
                saveAgain();
            } else {
                handle(event, readings + 1);
            }
            return;
        }
        questions.forget();
        record = winner.get();
        for (Alarm alarm : Alarm.values()) {
            if (!STAY.contains(alarm)) {
                cancel(alarm);
            }
        }
        if (event != null && (event.is(Kind.REPLY) || event.is(Kind.ABORT))) {
            mailbox.postFirst(() -> handle(event));
        }
        if (late) {
            alarm(Alarm.LIMIT, 0, () -> handle(event(Kind.LIMIT)));
        }
        handle(resumed(), readings + 1);
    }

    // ------------------------------------------------------------------ telling and doing

    private void done(OrderRecord before, Step step, OrderEvent event) {
        List<String> lines = LogLines.of(before, step, event, order, all.wallMillis() + questions.lookMillis(step));
        lines.forEach(waiting::line);
        todo.clear();
        todo.addAll(step.commands());
        todoFor = event;
        proceed();
    }

    /** Stops before an end that is not written down yet: whoever is told it must find it there, if that is possible at all. */
    private void proceed() {
        while (!todo.isEmpty()) {
            boolean unwritten = todo.peek().isEnd() && waiting.isSomebody() && writer.isWorthWaitingFor();
            mailbox.rest(unwritten);
            if (unwritten) {
                return;
            }
            perform(todo.poll());
        }
    }

    private void perform(Command command) {
        switch (command) {
            case TURN -> turn();
            case LEAVE -> leave();
            case LIST -> questions.list();
            case READY -> questions.getReady();
            case SEND -> questions.send();
            case LOOK_LONG, LOOK_SHORT ->
                alarm(Alarm.LOOK, questions.beginLook(command), () -> handle(event(Kind.LOOK)));
            case LOOK_NOW -> questions.look();
            case POLL -> alarm(Alarm.POLL, questions.firstPollMillis(), questions::poll);
            case CANCEL -> cancelTask();
            case RETRY_LATER -> retryLater();
            case CALL_LIMIT ->
                alarm(Alarm.CALL, TaskSearch.CALL_MILLIS + ONE_MORE_MINUTE / 10, () -> handle(event(Kind.CALL)));
            case LOOK_LATER -> alarm(Alarm.LOOK, questions.lookAgainMillis(), () -> handle(event(Kind.LOOK)));
            case POLL_LATER ->
                alarm(
                        Alarm.POLL,
                        questions.pollPauseMillis(record, waiting.isSomebody()),
                        () -> handle(event(Kind.POLL)));
            case CANCEL_LATER -> alarm(Alarm.CANCEL, questions.cancelAgainMillis(), () -> handle(event(Kind.CANCEL)));
            case ONE_MORE_MINUTE -> oneMoreMinute();
            case WATCH_FOR_A_DAY -> alarm(Alarm.DAY, A_DAY, () -> handle(event(Kind.DAY)));
            case STOP -> stop();
            default -> end(command);
        }
    }

    private void end(Command end) {
        boolean bought = record.getState() != OrderState.REJECTED;
        String message = writer.isDirty() && bought
                ? record.getMessage() + " " + Endings.notStored(record, writer.trouble())
                : record.getMessage();
        long ended = end == Command.END_AS_RECORDED ? record.getEndedMillis() : all.wallMillis();
        waiting.tell(new ScaleOutResult(record, message, ended, end.isAborted(), false));
        late = false;
        cancel(Alarm.LIMIT);
        cancel(Alarm.HEARTBEAT);
    }

    private void turn() {
        if (place != null) {
            if (place.hasTurn()) {
                mailbox.post(() -> handle(event(Kind.TURN)));
            }
            return;
        }
        String cluster = order.endpoint().url() + "/" + order.clusterId();
        boolean inDoubt = record.getState() == OrderState.UNKNOWN;
        int before = inDoubt ? 0 : all.turns().length(cluster);
        if (before > 0) {
            waiting.line(LogLines.queued(before, order.clusterId()));
        }
        place = all.turns()
                .enter(
                        cluster,
                        record.getOrderId(),
                        inDoubt,
                        record.getPlannedMillis(),
                        () -> mailbox.post(() -> handle(event(Kind.TURN))));
    }

    private void leave() {
        if (place != null) {
            place.leave();
            place = null;
        }
    }

    /** Only what is certainly this order's is ever cancelled. */
    private void cancelTask() {
        if (record.getCancel() == OrderRecord.Cancel.WANTED && record.getProof() != OrderRecord.Proof.FITS) {
            questions.cancel();
        }
    }

    private void retryLater() {
        String words = todoFor.detail().words();
        if (!words.equals(trouble.words())) {
            trouble = Trouble.of(todoFor);
            waiting.line(LogLines.tryingAgain(
                    todoFor.detail().fault(), words, record.words().vendor(), record.getDeadlineMillis()));
        }
        alarm(Alarm.RETRY, questions.retryPauseMillis(todoFor.detail().fault()), () -> handle(event(Kind.RETRY)));
    }

    /** Once for each wait: whoever keeps losing against another writer would get a minute each time, and never an end. */
    private void oneMoreMinute() {
        alarm(Alarm.LIMIT, hasHadMoreTime ? 0 : ONE_MORE_MINUTE, () -> handle(event(Kind.LIMIT)));
        hasHadMoreTime = true;
    }

    private void heartbeat() {
        alarm(Alarm.HEARTBEAT, HEARTBEAT_MILLIS, () -> {
            waiting.line(LogLines.heartbeat(status(), all.wallMillis() - record.getPlannedMillis()));
            heartbeat();
        });
    }

    private void alarm(Alarm alarm, long millis, Runnable task) {
        cancel(alarm);
        LOGGER.log(Level.FINE, () -> record.getOrderId() + " " + alarm + " in " + millis + " ms");
        alarms.put(alarm, all.timers().after(millis, () -> {
            if (alarm == Alarm.SAVE) {
                mailbox.postUrgent(task);
            } else {
                mailbox.post(task);
            }
        }));
    }

    private void cancel(Alarm alarm) {
        Timers.Timer timer = alarms.remove(alarm);
        if (timer != null) {
            timer.cancel();
        }
    }

    private void stop() {
        stopped = true;
        todo.clear();
        List.copyOf(alarms.keySet()).forEach(this::cancel);
        leave();
        questions.forget();
        mailbox.rest(false);
        if (mailbox.close()) {
            all.isOver(this);
        }
    }

    // ------------------------------------------------------------------ asked from anywhere

    OrderRecord record() {
        return record;
    }

    /** Whether the store holds all that is known; asked by whoever serves the mailbox. */
    boolean isWritten() {
        return !writer.isDirty();
    }

    /** What is left of the time limit; {@link Long#MAX_VALUE} if nobody waits. */
    long leftMillis() {
        return waiting.isSomebody() ? Math.max(0, endsAt - all.timers().millis()) : Long.MAX_VALUE;
    }

    boolean isWaitedFor() {
        return waiting.isSomebody();
    }

    Waiting mode() {
        return waiting.mode();
    }

    boolean isSending() {
        return record.getState() == OrderState.SUBMITTING;
    }

    String status() {
        OrderRecord r = record;
        return switch (r.getState()) {
            case PLANNED -> {
                ClusterTurns.Place mine = place;
                if (mine != null && !mine.hasTurn()) {
                    yield "waiting behind other orders for cluster " + order.clusterId();
                }
                yield trouble.words().isEmpty() ? "about to order" : "waiting to order: " + trouble.words();
            }
            case SUBMITTING -> "sending the order";
            case UNKNOWN -> "looking for an order that was not answered";
            case SUBMITTED, TIMED_OUT -> r.words().watching(r);
            case SUCCEEDED, FAILED, CANCELLED, REJECTED -> "ended";
        };
    }
}
