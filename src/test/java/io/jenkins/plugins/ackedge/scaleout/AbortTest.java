package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever waits may give up at any moment: the wait ends at once, and what was ordered is still settled and written down. */
@EnumSource(Via.class)
class AbortTest extends EachRoute {
    @Test
    void beforeItBegan() {
        Waiter waiter = controller.start(journal);
        waiter.job.abort(false);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.isAborted());
        time.pass(Duration.ofHours(1));
        assertEquals(0, orders());
    }

    @Test
    void whileTheClusterIsBusy() {
        ack.always(via.operation(), via.later());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.laterWords()));
        long before = time.wallMillis();
        waiter.abort(true);

        assertTrue(waiter.hasEnded());
        assertEquals(before, time.wallMillis());
        assertEquals(
                "Nothing was ordered: aborted before the order was sent.",
                waiter.result().message());
        ack.clear();
        time.pass(Duration.ofHours(1));
        assertEquals(0, orders());
    }

    @Test
    void whileItWaitsBehindAnotherOrder() {
        ack.always(via.operation(), via.later());
        controller.start(new Controller.Memory());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("to be placed first"));
        waiter.abort(false);

        assertTrue(waiter.hasEnded());
        assertEquals(OrderState.REJECTED, journal.last().getState());
    }

    @Test
    void whileTheOrderIsOnTheWire() {
        Waiter[] waiter = new Waiter[1];
        long[] abortedAt = new long[1];
        ack.on(
                via.operation(),
                Fault.hook(
                        () -> {
                            waiter[0].job.abort(false);
                            abortedAt[0] = time.wallMillis();
                        },
                        () -> {}));
        waiter[0] = controller.start(journal);
        ScaleOutResult result = waiter[0].result();

        assertEquals(abortedAt[0], journal.last().getEndedMillis());
        assertTrue(result.isAborted());
        assertTrue(result.message().contains("may have been bought"), result.message());
        time.pass(Duration.ofMinutes(1));
        assertEquals(1, orders());
        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        assertEquals(billed(0), journal.last().reference());
        assertTrue(journal.last().isAborted());
    }

    @Test
    void whileTheOrderIsOnTheWireWithCancellation() {
        onlyWithTasks();
        Waiter[] waiter = new Waiter[1];
        ack.on(via.operation(), Fault.hook(() -> waiter[0].job.abort(true), () -> {}));
        waiter[0] = controller.start(journal);
        String message = waiter[0].result().message();
        time.pass(Duration.ofMinutes(1));

        assertTrue(message.contains("the task is cancelled if it is certainly this order's"), message);
        assertTrue(ack.task(journal.last().reference()).cancelled());
        assertTrue(journal.said(
                "ACK accepted the cancellation of task " + journal.last().reference()));
        time.pass(Duration.ofMinutes(5));
        assertEquals(OrderState.CANCELLED, journal.last().getState());
    }

    @Test
    void whileTheOrderIsInDoubtSettlesItInTheBackground() {
        ack.on(via.operation(), Fault.resetAfter());
        ack.on(via.listing(), 2, Fault.serverErrorBefore(500));
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("It is not sent again"));
        waiter.abort(false);

        assertTrue(waiter.hasEnded());
        assertTrue(waiter.result().message().contains("may have been bought"));
        time.pass(Duration.ofSeconds(200));
        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        time.pass(Duration.ofMinutes(5));
        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
        assertEquals(1, orders());
    }

    @Test
    void anOrderOnTheWireThatIsRefusedIsNotSentAgain() {
        Waiter[] waiter = new Waiter[1];
        ack.on(via.operation(), Fault.byId(id -> {
            waiter[0].job.abort(false);
            return via.later();
        }));
        waiter[0] = controller.start(journal);
        time.pass(Duration.ofHours(1));

        assertEquals(1, waiter[0].results.size());
        assertTrue(waiter[0].result().isAborted());
        assertEquals(0, orders());
        assertEquals(OrderState.REJECTED, journal.last().getState());
    }

    @Test
    void whileWatchingLeavesTheTaskAlone() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.abort(false);

        assertTrue(waiter.hasEnded());
        ScaleOutResult result = waiter.result();
        assertTrue(result.message().contains(journal.last().reference()), result.message());
        assertTrue(result.message().contains("stays ordered"), result.message());
        int lines = waiter.lines.size();
        time.pass(Duration.ofHours(1));
        assertEquals(0, asked(Operation.CANCEL_TASK));
        assertEquals(lines, waiter.lines.size(), "whoever gave up hears no more\n" + waiter);
        assertEquals(1, waiter.results.size());
    }

    @Test
    void whatWasOrderedIsWatchedToItsEndByNobody() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.abort(false);
        time.pass(Duration.ofMinutes(10));

        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
        assertTrue(
                journal.last().getMessage().startsWith("Done: 2 instances"),
                journal.last().getMessage());
        int asked = ack.exchanges().size();
        time.pass(Duration.ofDays(1));
        assertEquals(asked, ack.exchanges().size(), "what has ended is not asked for");
    }

    @Test
    void whatNobodyWaitsForIsWatchedForADay() {
        via.neverEnds(ack);
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.abort(false);
        time.pass(Duration.ofHours(23));
        assertTrue(controller.scaleOuts.isUnderWay(journal.last().getOrderId()));
        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        time.pass(Duration.ofHours(2));

        assertFalse(controller.scaleOuts.isUnderWay(journal.last().getOrderId()));
        assertEquals(OrderState.TIMED_OUT, journal.last().getState());
        assertTrue(controller.scaleOuts.isLeftOpen(journal.last()));
    }

    @Test
    void whileWatchingCancelsTheTaskIfAskedTo() {
        onlyWithTasks();
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.abort(true);
        ScaleOutResult result = waiter.result();
        time.pass(Duration.ofSeconds(1));

        assertTrue(result.isAborted());
        assertTrue(result.message().contains("ACK is asked to cancel task " + result.taskId()), result.message());
        assertTrue(result.message().contains("stay bought"), result.message());
        assertTrue(ack.task(result.taskId()).cancelled());
        assertTrue(
                journal.last().getMessage().startsWith(result.message()),
                journal.last().getMessage());
        assertTrue(
                journal.last().getMessage().endsWith("ACK accepted the cancellation of task " + result.taskId() + "."),
                journal.last().getMessage());
        assertFalse(waiter.heard("ACK accepted"), "who has ended hears no more\n" + waiter);
    }

    @Test
    void saysThatACancellationWasRefused() {
        onlyWithTasks();
        ack.on(Operation.CANCEL_TASK, Fault.accessDenied());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.abort(true);
        time.pass(Duration.ofSeconds(1));

        assertTrue(
                journal.last()
                        .getMessage()
                        .contains("ACK did not cancel task " + journal.last().reference() + ": Forbidden.RAM"),
                journal.last().getMessage());
        assertFalse(journal.last().isCancelAccepted());
        time.pass(Duration.ofMinutes(10));
        assertEquals(1, asked(Operation.CANCEL_TASK));
    }

    @Test
    void asksAgainForACancellationThatWasNotAnswered() {
        onlyWithTasks();
        ack.on(Operation.CANCEL_TASK, Fault.serverErrorBefore(500));
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.abort(true);
        time.pass(Duration.ofMinutes(1));

        assertEquals(2, asked(Operation.CANCEL_TASK));
        assertTrue(ack.task(journal.last().reference()).cancelled());
    }

    @Test
    void doesNotWaitForACancellation() {
        onlyWithTasks();
        Waiter waiter = controller.start(journal);
        boolean[] hadEnded = new boolean[1];
        ack.on(Operation.CANCEL_TASK, Fault.hook(() -> hadEnded[0] = waiter.hasEnded(), () -> {}));
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.abort(true);
        time.pass(Duration.ofSeconds(1));

        assertEquals(1, asked(Operation.CANCEL_TASK));
        assertTrue(hadEnded[0]);
    }

    /** Somebody else's task looks the same: whoever finds it in the list alone has no right to end it. */
    @Test
    void doesNotCancelWhatIsOnlyTakenToBeItsOwn() {
        onlyWithTasks();
        ack.on(via.operation(), Fault.resetAfter());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("is taken to be ours"));
        waiter.abort(true);
        time.pass(Duration.ofMinutes(10));

        assertTrue(
                waiter.result().message().contains("ACK is not asked to cancel task"),
                waiter.result().message());
        assertEquals(0, asked(Operation.CANCEL_TASK));
        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
    }

    @Test
    void twiceIsTheSameAsOnce() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        waiter.job.abort(false);
        waiter.job.abort(true);
        time.pass(Duration.ofMinutes(1));
        assertEquals(1, waiter.results.size());
        assertEquals(0, asked(Operation.CANCEL_TASK));
    }

    @Test
    void ofOneWhoWaitsLeavesTheOrderToTheOther() {
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        Waiter second = controller.start(journal);
        time.pass(Duration.ZERO);
        first.abort(true);

        assertTrue(first.result().isAborted());
        assertTrue(first.result().message().contains("others wait for the same order"));
        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertEquals(0, asked(Operation.CANCEL_TASK));
    }
}
