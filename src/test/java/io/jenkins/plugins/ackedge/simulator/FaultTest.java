package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault over real HTTP: what the client sees, and what is on the bill all the same. */
class FaultTest {
    private static final Operation SCALE_OUT = Operation.SCALE_OUT_CLUSTER;
    private static final int NOTHING = 0;
    private static final int ORDERED = 1;

    private final AckSimulator simulator =
            AckSimulator.builder().busyWhileScaling(false).start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private SignedCall.Reply order(Fault fault, int orders) throws IOException {
        simulator.on(SCALE_OUT, fault);
        SignedCall.Reply reply = Orders.place(simulator);
        assertEquals(orders, simulator.ledger().orders());
        assertEquals(reply.status(), lastStatus());
        assertEquals(200, Orders.place(simulator).status(), "one fault is for one request");
        return reply;
    }

    private <T extends IOException> T broken(Class<T> kind, Fault fault, int orders) throws IOException {
        simulator.on(SCALE_OUT, fault);
        SignedCall call = SignedCall.order(simulator, Orders.CLUSTER, Orders.sample());
        T thrown = assertThrows(kind, call.readTimeout(300)::send);
        assertEquals(orders, simulator.ledger().orders());
        assertEquals(200, Orders.place(simulator).status(), "one fault is for one request");
        return thrown;
    }

    private int lastStatus() {
        List<Exchange> all = simulator.exchanges();
        return all.get(all.size() - 1).status();
    }

    @Test
    void throttledIsA400AndRunsNothing() throws IOException {
        SignedCall.Reply reply = order(Fault.throttled(), NOTHING);
        assertEquals(400, reply.status());
        assertEquals("Throttling.User", reply.code());
    }

    @Test
    void throttled429TellsWhenToComeBack() throws IOException {
        SignedCall.Reply reply = order(Fault.throttled429(7), NOTHING);
        assertEquals(429, reply.status());
        assertEquals("7", reply.headers().get("retry-after"));
    }

    @Test
    void busyIsWhatAScalingClusterSays() throws IOException {
        SignedCall.Reply reply = order(Fault.busy(), NOTHING);
        assertEquals(400, reply.status());
        assertEquals("InvalidStatus.Forbidden", reply.code());
        assertEquals("cannot operate cluster where state is scaling", reply.text("message"));
    }

    @Test
    void aServerErrorComesBeforeOrAfterExecuting() throws IOException {
        assertEquals(503, order(Fault.serverErrorBefore(503), NOTHING).status());
        simulator.on(SCALE_OUT, Fault.serverErrorAfter(500));
        SignedCall.Reply after = Orders.place(simulator);
        assertEquals(500, after.status());
        assertEquals("InternalError", after.code());
        assertEquals(2, simulator.ledger().orders());
        assertFalse(after.body().contains(simulator.ledger().entries().get(1).taskId()));
    }

    @Test
    void aResetComesBeforeOrAfterExecuting() throws IOException {
        assertEquals(
                "Connection reset",
                broken(SocketException.class, Fault.resetBefore(), NOTHING).getMessage());
        simulator.on(SCALE_OUT, Fault.resetAfter());
        assertThrows(SocketException.class, () -> Orders.place(simulator));
        assertEquals(2, simulator.ledger().orders());
        assertEquals(0, lastStatus());
    }

    @Test
    void aTimeoutBeforeRunsNothing() throws IOException {
        broken(SocketTimeoutException.class, Fault.timeoutBefore(), NOTHING);
        assertEquals(0, simulator.exchanges().get(0).status());
    }

    @Test
    void aTimeoutAfterHasOrdered() throws IOException {
        broken(SocketTimeoutException.class, Fault.timeoutAfter(), ORDERED);
    }

    /** A minute is far beyond what the client waits, and closing the simulator cuts it short. */
    @Test
    void aDelayHasOrderedAtOnce() throws IOException {
        broken(SocketTimeoutException.class, Fault.delay(60_000), ORDERED);
    }

    @Test
    void aDelayBeforeHasNotOrderedYet() throws IOException {
        broken(SocketTimeoutException.class, Fault.delayBefore(60_000), NOTHING);
    }

    @Test
    void afterADelayTheAnswerComes() throws IOException {
        assertEquals(200, order(Fault.delay(5), ORDERED).status());
        simulator.on(SCALE_OUT, Fault.delayBefore(5));
        assertEquals(200, Orders.place(simulator).status());
        assertEquals(3, simulator.ledger().orders());
    }

    @Test
    void aTruncatedAnswerEndsTooSoon() throws IOException {
        IOException thrown = broken(ProtocolException.class, Fault.truncatedAfter(), ORDERED);
        assertEquals("unexpected end of stream", thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3 * 1024 * 1024})
    void aHugeAnswerIsValidAndLong(int bytes) throws IOException {
        SignedCall.Reply reply = order(Fault.hugeAfter(bytes), ORDERED);
        assertEquals(bytes, reply.text("padding").length());
        assertEquals(simulator.ledger().entries().get(0).taskId(), reply.text("task_id"));
    }

    @Test
    void anAnswerThatIsNoJson() throws IOException {
        SignedCall.Reply reply = order(Fault.notJsonAfter(), ORDERED);
        assertEquals(200, reply.status());
        assertEquals("text/html;charset=utf-8", reply.headers().get("content-type"));
        assertTrue(reply.body().startsWith("<html>"));
    }

    @Test
    void anAnswerWithNoBody() throws IOException {
        SignedCall.Reply reply = order(Fault.emptyAfter(), ORDERED);
        assertEquals(200, reply.status());
        assertEquals("", reply.body());
    }

    @Test
    void anAnswerWithoutATaskId() throws IOException {
        SignedCall.Reply reply = order(Fault.withoutTaskIdAfter(), ORDERED);
        assertEquals(200, reply.status());
        assertFalse(reply.json().has("task_id"));
        assertEquals(Orders.CLUSTER, reply.text("cluster_id"));
    }

    @Test
    void anOperationThatIsGone() throws IOException {
        SignedCall.Reply reply = order(Fault.gone(), NOTHING);
        assertEquals(404, reply.status());
        assertEquals("InvalidApi.NotFound", reply.code());
    }

    @Test
    void aNonceThatWasUsed() throws IOException {
        assertEquals("SignatureNonceUsed", order(Fault.nonceUsed(), NOTHING).code());
    }

    @Test
    void aHookRunsOnBothSidesOfTheOrder() throws IOException {
        List<Integer> seen = new ArrayList<>();
        Runnable look = () -> seen.add(simulator.ledger().orders());
        assertEquals(200, order(Fault.hook(look, look), ORDERED).status());
        assertEquals(List.of(0, 1), seen);
        simulator.on(SCALE_OUT, Fault.hook(null, null));
        assertEquals(200, Orders.place(simulator).status());
    }

    @Test
    void aHookThatThrowsLeavesNobodyWaiting() throws IOException {
        simulator.on(
                SCALE_OUT,
                Fault.hook(
                        () -> {
                            throw new IllegalStateException("thrown by a test");
                        },
                        null));
        Logger log = Logger.getLogger(HttpFace.class.getName());
        log.setLevel(Level.OFF);
        try {
            SignedCall.Reply reply = Orders.place(simulator);
            assertEquals(500, reply.status());
            assertTrue(reply.body().contains("thrown by a test"), reply.body());
            assertEquals(0, simulator.ledger().orders());
        } finally {
            log.setLevel(null);
        }
    }

    /** A fault does not make the rules go away: what "after" executes may be a refusal. */
    @Test
    void aRefusedOrderStaysRefusedBehindAFault() throws IOException {
        simulator.on(SCALE_OUT, Fault.serverErrorAfter(500));
        assertEquals(
                500,
                SignedCall.order(simulator, Orders.CLUSTER, Orders.sample().put("count", 0))
                        .send()
                        .status());
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void faultsQueueUpAndNumbersComeFirst() throws IOException {
        simulator.on(SCALE_OUT, Fault.serverErrorBefore(501));
        simulator.on(SCALE_OUT, Fault.serverErrorBefore(502));
        simulator.on(SCALE_OUT, 2, Fault.serverErrorBefore(599));
        simulator.always(SCALE_OUT, Fault.serverErrorBefore(504));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(Orders.place(simulator).status());
        }
        assertEquals(List.of(501, 599, 502, 504, 504), statuses);
        simulator.on(SCALE_OUT, 2, Fault.serverErrorBefore(598));
        assertEquals(504, Orders.place(simulator).status());
        assertEquals(598, Orders.place(simulator).status(), "numbers count from the moment they are given");
        simulator.clear();
        assertEquals(200, Orders.place(simulator).status());
    }

    @Test
    void aFaultIsForItsOperationOnlyAndForSignedRequestsOnly() throws IOException {
        simulator.on(SCALE_OUT, Fault.serverErrorBefore(503));
        assertEquals(400, SignedCall.task(simulator, "T-none").send().status());
        assertNotEquals(
                503,
                SignedCall.order(simulator, Orders.CLUSTER, Orders.sample())
                        .key("testid", "wrong")
                        .send()
                        .status());
        assertEquals(503, Orders.place(simulator).status());
    }
}
