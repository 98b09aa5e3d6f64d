package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever waits may give up at any moment: the wait ends at once, and what was ordered is still settled and written down. */
class AbortTest extends EachRoute {
    @Test
    void beforeItBegan() {
        Waiter waiter = controller.start(journal);
        waiter.job.abort(false);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.isAborted());
        time.pass(Duration.ofHours(1));
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void whileTheClusterIsBusy() {
        ack.always(via.operation(), Fault.busy());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("busy"));
        long before = time.wallMillis();
        waiter.job.abort(true);

        assertTrue(waiter.hasEnded());
        assertEquals(before, time.wallMillis());
        assertEquals(
                "Nothing was ordered: aborted before the order was sent.",
                waiter.result().message());
        ack.clear();
        time.pass(Duration.ofHours(1));
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void whileTheOrderIsOnTheWire() {
        Waiter[] waiter = new Waiter[1];
        boolean[] endedAtOnce = new boolean[1];
        ack.on(
                via.operation(),
                Fault.hook(
                        () -> {
                            waiter[0].job.abort(false);
                            endedAtOnce[0] = waiter[0].hasEnded();
                        },
                        () -> {}));
        waiter[0] = controller.start(journal);
        ScaleOutResult result = waiter[0].result();

        assertTrue(endedAtOnce[0]);
        assertTrue(result.isAborted());
        assertTrue(result.message().contains("may have been bought"), result.message());
        time.pass(Duration.ofMinutes(1));
        assertEquals(1, ack.ledger().orders());
        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        assertEquals(ack.ledger().entries().get(0).taskId(), journal.last().getTaskId());
        assertTrue(journal.last().isAborted());
    }

    @Test
    void whileTheOrderIsOnTheWireWithCancellation() {
        Waiter[] waiter = new Waiter[1];
        ack.on(via.operation(), Fault.hook(() -> waiter[0].job.abort(true), () -> {}));
        waiter[0] = controller.start(journal);
        waiter[0].result();
        time.pass(Duration.ofMinutes(1));

        assertTrue(ack.task(journal.last().getTaskId()).cancelled());
        assertTrue(
                journal.last().getMessage().contains("ACK accepted the cancellation"),
                journal.last().getMessage());
    }

    @Test
    void whileTheOrderIsInDoubtSettlesItInTheBackground() {
        ack.on(via.operation(), Fault.resetAfter());
        ack.on(Operation.DESCRIBE_CLUSTER_TASKS, 2, Fault.serverErrorBefore(500));
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("It is not sent again"));
        waiter.job.abort(false);

        assertTrue(waiter.hasEnded());
        assertTrue(waiter.result().message().contains("may have been bought"));
        time.pass(Duration.ofMinutes(5));
        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void anOrderOnTheWireThatIsRefusedIsNotSentAgain() {
        Waiter[] waiter = new Waiter[1];
        ack.on(via.operation(), Fault.busy());
        controller.beforeCall.add(() -> {
            if (!journal.states().isEmpty() && journal.states().contains("SUBMITTING")) {
                waiter[0].job.abort(false);
            }
        });
        waiter[0] = controller.start(journal);
        time.pass(Duration.ofHours(1));

        assertEquals(1, waiter[0].results.size());
        assertEquals(0, ack.ledger().orders());
        assertEquals(OrderState.REJECTED, journal.last().getState());
    }

    @Test
    void whileWatchingLeavesTheTaskAlone() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("Stage 2"));
        waiter.job.abort(false);

        assertTrue(waiter.hasEnded());
        ScaleOutResult result = waiter.result();
        assertTrue(result.message().contains("task " + result.taskId()), result.message());
        assertTrue(result.message().contains("stays ordered"), result.message());
        int asked = ack.exchanges().size();
        time.pass(Duration.ofHours(1));
        assertEquals(asked, ack.exchanges().size());
        assertFalse(ack.task(result.taskId()).cancelled());
    }

    @Test
    void whileWatchingCancelsTheTaskIfAskedTo() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("Stage 2"));
        waiter.job.abort(true);
        ScaleOutResult result = waiter.result();

        assertTrue(result.isAborted());
        assertTrue(ack.task(result.taskId()).cancelled());
        assertTrue(result.message().contains("ACK accepted the cancellation"), result.message());
        assertFalse(waiter.heard("ACK accepted"), "the ending says it, and says it once\n" + waiter);
        assertTrue(result.message().contains("stay bought"), result.message());
    }

    @Test
    void saysThatACancellationWasRefused() {
        ack.on(Operation.CANCEL_TASK, Fault.accessDenied());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("Stage 2"));
        waiter.job.abort(true);

        assertTrue(
                waiter.result().message().contains("ACK did not cancel task"),
                waiter.result().message());
    }

    @Test
    void doesNotWaitLongForACancellation() {
        ack.on(Operation.CANCEL_TASK, Fault.hook(() -> time.pass(Duration.ofSeconds(30)), () -> {}));
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("Stage 2"));
        long before = time.wallMillis();
        waiter.job.abort(true);
        ScaleOutResult result = waiter.result();

        assertTrue(journal.last().getEndedMillis() - before >= 0);
        assertTrue(result.elapsedMillis() + journal.last().getPlannedMillis() - before <= 2000, result.message());
        assertTrue(result.message().contains("ACK has not answered yet"), result.message());
    }

    @Test
    void twiceIsTheSameAsOnce() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("Stage 2"));
        waiter.job.abort(false);
        waiter.job.abort(true);
        time.pass(Duration.ofMinutes(1));
        assertEquals(1, waiter.results.size());
        assertFalse(ack.task(waiter.result().taskId()).cancelled());
    }
}
