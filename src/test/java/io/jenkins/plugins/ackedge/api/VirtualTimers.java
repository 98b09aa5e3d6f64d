package io.jenkins.plugins.ackedge.api;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** A clock that stands still while something runs, and jumps to whatever is due next. It begins below zero. */
final class VirtualTimers implements Timers {
    private record Due(long millis, long number, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparingLong(Due::number));
    private long now = -1_000_000;
    private long number;

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Timer after(long delayMillis, Runnable task) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a delay of " + delayMillis);
        }
        Due entry = new Due(now + delayMillis, number++, task);
        due.add(entry);
        return () -> due.remove(entry);
    }

    /** Lets that much time pass. */
    void pass(long millis) {
        long end = now + millis;
        while (!due.isEmpty() && due.peek().millis <= end) {
            next();
        }
        now = end;
    }

    void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (due.isEmpty()) {
                throw new AssertionError("nothing more is going to happen");
            }
            next();
        }
    }

    int planned() {
        return due.size();
    }

    private void next() {
        Due next = due.remove();
        now = Math.max(now, next.millis);
        next.task.run();
    }
}
