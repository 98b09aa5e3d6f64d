package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.VendorText;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Kind;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The world around the {@link OrderMachine} in a {@link MachineStorm}, made small: a vendor that runs an order up to two
 * minutes after it was sent and lists it up to a minute later, a disk that fails or lies, claims. It knows no bytes.
 */
final class StormModel {
    static final long CALL = 120_000;
    static final long LAG = 60_000;
    private static final long WRITING = 10_000;

    /** What a store answers. */
    enum Saved {
        STORED,
        LOST,
        FAILED
    }

    /** The record of one order, and its fences. */
    static final class Disk {
        private OrderRecord record;
        private String writer = "";
        private int fence;
    }

    final StormChance chance;
    final StormTime time = new StormTime();
    final StormLedger ledger;
    private final StormMutant mutant;
    private final List<Disk> disks = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private final Set<String> running = new HashSet<>();

    final boolean repeatable;
    private final boolean hasDate;
    private final boolean mayList;
    private final boolean comparesAndSets;
    private int failures;
    private int storeFailures;
    private int others;

    StormModel(StormChance chance, StormMutant mutant, Consumer<String> violation) {
        this.chance = chance;
        this.mutant = mutant;
        ledger = new StormLedger(time, violation);
        repeatable = chance.oneIn(6);
        hasDate = !chance.oneIn(2);
        mayList = !chance.oneIn(12);
        comparesAndSets = !chance.oneIn(10);
        if (!comparesAndSets) {
            ledger.storeComparesNothing();
        }
        failures = chance.oneIn(3) ? chance.below(4) : 0;
        // A store that neither compares nor makes fences keeps no promise, so it has one of these faults at a time.
        storeFailures = comparesAndSets && chance.oneIn(4) ? chance.below(5) : 0;
        others = chance.oneIn(2) ? 0 : 1 + chance.below(2);
    }

    private boolean fails() {
        return failures > 0 && chance.oneIn(4) && failures-- > 0;
    }

    // ------------------------------------------------------------------ the disk

    String name(int order) {
        return "order " + order;
    }

    /** A new order on the disk. */
    int plan(OrderRecord template) {
        int order = disks.size();
        Disk disk = new Disk();
        disk.record = template.with(f -> f.orderId = name(order));
        disks.add(disk);
        if (repeatable) {
            ledger.isRepeatable(name(order));
        }
        return order;
    }

    int orders() {
        return disks.size();
    }

    OrderRecord read(int order) {
        Disk disk = disks.get(order);
        return disk.fence <= disk.record.getAttempt()
                ? disk.record
                : disk.record.with(f -> {
                    f.attempt = disk.fence;
                    f.state = OrderState.SUBMITTING.name();
                    f.sinceListingMillis = -1;
                });
    }

    boolean isWrittenBy(int order, String writer) {
        return disks.get(order).writer.equals(writer);
    }

    /** @param fence the attempt that is about to be sent, or 0 */
    Saved save(int order, long seen, OrderRecord next, int fence, String writer) {
        Disk disk = disks.get(order);
        boolean isLoose = mutant == StormMutant.COMPARES_AND_SETS_NOTHING;
        if (!isLoose && comparesAndSets && disk.record.getRevision() != seen) {
            return Saved.LOST;
        }
        boolean fails = storeFailures > 0 && chance.oneIn(3) && storeFailures-- > 0;
        if (fails && chance.oneIn(3)) {
            return Saved.FAILED;
        }
        if (fence != 0 && !isLoose) {
            if (fence <= disk.fence) {
                return Saved.LOST;
            }
            disk.fence = fence;
        }
        if (fails && chance.oneIn(2)) {
            return Saved.FAILED; // but the fence stands
        }
        if (mutant == StormMutant.WRITES_AFTER_SENDING && fence != 0) {
            disk.fence = 0;
            time.after(1, () -> write(disk, order, next, writer));
        } else {
            write(disk, order, next, writer);
        }
        return fails ? Saved.FAILED : Saved.STORED; // written, and the error is a lie
    }

    private void write(Disk disk, int order, OrderRecord next, String writer) {
        disk.record = next;
        disk.writer = writer;
        ledger.written(name(order), next, others(order));
    }

    private List<OrderRecord> others(int order) {
        List<OrderRecord> others = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            if (i != order) {
                others.add(disks.get(i).record);
            }
        }
        return others;
    }

    void claim(String task, int order, boolean isAnswer) {
        if (mutant != StormMutant.FORGETS_CLAIMS) {
            owners.putIfAbsent(task, name(order));
            if (isAnswer) {
                answered.putIfAbsent(name(order), task);
            }
        }
    }

    // ------------------------------------------------------------------ the vendor

    /** A request leaves: it runs or is refused, now or within two minutes, and is answered or not. */
    void send(int order, int attempt, Consumer<OrderEvent> reply) {
        String key = name(order) + "#" + attempt;
        if (repeatable && running.stream().anyMatch(r -> r.startsWith(name(order) + "#"))) {
            ledger.mustNot("sent " + key + " while an earlier request may still run");
        }
        somebodyElseOrders();
        running.add(key);
        boolean runs = !chance.oneIn(3);
        long when = chance.upTo(CALL);
        time.after(when, () -> {
            running.remove(key);
            if (runs) {
                ledger.bought(name(order), attempt, "T" + ledger.tasks(), time.now(), time.now() + chance.upTo(LAG));
            }
        });
        What what = runs
                ? chance.of(What.ACCEPTED, What.ACCEPTED, What.ACCEPTED_WITHOUT_ID, What.ODD, What.SILENT)
                : chance.of(What.NOT_RUN_LATER, What.NOT_RUN_NEVER, What.ODD, What.SILENT);
        // An answer is of after the deed; silence may begin at any time, and a late one is late by our own fault.
        long answer = what == What.SILENT ? chance.between(0, CALL) : chance.between(when, CALL);
        long late = chance.oneIn(8) ? chance.between(0, 2 * CALL) : 0;
        time.after(answer + late, () -> reply.accept(answer(order, attempt, what)));
        if (chance.oneIn(6)) {
            time.after(answer + late + chance.upTo(5 * CALL), () -> reply.accept(answer(order, attempt, what)));
        }
    }

    private OrderEvent answer(int order, int attempt, What what) {
        String task = what == What.ACCEPTED
                ? ledger.of(name(order)).stream()
                        .filter(t -> t.attempt() == attempt)
                        .findFirst()
                        .orElseThrow()
                        .id()
                : "";
        if (!task.isEmpty()) {
            claim(task, order, true);
        }
        return event(Kind.REPLY, what, attempt, Detail.accepted(task, VendorText.NONE));
    }

    private void somebodyElseOrders() {
        while (others > 0 && chance.oneIn(2)) {
            others--;
            time.after(chance.upTo(2 * CALL), this::somebodyElseOrdered);
        }
    }

    private void somebodyElseOrdered() {
        long now = time.now();
        ledger.bought(StormLedger.SOMEBODY_ELSE, 0, "F" + ledger.tasks(), now, now + chance.upTo(LAG));
    }

    /** What was there before an attempt. */
    OrderEvent listed(int attempt) {
        if (fails()) {
            return event(Kind.LISTED, What.QUESTION_FAILED, attempt, Detail.NONE);
        }
        if (repeatable && chance.oneIn(10)) {
            return event(Kind.LISTED, What.OBJECTION, attempt, Detail.words("the pool is larger"));
        }
        if (!mayList) {
            return event(Kind.LISTED, What.MAY_NOT_LIST, attempt, Detail.NONE);
        }
        List<String> ids = new ArrayList<>();
        ledger.listedAt(time.now()).forEach(task -> ids.add(task.id()));
        OptionalLong server = hasDate ? OptionalLong.of(time.now()) : OptionalLong.empty();
        return event(Kind.LISTED, What.TASKS, attempt, Detail.tasks(ids, server, ""));
    }

    OrderEvent ready(int attempt, long sinceListing) {
        What what = fails() ? What.LATER : chance.oneIn(60) ? What.NO_SECRET : What.YES;
        return event(Kind.READY, what, attempt, Detail.sinceListing(sinceListing + WRITING));
    }

    /**
     * The look, judged anew here as the specification has it.
     *
     * @param sentHere whether it is the look of the process that sent it: only that one knows without the vendor's clock that
     *     a task is not of another time
     */
    OrderEvent looked(OrderRecord record, boolean isOver, boolean sentHere) {
        int attempt = record.getAttempt();
        if (!mayList || fails()) {
            return event(Kind.LOOKED, mayList ? What.NOT_YET : What.NO_LIST, attempt, Detail.NONE);
        }
        String ours = answered.get(record.getOrderId());
        if (ours != null) {
            return event(Kind.LOOKED, What.OURS, attempt, Detail.accepted(ours, VendorText.NONE));
        }
        if (!isOver) {
            return event(Kind.LOOKED, What.NOT_YET, attempt, Detail.NONE);
        }
        if (record.getTasksBefore() == null || record.getSinceListingMillis() < 0 || !(sentHere || hasDate)) {
            return event(Kind.LOOKED, What.NO_LIST, attempt, Detail.NONE);
        }
        List<String> fit = new ArrayList<>();
        for (StormLedger.Task task : ledger.listedAt(time.now())) {
            String owner = owners.getOrDefault(task.id(), record.getOrderId());
            if (owner.equals(record.getOrderId())
                    && !record.getTasksBefore().contains(task.id())
                    && isInTime(task, record)) {
                fit.add(task.id());
            }
        }
        What what = fit.isEmpty() ? What.NO_TASK : fit.size() == 1 ? What.ONE : What.SEVERAL;
        Detail detail = Detail.tasks(fit, OptionalLong.empty(), "");
        return event(Kind.LOOKED, what, attempt, fit.size() == 1 ? detail.withReference(fit.get(0)) : detail);
    }

    private static boolean isInTime(StormLedger.Task task, OrderRecord record) {
        long listed = record.getListedServerMillis();
        long since = record.getSinceListingMillis();
        return listed == 0 || (task.createdMillis() >= listed && task.createdMillis() <= listed + since + CALL);
    }

    OrderEvent polled() {
        What what = fails()
                ? What.QUESTION_FAILED
                : chance.of(What.RUNNING, What.NOT_FOUND, What.SUCCEEDED, What.PARTLY, What.TASK_FAILED);
        return event(Kind.POLLED, what, 0, Detail.words("trouble"));
    }

    OrderEvent cancelled(String task) {
        ledger.cancels(task);
        return event(Kind.CANCELLED, chance.of(What.DONE, What.REFUSED, What.QUESTION_FAILED), 0, Detail.NONE);
    }

    OrderEvent event(Kind kind, What what, int attempt, Detail detail) {
        return new OrderEvent(kind, what, attempt, time.now(), detail);
    }
}
