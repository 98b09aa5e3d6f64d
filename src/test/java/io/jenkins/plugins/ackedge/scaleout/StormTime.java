package io.jenkins.plugins.ackedge.scaleout;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The time of a storm: what is due next happens next, on the thread of the storm. */
final class StormTime {
    /** Something planned. */
    static final class Due {
        private final long millis;
        private final long number;
        private Runnable task;

        private Due(long millis, long number, Runnable task) {
            this.millis = millis;
            this.number = number;
            this.task = task;
        }

        void cancel() {
            task = null;
        }
    }

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong((Due d) -> d.millis).thenComparingLong(d -> d.number));
    private long now = 1_000_000;
    private long number;

    long now() {
        return now;
    }

    Due after(long millis, Runnable task) {
        Due entry = new Due(now + Math.max(0, millis), number++, task);
        due.add(entry);
        return entry;
    }

    /** Something takes long: what was due meanwhile happens late. */
    void elapse(long millis) {
        now += millis;
    }

    /** @return false if nothing is due until then */
    boolean step(long until) {
        while (!due.isEmpty()) {
            if (due.peek().millis > until) {
                return false;
            }
            Due next = due.remove();
            if (next.task != null) {
                now = Math.max(now, next.millis);
                next.task.run();
                return true;
            }
        }
        return false;
    }
}
