package io.jenkins.plugins.ackedge.scaleout;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Four daemon threads for any number of waits: one keeps the priority queue of due times, three talk to the vendor. */
public final class ThreadScheduler implements Scheduler, AutoCloseable {
    private static final int TALKING = 3;

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor talkers;

    public ThreadScheduler() {
        timer = new ScheduledThreadPoolExecutor(1, daemons("ack-edge-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        talkers = new ThreadPoolExecutor(
                TALKING, TALKING, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("ack-edge-call"));
        talkers.allowCoreThreadTimeOut(true);
    }

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public Timer at(long dueMillis, Runnable task) {
        long delay = Math.max(0, dueMillis - nowMillis());
        ScheduledFuture<?> future = timer.schedule(task, delay, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void run(Runnable task) {
        talkers.execute(task);
    }

    /** Ends the waits of this process; what was under way is in the journals. */
    @Override
    public void close() {
        timer.shutdownNow();
        talkers.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
