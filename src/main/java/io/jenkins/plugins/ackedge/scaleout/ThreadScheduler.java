package io.jenkins.plugins.ackedge.scaleout;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Four daemon threads for any number of waits: one keeps the priority queue of due times, three talk to the vendor. */
public final class ThreadScheduler implements Scheduler, AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ThreadScheduler.class.getName());
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
        try {
            ScheduledFuture<?> future = timer.schedule(task, delay, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // closed: a wait must not take the end of its process for a fault
        }
    }

    @Override
    public void run(Runnable task) {
        try {
            talkers.execute(task);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "closed", e);
        }
    }

    /**
     * Ends the waits of this process without a word to whoever waits; what was under way is in the journals. A request that is
     * on its way is not interrupted: its answer may still be written down.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        talkers.shutdown();
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
