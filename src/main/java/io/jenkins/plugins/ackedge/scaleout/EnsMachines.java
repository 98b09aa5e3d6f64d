package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.ClusterNode;
import io.jenkins.plugins.ackedge.api.EnsInstance;
import io.jenkins.plugins.ackedge.api.NodeListing;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far the machines of one order are: ordered, running, joined, ready. It remembers since when a machine runs and since
 * when its join script has been run again, by a clock that is never set; a later process counts both anew.
 */
final class EnsMachines {
    /** A machine that runs has this long to join before its script is run again, or half of the time that is left. */
    private static final long JOINS_WITHIN_MILLIS = Duration.ofMinutes(10).toMillis();

    /** So long after its script was run again, a machine that has not joined never will. */
    private static final long JOINS_AGAIN_WITHIN_MILLIS = Duration.ofMinutes(15).toMillis();

    /** Machines that were ordered appear in a list within this time, or within most of the time limit. */
    private static final long APPEARS_WITHIN_MILLIS = Duration.ofMinutes(30).toMillis();

    /** One list without a machine that was in an earlier one proves nothing yet. */
    private static final long BACK_WITHIN_MILLIS = Duration.ofMinutes(5).toMillis();

    private static final String RUNNING = "running";

    /** The vendor's answer named it; but what has neither name nor tag of the order is not restarted or released. */
    private static final String NOT_OURS = "running, did not join, and has neither the name nor the tag of the order";

    private final Order order;
    private final Map<String, Limit> joins = new HashMap<>();
    private final Map<String, Limit> joinsAgain = new HashMap<>();
    private final Map<String, Limit> missing = new HashMap<>();
    private Limit appears;

    /**
     * A machine and what is known of it.
     *
     * @param mayBeNode whether there is a node with its name of which nobody can tell whether it is this machine or another
     */
    record Machine(EnsInstance ens, Optional<ClusterNode> node, boolean mayBeNode) {
        boolean hasJoined() {
            return node.isPresent();
        }
    }

    /**
     * @param instances as they go into the record
     * @param toRepair ids of those whose join script should be run again
     * @param unjoined those of the order that are there, are certainly no node, and never were one
     * @param ours ids of those that are listed with the name or the tag of the order
     * @param areAllListed whether the list that was asked for last has each of them that has not failed
     * @param areAllThere whether as many are known as were ordered
     * @param isSettled whether nothing more will come of any of them
     */
    record View(
            List<Instance> instances,
            List<String> toRepair,
            List<Machine> unjoined,
            Set<String> ours,
            boolean areAllListed,
            boolean areAllThere,
            boolean isSettled) {
        boolean isWhole() {
            return areAllThere && instances.stream().allMatch(Instance::isWell);
        }
    }

    /** An end of patience, by a clock that is never set. */
    private record Limit(long untilMillis) {
        static Limit of(OrderWatch.Moment moment, long mostMillis, double share) {
            boolean endless = moment.leftMillis() == Long.MAX_VALUE;
            long part = endless ? mostMillis : (long) (moment.leftMillis() * share);
            return new Limit(moment.millis() + Math.min(mostMillis, part));
        }

        boolean isOver(OrderWatch.Moment moment) {
            return moment.millis() >= untilMillis;
        }
    }

    EnsMachines(Order order) {
        this.order = order;
    }

    View view(OrderWatch.Moment moment, EnsSearch.Found found, NodeListing nodes) {
        if (appears == null) {
            appears = Limit.of(moment, APPEARS_WITHIN_MILLIS, 0.9);
        }
        String orderId = moment.record().getOrderId();
        Map<String, Instance> recorded = new LinkedHashMap<>();
        moment.record().getInstances().forEach(i -> recorded.put(i.getId(), i));
        Map<String, Machine> listed = new LinkedHashMap<>();
        match(found, nodes, moment.record())
                .forEach(machine -> listed.put(machine.ens().instanceId(), machine));
        listed.keySet().forEach(id -> recorded.putIfAbsent(id, Instance.ordered(id)));

        List<Instance> instances = new ArrayList<>();
        List<String> toRepair = new ArrayList<>();
        List<Machine> unjoined = new ArrayList<>();
        for (Instance before : recorded.values()) {
            Machine machine = listed.get(before.getId());
            if (machine == null) {
                instances.add(unlisted(before, found.isComplete(), moment));
                continue;
            }
            missing.remove(before.getId());
            if (nodes.complete() && isUnjoined(before, machine, orderId)) {
                unjoined.add(machine);
            }
            Instance after = judged(before, machine, nodes.complete(), moment);
            if (after.getStatus().equals(RUNNING)
                    && nodes.complete()
                    && !machine.mayBeNode()
                    && isOverdue(after, moment)) {
                if (EnsNames.isOf(machine.ens(), orderId)) {
                    toRepair.add(after.getId());
                } else {
                    after = after.withStatus(NOT_OURS, false, true);
                }
            }
            instances.add(after);
        }
        boolean areAllThere = instances.size() >= order.parameters().number(Parameter.COUNT);
        boolean isSettled =
                instances.stream().allMatch(i -> i.isWell() || i.isFailed()) && (areAllThere || appears.isOver(moment));
        Set<String> ours = found.machines().stream()
                .filter(machine -> EnsNames.isOf(machine, orderId))
                .map(EnsInstance::instanceId)
                .collect(Collectors.toSet());
        boolean areAllListed = areListed(instances, listed.keySet());
        return new View(instances, toRepair, unjoined, ours, areAllListed, areAllThere, isSettled);
    }

    private Instance unlisted(Instance before, boolean isComplete, OrderWatch.Moment moment) {
        boolean wasSeen = !before.getStatus().equals("ordered");
        if (!isComplete || before.isFailed()) {
            return before;
        }
        if (wasSeen) {
            Limit back = missing.computeIfAbsent(before.getId(), id -> new Limit(moment.millis() + BACK_WITHIN_MILLIS));
            return back.isOver(moment) ? before.withStatus("gone", false, true) : before;
        }
        return appears.isOver(moment) ? before.withStatus("ordered, and never listed", false, true) : before;
    }

    private Instance judged(Instance before, Machine machine, boolean areNodesKnown, OrderWatch.Moment moment) {
        EnsInstance ens = machine.ens();
        Instance now = before.described(
                ens.name(), ens.addresses().isEmpty() ? "" : ens.addresses().get(0), ens.expires());
        if (ens.isGone()) {
            return now.withStatus("released", false, true);
        }
        if (machine.hasJoined()) {
            boolean isReady = machine.node().get().isReady();
            return now.withStatus(isReady ? "ready" : "joined", isReady, false).havingJoined();
        }
        if (ens.status().equalsIgnoreCase("Expired")) {
            return now.withStatus("expired", false, true);
        }
        if (!ens.isRunning()) {
            joinsAgain.remove(now.getId()); // the script is run again when the machine has restarted
            return now.withStatus(
                    ens.status().isEmpty() ? "ordered" : ens.status().toLowerCase(Locale.ROOT), false, false);
        }
        if (now.hasJoined()) {
            return now.withStatus("running, no longer listed as a node", false, false);
        }
        joins.computeIfAbsent(now.getId(), id -> Limit.of(moment, JOINS_WITHIN_MILLIS, 0.5));
        if (now.isRepaired()) {
            Limit again =
                    joinsAgain.computeIfAbsent(now.getId(), id -> Limit.of(moment, JOINS_AGAIN_WITHIN_MILLIS, 0.9));
            if (areNodesKnown && !machine.mayBeNode() && again.isOver(moment)) {
                return now.withStatus("running, did not join", false, true);
            }
        }
        return now.withStatus(RUNNING, false, false);
    }

    private boolean isOverdue(Instance machine, OrderWatch.Moment moment) {
        return !machine.isRepaired() && joins.get(machine.getId()).isOver(moment);
    }

    /** Those of the order that are there, are no node and never were one, where it is known which nodes there are. */
    static List<Machine> unjoined(OrderRecord record, EnsSearch.Found found, NodeListing nodes) {
        if (!nodes.complete()) {
            return List.of();
        }
        Map<String, Instance> recorded = new HashMap<>();
        record.getInstances().forEach(i -> recorded.put(i.getId(), i));
        return match(found, nodes, record).stream()
                .filter(m -> isUnjoined(recorded.get(m.ens().instanceId()), m, record.getOrderId()))
                .toList();
    }

    static Set<String> ids(List<Machine> machines) {
        return machines.stream().map(machine -> machine.ens().instanceId()).collect(Collectors.toSet());
    }

    private static boolean isUnjoined(Instance recorded, Machine machine, String orderId) {
        boolean wasNode = recorded != null && recorded.hasJoined();
        return !machine.hasJoined()
                && !machine.mayBeNode()
                && !wasNode
                && !machine.ens().isGone()
                && EnsNames.isOf(machine.ens(), orderId);
    }

    /** How a node is known as a machine's. */
    private interface Sign {
        boolean fits(ClusterNode node, EnsInstance machine);
    }

    /**
     * The surest sign first, and no node for two machines. A node that joined by a script may lack the id. Private networks
     * of different regions have the same addresses, so an address alone proves nothing of a node that is said to be another
     * machine. A name alone proves nothing where another machine of the order has it too, or may have it: ENS is asked to end
     * each name in a number, and nobody knows whether it always does.
     */
    private static List<Machine> match(EnsSearch.Found found, NodeListing nodes, OrderRecord record) {
        String orderId = record.getOrderId();
        boolean areNamesKnown = areListed(
                record.getInstances(),
                found.machines().stream().map(EnsInstance::instanceId).collect(Collectors.toSet()));
        List<Sign> signs = List.of(
                (node, machine) -> node.instanceId().equals(machine.instanceId()),
                (node, machine) -> isNamed(node, machine) && hasAddressOf(node, machine),
                (node, machine) -> areNamesKnown && isNamed(node, machine) && isOnlyOne(node, found),
                (node, machine) -> hasAddressOf(node, machine) && !isAnothers(node, orderId));
        List<ClusterNode> free = new ArrayList<>(nodes.nodes());
        Map<String, ClusterNode> taken = new HashMap<>();
        for (Sign sign : signs) {
            for (EnsInstance machine : found.machines()) {
                if (!taken.containsKey(machine.instanceId())) {
                    free.stream()
                            .filter(node -> sign.fits(node, machine))
                            .findFirst()
                            .ifPresent(node -> {
                                taken.put(machine.instanceId(), node);
                                free.remove(node);
                            });
                }
            }
        }
        return found.machines().stream()
                .map(machine -> {
                    ClusterNode node = taken.get(machine.instanceId());
                    boolean mayBe = node == null && free.stream().anyMatch(other -> isNamed(other, machine));
                    return new Machine(machine, Optional.ofNullable(node), mayBe);
                })
                .toList();
    }

    /** Each of them that has not failed. */
    private static boolean areListed(List<Instance> instances, Set<String> ids) {
        return instances.stream().allMatch(i -> i.isFailed() || ids.contains(i.getId()));
    }

    private static boolean isOnlyOne(ClusterNode node, EnsSearch.Found found) {
        return found.machines().stream()
                        .filter(machine -> isNamed(node, machine))
                        .map(EnsInstance::instanceId)
                        .distinct()
                        .count()
                == 1;
    }

    private static boolean hasAddressOf(ClusterNode node, EnsInstance machine) {
        return node.addresses().stream().anyMatch(machine.addresses()::contains);
    }

    /** Whether it names a machine as its own; some nodes repeat their name there. */
    private static boolean isAnothers(ClusterNode node, String orderId) {
        String id = node.instanceId();
        boolean namesMachine = !id.isEmpty() && !id.equals(node.name()) && !id.equals(node.hostName());
        return namesMachine
                || EnsNames.isOfAnother(node.name(), orderId)
                || EnsNames.isOfAnother(node.hostName(), orderId);
    }

    private static boolean isNamed(ClusterNode node, EnsInstance ens) {
        return isSame(node.hostName(), ens.hostName())
                || isSame(node.name(), ens.hostName())
                || isSame(node.hostName(), ens.name())
                || isSame(node.name(), ens.name());
    }

    private static boolean isSame(String one, String other) {
        return !one.isEmpty() && one.equalsIgnoreCase(other);
    }
}
