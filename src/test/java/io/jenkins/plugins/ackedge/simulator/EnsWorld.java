package io.jenkins.plugins.ackedge.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * The ENS of the simulator: its machines, their bill, and how both behave. Without any setting an order is listed at
 * once and each machine passes through four stages of {@link AckSimulator.Builder#stageMillis} each: Pending, Starting,
 * Running but no node, a node that is NotReady; then it is Ready. A scene is set before the order is placed:
 *
 * <pre>
 * AckSimulator simulator = AckSimulator.builder().clock(time::millis).stageMillis(60_000).start();
 * simulator.ens().setVisibleAfter(Duration.ofMinutes(1));               // no listing shows it before
 * simulator.ens().setJoining(i -&gt; i == 1 ? Joining.AFTER_ATTACH : Joining.BY_ITSELF); // the second of each order
 * simulator.ens().addStrangers("cn-beijing-telecom", "jk-", 120);       // two pages of other people's machines
 * simulator.on(Operation.RUN_INSTANCES, Fault.resetAfter());            // the answer is lost, the order is not
 * // ... the client under test ...
 * assertEquals(1, simulator.ens().bill().orders());
 * assertTrue(simulator.ens().machines().stream().allMatch(SimulatedMachine::ready));
 * assertEquals(List.of(), simulator.leaks());
 * </pre>
 *
 * <p>Settings of times, joining and price count for machines ordered from then on; the others count at once. Cluster
 * and node pool are those of {@link AckSimulator#cluster}: a machine joins the pool whose join script it was given.
 */
public final class EnsWorld {
    private final LongSupplier clock;
    private final EnsBill bill = new EnsBill();
    private final AttachScripts scripts;
    private final List<SimulatedMachine> machines = new ArrayList<>();
    private Duration visibleAfter = Duration.ZERO;
    private Duration pending;
    private Duration starting;
    private Duration joiningTakes;
    private Duration gettingReady;
    private IntFunction<Joining> joining = index -> Joining.BY_ITSELF;
    private Consumer<EnsBillEntry> listener = entry -> {};
    private NodeIdentity nodeIdentity = NodeIdentity.HOST_NAME;
    private IntUnaryOperator totalCount = IntUnaryOperator.identity();
    private BigDecimal price = new BigDecimal("100.00");
    private String currency = "CNY";
    private int stock = 1000;
    private int tagPageSize = 50;
    private boolean suffixes = true;
    private boolean tagsReturned = true;
    private boolean nameFilterFuzzy;

    EnsWorld(LongSupplier clock, long stageMillis) {
        this.clock = clock;
        this.scripts = new AttachScripts(clock);
        pending = starting = joiningTakes = gettingReady = Duration.ofMillis(stageMillis);
    }

    /** What RunInstances ordered, in the order of the orders; other people's machines are not among them. */
    public synchronized List<SimulatedMachine> machines() {
        return machines.stream().filter(SimulatedMachine::ours).toList();
    }

    /**
     * @throws NoSuchElementException if there is no such machine
     */
    public synchronized SimulatedMachine machine(String instanceId) {
        SimulatedMachine machine = find(instanceId);
        if (machine == null) {
            throw new NoSuchElementException("no machine " + instanceId);
        }
        return machine;
    }

    public EnsBill bill() {
        return bill;
    }

    /** The tokens of all join scripts handed out so far: secrets, to be searched for in logs and files. */
    public List<String> joinTokens() {
        return scripts.tokens();
    }

    /** All join scripts handed out so far, byte for byte. */
    public List<String> joinScripts() {
        return scripts.texts();
    }

    /** Called for every order on the bill, while the order is being executed. */
    public synchronized void onOrder(Consumer<EnsBillEntry> newListener) {
        listener = newListener;
    }

    /** How long after its order a machine is in no listing, neither by its name nor by its tags or id. */
    public synchronized void setVisibleAfter(Duration duration) {
        visibleAfter = duration;
    }

    /** How long a machine is Pending. */
    public synchronized void setPending(Duration duration) {
        pending = duration;
    }

    /** How long a machine is Starting, at first and after AttachEnsInstances. */
    public synchronized void setStarting(Duration duration) {
        starting = duration;
    }

    /** How long a machine runs before it is a node. */
    public synchronized void setJoiningTakes(Duration duration) {
        joiningTakes = duration;
    }

    /** How long a node is NotReady. */
    public synchronized void setGettingReady(Duration duration) {
        gettingReady = duration;
    }

    public void setJoining(Joining forAll) {
        setJoining(index -> forAll);
    }

    /** By the machine's place in its order, from 0. */
    public synchronized void setJoining(IntFunction<Joining> byIndex) {
        joining = byIndex;
    }

    /** How cluster nodes name their machines; {@link NodeIdentity#HOST_NAME} if this is not called. */
    public synchronized void setNodeIdentity(NodeIdentity identity) {
        nodeIdentity = identity;
    }

    /** Whether {@code UniqueSuffix} is obeyed; it is if this is not called. */
    public synchronized void setSuffixes(boolean on) {
        suffixes = on;
    }

    /** Whether DescribeInstances returns tags; the documents say both. ListTagResources always does. */
    public synchronized void setTagsReturned(boolean on) {
        tagsReturned = on;
    }

    /** Whether the filter {@code InstanceName} takes parts of a name too. */
    public synchronized void setNameFilterFuzzy(boolean on) {
        nameFilterFuzzy = on;
    }

    /** What DescribeInstances says as {@code TotalCount} instead of the truth. */
    public synchronized void setTotalCount(IntUnaryOperator lie) {
        totalCount = lie;
    }

    /** How many entries ListTagResources gives at once: 50 if this is not called. */
    public synchronized void setTagPageSize(int size) {
        tagPageSize = size;
    }

    /** One machine's price: of a month, and of an hour where it is paid by use. 100.00 CNY if this is not called. */
    public synchronized void setPrice(String amount, String newCurrency) {
        price = new BigDecimal(amount);
        currency = newCurrency;
    }

    /** The most machines that an order can have; 1000 if this is not called. Orders do not use it up. */
    public synchronized void setStock(int most) {
        stock = most;
    }

    public void setScriptShape(ScriptShape shape) {
        scripts.shape(shape);
    }

    /** Somebody else's machine: listed at once, on no bill, running soon. */
    public synchronized SimulatedMachine addStranger(String region, String name, Map<String, String> tags) {
        MachineSpec spec = new MachineSpec(
                region,
                "ens.sn1.tiny",
                "m-stranger",
                null,
                null,
                null,
                10,
                "cloud_efficiency",
                40,
                0,
                true,
                false,
                null,
                clock.getAsLong() + 86_400_000L * 30,
                Map.copyOf(tags));
        return add(new SimulatedMachine(spec, times(Duration.ZERO), name, name, null, machines.size(), false, clock));
    }

    /** So many of them, named by the prefix and a number of five digits, each with a tag of their owner's. */
    public synchronized void addStrangers(String region, String namePrefix, int count) {
        for (int i = 0; i < count; i++) {
            addStranger(region, namePrefix + String.format("%05d", i), Map.of("owner", "somebody-else"));
        }
    }

    private SimulatedMachine add(SimulatedMachine machine) {
        machines.add(machine);
        return machine;
    }

    private MachineSpec.Times times(Duration visible) {
        return new MachineSpec.Times(
                visible.toMillis(),
                pending.toMillis(),
                starting.toMillis(),
                joiningTakes.toMillis(),
                gettingReady.toMillis());
    }

    /** Runs an order: the one place where something is billed. */
    synchronized EnsBillEntry buy(RunInstancesRules.Order order, Caller caller) {
        AttachScript script = order.userData() == null ? null : scripts.containedIn(order.userData());
        List<SimulatedMachine> bought = new ArrayList<>();
        for (int i = 0; i < order.amount(); i++) {
            String suffix = order.uniqueSuffix() && suffixes ? String.format("%03d", i + 1) : "";
            SimulatedMachine machine = add(new SimulatedMachine(
                    order.spec(),
                    times(visibleAfter),
                    order.instanceName() == null ? null : order.instanceName() + suffix,
                    order.hostName() == null ? null : order.hostName() + suffix,
                    order.privateAddress(),
                    machines.size(),
                    true,
                    clock));
            machine.joining(joining.apply(i));
            machine.autoRenew(order.autoRenew());
            machine.willRun(script);
            bought.add(machine);
        }
        EnsBillEntry entry = new EnsBillEntry(
                bill.orders() + 1,
                Ids.order(),
                caller.requestId(),
                caller.accessKeyId(),
                clock.getAsLong(),
                order.spec().region(),
                order.spec().tags(),
                order.spec().prePaid() ? "PrePaid" : "PostPaid",
                price(order.amount(), order.months()),
                currency,
                List.copyOf(bought));
        bill.add(entry);
        listener.accept(entry);
        return entry;
    }

    /**
     * @param months 0 for an hour of machines that are paid by use
     */
    synchronized BigDecimal price(long amount, double months) {
        BigDecimal periods = months == 0 ? BigDecimal.ONE : BigDecimal.valueOf(months);
        return price.multiply(BigDecimal.valueOf(amount)).multiply(periods).setScale(2, RoundingMode.HALF_UP);
    }

    /** Null if there is none, or no more. */
    synchronized SimulatedMachine find(String instanceId) {
        return machines.stream()
                .filter(machine -> machine.id().equals(instanceId))
                .findFirst()
                .orElse(null);
    }

    synchronized boolean addressTaken(String vSwitchId, String address) {
        return machines.stream()
                .filter(machine -> !machine.released())
                .anyMatch(machine -> vSwitchId.equals(machine.spec().vSwitchId())
                        && machine.privateAddress().equals(address));
    }

    /** In the order of their creation. */
    synchronized List<SimulatedMachine> listed() {
        return machines.stream().filter(SimulatedMachine::listed).toList();
    }

    AttachScripts scripts() {
        return scripts;
    }

    synchronized NodeIdentity nodeIdentity() {
        return nodeIdentity;
    }

    synchronized int totalCount(int truth) {
        return totalCount.applyAsInt(truth);
    }

    synchronized boolean tagsReturned() {
        return tagsReturned;
    }

    synchronized boolean nameFilterFuzzy() {
        return nameFilterFuzzy;
    }

    synchronized int tagPageSize() {
        return tagPageSize;
    }

    synchronized int stock() {
        return stock;
    }

    synchronized String currency() {
        return currency;
    }
}
