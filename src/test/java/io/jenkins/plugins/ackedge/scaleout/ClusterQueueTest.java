package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How several orders share a cluster. */
class ClusterQueueTest extends EachRoute {
    @Test
    void twentyOrdersForOneClusterAreMadeOneAfterAnother() {
        List<Waiter> waiters = new ArrayList<>();
        Parameters patient = controller.sample().with(Parameter.TIMEOUT_MINS, 600);
        for (int i = 0; i < 20; i++) {
            waiters.add(controller.start(patient, true, new Memory()));
        }
        long last = 0;
        for (Waiter waiter : waiters) {
            ScaleOutResult result = waiter.result();
            assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
            long submitted = result.entry().getSubmittedMillis();
            assertTrue(submitted > last, "first come, first served");
            last = submitted;
        }
        assertEquals(20, ack.ledger().orders());
        assertEquals(
                20, waiters.stream().map(w -> w.result().taskId()).distinct().count());
        assertTrue(waiters.get(19).heard("Waiting for"), waiters.get(19).toString());
    }

    @Test
    void twoControllersOrderForOneClusterAndNothingIsLostOrTwice() {
        Controller other = new Controller(via, time, ack);
        List<Waiter> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiters.add(controller.start(controller.sample().with(Parameter.TIMEOUT_MINS, 600), true, new Memory()));
            waiters.add(other.start(other.sample().with(Parameter.TIMEOUT_MINS, 600), true, new Memory()));
        }
        for (Waiter waiter : waiters) {
            assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        }
        assertEquals(10, ack.ledger().orders());
        assertEquals(
                10, waiters.stream().map(w -> w.result().taskId()).distinct().count());
    }

    @Test
    void anOrderInDoubtHoldsTheNextOneBack() {
        ack.on(via.operation(), Fault.resetBefore());
        Waiter first = controller.start(controller.sample(), true, new Memory());
        Waiter second = controller.start(journal);

        assertEquals(OrderState.UNKNOWN, first.result().state());
        assertFalse(second.hasEnded());
        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void aPlaceInTheLineEndsWithTheTimeLimit() {
        ack.always(via.operation(), Fault.busy());
        controller.start(controller.sample().with(Parameter.TIMEOUT_MINS, 30), true, new Memory());
        Waiter second = controller.start(controller.sample().with(Parameter.TIMEOUT_MINS, 5), true, journal);
        ScaleOutResult result = second.result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals(Duration.ofMinutes(5).toMillis(), result.elapsedMillis());
        assertTrue(result.message().contains("other orders for cluster"), result.message());
    }

    @Test
    void aFaultOfOursEndsTheWaitAndFreesTheCluster() {
        Waiter[] waiter = new Waiter[1];
        controller.beforeCall.add(() -> {
            if (waiter[0] != null) {
                throw new IllegalStateException("a bug");
            }
        });
        waiter[0] = controller.start(journal);
        ScaleOutResult result = waiter[0].result();

        assertTrue(result.isInternalError());
        assertEquals(OrderState.PLANNED, result.state());
        controller.beforeCall.clear();
        assertEquals(
                OrderState.SUCCEEDED, controller.start(new Memory()).result().state());
    }
}
