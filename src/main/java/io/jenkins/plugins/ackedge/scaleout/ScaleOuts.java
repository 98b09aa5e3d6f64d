package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All scale-outs of this process: they share threads, rate limits, and the queue for each cluster. One of these serves a
 * whole controller or terminal program.
 */
public final class ScaleOuts {
    private final AckClientFactory clients;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Supplier<Settings> settings;
    private final ClusterQueue queue;
    private final Claims claims = new Claims();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<ScaleOut> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param random for jitter and order ids
     * @param settings asked whenever they matter, so that a change is felt by waits that are under way
     */
    public ScaleOuts(
            AckClientFactory clients, Scheduler scheduler, RandomGenerator random, Supplier<Settings> settings) {
        this.clients = clients;
        this.scheduler = scheduler;
        this.random = random;
        this.settings = settings;
        this.queue = new ClusterQueue(scheduler);
    }

    /**
     * Orders, unless the journal tells of an order already: then it goes on with that one, with the time limit counted from
     * now. An order that was refused is sent anew, since nothing came of it.
     *
     * @param wait whether to watch the task to its end, or to end as soon as the order is accepted
     * @throws IOException if the journal cannot be read
     * @throws OtherOrderException if the journal tells of an order with other parameters
     */
    public ScaleOut start(Order order, boolean wait, Secrets secrets, Journal journal, ScaleOutListener listener)
            throws IOException, OtherOrderException {
        Optional<JournalEntry> earlier = journal.read();
        if (earlier.isPresent() && !earlier.get().fingerprint.equals(order.fingerprint())) {
            throw new OtherOrderException(earlier.get());
        }
        JournalEntry entry =
                earlier.filter(e -> !e.getState().isNothingOrdered()).orElseGet(() -> planned(order));
        entry.deadlineMillis = scheduler.nowMillis() + order.timeoutMillis();
        entry.abandoned = false;
        entry.cancelWanted = false;
        if (entry.getState() == OrderState.TIMED_OUT) {
            entry.state = OrderState.SUBMITTED.name();
        }
        if (!entry.getState().isTaskEnd()) {
            entry.endedMillis = 0; // somebody waits for it again
        }
        return begin(new ScaleOut(this, order, wait, entry, secrets, journal, listener, ScaleOuts::goOn));
    }

    /**
     * Goes on with what the journal tells of, with the time limit that it had: after a restart of the process.
     *
     * @throws IOException if the journal cannot be read, or there is none
     */
    public ScaleOut resume(boolean wait, Secrets secrets, Journal journal, ScaleOutListener listener)
            throws IOException {
        JournalEntry entry = journal.read().orElseThrow(() -> new IOException("there is no journal to go on with"));
        return begin(new ScaleOut(this, Order.of(entry), wait, entry, secrets, journal, listener, ScaleOuts::goOn));
    }

    /**
     * Watches a task that somebody else ordered, or that an earlier process did not wait for.
     *
     * @param parameters region and time limit, and the cluster where it is known
     * @param journal so that a later process can {@link #resume} the watch
     */
    public ScaleOut watch(
            String taskId,
            AckEndpoint endpoint,
            Parameters parameters,
            Secrets secrets,
            Journal journal,
            ScaleOutListener listener) {
        Order order = new Order(Routes.standard(), endpoint, parameters, "");
        JournalEntry entry = planned(order);
        entry.state = OrderState.SUBMITTED.name();
        entry.watchOnly = true;
        entry.taskId = taskId;
        entry.deadlineMillis = entry.plannedMillis + order.timeoutMillis();
        return begin(new ScaleOut(
                this, order, true, entry, secrets, journal, listener, job -> job.switchTo(new Watch(job))));
    }

    /** Describes the cluster and shows what would be sent. Orders nothing. */
    public ScaleOut rehearse(Order order, boolean hasLoginPassword, Secrets secrets, ScaleOutListener listener) {
        JournalEntry entry = planned(order);
        entry.deadlineMillis = entry.plannedMillis + order.timeoutMillis();
        return begin(new ScaleOut(
                this,
                order,
                true,
                entry,
                secrets,
                Journal.none(),
                listener,
                job -> job.switchTo(new Rehearsal(job, hasLoginPassword))));
    }

    /**
     * Whether an order was or may have been made whose end nobody has seen and nobody will: it was never answered, was given
     * up, its time ran out, or whoever waited does not know that he did. To order the same again would perhaps be to buy
     * twice; {@link #start} with its journal is not. An order whose cancellation the vendor accepted is not meant.
     */
    public boolean isLeftOpen(JournalEntry entry) {
        if (!entry.abandoned && isUnderWay(entry.orderId)) {
            return false;
        }
        return switch (entry.getState()) {
            case SUBMITTING, UNKNOWN, TIMED_OUT -> true;
            case SUBMITTED -> !entry.cancelAccepted && (entry.abandoned || entry.endedMillis == 0);
            default -> false;
        };
    }

    /** Whether this process works on that order, be it only to settle what came of it. */
    public boolean isUnderWay(String orderId) {
        return underWay.stream().anyMatch(o -> o.isOf(orderId));
    }

    private static void goOn(ScaleOut job) {
        OrderState state = job.entry().getState();
        if (state == OrderState.SUBMITTED || state == OrderState.TIMED_OUT) {
            job.follow();
        } else {
            job.switchTo(new Submission(job));
        }
    }

    private ScaleOut begin(ScaleOut scaleOut) {
        underWay.add(scaleOut);
        // Not on this thread, which may be one that must not block.
        scheduler.at(scheduler.nowMillis(), scaleOut::begin);
        return scaleOut;
    }

    private JournalEntry planned(Order order) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        JournalEntry entry = new JournalEntry();
        entry.orderId = HexFormat.of().formatHex(id);
        entry.via = order.route().name();
        entry.endpoint = order.endpoint().url();
        entry.who = order.who();
        entry.parameters = order.asMap();
        entry.fingerprint = order.fingerprint();
        entry.most = order.most();
        entry.plannedMillis = scheduler.nowMillis();
        return entry;
    }

    void isOver(ScaleOut scaleOut) {
        underWay.remove(scaleOut);
    }

    AckClientFactory clients() {
        return clients;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Settings settings() {
        return settings.get();
    }

    ClusterQueue queue() {
        return queue;
    }

    Claims claims() {
        return claims;
    }

    Lane lane(String accessKeyId, AckEndpoint endpoint) {
        return lanes.computeIfAbsent(
                accessKeyId + "@" + endpoint.url(),
                key -> new Lane(scheduler, () -> settings().requestsPerSecond()));
    }

    /** A duration, 20 % shorter to 20 % longer, so that waits which began together do not ask together for ever. */
    long jittered(long millis) {
        return Math.round(millis * (0.8 + 0.4 * random.nextDouble()));
    }

    /** The journal tells of another order than this one, and going on with either would be wrong. */
    public static final class OtherOrderException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient JournalEntry other;

        OtherOrderException(JournalEntry other) {
            super("the journal holds another order: " + other.parameters);
            this.other = other;
        }

        public JournalEntry other() {
            return other;
        }
    }
}
