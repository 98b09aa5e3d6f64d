package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerThreadsTest {
    private final WorkerThreads threads = new WorkerThreads();

    @AfterEach
    void stop() {
        threads.close();
    }

    private static Thread threadOf(Executor executor) throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        executor.execute(() -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        });
        ran.await();
        return thread.get();
    }

    /** Otherwise a wait that is under way while its process ends is told of an internal error, and its build fails. */
    @Test
    void whatComesAfterTheEndIsDroppedInSilence() {
        threads.close();
        assertDoesNotThrow(() -> threads.after(0, () -> {}).cancel());
        assertDoesNotThrow(() -> threads.workers().execute(() -> {}));
        assertDoesNotThrow(() -> threads.lookups().execute(() -> {}));
    }

    @Test
    void runsOnDaemonsThatAreNotTheCallers() throws InterruptedException {
        assertTrue(threadOf(threads.workers()).isDaemon());
        assertTrue(threadOf(threads.lookups()).isDaemon());
        assertTrue(threadOf(threads.workers()).getName().startsWith("ack-edge-worker"));
    }

    @Test
    void aTimerRunsOnceAndNotWhenItIsCalledOff() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        threads.after(3_600_000, ran::countDown).cancel();
        threads.after(-5, ran::countDown);
        ran.await();
        assertEquals(0, ran.getCount());
    }

    /** As many as hang for good: orders and timers go on. */
    @Test
    void lookUpsThatHangHoldUpNeitherOrdersNorTimers() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        try {
            for (int i = 0; i < 100; i++) {
                threads.lookups().execute(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            CountDownLatch both = new CountDownLatch(2);
            threads.workers().execute(both::countDown);
            threads.after(0, both::countDown);
            assertTrue(both.await(30, TimeUnit.SECONDS));
        } finally {
            never.countDown();
        }
    }

    @Test
    void whatIsBeingWrittenIsWrittenToItsEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        threads.workers().execute(() -> {
            begun.countDown();
            try {
                closed.await();
                interrupted.set(false);
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            done.countDown();
        });
        begun.await();
        threads.close();
        closed.countDown();
        done.await();
        assertEquals(false, interrupted.get());
    }

    @Test
    void itsClockGoesForward() {
        long before = threads.millis();
        assertTrue(threads.millis() >= before);
    }
}
