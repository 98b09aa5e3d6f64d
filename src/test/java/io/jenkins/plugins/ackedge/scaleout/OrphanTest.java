package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that nobody waits for any more: none is sent, and what may have been bought is settled and watched. */
@EnumSource(Via.class)
class OrphanTest extends EachRoute {
    private void settle() {
        try {
            controller.scaleOuts.settle(controller.secrets(), journal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void diesWhilePlanned() {
        controller.start(journal);
        time.runUntil(() -> !journal.states().isEmpty());
        controller.restart();
    }

    private void diesInDoubt(Fault fault) {
        ack.on(via.operation(), fault);
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("It is not sent again"));
        controller.restart();
    }

    /** Killed with the request on the wire: its record says that it is being sent, and its answer reaches nobody. */
    private void diesAtTheRequest() {
        diesAtTheAnswer();
        controller.claims = Claims.inMemory();
        controller.restart();
    }

    /** Killed after the answer's task was claimed, and before its record could say so. */
    private void diesAtTheAnswer() {
        int[] writes = new int[1];
        ack.on(via.operation(), Fault.hook(() -> {}, () -> writes[0] = journal.writes()));
        controller.start(journal);
        time.runUntil(() -> writes[0] > 0);
        controller.restart();
        journal.keep(writes[0]);
        assertEquals(OrderState.SUBMITTING, journal.last().getState());
    }

    @Test
    void aPlanIsNeverSent() {
        diesWhilePlanned();
        settle();
        time.pass(Duration.ofDays(2));

        assertEquals(OrderState.REJECTED, journal.last().getState());
        assertEquals(
                "Nothing was ordered: nobody waited for it any more before the order was sent.",
                journal.last().getMessage());
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void oneThatWasOnTheWireIsFoundAndWatched() {
        diesAtTheRequest();
        settle();
        time.pass(Duration.ofMinutes(20));

        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
        assertEquals(billed(0), journal.last().reference());
        assertEquals(
                via.hasTask() ? OrderRecord.Proof.FITS : OrderRecord.Proof.NAME,
                journal.last().getProof());
        assertEquals(1, orders());
    }

    /** What the vendor's answer named is certain, whatever else is new. */
    @Test
    void oneWhoseAnswerWasClaimedIsKnown() {
        diesAtTheAnswer();
        ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", time.wallMillis());
        settle();
        time.pass(Duration.ofSeconds(185));

        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        assertEquals(billed(0), journal.last().reference());
        assertEquals(OrderRecord.Proof.NAME, journal.last().getProof());
    }

    @Test
    void oneThatWasNeverAnsweredStaysUnknown() {
        diesInDoubt(Fault.resetBefore());
        settle();
        time.pass(Duration.ofMinutes(20));

        assertEquals(OrderState.UNKNOWN, journal.last().getState());
        assertTrue(
                journal.last().getMessage().startsWith("Outcome unknown"),
                journal.last().getMessage());
        assertFalse(controller.scaleOuts.isUnderWay(journal.last().getOrderId()));
        assertTrue(controller.scaleOuts.isLeftOpen(journal.last()));
        assertEquals(0, orders());
    }

    @Test
    void oneThatWasWatchedIsWatchedToItsEnd() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        controller.restart();
        settle();
        time.pass(Duration.ofMinutes(20));

        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
        assertFalse(controller.scaleOuts.isUnderWay(journal.last().getOrderId()));
    }

    @Test
    void itIsWatchedForADayAndNoLonger() {
        via.neverEnds(ack);
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        controller.restart();
        settle();
        time.pass(Duration.ofHours(25));

        assertEquals(OrderState.TIMED_OUT, journal.last().getState());
        assertFalse(controller.scaleOuts.isUnderWay(journal.last().getOrderId()));
        int asked = ack.exchanges().size();
        assertTrue(asked < (via.hasTask() ? 2_000 : 4_000), asked + " requests in a day");
        time.pass(Duration.ofDays(3));
        assertEquals(asked, ack.exchanges().size());
    }

    @Test
    void whoComesMeanwhileAttaches() {
        diesAtTheRequest();
        settle();
        time.pass(Duration.ofSeconds(30));
        Waiter waiter = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, orders());
    }

    @Test
    void aPlanThatSomebodyTakesUpAtOnceIsSentOnce() {
        diesWhilePlanned();
        Waiter waiter = controller.resume(journal);
        settle();

        assertEquals(OrderState.SUCCEEDED, waiter.result().state());
        assertEquals(1, orders());
    }

    @Test
    void settlingTwiceIsTheSameAsOnce() {
        diesAtTheRequest();
        settle();
        settle();
        time.pass(Duration.ofMinutes(20));
        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
        assertEquals(1, orders());
    }

    /** Whoever gave up and asked for a cancellation is still obeyed after the process died. */
    @Test
    void aCancellationThatWasWantedIsAskedFor() {
        onlyWithTasks();
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        ack.on(Operation.CANCEL_TASK, Fault.serverErrorBefore(500));
        waiter.abort(true);
        time.pass(Duration.ofSeconds(1));
        controller.restart();
        settle();
        time.pass(Duration.ofMinutes(5));

        assertEquals(OrderState.CANCELLED, journal.last().getState());
    }

    /** Whoever settles it once more takes no wish back. */
    @Test
    void settlingTwiceForgetsNoCancellation() throws IOException {
        onlyWithTasks();
        ack.on(via.operation(), Fault.resetAfter());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("It is not sent again"));
        waiter.abort(true);
        controller.claims.claim(billed(0), journal.last().getOrderId(), true);
        controller.restart();
        settle();
        time.pass(Duration.ofSeconds(10));
        settle();
        time.pass(Duration.ofMinutes(10));

        assertEquals(OrderState.CANCELLED, journal.last().getState());
    }

    /** A plan that was given up is no plan again because somebody settles it once more, and keeps nobody back. */
    @Test
    void settlingAPlanTwiceKeepsNobodyBack() {
        diesWhilePlanned();
        settle();
        settle();
        time.pass(Duration.ofMinutes(1));
        assertEquals(OrderState.REJECTED, journal.last().getState());

        assertEquals(
                OrderState.SUCCEEDED, controller.start(new Memory()).result().state());
        assertEquals(1, orders());
    }

    /** Nothing is ordered in the name of a run that goes on after its plan was given up. */
    @Test
    void aPlanThatWasGivenUpIsNotTakenUpByTheRunThatComesTooLate() {
        diesWhilePlanned();
        settle();
        Waiter waiter = controller.resume(journal);

        assertEquals(OrderState.REJECTED, waiter.result().state());
        time.pass(Duration.ofHours(1));
        assertEquals(0, orders());
    }

    // ------------------------------------------------------------------ before anything new

    /** Given up by whoever waited, and still looked for when the process died. */
    @Test
    void aNewOrderWaitsAlsoForADoubtThatWasAborted() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        first.abort(false);
        controller.restart();
        controller.scaleOuts.expect(List.of(journal.last()));
        Waiter waiter = controller.start(new Memory());
        time.pass(Duration.ofSeconds(10));
        assertTrue(waiter.heard("Waiting for another order"), waiter.toString());
        settle();
        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
    }

    @Test
    void aDoubtThatWasLookedForToItsEndKeepsNobodyBack() {
        ack.on(via.operation(), Fault.resetBefore());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        first.abort(false);
        time.pass(via.look().plusMinutes(2));
        assertEquals(OrderState.UNKNOWN, journal.last().getState());
        controller.restart();
        controller.scaleOuts.expect(List.of(journal.last()));
        Waiter waiter = controller.start(new Memory());
        time.pass(Duration.ofSeconds(10));
        assertFalse(waiter.heard("Waiting for another order"), waiter.toString());
    }

    @Test
    void aNewOrderWaitsUntilTheDoubtIsSettled() {
        diesAtTheRequest();
        controller.scaleOuts.expect(List.of(journal.last()));
        Memory other = new Memory();
        Waiter waiter = controller.start(other);
        time.pass(Duration.ofSeconds(10));
        assertTrue(waiter.heard("Waiting for another order"), waiter.toString());
        settle();

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(2, orders());
        assertEquals(billed(0), journal.last().reference());
        assertEquals(billed(1), other.last().reference());
    }

    @Test
    void aNewOrderWaitsNoLongerThanALookLasts() {
        diesAtTheRequest();
        controller.scaleOuts.expect(List.of(journal.last()));
        Waiter waiter = controller.start(new Memory());
        long began = time.millis();
        time.runUntil(() -> waiter.heard("Order accepted"));
        long seconds = (time.millis() - began) / 1000;
        assertTrue(seconds >= via.look().toSeconds() && seconds < via.look().toSeconds() + 120, seconds + " s");
    }

    @Test
    void whatWasGivenUpOrEndedKeepsNobodyBack() {
        controller.start(journal).result();
        controller.restart();
        controller.scaleOuts.expect(List.of(journal.last()));
        Waiter waiter = controller.start(new Memory());
        time.runUntil(() -> waiter.heard("Order accepted"));
        assertFalse(waiter.heard("Waiting for another order"), waiter.toString());
    }

    /** A claim outlives the process: what an order in doubt finds is not what another one was answered. */
    @Test
    void anotherOrdersTaskIsNotTaken() throws IOException {
        onlyWithTasks();
        diesInDoubt(Fault.resetBefore());
        ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", time.wallMillis());
        String theirs = taskOf(Controller.CLUSTER);
        controller.claims.claim(theirs, "another order", true);
        settle();
        time.pass(Duration.ofMinutes(20));
        assertEquals(OrderState.UNKNOWN, journal.last().getState());
    }

    private String taskOf(String cluster) {
        String[] id = new String[1];
        ack.on(via.listing(), Fault.rewritten(json -> {
            id[0] = json.replaceAll("(?s).*\"task_id\":\"(T-[^\"]*)\".*", "$1");
            return json;
        }));
        Waiter someone = controller.start(new Memory());
        time.runUntil(() -> id[0] != null);
        someone.abort(false);
        return id[0];
    }
}
