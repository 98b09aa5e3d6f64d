package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider of credentials fails in any way, at any time: it is said, the order waits, and none is made twice. */
@EnumSource(
        value = Via.class,
        names = {"SCALE_OUT_CLUSTER", "ENS"})
class SecretsTroubleTest extends InSimulatedTime {
    enum Trouble {
        THROWS(time -> {
            throw new IllegalStateException("rate exceeded");
        }),
        THROWS_AN_ERROR(time -> {
            throw new NoSuchMethodError("of somebody else's plugin");
        }),
        /** It comes back after 45 s, which nobody waits for. */
        HANGS(time -> time.pass(Duration.ofSeconds(45)));

        private final Consumer<VirtualTime> what;

        Trouble(Consumer<VirtualTime> what) {
            this.what = what;
        }
    }

    /** In trouble from one look-up on, for some of them. */
    private class Provider implements Secrets {
        private final Trouble trouble;
        private final int from;
        private final int to;
        private int asked;

        Provider(Trouble trouble, int from, int to) {
            this.trouble = trouble;
            this.from = from;
            this.to = to;
        }

        @Override
        public AccessKey accessKey() {
            asked++;
            if (asked >= from && asked <= to) {
                trouble.what.accept(time);
            }
            return AccessKey.of("testid", Controller.SECRET);
        }

        @Override
        public String loginPassword() {
            return Controller.PASSWORD;
        }

        @Override
        public String source() {
            return "provider";
        }
    }

    private Waiter start(Secrets secrets, OrderStore store) {
        Waiter waiter = controller.new Waiter();
        try {
            waiter.job =
                    controller.scaleOuts.start(controller.order(controller.sample()), true, secrets, store, waiter);
        } catch (IOException | ScaleOuts.OtherOrderException e) {
            throw new AssertionError(e);
        }
        return waiter;
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void onceAtAnyLookUp(Trouble trouble) {
        Provider well = new Provider(trouble, 0, -1);
        start(well, journal).result();
        for (int n = 1; n <= well.asked; n++) {
            newWorld();
            Memory store = new Memory();
            Waiter waiter = start(new Provider(trouble, n, n), store);
            assertEquals(OrderState.SUCCEEDED, waiter.result().state(), n + "\n" + waiter);
            assertEquals(1, orders());
            assertEquals(1, posts());
            assertFalse((waiter + store.last().toString()).contains("\tat "), "no stack trace");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"THROWS", "THROWS_AN_ERROR"})
    void forEverWhilePlanned(Trouble trouble) {
        Waiter waiter = start(new Provider(trouble, 1, Integer.MAX_VALUE), journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals(Duration.ofHours(1).toMillis(), result.elapsedMillis());
        assertTrue(result.message().startsWith("Nothing was ordered: the time limit passed"), result.message());
        assertTrue(result.message().contains("the credentials cannot be read just now"), result.message());
        assertEquals(
                1,
                waiter.lines.stream()
                        .filter(line -> line.contains("The credentials cannot be read"))
                        .count(),
                "it is said once\n" + waiter);
        assertEquals(List.of(), ack.exchanges());
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"THROWS", "THROWS_AN_ERROR"})
    void forEverWhileWatched(Trouble trouble) {
        Waiter waiter = start(new Provider(trouble, 4, Integer.MAX_VALUE), journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.TIMED_OUT, result.state());
        assertEquals(Duration.ofHours(1).toMillis(), result.elapsedMillis());
        assertFalse(result.isInternalError());
        assertEquals(1, orders());

        // The pipeline's retry goes on with the order.
        Waiter again = controller.start(journal);
        assertEquals(OrderState.SUCCEEDED, again.result().state());
        assertEquals(1, orders());
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void whileAnOrderIsInDoubt(Trouble trouble) {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter waiter = start(new Provider(trouble, 3, 4), journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, posts());
    }

    /** For good while it is looked for: nobody knows, and it is said in time. */
    @Test
    void forEverWhileAnOrderIsInDoubt() {
        ack.on(via.operation(), Fault.resetAfter());
        ScaleOutResult result = start(new Provider(Trouble.THROWS, 3, Integer.MAX_VALUE), journal)
                .result();

        assertEquals(OrderState.UNKNOWN, result.state());
        assertTrue(
                result.elapsedMillis() <= via.look().plusMinutes(3).toMillis(),
                result.elapsedMillis() + " ms in doubt");
        assertTrue(result.message().contains("rate exceeded"), result.message());
    }

    @Test
    void oneThatHangsDelaysNoOrderOfAnotherSource() {
        Waiter alone = controller.start(new Memory());
        long usual = alone.result().elapsedMillis();
        newWorld();
        ack.cluster(Controller.CLUSTER);
        Parameters elsewhere = controller.sample().with(Parameter.CLUSTER_ID, "c" + Controller.CLUSTER.substring(1));
        Waiter hangs = start(new Provider(Trouble.HANGS, 1, Integer.MAX_VALUE), new Memory());
        Waiter well = controller.start(elsewhere, true, journal);

        long delay = well.result().elapsedMillis() - usual;
        assertTrue(delay < 15_000, delay + " ms later than alone");
        assertEquals(OrderState.SUCCEEDED, well.result().state());
        assertFalse(hangs.hasEnded());
    }

    @Test
    void abortedWhileAProviderHangs() {
        Waiter[] waiter = new Waiter[1];
        boolean[] ended = new boolean[1];
        Secrets hangs = new Provider(Trouble.HANGS, 0, -1) {
            @Override
            public AccessKey accessKey() {
                waiter[0].abort(false);
                ended[0] = waiter[0].hasEnded();
                return super.accessKey();
            }
        };
        waiter[0] = start(hangs, journal);
        time.pass(Duration.ofHours(1));

        assertTrue(ended[0], "an abort waits for no provider");
        assertEquals(OrderState.REJECTED, journal.last().getState());
        assertEquals(0, orders());
    }
}
