package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What truly happened in a storm, of which the orders know only what they are told: what was sent and bought, and what was
 * said of it. It holds the promises against it.
 */
final class StormLedger {
    /** Somebody else's, who orders the same. */
    static final String SOMEBODY_ELSE = "somebody else";

    /** A task at the vendor's: it was bought. */
    record Task(String id, String order, int attempt, long createdMillis, long listedFromMillis) {}

    /** That nothing was ordered by the attempts up to this one. A later run may begin that attempt anew where no store took it. */
    private record Said(String order, int attempt, long millis) {}

    private final Consumer<String> violation;
    private final List<Task> tasks = new ArrayList<>();
    private final StormTime time;
    private final Map<String, Map<Integer, Long>> sent = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final Set<String> repeatable = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();
    private boolean storeComparesNothing;

    StormLedger(StormTime time, Consumer<String> violation) {
        this.time = time;
        this.violation = violation;
    }

    /** The same order twice is the same as once. */
    void isRepeatable(String order) {
        repeatable.add(order);
    }

    /** Twins then write over each other: nothing is bought twice, but which task fits may be told by the one that knows less. */
    void storeComparesNothing() {
        storeComparesNothing = true;
    }

    /**
     * A request of an order leaves.
     *
     * @param stored what a reader of the store would find at this moment; null for nothing
     */
    void leaves(String order, OrderRecord stored, boolean somebodyWaits) {
        if (stored == null || stored.getState() != OrderState.SUBMITTING) {
            violation.accept("sent, and the store says " + (stored == null ? "nothing" : stored.getState()));
        } else if (sent.computeIfAbsent(order, o -> new HashMap<>()).putIfAbsent(stored.getAttempt(), time.now())
                != null) {
            violation.accept("attempt " + stored.getAttempt() + " of " + order + " was sent twice");
        }
        if (!somebodyWaits) {
            violation.accept("ordered although nobody waits");
        }
    }

    Task bought(String order, int attempt, String id, long createdMillis, long listedFromMillis) {
        Task task = new Task(id, order, attempt, createdMillis, listedFromMillis);
        tasks.add(task);
        if (!order.equals(SOMEBODY_ELSE)) {
            if (of(order).size() > 1 && !repeatable.contains(order)) {
                violation.accept("TWO ORDERS for " + order + ": " + of(order));
            }
            checkSaid(order);
        }
        return task;
    }

    /** Somebody was told, or the record says, that nothing of it was ordered. */
    void nothingOrdered(String order, int attempt) {
        said.add(new Said(order, attempt, time.now()));
        checkSaid(order);
    }

    private void checkSaid(String order) {
        for (Said words : said) {
            if (words.order.equals(order) && tasks.stream().anyMatch(task -> belies(task, words))) {
                violation.accept("said \"nothing was ordered\" of " + order + ", and there is " + of(order));
            }
        }
    }

    private boolean belies(Task task, Said words) {
        return task.order.equals(words.order)
                && task.attempt <= words.attempt
                && sent.getOrDefault(task.order, Map.of()).getOrDefault(task.attempt, 0L) <= words.millis;
    }

    /** The record of an order as it was written. */
    void written(String order, OrderRecord record, List<OrderRecord> others) {
        if (record.getState() == OrderState.REJECTED) {
            nothingOrdered(order, record.getAttempt());
        }
        if (record.getTaskId().isEmpty() || storeComparesNothing) {
            return;
        }
        Task task = task(record.getTaskId());
        if (task == null) {
            violation.accept(order + " took task " + record.getTaskId() + ", which there is not");
            return;
        }
        for (OrderRecord other : others) {
            if (other.getTaskId().equals(task.id)) {
                violation.accept("two orders claim " + task);
            }
        }
        boolean isOurs = task.order.equals(order);
        if (!isOurs && record.getProof() != OrderRecord.Proof.FITS) {
            violation.accept(order + " is certain of " + task);
        } else if (!isOurs && !task.order.equals(SOMEBODY_ELSE)) {
            violation.accept(order + " took " + task + " of another order of ours");
        } else if (!isOurs && !of(order).isEmpty()) {
            violation.accept(order + " took " + task + ", and its own is " + of(order));
        } else if (!isOurs && isOlder(task, record)) {
            violation.accept(order + " took " + task + ", which is older than the order");
        }
    }

    private static boolean isOlder(Task task, OrderRecord record) {
        long listed = record.getListedServerMillis();
        return listed != 0 && task.createdMillis < listed - 1_000;
    }

    void mustNot(String what) {
        violation.accept(what);
    }

    /** Whoever ordered gave it up, and wants its task cancelled. */
    void givesUp(String order) {
        givenUp.add(order);
    }

    void cancels(String taskId) {
        Task task = task(taskId);
        if (task == null || !givenUp.contains(task.order)) {
            violation.accept("somebody cancels " + (task == null ? taskId : task));
        }
    }

    Task task(String id) {
        for (Task task : tasks) {
            if (task.id.equals(id)) {
                return task;
            }
        }
        return null;
    }

    List<Task> of(String order) {
        return tasks.stream().filter(t -> t.order.equals(order)).toList();
    }

    List<Task> listedAt(long millis) {
        return tasks.stream().filter(t -> t.listedFromMillis <= millis).toList();
    }

    int tasks() {
        return tasks.size();
    }
}
