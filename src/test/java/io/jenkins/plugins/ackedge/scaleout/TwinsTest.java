package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.EnumSource;

/** Two that have one record: one order, and both hear how it ended. */
@EnumSource(
        value = Via.class,
        names = {"SCALE_OUT_CLUSTER", "ENS"})
class TwinsTest extends InSimulatedTime {
    @TempDir
    Path folder;

    private OrderFile file(String name) {
        try {
            return OrderFile.of(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void bothSucceed(Waiter one, Waiter two) {
        assertEquals(OrderState.SUCCEEDED, one.result().state(), one.toString());
        assertEquals(OrderState.SUCCEEDED, two.result().state(), two.toString());
        assertEquals(one.result().taskId(), two.result().taskId());
        assertEquals(1, orders());
        assertEquals(1, posts());
        time.pass(Duration.ofHours(2));
        assertEquals(1, one.results.size());
        assertEquals(1, two.results.size());
    }

    // ------------------------------------------------------------------ in one process

    @Test
    void aRecordThatIsResumedTwiceIsOrderedOnce() {
        controller.start(file("o.json"));
        time.pass(Duration.ZERO);
        controller.restart();
        bothSucceed(controller.resume(file("o.json")), controller.resume(file("o.json")));
    }

    @Test
    void twoRunsThatStartAtOnceOrderOnce() {
        bothSucceed(controller.start(file("o.json")), controller.start(file("o.json")));
    }

    @Test
    void oneThatComesWhileTheOrderIsOnTheWireAttaches() {
        Waiter[] second = new Waiter[1];
        ack.on(via.operation(), Fault.hook(() -> second[0] = controller.start(file("o.json")), () -> {}));
        Waiter first = controller.start(file("o.json"));
        time.runUntil(() -> second[0] != null);
        bothSucceed(first, second[0]);
    }

    @Test
    void oneThatComesWhileItIsSettledAttaches() {
        ack.on(via.operation(), Fault.resetAfter());
        Waiter first = controller.start(file("o.json"));
        time.runUntil(() -> first.heard("It is not sent again"));
        first.abort(false);
        Waiter second = controller.start(file("o.json"));

        assertEquals(OrderState.SUCCEEDED, second.result().state());
        assertEquals(1, posts());
    }

    @Test
    void anotherNameOfTheFileIsTheSameOrder() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("o.json"));
        bothSucceed(controller.start(file("o.json")), controller.start(file("link.json")));
    }

    // ------------------------------------------------------------------ in two processes

    @Test
    void twoProcessesThatStartAtOnceOrderOnce() {
        Controller twin = controller.twin();
        bothSucceed(controller.start(file("o.json")), twin.start(file("o.json")));
    }

    @Test
    void aTwinThatComesBeforeTheOrderIsSent() {
        Controller twin = controller.twin();
        Waiter[] second = new Waiter[1];
        ack.on(via.listing(), Fault.hook(() -> second[0] = twin.start(file("o.json")), () -> {}));
        Waiter first = controller.start(file("o.json"));
        time.runUntil(() -> second[0] != null);
        bothSucceed(first, second[0]);
    }

    /** It cannot know whether the other one lives, so it looks; both come to the same. */
    @Test
    void aTwinThatComesWhileTheOrderIsOnTheWire() {
        Controller twin = controller.twin();
        Waiter[] second = new Waiter[1];
        ack.on(
                via.operation(),
                Fault.hook(
                        () -> {
                            second[0] = twin.start(file("o.json"));
                            time.pass(Duration.ofSeconds(10));
                        },
                        () -> {}));
        Waiter first = controller.start(file("o.json"));
        time.runUntil(() -> second[0] != null);
        bothSucceed(first, second[0]);
    }

    @Test
    void aTwinThatComesWhileTheTaskIsWatched() {
        Controller twin = controller.twin();
        Waiter first = controller.start(file("o.json"));
        time.runUntil(() -> first.heard(via.underWay()));
        bothSucceed(first, twin.start(file("o.json")));
    }

    @Test
    void whoLosesGoesOnFromWhatTheOtherWrote() {
        Controller twin = controller.twin();
        Waiter first = controller.start(file("o.json"));
        time.runUntil(() -> first.heard(via.underWay()));
        Waiter second = twin.start(file("o.json"));
        time.pass(Duration.ofSeconds(30));
        second.abort(true);

        assertTrue(second.result().isAborted());
        time.runUntil(first::hasEnded);
        assertEquals(1, first.results.size());
        assertFalse(first.result().isInternalError(), first.result().message());
        assertEquals(1, orders());
    }

    /** A network file system on which the revision does not hold: the fence does. */
    @Test
    void whereTheRevisionDoesNotHoldTheFenceDoes() throws IOException {
        OrderStore weak = new OrderStore() {
            private final OrderFile real = file("o.json");

            @Override
            public java.util.Optional<OrderRecord> read() throws IOException {
                return real.read();
            }

            @Override
            public boolean reserve(OrderRecord first) throws IOException {
                return real.reserve(first);
            }

            @Override
            public boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException {
                long any = real.read().orElseThrow().getRevision();
                return real.advance(any, next, fence);
            }
        };
        Controller twin = controller.twin();
        Waiter first = controller.start(weak);
        Waiter second = twin.start(weak);
        first.result();
        second.result();
        time.pass(Duration.ofHours(2));
        assertEquals(1, orders());
        assertEquals(1, first.results.size());
        assertEquals(1, second.results.size());
    }

    // ------------------------------------------------------------------ a folder that moves

    @Test
    void aFolderThatMovesAwayUnderAPlanSendsNothing() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        OrderFile file = file("sub/o.json");
        ack.on(
                via.listing(),
                Fault.hook(
                        () -> {
                            try {
                                Files.move(sub, folder.resolve("moved"));
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        () -> {}));
        ScaleOutResult result = controller.start(file).result();

        assertEquals(0, posts());
        assertEquals(OrderState.REJECTED, result.state());
        assertFalse(Files.exists(sub), "it does not come back for the sake of a record");
    }

    @Test
    void aFolderThatMovesAwayUnderAWatchLosesNoTruth() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Waiter waiter = controller.start(file("sub/o.json"));
        time.runUntil(() -> waiter.heard(via.underWay()));
        Files.move(sub, folder.resolve("moved"));

        ScaleOutResult result = waiter.result();
        assertEquals(OrderState.SUCCEEDED, result.state(), result.message());
        assertTrue(result.message().contains("it may be the only one"), result.message());
    }
}
