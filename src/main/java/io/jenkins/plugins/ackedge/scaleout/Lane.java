package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.DoubleSupplier;

/**
 * The requests that one access key sends to one endpoint: never more a second than allowed, and never more than two at a
 * time, so that an endpoint that hangs cannot take all threads from the others. Orders and what settles them go before
 * polls, of which there may be thousands.
 */
final class Lane {
    private static final int AT_A_TIME = 2;
    private static final long SECOND = 1_000;

    /** A request that takes longer than this to be answered is taken to have arrived. */
    private static final long LONGEST_WAY = 2_000;

    /** One of the latest requests: at the server it arrived at some time between these two. */
    private static final class Sent {
        private final long startMillis;
        private long endMillis = -1;

        Sent(long startMillis) {
            this.startMillis = startMillis;
        }
    }

    private final Scheduler scheduler;
    private final DoubleSupplier requestsPerSecond;
    private final Queue<Runnable> urgent = new ArrayDeque<>();
    private final Queue<Runnable> patient = new ArrayDeque<>();
    /** As many as may arrive within a second. */
    private final ArrayDeque<Sent> latest = new ArrayDeque<>();

    private int underWay;
    private Scheduler.Timer wakeUp = () -> {};
    private long wakeMillis = Long.MAX_VALUE;
    private long nextMillis;

    Lane(Scheduler scheduler, DoubleSupplier requestsPerSecond) {
        this.scheduler = scheduler;
        this.requestsPerSecond = requestsPerSecond;
    }

    /** Runs the request when it is its turn. */
    synchronized void enter(boolean isUrgent, Runnable request) {
        (isUrgent ? urgent : patient).add(request);
        advance();
    }

    /** Nothing leaves before this time: the server asked for a pause. */
    synchronized void pauseUntil(long millis) {
        nextMillis = Math.max(nextMillis, millis);
    }

    private synchronized void wake() {
        wakeMillis = Long.MAX_VALUE;
        advance();
    }

    private synchronized void done(Sent sent) {
        sent.endMillis = scheduler.nowMillis();
        underWay--;
        advance();
    }

    private void advance() {
        while (underWay < AT_A_TIME && !(urgent.isEmpty() && patient.isEmpty())) {
            long now = scheduler.nowMillis();
            double rate = requestsPerSecond.getAsDouble();
            long due = Math.max(nextMillis, aSecondAfterTheEarliest((int) Math.max(1, Math.floor(rate))));
            if (now < due) {
                wakeAt(due);
                return;
            }
            Runnable request = urgent.isEmpty() ? patient.remove() : urgent.remove();
            // From now, not from when it was due: a late request must not be followed by a burst.
            nextMillis = now + (long) Math.ceil(SECOND / rate);
            Sent sent = new Sent(now);
            latest.add(sent);
            underWay++;
            scheduler.run(() -> {
                try {
                    request.run();
                } finally {
                    done(sent);
                }
            });
        }
    }

    /** Even spacing here is not enough: on the way a slow request and a fast one come closer together. */
    private long aSecondAfterTheEarliest(int perSecond) {
        while (latest.size() > perSecond) {
            latest.remove();
        }
        if (latest.size() < perSecond) {
            return 0;
        }
        Sent earliest = latest.peek();
        return (earliest.endMillis < 0 ? earliest.startMillis + LONGEST_WAY : earliest.endMillis) + SECOND;
    }

    private void wakeAt(long due) {
        if (due < wakeMillis) {
            wakeUp.cancel();
            wakeMillis = due;
            wakeUp = scheduler.at(due, this::wake);
        }
    }
}
