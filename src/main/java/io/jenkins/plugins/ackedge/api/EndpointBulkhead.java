package io.jenkins.plugins.ackedge.api;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** The limiters of one endpoint, which share its places. Guarded by the gate's lock. */
final class EndpointBulkhead {
    /** How many polls, and how many others, are under way at a time. */
    private static final int AT_A_TIME = 8;

    private record Waiting(long number, KeyRateLimiter limiter) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(number, other.number);
        }
    }

    private final Timers timers;
    private final DoubleSupplier requestsPerSecond;
    private final Consumer<KeyRateLimiter> waker;
    private final Map<String, KeyRateLimiter> limiters = new HashMap<>();
    /** Limiters without a request, the longest idle one first. */
    private final Set<KeyRateLimiter> idle = new LinkedHashSet<>();
    /** Limiters of which something has changed. */
    private final ArrayDeque<KeyRateLimiter> touched = new ArrayDeque<>();
    /** Limiters that lack nothing but a place, by the arrival of their first request; of each kind. */
    private final List<PriorityQueue<Waiting>> waiting = List.of(new PriorityQueue<>(), new PriorityQueue<>());

    private final int[] underWay = new int[KeyRateLimiter.KINDS];
    private long number;

    /** @param waker called by a timer, without a lock, when a limiter's time has come */
    EndpointBulkhead(Timers timers, DoubleSupplier requestsPerSecond, Consumer<KeyRateLimiter> waker) {
        this.timers = timers;
        this.requestsPerSecond = requestsPerSecond;
        this.waker = waker;
    }

    void enter(String accessKeyId, Urgency urgency, Consumer<Gate.Pass> when) {
        KeyRateLimiter limiter = limiter(accessKeyId);
        limiter.add(new KeyRateLimiter.Ticket(
                urgency == Urgency.POLL ? KeyRateLimiter.POLL : KeyRateLimiter.URGENT, number++, when));
        touched.add(limiter);
    }

    void pause(String accessKeyId, long millis) {
        KeyRateLimiter limiter = limiter(accessKeyId);
        limiter.pauseUntil(timers.millis() + millis);
        touched.add(limiter);
    }

    void wake(KeyRateLimiter limiter) {
        limiter.woken();
        touched.add(limiter);
    }

    void back(KeyRateLimiter limiter, KeyRateLimiter.Ticket ticket) {
        limiter.back(ticket, timers.millis());
        underWay[ticket.kind()]--;
        touched.add(limiter);
    }

    /** Takes out what may leave now. */
    void leave(BiConsumer<KeyRateLimiter, KeyRateLimiter.Ticket> out) {
        List<KeyRateLimiter> changed = List.copyOf(touched);
        touched.clear();
        changed.forEach(this::line);
        for (int kind = 0; kind < KeyRateLimiter.KINDS; kind++) {
            PriorityQueue<Waiting> queue = waiting.get(kind);
            while (underWay[kind] < AT_A_TIME && !queue.isEmpty()) {
                KeyRateLimiter limiter = queue.remove().limiter;
                limiter.setWaiting(kind, false);
                long now = timers.millis();
                if (limiter.hasRoom(kind) && limiter.due(rate()) <= now) {
                    underWay[kind]++;
                    out.accept(limiter, limiter.leave(kind, now, rate()));
                }
                line(limiter);
            }
        }
        for (KeyRateLimiter limiter : changed) {
            if (limiter.isIdle()) {
                idle.add(limiter);
            }
        }
    }

    /** A limiter whose time has come lines up for a place; the others are woken when theirs has. */
    private void line(KeyRateLimiter limiter) {
        for (int kind = 0; kind < KeyRateLimiter.KINDS; kind++) {
            if (limiter.hasRoom(kind) && !limiter.isWaiting(kind)) {
                long now = timers.millis();
                long due = limiter.due(rate());
                if (due <= now) {
                    limiter.setWaiting(kind, true);
                    waiting.get(kind).add(new Waiting(limiter.first(kind).number(), limiter));
                } else if (due < limiter.wakeMillis()) {
                    limiter.sleep(due, timers.after(due - now, () -> waker.accept(limiter)));
                }
            }
        }
    }

    private KeyRateLimiter limiter(String accessKeyId) {
        KeyRateLimiter limiter = limiters.computeIfAbsent(accessKeyId, KeyRateLimiter::new);
        idle.remove(limiter);
        return limiter;
    }

    /** Forgets the limiters that have nothing to remember any more. Returns whether none is left. */
    boolean forget() {
        long now = timers.millis();
        while (!idle.isEmpty()) {
            KeyRateLimiter eldest = idle.iterator().next();
            if (eldest.remembersUntil() > now) {
                break;
            }
            idle.remove(eldest);
            limiters.remove(eldest.accessKeyId());
        }
        return limiters.isEmpty();
    }

    int size() {
        return limiters.size();
    }

    private double rate() {
        double rate = requestsPerSecond.getAsDouble();
        // Of more than one in each millisecond no spacing is left.
        return rate > 0 ? Math.min(rate, 1000) : 1;
    }
}
