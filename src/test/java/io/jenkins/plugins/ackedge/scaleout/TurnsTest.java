package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Several orders in one process: one after another for a cluster, and none in the way of another cluster's. */
@EnumSource(
        value = Via.class,
        names = {"SCALE_OUT_CLUSTER", "ENS"})
class TurnsTest extends InSimulatedTime {
    @Test
    void ofTwoForAClusterTheSecondIsSentWhenTheFirstIsSettled() {
        ack.ens().setVisibleAfter(Duration.ofMinutes(3));
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        Memory other = new Memory();
        Waiter second = controller.start(other);
        time.runUntil(() -> first.heard("It is not sent again"));
        time.pass(Duration.ofMinutes(2));
        assertEquals(1, posts());
        assertTrue(second.heard("Waiting for another order for cluster"), second.toString());

        assertEquals(OrderState.SUCCEEDED, first.result().state());
        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertNotEquals(journal.last().reference(), other.last().reference());
        assertEquals(2, orders());
    }

    /** Both answers are lost: each finds its own. */
    @Test
    void ofTwoThatAreInDoubtOneAfterTheOtherEachFindsItsOwn() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("Found the order"));
        first.result();
        ack.on(via.operation(), Fault.resetAfter());
        Memory other = new Memory();
        Waiter second = controller.start(other);

        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertEquals(billed(0), journal.last().reference());
        assertEquals(billed(1), other.last().reference());
    }

    @Test
    void anotherClustersOrderDoesNotWait() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(journal);
        time.runUntil(() -> first.heard("It is not sent again"));
        Parameters elsewhere = controller.sample().with(Parameter.CLUSTER_ID, "c" + Controller.CLUSTER.substring(1));
        Waiter second = controller.start(elsewhere, true, new Memory());
        long began = time.millis();
        time.runUntil(() -> second.heard("Order accepted"));
        assertTrue(time.millis() - began < 5_000);
    }

    @Test
    void whoseTimeIsUpInTheQueueIsToldWhy() {
        ack.always(via.operation(), via.later());
        controller.start(journal);
        Waiter second = controller.start(controller.sample().with(Parameter.TIMEOUT_MINS, 10), true, new Memory());
        ScaleOutResult result = second.result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals(Duration.ofMinutes(10).toMillis(), result.elapsedMillis());
        assertTrue(
                result.message()
                        .contains("other orders for cluster " + Controller.CLUSTER + " were still being placed"),
                result.message());
    }

    @Test
    void whoGivesUpInTheQueueKeepsNobodyBack() {
        ack.on(via.operation(), Fault.resetBefore());
        controller.start(new Memory());
        Waiter second = controller.start(new Memory());
        Waiter third = controller.start(journal);
        time.pass(Duration.ofSeconds(10));
        second.abort(false);

        assertEquals(OrderState.SUCCEEDED, third.result().state());
        assertEquals(1, orders());
    }

    /** One thread keeps all timers of a process: whatever may hang must not run on it. */
    @Test
    void aTimerOnlyPosts() {
        boolean[] inTimer = new boolean[1];
        controller.timers = new Timers() {
            @Override
            public long millis() {
                return time.millis();
            }

            @Override
            public Timer after(long delayMillis, Runnable task) {
                return time.after(delayMillis, () -> {
                    inTimer[0] = true;
                    task.run();
                    inTimer[0] = false;
                });
            }
        };
        controller.restart();
        boolean[] seen = new boolean[1];
        controller.beforeCall.add(() -> seen[0] |= inTimer[0]);
        ack.on(via.operation(), via.later());
        ack.on(via.operation(), Fault.resetAfter());
        Waiter waiter = controller.new Waiter() {
            @Override
            public void line(String text) {
                seen[0] |= inTimer[0];
                super.line(text);
            }

            @Override
            public void changed(OrderRecord record) {
                seen[0] |= inTimer[0];
            }

            @Override
            public void ended(ScaleOutResult result) {
                seen[0] |= inTimer[0];
                super.ended(result);
            }
        };
        try {
            controller.scaleOuts.start(
                    controller.order(controller.sample()), true, controller.secrets(), journal, waiter);
        } catch (java.io.IOException | ScaleOuts.OtherOrderException e) {
            throw new AssertionError(e);
        }
        assertEquals(OrderState.SUCCEEDED, waiter.result().state());
        assertFalse(seen[0], "an order");

        waiter.results.clear();
        ack.always(Operation.DESCRIBE_CLUSTER_DETAIL, Fault.serverErrorBefore(500));
        controller.scaleOuts.dryRun(
                controller.order(controller.sample().with(Parameter.TIMEOUT_MINS, 10)),
                true,
                new Secrets() {
                    @Override
                    public io.jenkins.plugins.ackedge.api.AccessKey accessKey() {
                        time.pass(Duration.ofHours(1));
                        throw new IllegalStateException("hung");
                    }

                    @Override
                    public String loginPassword() {
                        return null;
                    }
                },
                waiter);
        waiter.result();
        assertFalse(seen[0], "a dry run");
    }
}
