package io.jenkins.plugins.ackedge.scaleout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** A clock that stands still while something runs, and jumps to whatever is due next: an hour of waiting in a moment. */
final class VirtualTime implements Scheduler {
    private record Due(long millis, long number, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparingLong(Due::number));
    private long now = Instant.parse("2026-11-24T08:00:00Z").toEpochMilli();
    private long number;

    @Override
    public synchronized long nowMillis() {
        return now;
    }

    @Override
    public synchronized Timer at(long dueMillis, Runnable task) {
        Due entry = new Due(Math.max(dueMillis, now), number++, task);
        due.add(entry);
        return () -> remove(entry);
    }

    @Override
    public void run(Runnable task) {
        at(nowMillis(), task);
    }

    private synchronized void remove(Due entry) {
        due.remove(entry);
    }

    private synchronized Due next(long until) {
        if (due.isEmpty() || due.peek().millis > until) {
            return null;
        }
        now = Math.max(now, due.peek().millis);
        return due.remove();
    }

    /** Lets time pass until this is true, or nothing is left to do, or a week has gone by. */
    void runUntil(BooleanSupplier done) {
        long end = nowMillis() + Duration.ofDays(7).toMillis();
        while (!done.getAsBoolean()) {
            Due next = next(end);
            if (next == null) {
                throw new AssertionError("nothing more is going to happen");
            }
            next.task.run();
        }
    }

    /** Lets that much time pass. */
    void pass(Duration duration) {
        long end = nowMillis() + duration.toMillis();
        for (Due next = next(end); next != null; next = next(end)) {
            next.task.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    /** The process dies: nothing that was planned happens any more. */
    synchronized void forgetEverything() {
        due.clear();
    }

    /** This time as a clock. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(nowMillis());
            }
        };
    }
}
