package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A clock that stands still while something runs, and jumps to whatever is due next: an hour of waiting in a moment. */
final class VirtualTime implements Timers, Executor {
    private record Due(long millis, long number, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparingLong(Due::number));
    private static final long START = Instant.parse("2026-11-24T08:00:00Z").toEpochMilli();
    private long now;
    private long wallOffset = START;
    private long number;

    @Override
    public synchronized long millis() {
        return now;
    }

    /** What a clock on the wall shows. */
    synchronized long wallMillis() {
        return now + wallOffset;
    }

    /** Somebody sets the clock. */
    synchronized void setClock(Duration step) {
        wallOffset += step.toMillis();
    }

    @Override
    public synchronized Timer after(long delayMillis, Runnable task) {
        Due entry = new Due(now + Math.max(0, delayMillis), number++, task);
        due.add(entry);
        return () -> remove(entry);
    }

    /** Never on the calling thread before it has come back. */
    @Override
    public void execute(Runnable task) {
        after(0, task);
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
        long end = millis() + Duration.ofDays(7).toMillis();
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
        long end = millis() + duration.toMillis();
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

    /** The clock on the wall. */
    Clock clock() {
        return showing(this::wallMillis);
    }

    /** A clock that shows what it is told to. */
    static Clock showing(LongSupplier wallMillis) {
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
                return Instant.ofEpochMilli(wallMillis.getAsLong());
            }
        };
    }
}
