package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedSts;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders with the temporary keys of a role, which end at any moment: one order, and no wait that fails for it. */
@EnumSource(Via.class)
class RoleTest extends EachRoute {
    private static final AssumedRole ROLE = new AssumedRole(SimulatedSts.ROLE, "job-7", "", 900);

    @BeforeEach
    void assume() {
        controller.role = ROLE;
    }

    @AfterEach
    void noSecretIsKept() {
        for (String secret : ack.sts().secrets()) {
            assertFalse(journal.all().contains(secret), "a secret in a record");
        }
        for (Exchange exchange : ack.exchanges()) {
            assertTrue(exchange.query().isEmpty() || !exchange.query().contains("CAIS"), "a token in a URL");
        }
    }

    private void inSlowWorld() {
        ack.close();
        // ENS takes its time to start a machine; one that runs has to join soon, with a script that is good for two
        // hours.
        long stage = (via.hasTask() ? Duration.ofMinutes(45) : Duration.ofMinutes(1)).toMillis();
        ack = AckSimulator.builder().clock(time::wallMillis).stageMillis(stage).start();
        ack.ens().setStarting(Duration.ofMinutes(115));
        controller = new Controller(via, time, ack);
        controller.role = ROLE;
    }

    private Parameters forTenHours() {
        return controller.sample().with(Parameter.TIMEOUT_MINS, 600);
    }

    private void settle() {
        try {
            controller.scaleOuts.settle(controller.secrets(), journal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long refused() {
        return ack.exchanges().stream().filter(each -> each.status() == 400).count();
    }

    /** A journal that does something whenever an order is about to be sent. */
    private record Watched(Memory memory, Runnable atTheOrder) implements OrderStore {
        @Override
        public Optional<OrderRecord> read() throws IOException {
            return memory.read();
        }

        @Override
        public boolean reserve(OrderRecord first) throws IOException {
            return memory.reserve(first);
        }

        @Override
        public boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException {
            if (next.getState() == OrderState.SUBMITTING && fence != 0) {
                atTheOrder.run();
            }
            return memory.advance(expectedRevision, next, fence);
        }
    }

    @Test
    void aWaitOfHoursOutlivesItsTokens() {
        inSlowWorld();
        Waiter waiter = controller.start(forTenHours(), true, journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
        assertTrue(result.elapsedMillis() > Duration.ofMinutes(115).toMillis(), result.elapsedMillis() + " ms");
        assertEquals(1, orders());
        assertEquals(Set.of("job-7"), Set.copyOf(ack.sts().sessions()));
        int tokens = ack.sts().keysGiven();
        long quarters = result.elapsedMillis() / Duration.ofMinutes(15).toMillis();
        assertTrue(tokens > quarters && tokens <= 2 * quarters, tokens + " tokens in " + quarters + " quarters");
        assertEquals(0, refused(), "they are got anew before they end");
    }

    @Test
    void endedAtAnyLookUp() {
        int[] asked = new int[1];
        controller.beforeCall.add(() -> asked[0]++);
        controller.start(journal).result();
        int all = asked[0];
        for (int n = 2; n <= all; n++) {
            ack.close();
            start();
            controller.role = ROLE;
            int nth = n;
            int[] count = new int[1];
            controller.beforeCall.add(() -> {
                if (++count[0] == nth) {
                    ack.sts().endAllTokens();
                }
            });
            Memory store = new Memory();
            Waiter waiter = controller.start(store);

            assertEquals(OrderState.SUCCEEDED, waiter.result().state(), "look-up " + n + "\n" + waiter);
            assertEquals(1, orders(), "look-up " + n);
            assertTrue(refused() >= 1, "look-up " + n);
            assertTrue(ack.sts().keysGiven() == 2, ack.sts().keysGiven() + " keys");
        }
    }

    @Test
    void endedExactlyAtTheOrder() {
        int[] times = new int[1];
        Waiter waiter = controller.start(new Watched(journal, () -> {
            if (times[0]++ == 0) {
                ack.sts().endAllTokens();
            }
        }));

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, orders());
        assertEquals(2, posts());
        assertEquals(1, refused());
        assertTrue(journal.states().contains("SUCCEEDED"), journal.states().toString());
    }

    @Test
    void endedAtEachOrder() {
        Waiter waiter = controller.start(new Watched(journal, () -> ack.sts().endAllTokens()));
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.REJECTED, result.state(), waiter.toString());
        assertTrue(result.message().contains("InvalidSecurityToken.Expired"), result.message());
        assertEquals(0, orders());
        assertEquals(3, posts());
        assertTrue(result.elapsedMillis() < Duration.ofMinutes(5).toMillis(), result.elapsedMillis() + " ms");
    }

    @Test
    void endedWhileAnOrderIsInDoubt() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> posts() > 0);
        ack.sts().endAllTokens();

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, posts());
        assertEquals(1, orders());
    }

    @Test
    void settlementOutlivesItsTokens() {
        inSlowWorld();
        ack.on(via.operation(), Fault.resetAfter());
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("It is not sent again"));
        controller.restart();
        ack.sts().endAllTokens();
        settle();
        time.pass(Duration.ofMinutes(30));
        ack.sts().endAllTokens();
        time.pass(Duration.ofHours(5));

        assertEquals(
                OrderState.SUCCEEDED, journal.last().getState(), journal.last().getMessage());
        assertEquals(1, orders());
        assertEquals(1, posts());
    }

    @Test
    void aNewProcessAsksForAKeyOfItsOwn() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard(via.underWay()));
        int before = ack.sts().keysGiven();
        controller.restart();

        assertEquals(OrderState.SUCCEEDED, controller.resume(journal).result().state());
        assertEquals(before + 1, ack.sts().keysGiven());
        assertEquals(1, orders());
    }

    @Test
    void stsThatFailsForAWhileInTheMiddleOfAWait() {
        inSlowWorld();
        Waiter waiter = controller.start(forTenHours(), true, journal);
        time.runUntil(() -> orders() == 1);
        time.pass(Duration.ofMinutes(5));
        ack.always(Operation.ASSUME_ROLE, Fault.serverErrorBefore(503));
        time.pass(Duration.ofMinutes(40));
        ack.always(Operation.ASSUME_ROLE, Fault.redirect("http://127.0.0.1:1/"));
        time.pass(Duration.ofMinutes(5));
        ack.always(Operation.ASSUME_ROLE, Fault.notJsonAfter());
        time.pass(Duration.ofMinutes(5));
        ack.clear();

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, orders());
        assertTrue(refused() <= 1, "the old key is used to its end, and no longer: " + refused() + " refused");
    }

    @Test
    void stsThatNeverAnswersUsably() {
        ack.always(Operation.ASSUME_ROLE, Fault.notJsonAfter());
        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().startsWith("Nothing was ordered: the time limit passed"), result.message());
        assertTrue(result.message().contains("The key of the role " + SimulatedSts.ROLE), result.message());
        assertEquals(0, posts());
    }

    @Test
    void aRoleThatMayNotBeAssumed() {
        ack.sts().forbid("testid");
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(
                result.message().contains("The key of the role " + SimulatedSts.ROLE + " cannot be had: NoPermission"));
        assertTrue(result.message().contains("trust policy"), result.message());
        assertTrue(result.elapsedMillis() < 1_000, result.elapsedMillis() + " ms");
        assertEquals(0, posts());
    }

    /** A wait that is under way is not ended by it: whoever took the role away may give it back. */
    @Test
    void aRoleThatIsTakenAwayForAWhile() {
        inSlowWorld();
        Waiter waiter = controller.start(forTenHours(), true, journal);
        time.runUntil(() -> orders() == 1);
        ack.sts().removeRole(SimulatedSts.ROLE);
        time.pass(Duration.ofHours(1));
        assertFalse(waiter.hasEnded());
        ack.sts().role(SimulatedSts.ROLE, "", 3600);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, orders());
    }
}
