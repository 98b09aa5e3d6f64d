package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Kind;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Situation;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Step;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Cancel;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Proof;
import io.jenkins.plugins.ackedge.scaleout.StormModel.Saved;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Carries one order out in a {@link MachineStorm}: what the specification asks of a runner, and no more. */
final class StormRun {
    private static final long MINUTE = 60_000;
    private static final int SAVES = 3;
    private static final int MOST_READINGS = 4;

    /** The limit, the longest call and look, a minute more, three savings, and some time for questions that fail. */
    private static final long BOUND = StormModel.CALL + StormModel.LAG + 10 * MINUTE;

    private final MachineStorm storm;
    private final StormProcess process;
    private final int order;
    private final String writer;
    private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    private final ArrayDeque<Command> todo = new ArrayDeque<>();
    private final Map<Kind, StormTime.Due> alarms = new EnumMap<>(Kind.class);
    private StormTime.Due saving;

    private OrderRecord record;
    private long seen;
    private boolean dirty;
    private int saves;
    private Waiting waiting = Waiting.NOBODY;
    private boolean late;
    private boolean stopped;
    private int begins;
    private int asked;
    private long told;
    private long listedAt;
    private long sentAt;
    private int sentAttempt;
    private long lookUntil;

    StormRun(MachineStorm storm, StormProcess process, int order, OrderRecord record) {
        this.storm = storm;
        this.process = process;
        this.order = order;
        this.record = record;
        this.seen = record.getRevision();
        this.writer = process.newWriter();
    }

    int order() {
        return order;
    }

    boolean isWaitedFor() {
        return waiting != Waiting.NOBODY || begins > 0;
    }

    boolean isInDoubt() {
        return record.getState() == OrderState.UNKNOWN;
    }

    // ------------------------------------------------------------------ what comes in

    void begin(What how, Waiting whoWaits, long limit) {
        begins++;
        post(() -> {
            begins--;
            What what = how == What.ATTACH && stopped ? What.NEW : how;
            stopped = false;
            if (whoWaits != Waiting.NOBODY) {
                waiting = whoWaits;
                late = false;
                told++;
                alarm(Kind.LIMIT, limit);
                long mine = told;
                storm.world.time.after(limit + BOUND * (storm.hasTwins() ? 3 : 1), () -> {
                    if (process.has(this) && told == mine && waiting != Waiting.NOBODY) {
                        throw new StormViolation("not told within the bound: " + this);
                    }
                });
            }
            handle(storm.event(Kind.BEGIN, what, 0, Detail.left(limit)), 0);
        });
    }

    void abort(What how) {
        if (waiting == Waiting.NOBODY) {
            return;
        }
        OrderEvent event = storm.event(Kind.ABORT, how, record.getAttempt(), Detail.NONE);
        Step step = storm.mutant.machine().next(record, event, situation());
        if (how == What.CANCEL_TASK) {
            storm.world.ledger.givesUp(storm.world.name(order));
        }
        handle(event, 0);
        if (step.isIgnored()) {
            waiting = Waiting.NOBODY;
        }
    }

    void post(OrderEvent event) {
        post(() -> handle(event, 0));
    }

    void post(Runnable letter) {
        if (!process.has(this)) {
            return;
        }
        mailbox.add(letter);
        storm.world.time.after(0, this::serve);
    }

    private void serve() {
        while (process.has(this) && todo.isEmpty() && !mailbox.isEmpty()) {
            mailbox.remove().run();
        }
    }

    private Situation situation() {
        return new Situation(waiting, late, storm.world.repeatable);
    }

    // ------------------------------------------------------------------ one step

    private void handle(OrderEvent event, int readings) {
        if (event.is(Kind.LIMIT)) {
            late = waiting != Waiting.NOBODY;
        }
        Step step = storm.mutant.machine().next(record, event, situation());
        storm.trace(process + " o" + order + " " + record.getState() + " " + event.kind() + " " + event.what() + "#"
                + event.attempt() + " -> " + (step.isIgnored() ? "ignored" : step.row() + " " + step.commands()));
        if (step.isIgnored()) {
            return;
        }
        boolean sends = step.has(Command.SEND);
        if (!sends && !dirty && step.record().saysTheSameAs(record)) {
            perform(step);
            return;
        }
        String task = step.record().getTaskId();
        if (!task.isEmpty() && !task.equals(record.getTaskId())) {
            storm.world.claim(task, order, step.record().getProof() == Proof.ANSWER);
        }
        switch (save(step.record(), sends)) {
            case STORED -> perform(step);
            case FAILED -> {
                if (sends) {
                    handle(storm.event(Kind.NOT_STORED, What.NONE, step.record().getAttempt(), Detail.NONE), readings);
                } else {
                    record = step.record();
                    dirty = true;
                    saveLater(2_000);
                    perform(step);
                }
            }
            case LOST -> lost(event, sends, readings);
        }
    }

    private Saved save(OrderRecord next, boolean sends) {
        OrderRecord stamped = next.with(f -> f.revision = seen + 1);
        Saved saved = storm.world.save(order, seen, stamped, sends ? next.getAttempt() : 0, writer);
        storm.trace("   " + next.getState() + " " + saved);
        if (saved == Saved.STORED) {
            record = stamped;
            seen++;
            dirty = false;
            saves = 0;
        }
        return saved;
    }

    private void saveLater(long millis) {
        if (saving != null) {
            saving.cancel();
        }
        saving = storm.world.time.after(millis, () -> {
            if (process.has(this) && dirty) {
                switch (save(record, false)) {
                    case STORED -> {}
                    case FAILED -> saveLater(++saves < SAVES ? 2_000 : MINUTE);
                    case LOST -> lost(null, false, 0);
                }
                proceed();
            }
        });
    }

    /** @param event null where nothing happened, and only what is known was to be written */
    private void lost(OrderEvent event, boolean sends, int readings) {
        OrderRecord current = storm.world.read(order);
        boolean isOurs = storm.world.isWrittenBy(order, writer) && current.getRevision() > seen && !sends;
        seen = current.getRevision();
        if (readings >= MOST_READINGS) {
            end(Command.END_AS_RECORDED);
            stop();
            return;
        }
        if (isOurs) {
            if (event == null) {
                saveLater(0);
            } else {
                handle(event, readings + 1);
            }
            return;
        }
        asked++; // what is awaited was asked of another record; where it is our own, it still counts
        record = current;
        dirty = false;
        saves = 0;
        StormTime.Due limit = alarms.remove(Kind.LIMIT);
        alarms.values().forEach(StormTime.Due::cancel);
        alarms.clear();
        if (limit != null) {
            alarms.put(Kind.LIMIT, limit);
        }
        if (event != null && (event.is(Kind.REPLY) || event.is(Kind.ABORT))) {
            mailbox.addFirst(() -> handle(event, 0));
        }
        if (late) {
            alarm(Kind.LIMIT, 0);
        }
        handle(storm.event(Kind.BEGIN, What.RESUME, 0, Detail.NONE), readings + 1);
    }

    // ------------------------------------------------------------------ what goes out

    private void perform(Step step) {
        todo.clear();
        todo.addAll(step.commands());
        proceed();
    }

    private void proceed() {
        while (process.has(this) && !todo.isEmpty()) {
            if (todo.peek().isEnd() && waiting != Waiting.NOBODY && dirty && saves < SAVES) {
                return; // whoever is told must find it written down
            }
            if (storm.dies(process)) {
                return;
            }
            perform(todo.poll());
        }
        storm.world.time.after(0, this::serve);
    }

    private void perform(Command command) {
        StormModel world = storm.world;
        int attempt = record.getAttempt();
        switch (command) {
            case TURN -> process.enter(this);
            case LEAVE -> process.leave(this);
            case LIST -> {
                listedAt = world.time.now();
                ask(() -> world.listed(attempt + 1));
            }
            case READY -> ask(() -> world.ready(attempt + 1, world.time.now() - listedAt));
            case SEND -> send();
            case LOOK_LONG, LOOK_SHORT -> {
                long from = sentAttempt == attempt ? sentAt : world.time.now();
                lookUntil = command == Command.LOOK_SHORT
                        ? world.time.now() + StormModel.LAG
                        : Math.max(world.time.now(), from + StormModel.CALL + StormModel.LAG);
                alarm(Kind.LOOK, lookUntil - world.time.now());
            }
            case LOOK_NOW -> ask(() -> world.looked(record, world.time.now() >= lookUntil, sentAttempt == attempt));
            case POLL -> ask(world::polled);
            case CANCEL -> {
                if (record.getCancel() == Cancel.WANTED && record.getProof() != Proof.FITS) {
                    post(world.cancelled(record.getTaskId()));
                }
            }
            case RETRY_LATER -> alarm(Kind.RETRY, 20_000);
            case CALL_LIMIT -> alarm(Kind.CALL, StormModel.CALL + 6_000);
            case LOOK_LATER -> alarm(Kind.LOOK, 5_000);
            case POLL_LATER -> alarm(Kind.POLL, 15_000);
            case CANCEL_LATER -> alarm(Kind.CANCEL, 30_000);
            case ONE_MORE_MINUTE -> alarm(Kind.LIMIT, MINUTE);
            case WATCH_FOR_A_DAY -> alarm(Kind.DAY, 24 * 60 * MINUTE);
            case STOP -> stop();
            default -> end(command);
        }
    }

    private void send() {
        sentAt = storm.world.time.now();
        sentAttempt = record.getAttempt();
        storm.world.ledger.leaves(storm.world.name(order), storm.world.read(order), waiting != Waiting.NOBODY);
        storm.world.send(order, record.getAttempt(), this::post);
    }

    private void ask(Supplier<OrderEvent> question) {
        int mine = asked;
        storm.world.time.after(storm.chance().upTo(20_000), () -> {
            if (process.has(this) && mine == asked) {
                OrderEvent answer = question.get();
                post(answer);
                // The client answers once. What can be sent again leans on that: see a RETRY left over from the other
                // answer.
                if (!storm.world.repeatable && storm.chance().oneIn(20)) {
                    storm.world.time.after(storm.chance().upTo(60_000), () -> post(answer));
                }
            }
        });
    }

    private void alarm(Kind kind, long millis) {
        StormTime.Due before = alarms.remove(kind);
        if (before != null) {
            before.cancel();
        }
        int attempt = record.getAttempt();
        alarms.put(
                kind, storm.world.time.after(millis, () -> post(storm.event(kind, What.NONE, attempt, Detail.NONE))));
    }

    private void end(Command end) {
        if (waiting == Waiting.NOBODY) {
            return;
        }
        boolean nothing = end.word().startsWith("END(nothing ordered")
                || (end == Command.END_AS_RECORDED && record.getState() == OrderState.REJECTED);
        if (nothing) {
            storm.world.ledger.nothingOrdered(storm.world.name(order), record.getAttempt());
            if (record.getState() == OrderState.UNKNOWN) {
                throw new StormViolation("says that nothing was ordered, and does not know");
            }
        }
        storm.trace("   told: " + end.word());
        waiting = Waiting.NOBODY;
        late = false;
        StormTime.Due limit = alarms.remove(Kind.LIMIT);
        if (limit != null) {
            limit.cancel();
        }
    }

    private void stop() {
        stopped = true;
        todo.clear();
        alarms.values().forEach(StormTime.Due::cancel);
        alarms.clear();
        asked++;
        if (waiting != Waiting.NOBODY) {
            throw new StormViolation("stops, and has not told whoever waits: " + this);
        }
        if (begins > 0) {
            process.leave(this);
        } else {
            process.isOver(this);
        }
    }

    @Override
    public String toString() {
        return process + " order " + order + " " + record.getState() + " attempt " + record.getAttempt() + " task "
                + record.getTaskId() + " " + record.getProof();
    }
}
