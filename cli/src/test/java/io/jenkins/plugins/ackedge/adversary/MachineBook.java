package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.quoted;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The machines of an ENS region, those of them that are nodes of the cluster, and how lists show both. */
final class MachineBook {
    static final String TAG = "jenkins-scaleout";

    /** What a list says about how many there are. */
    enum Total {
        RIGHT,
        MISSING,
        ZERO,
        TOO_HIGH
    }

    /** A machine; a node from {@code joins} on. */
    static final class Machine {
        final String id;
        final boolean isOurs;
        final boolean isPaidByUse;
        String name;
        String hostName;
        String address;
        String status = "Running";
        Map<String, String> tags;
        Instant listed = Instant.EPOCH;
        Optional<Instant> joins = Optional.empty();
        boolean isReady = true;

        private Machine(String id, boolean isOurs, boolean isPaidByUse, String name, Map<String, String> tags) {
            this.id = id;
            this.isOurs = isOurs;
            this.isPaidByUse = isPaidByUse;
            this.name = name;
            this.hostName = name;
            this.tags = tags;
            this.address = "10.0." + (isOurs ? "7." : "9.") + (Math.floorMod(id.hashCode(), 200) + 1);
        }

        boolean isNode() {
            return joins.isPresent() && !joins.get().isAfter(Instant.now());
        }
    }

    private final List<Machine> machines = new ArrayList<>();
    private Function<Integer, String> suffix = i -> String.format("%03d", i);
    private Function<Machine, String> nodeRow = m -> node(quoted(m.id), m.hostName, m.hostName, m.address, m.isReady);
    private Function<Integer, Optional<Duration>> joinsAfter = i -> Optional.of(Duration.ZERO);
    private Function<Integer, String> statusWhenNew = i -> "Running";
    private Total total = Total.RIGHT;
    private int largestPage = 100;
    private boolean sameForEveryPage;
    private boolean newestLast;
    private boolean listsTags = true;
    private boolean hidesNewOnes;

    // ---- what a scenario sets -----------------------------------------------------------------------------------

    /** What is appended to the name of the machine with this number, from 1. */
    synchronized void suffixIs(Function<Integer, String> what) {
        suffix = what;
    }

    synchronized void nodesAreShownAs(Function<Machine, String> row) {
        nodeRow = row;
    }

    /** When the machine with this number, from 1, becomes a node after its order; never where there is no time. */
    synchronized void joinsAfter(Function<Integer, Optional<Duration>> what) {
        joinsAfter = what;
    }

    synchronized void nobodyJoins() {
        joinsAfter(i -> Optional.empty());
    }

    /** All but the machine with this number, from 1. */
    synchronized void allJoinBut(int number) {
        joinsAfter(i -> i == number ? Optional.empty() : Optional.of(Duration.ZERO));
    }

    /** The machine with this number, from 1, is in this state from its order on, and so it stays. */
    synchronized void statusIs(int number, String status) {
        statusWhenNew = i -> i == number ? status : "Running";
    }

    synchronized void totalIs(Total what) {
        total = what;
    }

    synchronized void pagesOfAtMost(int size) {
        largestPage = size;
    }

    synchronized void everyPageIsTheFirst() {
        sameForEveryPage = true;
    }

    synchronized void newestLast() {
        newestLast = true;
    }

    synchronized void tagsAreNotListedWithMachines() {
        listsTags = false;
    }

    /** Machines that are ordered from now on are in no list until {@link #showsAll}. */
    synchronized void hidesNewOnes() {
        hidesNewOnes = true;
    }

    synchronized void showsAll() {
        hidesNewOnes = false;
        machines.forEach(machine -> machine.listed = Instant.EPOCH);
    }

    /** Machines of somebody else, with names and tags of their own. */
    synchronized void others(int count) {
        for (int i = 0; i < count; i++) {
            add("i-other" + i, "web-" + i, Map.of("team", "web"));
        }
    }

    synchronized Machine add(String id, String name, Map<String, String> tags) {
        Machine machine = new Machine(id, false, true, name, tags);
        machines.add(machine);
        return machine;
    }

    synchronized void addOurs(String name, Map<String, String> tags, boolean isPaidByUse, int count, int listedAfter) {
        for (int i = 1; i <= count; i++) {
            String id = "i-ours" + (ours().size() + 1);
            Machine machine = new Machine(id, true, isPaidByUse, name + suffix.apply(i), tags);
            machine.status = statusWhenNew.apply(i);
            machine.listed = hidesNewOnes ? Instant.MAX : Instant.now().plusSeconds(listedAfter);
            machine.joins = joinsAfter.apply(i).map(after -> Instant.now().plus(after));
            machines.add(machine);
        }
    }

    // ---- what it knows ------------------------------------------------------------------------------------------

    synchronized List<Machine> ours() {
        return machines.stream().filter(machine -> machine.isOurs).toList();
    }

    synchronized Optional<Machine> find(String id) {
        return machines.stream().filter(machine -> machine.id.equals(id)).findFirst();
    }

    synchronized String quotedIds() {
        return ours().stream().map(machine -> quoted(machine.id)).collect(Collectors.joining(","));
    }

    synchronized Answer instances(Map<String, String> form) {
        String ids = form.getOrDefault("InstanceIds", "");
        List<Machine> listed = new ArrayList<>(machines.stream()
                .filter(m -> !m.listed.isAfter(Instant.now()))
                .filter(m -> ids.isEmpty() || ids.contains(quoted(m.id)))
                .toList());
        if (!newestLast) {
            java.util.Collections.reverse(listed);
        }
        int number = sameForEveryPage ? 1 : Integer.parseInt(form.getOrDefault("PageNumber", "1"));
        int size = Math.min(Integer.parseInt(form.getOrDefault("PageSize", "10")), largestPage);
        String rows = page(listed, number, size).stream().map(this::row).collect(Collectors.joining(","));
        return EnsBodies.instances(total(listed.size()), "[" + rows + "]");
    }

    synchronized Answer tagged(Map<String, String> form) {
        String key = form.getOrDefault("Tag.1.Key", "");
        String rows = machines.stream()
                .filter(m -> !m.listed.isAfter(Instant.now()))
                .filter(m -> form.getOrDefault("Tag.1.Value", "").equals(m.tags.get(key)))
                .map(m -> "{\"ResourceId\":" + quoted(m.id) + ",\"ResourceType\":\"instance\",\"TagKey\":" + quoted(key)
                        + ",\"TagValue\":" + quoted(m.tags.get(key)) + "}")
                .collect(Collectors.joining(","));
        return Answer.json(200, "{\"RequestId\":\"" + Bodies.REQUEST_ID + "\",\"TagResources\":[" + rows + "]}");
    }

    synchronized Answer nodes(Map<String, String> query) {
        List<Machine> nodes = machines.stream().filter(Machine::isNode).toList();
        int number = sameForEveryPage ? 1 : Integer.parseInt(query.getOrDefault("pageNumber", "1"));
        int size = Math.min(Integer.parseInt(query.getOrDefault("pageSize", "10")), largestPage);
        String rows = page(nodes, number, size).stream().map(nodeRow).collect(Collectors.joining(","));
        return EnsBodies.nodes(total(nodes.size()), "[" + rows + "]");
    }

    /** @param instanceId JSON */
    static String node(String instanceId, String name, String hostName, String address, boolean isReady) {
        return "{\"instance_id\":" + instanceId + ",\"node_name\":" + quoted(name) + ",\"host_name\":"
                + quoted(hostName)
                + ",\"ip_address\":[" + (address.isEmpty() ? "" : quoted(address)) + "],\"node_status\":\""
                + (isReady ? "Ready" : "NotReady") + "\",\"state\":\"running\"}";
    }

    private static List<Machine> page(List<Machine> all, int number, int size) {
        int from = Math.min(all.size(), (number - 1) * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }

    private String total(int right) {
        return switch (total) {
            case RIGHT -> "" + right;
            case MISSING -> "null";
            case ZERO -> "0";
            case TOO_HIGH -> "" + (right + 3);
        };
    }

    private String row(Machine machine) {
        Map<String, String> tags = new LinkedHashMap<>(listsTags ? machine.tags : Map.of());
        String shown = tags.entrySet().stream()
                .map(tag -> "{\"TagKey\":" + quoted(tag.getKey()) + ",\"TagValue\":" + quoted(tag.getValue()) + "}")
                .collect(Collectors.joining(","));
        return "{\"InstanceId\":" + quoted(machine.id) + ",\"InstanceName\":" + quoted(machine.name) + ",\"HostName\":"
                + quoted(machine.hostName) + ",\"Status\":" + quoted(machine.status)
                + ",\"CreationTime\":\"2026-11-20T08:00:00Z\",\"ExpiredTime\":\"2026-12-20T16:00Z\","
                + "\"PrivateIpAddresses\":{\"PrivateIpAddress\":[{\"Ip\":" + quoted(machine.address) + "}]},"
                + "\"Tags\":{\"Tags\":[" + shown + "]}}";
    }
}
