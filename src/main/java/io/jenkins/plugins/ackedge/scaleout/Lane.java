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

    private final Scheduler scheduler;
    private final DoubleSupplier requestsPerSecond;
    private final Queue<Runnable> urgent = new ArrayDeque<>();
    private final Queue<Runnable> patient = new ArrayDeque<>();
    private int underWay;
    private boolean waking;
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
        waking = false;
        advance();
    }

    private synchronized void done() {
        underWay--;
        advance();
    }

    private void advance() {
        while (underWay < AT_A_TIME && !(urgent.isEmpty() && patient.isEmpty())) {
            long now = scheduler.nowMillis();
            if (now < nextMillis) {
                if (!waking) {
                    waking = true;
                    scheduler.at(nextMillis, this::wake);
                }
                return;
            }
            Runnable request = urgent.isEmpty() ? patient.remove() : urgent.remove();
            // From now, not from when it was due: a late request must not be followed by a burst.
            nextMillis = now + (long) Math.ceil(1000 / requestsPerSecond.getAsDouble());
            underWay++;
            scheduler.run(() -> {
                try {
                    request.run();
                } finally {
                    done();
                }
            });
        }
    }
}
