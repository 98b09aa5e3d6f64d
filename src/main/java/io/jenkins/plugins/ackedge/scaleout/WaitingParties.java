package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whoever waits for one order. Each hears how it ended once; what a listener throws is logged and changes nothing. */
final class WaitingParties {
    private static final Logger LOGGER = Logger.getLogger(WaitingParties.class.getName());

    private final String clusterId;
    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();

    WaitingParties(String clusterId) {
        this.clusterId = clusterId;
    }

    /** One of them. */
    static final class Waiter {
        private final ScaleOutListener listener;
        private final Waiting mode;

        Waiter(ScaleOutListener listener, Waiting mode) {
            this.listener = listener;
            this.mode = mode;
        }
    }

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    boolean isSomebody() {
        return !waiters.isEmpty();
    }

    boolean areSeveral() {
        return waiters.size() > 1;
    }

    boolean isWaiting(Waiter waiter) {
        return waiters.contains(waiter);
    }

    /** The most that one of them waits for. */
    Waiting mode() {
        Waiting most = Waiting.NOBODY;
        for (Waiter waiter : waiters) {
            most = waiter.mode.compareTo(most) > 0 ? waiter.mode : most;
        }
        return most;
    }

    void line(String text) {
        waiters.forEach(waiter -> guarded("write to the log", () -> waiter.listener.line(text)));
    }

    void changed(OrderRecord record) {
        waiters.forEach(waiter -> guarded("show a change", () -> waiter.listener.changed(record)));
    }

    void tell(ScaleOutResult result) {
        waiters.forEach(waiter -> tell(waiter, result));
    }

    void tell(Waiter waiter, ScaleOutResult result) {
        if (waiters.remove(waiter)) {
            guarded("tell the end", () -> waiter.listener.ended(result));
        }
    }

    private void guarded(String what, Runnable call) {
        try {
            call.run();
        } catch (Throwable e) { // an observer of any kind must not stop an order, whatever it throws
            LOGGER.log(Level.WARNING, "Could not " + what + " of a scale-out of " + clusterId, e);
        }
    }
}
