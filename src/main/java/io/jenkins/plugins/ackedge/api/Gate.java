package io.jenkins.plugins.ackedge.api;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Requests in their turn. What one access key sends to one endpoint arrives there no faster than allowed; orders and what
 * settles them go before polls, of which there may be thousands. Those that hang are kept apart: at most two polls and two
 * others are under way for a key at an endpoint, and eight and eight for an endpoint, so that no hanging poll keeps an
 * order waiting, and no endpoint another one.
 */
public final class Gate {
    private static final Logger LOGGER = Logger.getLogger(Gate.class.getName());

    /** What this thread has been given and will let go after what it does now: a long queue is no deep stack. */
    private static final ThreadLocal<ArrayDeque<Runnable>> PASSING = new ThreadLocal<>();

    private final Timers timers;
    private final DoubleSupplier requestsPerSecond;
    /** Guarded by this, as all that hangs on it. */
    private final Map<AckEndpoint, EndpointBulkhead> bulkheads = new HashMap<>();

    /** @param requestsPerSecond asked each time; counts as 1 where it is not above 0 */
    public Gate(Timers timers, DoubleSupplier requestsPerSecond) {
        this.timers = timers;
        this.requestsPerSecond = requestsPerSecond;
    }

    /**
     * Calls when a request of that key to that endpoint may leave; the pass must be given back, once, when its answer is
     * there (later calls do nothing). Within ORDER and SETTLE, and within POLL, who comes first goes first.
     *
     * @param when called once, by any thread (also before this method returns), without a lock held; if it throws, the pass
     *     is taken back
     */
    public void enter(String accessKeyId, AckEndpoint endpoint, Urgency urgency, Consumer<Pass> when) {
        locked(endpoint, bulkhead -> bulkhead.enter(accessKeyId, urgency, when));
    }

    /**
     * Throttled: nothing of that key and endpoint leaves before so much time has passed.
     *
     * @param millis from now; an earlier, longer wish stays
     */
    public void pause(String accessKeyId, AckEndpoint endpoint, long millis) {
        locked(endpoint, bulkhead -> bulkhead.pause(accessKeyId, Math.max(0, millis)));
    }

    /** How many pairs of key and endpoint are remembered. */
    synchronized int limiters() {
        return bulkheads.values().stream().mapToInt(EndpointBulkhead::size).sum();
    }

    private void locked(AckEndpoint endpoint, Consumer<EndpointBulkhead> change) {
        ArrayDeque<Runnable> leaving = new ArrayDeque<>();
        synchronized (this) {
            forget();
            EndpointBulkhead bulkhead = bulkheads.computeIfAbsent(
                    endpoint,
                    e -> new EndpointBulkhead(timers, requestsPerSecond, limiter -> locked(e, q -> q.wake(limiter))));
            change.accept(bulkhead);
            bulkhead.leave((limiter, ticket) -> {
                Pass pass = new Pass(endpoint, limiter, ticket);
                leaving.add(() -> let(ticket.when(), pass));
            });
        }
        go(leaving);
    }

    private void forget() {
        bulkheads.values().removeIf(EndpointBulkhead::forget);
    }

    private static void let(Consumer<Pass> when, Pass pass) {
        try {
            when.accept(pass);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "What was to be sent was not, by a mistake in this program", e);
            pass.close();
        }
    }

    private static void go(ArrayDeque<Runnable> leaving) {
        ArrayDeque<Runnable> going = PASSING.get();
        if (going != null) {
            going.addAll(leaving);
            return;
        }
        if (leaving.isEmpty()) {
            return;
        }
        PASSING.set(leaving);
        try {
            for (Runnable next = leaving.poll(); next != null; next = leaving.poll()) {
                next.run();
            }
        } finally {
            PASSING.remove();
        }
    }

    /** The right to send one request. */
    public final class Pass {
        private final AckEndpoint endpoint;
        private final KeyRateLimiter limiter;
        private final KeyRateLimiter.Ticket ticket;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Pass(AckEndpoint endpoint, KeyRateLimiter limiter, KeyRateLimiter.Ticket ticket) {
            this.endpoint = endpoint;
            this.limiter = limiter;
            this.ticket = ticket;
        }

        /** The answer is there, or there will be none. */
        public void close() {
            if (closed.compareAndSet(false, true)) {
                locked(endpoint, bulkhead -> bulkhead.back(limiter, ticket));
            }
        }
    }
}
