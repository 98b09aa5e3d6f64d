package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients at once. The limits of time are there to end a test that hangs; none of them is asserted. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CrowdTest {
    private static final long STARTED = System.currentTimeMillis();

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final AckSimulator simulator = AckSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
        clients.shutdownNow();
    }

    private void silence(int clientsKeptWaiting, List<Future<SignedCall.Reply>> waiting) throws InterruptedException {
        simulator.always(Operation.DESCRIBE_TASK_INFO, Fault.timeoutBefore());
        for (int i = 0; i < clientsKeptWaiting; i++) {
            waiting.add(clients.submit(() -> SignedCall.task(simulator, "T-1").send()));
        }
        while (simulator.exchanges().size() < clientsKeptWaiting) {
            Thread.sleep(5);
        }
    }

    @Test
    void silentConnectionsHoldUpNobodyAndEndWithTheSimulator() throws Exception {
        List<Future<SignedCall.Reply>> waiting = new ArrayList<>();
        silence(200, waiting);
        assertEquals(200, Orders.place(simulator).status());
        simulator.close();
        for (Future<SignedCall.Reply> reply : waiting) {
            ExecutionException thrown = assertThrows(ExecutionException.class, reply::get);
            assertInstanceOf(IOException.class, thrown.getCause());
        }
    }

    /** The clock is slow to answer, so that looking at the cluster and ordering would come apart if they could. */
    @Test
    void ofSeveralOrdersAtOnceForOneClusterOnlyOneIsTaken() throws Exception {
        try (AckSimulator slow =
                AckSimulator.builder().clock(CrowdTest::slowClock).start()) {
            // An ended task, at which every order has to look: that takes the clock.
            slow.cluster(Orders.CLUSTER).addTask("cluster_scaleout", STARTED - 100_000);
            List<Callable<SignedCall.Reply>> orders = Collections.nCopies(8, () -> Orders.place(slow));
            List<Integer> statuses = new ArrayList<>();
            for (Future<SignedCall.Reply> reply : clients.invokeAll(orders)) {
                statuses.add(reply.get().status());
            }
            assertEquals(1, Collections.frequency(statuses, 200));
            assertEquals(7, Collections.frequency(statuses, 400));
            assertEquals(1, slow.ledger().orders());
        }
    }

    /** Stands still, so that the first order's task runs until the end of the test. */
    private static long slowClock() {
        LockSupport.parkNanos(20_000_000);
        return STARTED;
    }

    @Test
    void ofOneRequestSentManyTimesAtOnceOnlyOneIsTaken() throws Exception {
        try (AckSimulator lax = AckSimulator.builder().busyWhileScaling(false).start()) {
            SignedCall call =
                    SignedCall.order(lax, Orders.CLUSTER, Orders.sample()).sign();
            List<Callable<SignedCall.Reply>> copies = Collections.nCopies(50, call::sendAsIs);
            for (Future<SignedCall.Reply> reply : clients.invokeAll(copies)) {
                reply.get();
            }
            assertEquals(1, lax.ledger().orders());
        }
    }
}
