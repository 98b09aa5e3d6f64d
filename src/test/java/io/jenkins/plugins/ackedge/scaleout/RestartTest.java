package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies and another one goes on with the journal. */
@EnumSource(Via.class)
class RestartTest extends EachRoute {
    @Test
    void planned() {
        controller.start(journal);
        time.runUntil(() -> journal.states().equals(List.of("PLANNED")));
        controller.restart();

        assertEquals(OrderState.SUCCEEDED, controller.resume(journal).result().state());
        assertEquals(1, orders());
    }

    @Test
    void submittingAndItWasExecuted() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        controller.restart();
        assertEquals(OrderState.UNKNOWN, journal.last().getState());
        Waiter second = controller.resume(journal);

        assertEquals(OrderState.SUCCEEDED, second.result().state(), second.toString());
        assertEquals(1, orders());
        assertFalse(first.hasEnded());
    }

    @Test
    void submittingAndItWasNeverSent() throws IOException {
        OrderRecord entry = plan();
        journal.writeAboutToBeSent(time.wallMillis());
        ScaleOutResult result = controller.resume(journal).result();

        assertEquals(OrderState.UNKNOWN, result.state());
        assertTrue(result.message().contains("the process that sent it ended before an answer came"), result.message());
        assertEquals(0, orders());
    }

    private OrderRecord plan() {
        controller.start(journal);
        time.runUntil(() -> !journal.states().isEmpty());
        controller.restart();
        return journal.last();
    }

    @Test
    void submittingForMuchLongerThanTheTimeLimit() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        controller.restart();
        time.pass(Duration.ofDays(1));

        assertEquals(OrderState.SUCCEEDED, controller.resume(journal).result().state());
    }

    @Test
    void watching() {
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        controller.restart();
        time.pass(Duration.ofSeconds(70));
        Waiter second = controller.resume(journal);
        ScaleOutResult result = second.result();

        assertEquals(OrderState.SUCCEEDED, result.state());
        assertEquals(1, orders());
        assertFalse(second.heard("Stage 1 ("), "what was said before is not said again\n" + second);
    }

    @Test
    void watchingWithATaskThatEndedLongAgo() {
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        controller.restart();
        time.pass(Duration.ofHours(5));

        assertEquals(OrderState.SUCCEEDED, controller.resume(journal).result().state());
    }

    @Test
    void plannedForMuchLongerThanTheTimeLimitOrdersNothing() {
        plan();
        time.pass(Duration.ofHours(5));
        ScaleOutResult result = controller.resume(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals(0, orders());
    }

    @Test
    void endedAlready() {
        controller.start(journal).result();
        controller.restart();
        int asked = ack.exchanges().size();
        ScaleOutResult result = controller.resume(journal).result();

        assertEquals(OrderState.SUCCEEDED, result.state());
        assertEquals(2, result.instanceIds().size());
        assertEquals(asked, ack.exchanges().size());
    }

    @Test
    void refusedAlreadyAndNothingIsSentAgain() {
        ack.on(via.operation(), Fault.accessDenied());
        String message = controller.start(journal).result().message();
        controller.restart();
        ScaleOutResult result = controller.resume(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals(message, result.message());
        assertEquals(0, orders());
    }

    @Test
    void abortedAlreadyAndStillInDoubt() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        first.abort(false);
        controller.restart();
        long before = time.wallMillis();
        ScaleOutResult result = controller.resume(journal).result();

        assertEquals(before, time.wallMillis(), "it is not waited for");
        assertTrue(result.isAborted());
        assertTrue(result.message().contains("may have been bought"), result.message());
        time.pass(Duration.ofSeconds(200));
        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        time.pass(Duration.ofMinutes(5));
        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
        assertEquals(1, orders());
    }

    /** As after an abort whose cancellation was on its way when the process died: it is not forgotten. */
    @Test
    void cancelling() {
        onlyWithTasks();
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        ack.on(Operation.CANCEL_TASK, Fault.serverErrorBefore(500));
        first.abort(true);
        time.pass(Duration.ofSeconds(1));
        controller.restart();
        assertFalse(ack.task(journal.last().reference()).cancelled());
        ScaleOutResult result = controller.resume(journal).result();
        time.pass(Duration.ofSeconds(1));

        assertTrue(result.isAborted());
        assertTrue(result.message().contains("ACK is asked to cancel task"), result.message());
        assertTrue(ack.task(result.taskId()).cancelled());
        assertTrue(journal.said("ACK accepted the cancellation of task " + result.taskId()));
    }

    /** Abort arrives between the restart and the moment at which the order is taken up again. */
    @Test
    void abortedBeforeItIsTakenUp() {
        onlyWithTasks();
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        controller.restart();
        Waiter second = controller.resume(journal);
        second.abort(true);
        time.pass(Duration.ofSeconds(1));

        assertTrue(second.result().isAborted());
        assertTrue(ack.task(second.result().taskId()).cancelled());
    }

    @Test
    void abortedBeforeAPlanIsTakenUp() {
        plan();
        Waiter second = controller.resume(journal);
        second.abort(false);

        assertEquals(OrderState.REJECTED, second.result().state());
        time.pass(Duration.ofHours(1));
        assertEquals(0, orders());
    }

    @Test
    void cancelledAlreadyAndItIsNotAskedForAgain() {
        onlyWithTasks();
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        first.abort(true);
        time.pass(Duration.ofSeconds(1));
        controller.restart();
        ScaleOutResult result = controller.resume(journal).result();

        assertTrue(result.isAborted());
        assertTrue(
                result.message().contains("ACK accepted the cancellation of task " + result.taskId()),
                result.message());
        assertFalse(result.message().contains("goes on"), result.message());
        time.pass(Duration.ofMinutes(5));
        assertEquals(
                1,
                ack.exchanges().stream()
                        .filter(x -> x.operation() == Operation.CANCEL_TASK)
                        .count());
        assertEquals(OrderState.CANCELLED, journal.last().getState());
    }

    @Test
    void aRefusedCancellationIsNotAskedForAgain() {
        onlyWithTasks();
        ack.on(Operation.CANCEL_TASK, Fault.accessDenied());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        first.abort(true);
        time.pass(Duration.ofSeconds(1));
        controller.restart();
        ScaleOutResult result = controller.resume(journal).result();

        assertTrue(result.message().contains("ACK did not cancel task " + result.taskId()), result.message());
        time.pass(Duration.ofMinutes(10));
        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
    }

    @Test
    void orderedAndNotToBeWatched() throws IOException {
        controller.start(controller.sample(), false, journal).result();
        controller.restart();
        Waiter second = controller.new Waiter();
        controller.scaleOuts.resume(false, controller.secrets(), journal, second);

        assertEquals(OrderState.SUBMITTED, second.result().state());
        assertTrue(
                second.result().message().contains("Not waiting"),
                second.result().message());
    }
}
