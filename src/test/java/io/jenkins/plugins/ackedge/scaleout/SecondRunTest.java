package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody orders with a journal that tells of an order already. */
@EnumSource(Via.class)
class SecondRunTest extends EachRoute {
    @Test
    void goesOnWithTheOrderThatItFinds() {
        controller.start(controller.sample(), false, journal).result();
        controller.restart();

        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(1, orders());
    }

    @Test
    void watchesOnAfterTheTimeLimit() {
        ack.always(via.polling(), Fault.serverErrorBefore(500));
        assertEquals(OrderState.TIMED_OUT, controller.start(journal).result().state());
        ack.clear();
        controller.restart();

        Waiter second = controller.start(controller.sample().with(Parameter.TIMEOUT_MINS, 90), true, journal);
        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertEquals(1, orders());
    }

    @Test
    void looksOnceMoreForAnOrderThatStayedUnknown() {
        ack.on(via.operation(), Fault.resetAfter());
        ack.always(via.listing(), Fault.serverErrorBefore(500));
        // The list before the order is asked for until it comes, so this one may answer.
        ack.on(via.listing(), Fault.hook(() -> {}, () -> {}));
        assertEquals(OrderState.UNKNOWN, controller.start(journal).result().state());
        ack.clear();
        controller.restart();

        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(1, orders());
    }

    @Test
    void ordersAnewWhereNothingWasOrdered() {
        ack.on(via.operation(), Fault.ackError(400, "QuotaExceeded", "full"));
        assertEquals(OrderState.REJECTED, controller.start(journal).result().state());

        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(1, orders());
    }

    @Test
    void isRefusedWithOtherParameters() {
        controller.start(journal).result();
        Order other = controller.order(controller.sample().with(Parameter.COUNT, 3));
        ScaleOuts.OtherOrderException e = assertThrows(
                ScaleOuts.OtherOrderException.class,
                () -> controller.scaleOuts.start(other, true, controller.secrets(), journal, controller.new Waiter()));
        assertEquals("2", e.other().getParameter(Parameter.COUNT));
        assertEquals(1, orders());
    }

    @Test
    void watchesAnOrderThatWasGivenUp() {
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        first.abort(false);
        Waiter second = controller.start(journal);
        time.runUntil(() -> !journal.last().isAborted());
        assertEquals(0, journal.last().getEndedMillis(), "it is waited for again");

        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertEquals(1, orders());
    }

    /** The first one's answer comes late; by then the journal is the second one's. */
    @Test
    void isNotOverwrittenByTheFirstThatStillCancels() {
        onlyWithTasks();
        Waiter[] second = new Waiter[1];
        ack.on(
                Operation.CANCEL_TASK,
                Fault.hook(
                        () -> {
                            time.pass(Duration.ofSeconds(30));
                            second[0] = controller.start(journal);
                            time.pass(Duration.ZERO);
                        },
                        () -> {}));
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        first.abort(true);
        time.runUntil(() -> second[0] != null);

        assertTrue(first.result().message().contains("ACK is asked to cancel task"));
        assertFalse(journal.last().isAborted());
        assertEquals(OrderState.CANCELLED, second[0].result().state());
        assertEquals(OrderState.CANCELLED, journal.last().getState());
    }

    /** Whether the same order once more would perhaps be a second purchase. */
    @Test
    void isLeftOpenUntilItsEndIsSeen() {
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        assertFalse(controller.scaleOuts.isLeftOpen(journal.last()), "somebody waits for it");
        first.abort(false);
        assertTrue(controller.scaleOuts.isLeftOpen(journal.last()), "given up, and it goes on");
        controller.start(journal).result();
        assertFalse(controller.scaleOuts.isLeftOpen(journal.last()), "succeeded");
    }

    @Test
    void isLeftOpenWhenItsTimeIsUp() {
        ack.always(via.polling(), Fault.serverErrorBefore(500));
        controller.start(journal).result();
        assertTrue(controller.scaleOuts.isLeftOpen(journal.last()));
    }

    @Test
    void isNotLeftOpenWhereItsCancellationWasAccepted() {
        onlyWithTasks();
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard(via.underWay()));
        first.abort(true);
        assertTrue(first.hasEnded());
        time.pass(Duration.ofSeconds(1));
        assertFalse(controller.scaleOuts.isLeftOpen(journal.last()));
    }

    @Test
    void isNotLeftOpenWhereNobodyWasToWait() {
        controller.start(controller.sample(), false, journal).result();
        assertFalse(controller.scaleOuts.isLeftOpen(journal.last()));
    }
}
