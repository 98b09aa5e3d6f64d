package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The process dies and another one goes on with the journal; and how several orders share a cluster. */
@ParameterizedClass(name = "via {0}")
@EnumSource(Via.class)
class RestartTest {
    @org.junit.jupiter.params.Parameter
    private Via via;

    private final VirtualTime time = new VirtualTime();
    private final Memory journal = new Memory();
    private AckSimulator ack;
    private Controller controller;

    @BeforeEach
    void start() {
        ack = AckSimulator.builder().clock(time::nowMillis).stageMillis(60_000).start();
        controller = new Controller(via, time, ack);
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void planned() {
        controller.start(journal);
        time.runUntil(() -> journal.states().equals(List.of("PLANNED")));
        controller.restart();

        assertEquals(OrderState.SUCCEEDED, controller.resume(journal).result().state());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void submittingAndItWasExecuted() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        controller.restart();
        assertEquals(OrderState.SUBMITTING, journal.last().getState());
        Waiter second = controller.resume(journal);

        assertEquals(OrderState.SUCCEEDED, second.result().state(), second.toString());
        assertEquals(1, ack.ledger().orders());
        assertFalse(first.hasEnded());
    }

    @Test
    void submittingAndItWasNeverSent() throws IOException {
        JournalEntry entry = plan();
        entry.state = OrderState.SUBMITTING.name();
        entry.submittingMillis = time.nowMillis();
        journal.write(entry);
        ScaleOutResult result = controller.resume(journal).result();

        assertEquals(OrderState.UNKNOWN, result.state());
        assertTrue(result.message().contains("the process that sent it ended before an answer came"), result.message());
        assertEquals(0, ack.ledger().orders());
    }

    private JournalEntry plan() {
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
        time.runUntil(() -> first.heard("Stage 2"));
        controller.restart();
        time.pass(Duration.ofSeconds(70));
        Waiter second = controller.resume(journal);
        ScaleOutResult result = second.result();

        assertEquals(OrderState.SUCCEEDED, result.state());
        assertEquals(1, ack.ledger().orders());
        assertFalse(second.heard("Stage 1 ("), "what was said before is not said again\n" + second);
    }

    @Test
    void watchingWithATaskThatEndedLongAgo() {
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("Stage 2"));
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
        assertEquals(0, ack.ledger().orders());
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
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void abortedAlreadyAndStillInDoubt() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        first.job.abort(false);
        controller.restart();
        ScaleOutResult result = controller.resume(journal).result();

        assertTrue(result.isAborted());
        assertTrue(result.message().contains("may have been bought"), result.message());
        time.pass(Duration.ofMinutes(5));
        assertEquals(OrderState.SUBMITTED, journal.last().getState());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void aSecondRunGoesOnWithTheOrderThatItFinds() {
        controller.start(controller.sample(), false, journal).result();
        controller.restart();

        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void aSecondRunWatchesOnAfterTheTimeLimit() {
        ack.always(Operation.DESCRIBE_TASK_INFO, Fault.serverErrorBefore(500));
        assertEquals(OrderState.TIMED_OUT, controller.start(journal).result().state());
        ack.clear();
        controller.restart();

        Waiter second = controller.start(controller.sample().with(Parameter.TIMEOUT_MINS, 90), true, journal);
        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void aSecondRunLooksOnceMoreForAnOrderThatStayedUnknown() {
        ack.on(via.operation(), Fault.resetAfter());
        ack.always(Operation.DESCRIBE_CLUSTER_TASKS, Fault.serverErrorBefore(500));
        // The list before the order is asked for until it comes, so this one may answer.
        ack.on(Operation.DESCRIBE_CLUSTER_TASKS, Fault.hook(() -> {}, () -> {}));
        assertEquals(OrderState.UNKNOWN, controller.start(journal).result().state());
        ack.clear();
        controller.restart();

        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void aSecondRunOrdersAnewWhereNothingWasOrdered() {
        ack.on(via.operation(), Fault.ackError(400, "QuotaExceeded", "full"));
        assertEquals(OrderState.REJECTED, controller.start(journal).result().state());

        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void aSecondRunWithOtherParametersIsRefused() {
        controller.start(journal).result();
        Order other = controller.order(controller.sample().with(Parameter.COUNT, 3));
        ScaleOuts.OtherOrderException e = assertThrows(
                ScaleOuts.OtherOrderException.class,
                () -> controller.scaleOuts.start(other, true, controller.secrets(), journal, controller.new Waiter()));
        assertEquals("2", e.other().getParameter(Parameter.COUNT));
        assertEquals(1, ack.ledger().orders());
    }

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
