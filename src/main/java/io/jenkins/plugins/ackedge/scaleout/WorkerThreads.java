package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.Timers;
import java.util.concurrent.Executor;
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

/**
 * The daemon threads of any number of waits: one keeps the timers and does nothing else, a few serve the orders and their
 * records, and some, only while they are needed, look up secrets.
 */
public final class WorkerThreads implements Timers, AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(WorkerThreads.class.getName());
    private static final int WORKERS = 4;
    private static final int LOOKUPS = 32;
    private static final long IDLE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor lookups;

    public WorkerThreads() {
        timer = new ScheduledThreadPoolExecutor(1, daemons("ack-edge-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers = pool(WORKERS, "ack-edge-worker");
        lookups = pool(LOOKUPS, "ack-edge-lookup");
    }

    private static ThreadPoolExecutor pool(int size, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public Timer after(long delayMillis, Runnable task) {
        try {
            ScheduledFuture<?> future = timer.schedule(task, Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // closed: a wait must not take the end of its process for a fault
        }
    }

    /** For orders and their records. */
    public Executor workers() {
        return quietly(workers);
    }

    /** For what may hang. */
    public Executor lookups() {
        return quietly(lookups);
    }

    private static Executor quietly(ThreadPoolExecutor pool) {
        return task -> {
            try {
                pool.execute(task);
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "closed", e);
            }
        };
    }

    /**
     * Ends the waits of this process without a word to whoever waits; what was under way is in the records. What is being
     * written is written to its end.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        lookups.shutdownNow();
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
