package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import java.io.IOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All orders of this process that are worked on: they share threads, the gate to the vendor, and the turns for each cluster.
 * One of these serves a whole controller or terminal program.
 */
public final class ScaleOuts {
    private final AckClientFactory clients;
    private final Timers timers;
    private final Executor workers;
    private final SecretLookups lookups;
    private final Clock clock;
    private final RandomGenerator random;
    private final Supplier<Settings> settings;
    private final Claims claims;
    private final Audience audience;
    private final OrderMachine machine;
    private final ClusterTurns turns = new ClusterTurns();
    private final Map<String, OrderRunner> runners = new ConcurrentHashMap<>();

    /**
     * @param workers serves orders and writes their records; never on the calling thread
     * @param lookupThreads for what may hang
     * @param clock for times that are written down, and for nothing else
     * @param random for jitter and order ids
     * @param settings asked whenever they matter, so that a change is felt by waits that are under way
     * @param audience whom the messages are for
     */
    public ScaleOuts(
            AckClientFactory clients,
            Timers timers,
            Executor workers,
            Executor lookupThreads,
            Clock clock,
            RandomGenerator random,
            Supplier<Settings> settings,
            Claims claims,
            Audience audience) {
        this(
                clients,
                timers,
                workers,
                lookupThreads,
                clock,
                random,
                settings,
                claims,
                audience,
                OrderMachine.standard());
    }

    /** For a program of its own, with real time, and with claims that end with the process. */
    public static ScaleOuts ofTerminal(AckClientFactory clients, WorkerThreads threads, Settings settings) {
        return new ScaleOuts(
                clients,
                threads,
                threads.workers(),
                threads.lookups(),
                Clock.systemUTC(),
                RandomGenerator.getDefault(),
                () -> settings,
                Claims.inMemory(),
                Audience.TERMINAL);
    }

    ScaleOuts(
            AckClientFactory clients,
            Timers timers,
            Executor workers,
            Executor lookupThreads,
            Clock clock,
            RandomGenerator random,
            Supplier<Settings> settings,
            Claims claims,
            Audience audience,
            OrderMachine machine) {
        this.clients = clients;
        this.timers = timers;
        this.workers = workers;
        this.lookups = new SecretLookups(lookupThreads, timers);
        this.clock = clock;
        this.random = random;
        this.settings = settings;
        this.claims = claims;
        this.audience = audience;
        this.machine = machine;
    }

    /**
     * Orders, unless the store tells of an order already: then it goes on with that one, with the time limit counted from
     * now. An order that was certainly refused is sent anew, since nothing came of it.
     *
     * @param wait whether to watch the task to its end, or to end as soon as the order is accepted
     * @throws IOException if the store cannot be read or written; nothing was sent then
     * @throws OtherOrderException if the store tells of an order with other parameters
     */
    public ScaleOut start(Order order, boolean wait, Secrets secrets, OrderStore store, ScaleOutListener listener)
            throws IOException, OtherOrderException {
        return start(newId(), order, wait, secrets, store, listener);
    }

    /** The same, with an id that {@link #newId} has given before. */
    public ScaleOut start(
            String orderId, Order order, boolean wait, Secrets secrets, OrderStore store, ScaleOutListener listener)
            throws IOException, OtherOrderException {
        OrderRecord record = reserved(store, OrderRecord.planned(orderId, order, wallMillis()));
        if (!record.getFingerprint().equals(order.fingerprint())) {
            throw new OtherOrderException(record);
        }
        return begin(order, store, record, secrets, waiter(wait, listener), What.NEW, order.timeoutMillis());
    }

    /**
     * Goes on with what the store tells of, with the time limit that it had: after a restart of the process.
     *
     * @throws IOException if the store cannot be read, or holds nothing
     */
    public ScaleOut resume(boolean wait, Secrets secrets, OrderStore store, ScaleOutListener listener)
            throws IOException {
        OrderRecord record = present(store);
        return begin(Order.of(record), store, record, secrets, waiter(wait, listener), What.RESUME, leftMillis(record));
    }

    /**
     * Watches a task that somebody else ordered, or that an earlier process did not wait for.
     *
     * @param order region and time limit, and the cluster where it is known: {@link #watching}
     * @param store so that a later process can {@link #resume} the watch
     */
    public ScaleOut watch(
            String orderId, String taskId, Order order, Secrets secrets, OrderStore store, ScaleOutListener listener)
            throws IOException {
        OrderRecord record = reserved(store, OrderRecord.watched(orderId, order, taskId, wallMillis()));
        return begin(order, store, record, secrets, waiter(true, listener), What.NEW, order.timeoutMillis());
    }

    /** What a watch of somebody else's task needs of an order. */
    public static Order watching(AckEndpoint endpoint, Parameters parameters, Origin origin) {
        return new Order(Routes.standard(), endpoint, parameters, origin);
    }

    /** Settles an order that nobody waits for: looks for it if it is in doubt, and watches it for a day if it was made. */
    public void settle(Secrets secrets, OrderStore store) throws IOException {
        OrderRecord record = present(store);
        begin(Order.of(record), store, record, secrets, null, What.RESUME, 0);
    }

    /** Describes the cluster and shows what would be sent. Orders nothing. */
    public ScaleOut dryRun(Order order, boolean hasLoginPassword, Secrets secrets, ScaleOutListener listener) {
        OrderRecord record = OrderRecord.planned(newId(), order, wallMillis());
        return new DryRun(this, order, record, hasLoginPassword, secrets, listener).begin();
    }

    /**
     * Orders in doubt from before a restart: nobody new has a turn at their clusters until they are settled, or until they
     * could not be confused with a new one any more.
     */
    public void expect(List<OrderRecord> records) {
        for (OrderRecord record : records) {
            if (isLookedFor(record) && !isUnderWay(record.getOrderId())) {
                String cluster = record.getEndpoint() + "/" + record.getParameter(Parameter.CLUSTER_ID);
                turns.expect(cluster, record.getOrderId());
                timers.after(
                        lookMillis(record),
                        () -> workers.execute(() -> turns.expectNoMore(cluster, record.getOrderId())));
            }
        }
    }

    private static long lookMillis(OrderRecord record) {
        return Routes.find(record.getVia()).orElse(Routes.standard()).longLookMillis();
    }

    /** Whether the look for it has not come to its end, be it that whoever waited gave up before. */
    private static boolean isLookedFor(OrderRecord record) {
        boolean isEarly = record.getEndedMillis() == 0
                || (record.isAborted() && record.getEndedMillis() < record.getSubmittingMillis() + lookMillis(record));
        return record.getState() == OrderState.SUBMITTING || (record.getState() == OrderState.UNKNOWN && isEarly);
    }

    /**
     * Whether an order was or may have been made whose end nobody has seen and nobody waits for: it was never answered, was
     * given up, its time ran out, or its wait ended by a fault of ours. To order the same again would perhaps be to buy
     * twice; {@link #start} with its store is not. An order whose cancellation the vendor accepted is not meant.
     */
    public boolean isLeftOpen(OrderRecord record) {
        OrderRunner runner = runners.get(record.getOrderId());
        if (runner != null && runner.isWaitedFor()) {
            return false;
        }
        return switch (record.getState()) {
            case SUBMITTING, UNKNOWN, TIMED_OUT -> true;
            case SUBMITTED -> !record.isCancelAccepted() && (record.isAborted() || record.getEndedMillis() == 0);
            case PLANNED, SUCCEEDED, FAILED, CANCELLED, REJECTED -> false;
        };
    }

    /** Looks up secrets as orders do: away from the calling thread, whatever the source does. */
    public void lookUp(Secrets secrets, Consumer<SecretLookups.Found> then) {
        lookups.ask(secrets, then);
    }

    /** Whether this process works on that order, be it only to settle what came of it. */
    public boolean isUnderWay(String orderId) {
        return runners.containsKey(orderId);
    }

    /** What this process knows of an order that it works on; it may be ahead of the store. */
    public Optional<OrderRecord> underWay(String orderId) {
        return Optional.ofNullable(runners.get(orderId)).map(OrderRunner::record);
    }

    private static OrderRecord present(OrderStore store) throws IOException {
        return store.read().orElseThrow(() -> new IOException("there is no record of an order to go on with"));
    }

    private static OrderRecord reserved(OrderStore store, OrderRecord first) throws IOException {
        Optional<OrderRecord> earlier = store.read();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        return store.reserve(first) ? first : present(store);
    }

    /** The smaller of what both clocks say is left: neither a clock that was set nor a long pause makes it longer. */
    private long leftMillis(OrderRecord record) {
        return Math.min(record.getLeftMillis(), record.getDeadlineMillis() - wallMillis());
    }

    private static WaitingParties.Waiter waiter(boolean wait, ScaleOutListener listener) {
        return new WaitingParties.Waiter(listener, wait ? Waiting.END : Waiting.ORDER);
    }

    private ScaleOut begin(
            Order order,
            OrderStore store,
            OrderRecord record,
            Secrets secrets,
            WaitingParties.Waiter waiter,
            What how,
            long leftMillis) {
        while (true) {
            OrderRunner fresh = new OrderRunner(this, order, store, record, secrets);
            OrderRunner other = runners.putIfAbsent(record.getOrderId(), fresh);
            OrderRunner runner = other == null ? fresh : other;
            if (runner.begin(waiter, how, other != null, leftMillis, secrets)) {
                return new Handle(runner, waiter);
            }
            runners.remove(record.getOrderId(), runner); // it has ended just now
        }
    }

    private record Handle(OrderRunner runner, WaitingParties.Waiter waiter) implements ScaleOut {
        @Override
        public void abort(boolean cancelTask) {
            runner.abort(waiter, cancelTask);
        }

        @Override
        public String status() {
            return runner.status();
        }

        @Override
        public boolean isSending() {
            return runner.isSending();
        }
    }

    void isOver(OrderRunner runner) {
        runners.remove(runner.record().getOrderId(), runner);
    }

    /** An id for an order: 16 hexadecimal digits. */
    public String newId() {
        byte[] id = new byte[8];
        synchronized (random) {
            random.nextBytes(id);
        }
        return HexFormat.of().formatHex(id);
    }

    /** A duration, 20 % shorter to 20 % longer, so that waits which began together do not ask together for ever. */
    long jittered(long millis) {
        synchronized (random) {
            return Math.round(millis * (0.8 + 0.4 * random.nextDouble()));
        }
    }

    long wallMillis() {
        return clock.millis();
    }

    AckClientFactory clients() {
        return clients;
    }

    Timers timers() {
        return timers;
    }

    Executor workers() {
        return workers;
    }

    SecretLookups lookups() {
        return lookups;
    }

    Settings settings() {
        return settings.get();
    }

    ClusterTurns turns() {
        return turns;
    }

    Claims claims() {
        return claims;
    }

    Audience audience() {
        return audience;
    }

    OrderMachine machine() {
        return machine;
    }

    /** The store tells of another order than this one, and going on with either would be wrong. */
    public static final class OtherOrderException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient OrderRecord other;

        OtherOrderException(OrderRecord other) {
            super("the record is of another order: " + other.getParameters());
            this.other = other;
        }

        public OrderRecord other() {
            return other;
        }
    }
}
