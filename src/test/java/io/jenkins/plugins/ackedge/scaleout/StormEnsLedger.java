package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What truly happened to the machines of ENS in a storm, and the promises held against it: what is said, written and done is
 * judged by what was bought and joined, and by what each process had heard when it did so.
 */
final class StormEnsLedger {
    /** An order without an answer is looked for so long after it was sent: the document says two minutes and a quarter of an hour. */
    private static final long SEARCH = 17 * 60_000;

    /** Where questions fail, the one that tells may be one of the last; but not one of the last so many minutes. */
    private static final long TROUBLED_SEARCH = 8 * 60_000;

    /** An odd refusal is looked into for five minutes; whatever ran by then has been listed. */
    static final long ODD_LAG = 4 * 60_000;

    /** What was decided by a list may leave so much later: a script and a place at the gate come first. */
    private static final long DECIDED = 150_000;

    /** What an order asked for. */
    record Wish(int count, boolean isPostPaid, boolean isReleased, boolean isRenewed) {}

    private final StormTime time;
    private final Consumer<String> violation;
    private final Map<String, Wish> wishes = new HashMap<>();
    private final List<StormMachine> machines = new ArrayList<>();
    private final Set<String> named = new HashSet<>();
    /** Of each order its attempts, and from when on it is certain that they bought nothing. */
    private final Map<String, Map<Integer, Long>> settled = new HashMap<>();

    private final Map<String, Long> sentAt = new HashMap<>();
    private final Set<String> odd = new HashSet<>();
    private final Map<StormLife, Long> heardNodes = new HashMap<>();
    private boolean troubled;
    private boolean listsAreKept;

    StormEnsLedger(StormTime time, Consumer<String> violation) {
        this.time = time;
        this.violation = violation;
    }

    void wishes(String order, Wish wish) {
        wishes.put(order, wish);
    }

    Wish wish(String order) {
        return wishes.get(order);
    }

    /** Questions fail now and then, so that what is visible may be seen late. */
    void isTroubled() {
        troubled = true;
    }

    /** Whoever asks may be kept from the lists for good: nothing is then to be said of what should have been found. */
    void listsAreKept() {
        listsAreKept = true;
    }

    // ------------------------------------------------------------------ orders

    void leaves(String order, int attempt) {
        Map<Integer, Long> attempts = settled.computeIfAbsent(order, o -> new TreeMap<>());
        attempts.forEach((before, from) -> {
            if (from > time.now()) {
                violation.accept("RunInstances for " + order + " after a doubt about its attempt " + before);
            }
        });
        attempts.put(attempt, StormMachine.NEVER);
        sentAt.put(order, time.now());
    }

    /** An answer has come, which proves that an attempt bought nothing; what refuses oddly proves it when nothing can appear any more. */
    void provesNothingBought(String order, int attempt, boolean isOdd) {
        settled.get(order).put(attempt, time.now() + (isOdd ? ODD_LAG : 0));
    }

    /** The answer to what was bought reads like a refusal. */
    void isAnsweredOddly(String order) {
        odd.add(order);
    }

    void exists(StormMachine machine) {
        machines.add(machine);
    }

    /** An answer to an order names a machine, also one of somebody else. */
    void isNamed(StormMachine machine) {
        named.add(machine.id());
    }

    List<StormMachine> machines() {
        return machines;
    }

    StormMachine machine(String id) {
        for (StormMachine machine : machines) {
            if (machine.id().equals(id)) {
                return machine;
            }
        }
        return null;
    }

    List<StormMachine> of(String order) {
        return machines.stream().filter(m -> m.order().equals(order)).toList();
    }

    // ------------------------------------------------------------------ what is done to machines

    /** A process hears which nodes there were at that time. */
    void hearsNodes(StormLife life, long asOf) {
        heardNodes.put(life, asOf);
    }

    /** A request for AttachEnsInstances leaves. */
    void attaches(StormLife life, String id) {
        StormMachine machine = ours("AttachEnsInstances", id);
        if (machine == null) {
            return;
        }
        machine.attaches++;
        if (machine.attaches > 1) {
            violation.accept("AttachEnsInstances for " + machine + " once more");
        }
        mustNotBeNode("AttachEnsInstances", life, machine);
    }

    /** A restart leaves: whoever reads the record must find that it may have been made. */
    void mustBeWritten(String id, String order, OrderRecord stored) {
        StormMachine machine = machine(id);
        if (machine == null || !machine.order().equals(order)) {
            return;
        }
        boolean isWritten =
                stored.getInstances().stream().anyMatch(i -> i.getId().equals(id) && i.isRepaired());
        if (!isWritten) {
            violation.accept("AttachEnsInstances for " + machine + " before the record says so");
        }
    }

    /** A request for ReleasePostPaidInstance leaves. */
    void releases(StormLife life, String id) {
        StormMachine machine = ours("ReleasePostPaidInstance", id);
        if (machine == null) {
            return;
        }
        Wish wish = wishes.get(machine.order());
        if (!wish.isPostPaid || !wish.isReleased) {
            violation.accept("ReleasePostPaidInstance for " + machine + ", which is to stay: " + wish);
        }
        mustNotBeNode("ReleasePostPaidInstance", life, machine);
    }

    void renews(String id) {
        StormMachine machine = ours("ModifyInstanceAutoRenewAttribute", id);
        if (machine != null && !wishes.get(machine.order()).isRenewed) {
            violation.accept("renews " + machine + ", which nobody wanted");
        }
    }

    private StormMachine ours(String action, String id) {
        StormMachine machine = machine(id);
        if (machine == null || !wishes.containsKey(machine.order())) {
            violation.accept(action + " for " + (machine == null ? id : machine));
            return null;
        }
        return machine;
    }

    /** It was a node in the list that this process heard last, or has been one for so long that it must have heard it. */
    private void mustNotBeNode(String action, StormLife life, StormMachine machine) {
        Long asOf = heardNodes.get(life);
        if (asOf == null) {
            violation.accept(action + " for " + machine + " by a process that never asked which nodes there are");
        } else if (machine.joinsAt <= asOf && machine.joinsAt <= time.now() - DECIDED) {
            violation.accept(action + " for " + machine + ", which is a node since "
                    + (time.now() - machine.joinsAt) / 1000 + " s");
        }
    }

    // ------------------------------------------------------------------ what is said of them

    /** Which machines a record knows to have been nodes: whoever reads it is to know that too, whatever a list forgets. */
    List<StormMachine> knownAsNodes(OrderRecord record) {
        return record.getInstances().stream()
                .filter(OrderRecord.Instance::hasJoined)
                .map(i -> machine(i.getId()))
                .toList();
    }

    void written(String order, OrderRecord record) {
        List<StormMachine> ours = of(order);
        boolean isFound = !record.reference().isEmpty();
        if (isFound && ours.isEmpty()) {
            violation.accept(order + " took " + record.reference() + " for its own, and it has bought nothing");
        }
        for (OrderRecord.Instance instance : record.getInstances()) {
            StormMachine machine = machine(instance.getId());
            boolean isOurs = machine != null && machine.order().equals(order);
            if (!isOurs && !named.contains(instance.getId())) {
                violation.accept(order + " took " + (machine == null ? instance.getId() : machine));
            }
            if (instance.isWell() && !isOurs) {
                violation.accept(order + " counts " + machine + " as well");
            }
        }
        long ready = ours.stream().filter(m -> m.readyAt <= time.now()).count();
        if (record.getState() == OrderState.SUCCEEDED && ready < wishes.get(order).count) {
            violation.accept("said that all is well, and of " + ours + " are ready " + ready);
        }
        if (record.getState() == OrderState.FAILED && !troubled && !listsAreKept && named.isEmpty()) {
            mustBeWhole(order, record);
        }
        long longReady =
                ours.stream().filter(m -> m.isReady(time.now() - DECIDED)).count();
        if (record.getState() == OrderState.FAILED
                && !troubled
                && !listsAreKept
                && named.isEmpty()
                && longReady >= wishes.get(order).count
                && ours.stream().noneMatch(StormMachine::isReleased)
                && ours.stream().allMatch(m -> m.visibleFrom <= sentAt.get(order) + SEARCH)) {
            violation.accept("said that it failed, and all of its machines are ready: " + ours);
        }
    }

    /** Whoever reads of a failure must find all that was bought, or he orders it anew. */
    private void mustBeWhole(String order, OrderRecord record) {
        for (StormMachine machine : of(order)) {
            boolean isKnown =
                    record.getInstances().stream().anyMatch(i -> i.getId().equals(machine.id()));
            if (!isKnown && machine.visibleFrom <= time.now() - DECIDED && !machine.isReleased()) {
                violation.accept("said that it failed, and knows nothing of " + machine);
            }
        }
    }

    void ended(String order, ScaleOutResult result) {
        boolean isUnknown = result.state() == OrderState.UNKNOWN && !result.isAborted() && !result.isInternalError();
        if (!isUnknown || listsAreKept || (troubled && odd.contains(order))) {
            return;
        }
        long until = sentAt.getOrDefault(order, 0L) + (troubled ? TROUBLED_SEARCH : SEARCH - 60_000);
        for (StormMachine machine : of(order)) {
            if (machine.visibleFrom <= until) {
                violation.accept("UNKNOWN was said of " + order + ", and " + machine + " is visible from "
                        + (machine.visibleFrom - sentAt.get(order)) / 1000 + " s after it was sent on");
            }
        }
    }
}
