package io.jenkins.plugins.ackedge.api;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** The requests that one access key sends to one endpoint: never more in a second than allowed, as the server counts. */
final class KeyRateLimiter {
    static final int URGENT = 0;
    static final int POLL = 1;
    static final int KINDS = 2;

    /** How many of each kind are under way at a time. */
    private static final int AT_A_TIME = 2;

    private static final long SECOND = 1_000;

    /** A request that takes longer than this to be answered is taken to have arrived. */
    private static final long LONGEST_WAY = 2_000;

    /** One request; it arrived at the server at some time between start and end. */
    static final class Ticket {
        private final int kind;
        private final long number;
        private final Consumer<Gate.Pass> when;
        private long startMillis;
        private long endMillis = -1;

        Ticket(int kind, long number, Consumer<Gate.Pass> when) {
            this.kind = kind;
            this.number = number;
            this.when = when;
        }

        int kind() {
            return kind;
        }

        long number() {
            return number;
        }

        Consumer<Gate.Pass> when() {
            return when;
        }
    }

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // an id, which is no secret
    private final String accessKeyId;

    private final List<Queue<Ticket>> queues = List.of(new ArrayDeque<>(), new ArrayDeque<>());
    private final int[] underWay = new int[KINDS];
    private final boolean[] waiting = new boolean[KINDS];
    /** As many as may arrive within a second. */
    private final ArrayDeque<Ticket> latest = new ArrayDeque<>();

    private Timers.Timer wakeUp = () -> {};
    private long wakeMillis = Long.MAX_VALUE;
    private long nextMillis = Long.MIN_VALUE;
    private long remembersUntil = Long.MIN_VALUE;

    KeyRateLimiter(String accessKeyId) {
        this.accessKeyId = accessKeyId;
    }

    String accessKeyId() {
        return accessKeyId;
    }

    void add(Ticket ticket) {
        queues.get(ticket.kind).add(ticket);
    }

    Ticket first(int kind) {
        return queues.get(kind).element();
    }

    /** Whether there is a request of this kind that need not wait for another one's answer. */
    boolean hasRoom(int kind) {
        return !queues.get(kind).isEmpty() && underWay[kind] < AT_A_TIME;
    }

    boolean isIdle() {
        return queues.get(URGENT).isEmpty()
                && queues.get(POLL).isEmpty()
                && underWay[URGENT] == 0
                && underWay[POLL] == 0;
    }

    /** When nothing is left here that a new limiter would not know. */
    long remembersUntil() {
        return Math.max(remembersUntil, nextMillis);
    }

    Ticket leave(int kind, long now, double rate) {
        Ticket ticket = queues.get(kind).remove();
        // From now, not from when it was due: a late request must not be followed by a burst.
        nextMillis = now + (long) Math.ceil(SECOND / rate);
        ticket.startMillis = now;
        latest.add(ticket);
        underWay[kind]++;
        return ticket;
    }

    void back(Ticket ticket, long now) {
        ticket.endMillis = now;
        remembersUntil = now + SECOND;
        underWay[ticket.kind]--;
    }

    void pauseUntil(long millis) {
        nextMillis = Math.max(nextMillis, millis);
    }

    /** When the next request may leave. */
    long due(double rate) {
        return Math.max(nextMillis, aSecondAfterTheEarliest((int) Math.max(1, Math.floor(rate))));
    }

    /** Even spacing here is not enough: on the way a slow request and a fast one come closer together. */
    private long aSecondAfterTheEarliest(int perSecond) {
        while (latest.size() > perSecond) {
            latest.remove();
        }
        if (latest.size() < perSecond) {
            return Long.MIN_VALUE;
        }
        Ticket earliest = latest.element();
        return (earliest.endMillis == -1 ? earliest.startMillis + LONGEST_WAY : earliest.endMillis) + SECOND;
    }

    boolean isWaiting(int kind) {
        return waiting[kind];
    }

    void setWaiting(int kind, boolean is) {
        waiting[kind] = is;
    }

    long wakeMillis() {
        return wakeMillis;
    }

    void sleep(long untilMillis, Timers.Timer timer) {
        wakeUp.cancel();
        wakeMillis = untilMillis;
        wakeUp = timer;
    }

    void woken() {
        wakeMillis = Long.MAX_VALUE;
    }
}
