package io.jenkins.plugins.ackedge.simulator;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A machine of ENS. It is pending, then starts, then runs, and may become a node, all by the simulator's clock; nothing
 * happens in the background.
 */
public final class SimulatedMachine {
    /** How long a released machine is still listed, as Releasing. The documents do not say. */
    private static final long RELEASING_MILLIS = 10_000;

    private final String id = Ids.instance();
    private final String nodeRandom = Ids.random(6);
    private final String name;
    private final String hostName;
    private final String privateAddress;
    private final String publicAddress;
    private final MachineSpec spec;
    private final MachineSpec.Times times;
    private final LongSupplier clock;
    private final long createdMillis;
    private final boolean ours;
    private long pendingUntil;
    private long runningFrom;
    private AttachScript script;
    private Joining joining;
    private boolean attached;
    private boolean alreadyNode;
    private String statusSet;
    private long releasedMillis = Long.MAX_VALUE;
    private boolean autoRenew;
    private int attaches;

    /**
     * @param name null for the machine's id
     * @param hostName null for the machine's id
     * @param addressNumber makes the addresses unlike those of all other machines
     * @param ours whether it came by RunInstances
     */
    SimulatedMachine(
            MachineSpec spec,
            MachineSpec.Times times,
            String name,
            String hostName,
            String privateAddress,
            int addressNumber,
            boolean ours,
            LongSupplier clock) {
        this.spec = spec;
        this.times = times;
        this.name = name == null ? id : name;
        this.hostName = hostName == null ? id : hostName;
        String rest =
                "." + (addressNumber / 62_500) + "." + (addressNumber / 250 % 250) + "." + (addressNumber % 250 + 1);
        this.privateAddress = privateAddress == null ? "10" + rest : privateAddress;
        this.publicAddress = spec.bandwidth() > 0 ? "198" + rest.replaceFirst("\\.0", ".18") : null;
        this.clock = clock;
        this.ours = ours;
        this.createdMillis = clock.getAsLong();
        this.pendingUntil = createdMillis + times.pending();
        this.runningFrom = pendingUntil + times.starting();
        this.joining = Joining.BY_ITSELF;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String hostName() {
        return hostName;
    }

    public String region() {
        return spec.region();
    }

    public Map<String, String> tags() {
        return spec.tags();
    }

    public String privateAddress() {
        return privateAddress;
    }

    /** Null if the machine has none. */
    public String publicAddress() {
        return publicAddress;
    }

    public boolean prePaid() {
        return spec.prePaid();
    }

    public synchronized boolean autoRenew() {
        return autoRenew;
    }

    /** How often AttachEnsInstances ran on the machine, each of which restarted it. */
    public synchronized int attaches() {
        return attaches;
    }

    /** What DescribeInstances says of the machine now. */
    public synchronized String status() {
        if (released()) {
            return "Releasing";
        }
        long now = clock.getAsLong();
        if (statusSet != null) {
            return statusSet;
        }
        return now < pendingUntil ? "Pending" : now < runningFrom ? "Starting" : "Running";
    }

    /**
     * From now on the machine has this status: Stopped, Expired, Released or any other word. Where it does not run, it
     * joins no more, and a node that it is already goes offline. {@code null} takes the word back.
     */
    public synchronized void status(String word) {
        alreadyNode = isNode();
        statusSet = word;
    }

    /** Released by ReleasePostPaidInstance, or now by a test: Releasing for ten seconds, then in no listing. */
    public synchronized void release() {
        alreadyNode = isNode();
        releasedMillis = Math.min(releasedMillis, clock.getAsLong());
    }

    public synchronized boolean released() {
        return releasedMillis != Long.MAX_VALUE;
    }

    /** For a machine that is no node yet. */
    public synchronized void joining(Joining newJoining) {
        alreadyNode = isNode();
        joining = newJoining;
    }

    /** {@code Ready}, {@code NotReady} or {@code Offline}; null while the machine is no node. */
    public synchronized String nodeStatus() {
        if (!isNode()) {
            return null;
        }
        if (!runsOn()) {
            return "Offline";
        }
        return clock.getAsLong() >= runningFrom + times.joining() + times.ready() ? "Ready" : "NotReady";
    }

    public boolean ready() {
        return "Ready".equals(nodeStatus());
    }

    private boolean isNode() {
        if (alreadyNode) {
            return true;
        }
        boolean may = joining == Joining.BY_ITSELF || joining == Joining.AFTER_ATTACH && attached;
        boolean time = runsOn() && clock.getAsLong() >= runningFrom + times.joining();
        return may && time && script != null && !spec.tooSmall() && script.joins(this, runningFrom);
    }

    private boolean runsOn() {
        return !released() && (statusSet == null || statusSet.equals("Running"));
    }

    /** The script that the machine runs when it has started; null if what it was given is none. */
    synchronized void willRun(AttachScript newScript) {
        script = newScript;
    }

    /** AttachEnsInstances: the machine restarts and then runs the script. */
    synchronized void attach(AttachScript newScript) {
        alreadyNode = isNode();
        if (!alreadyNode) {
            // User data runs at the first start only: what counts from now on is this script.
            script = newScript;
        }
        attached = true;
        attaches++;
        pendingUntil = clock.getAsLong();
        runningFrom = pendingUntil + times.starting();
    }

    synchronized void autoRenew(boolean on) {
        autoRenew = on;
    }

    /** Whether a listing shows the machine now. */
    synchronized boolean listed() {
        long now = clock.getAsLong();
        boolean gone = released() && now >= releasedMillis + RELEASING_MILLIS;
        return now >= createdMillis + times.visible() && !gone;
    }

    synchronized String nodeCluster() {
        return script == null ? null : script.clusterId();
    }

    synchronized String nodePool() {
        return script == null ? null : script.pool().id();
    }

    synchronized Map<String, String> nodeLabels() {
        return script.labels();
    }

    synchronized String nodeName(NodeIdentity identity) {
        return script.nodeName(identity == NodeIdentity.ADDRESS ? "edge-" + nodeRandom : hostName, nodeRandom);
    }

    /** All addresses, none while the machine is pending. */
    List<String> addresses() {
        return publicAddress == null ? List.of(privateAddress) : List.of(privateAddress, publicAddress);
    }

    MachineSpec spec() {
        return spec;
    }

    long createdMillis() {
        return createdMillis;
    }

    boolean ours() {
        return ours;
    }

    @Override
    public String toString() {
        return name + " (" + id + ") " + status() + (nodeStatus() == null ? "" : ", node " + nodeStatus());
    }
}
