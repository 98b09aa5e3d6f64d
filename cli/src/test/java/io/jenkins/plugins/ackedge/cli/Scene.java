package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** A control plane, a cluster, and one order for it with its state file. */
final class Scene implements AutoCloseable {
    static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";
    private static final long STAGE_MILLIS = 150;

    final AckSimulator simulator;
    final String clusterId;
    final Path stateFile;

    private final Via via;

    private Scene(Via via, String clusterId, Path folder, SSLSocketFactory tls) {
        this.via = via;
        this.clusterId = clusterId;
        stateFile = folder.resolve("order.json");
        simulator = AckSimulator.builder()
                .accessKey(AckEdgeCommand.KEY_ID, AckEdgeCommand.KEY_SECRET)
                .stageMillis(STAGE_MILLIS)
                .https(tls)
                .start();
    }

    static Scene in(Path folder) {
        return in(folder, Via.SCALE_OUT_CLUSTER);
    }

    static Scene in(Path folder, Via via) {
        return in(folder, via, CLUSTER);
    }

    static Scene in(Path folder, Via via, String clusterId) {
        return new Scene(via, clusterId, folder, null);
    }

    /** With a certificate. */
    static Scene https(Path folder, SSLSocketFactory tls) {
        return new Scene(Via.SCALE_OUT_CLUSTER, CLUSTER, folder, tls);
    }

    /** Without a state file. */
    AckEdgeCommand plainOrder() {
        return via.order(simulator.url(), clusterId);
    }

    /** With the state file, and the result as JSON. */
    AckEdgeCommand order() {
        return plainOrder().with("--state-file=" + stateFile, "--output=json");
    }

    int orders() {
        return simulator.ledger().orders(clusterId);
    }

    /** The task of the one order that there is. */
    String taskId() {
        assertEquals(1, orders());
        return simulator.ledger().entries().get(0).taskId();
    }

    List<String> instanceIds() {
        return simulator.task(taskId()).instanceIds();
    }

    /** What happens to the next order that is sent. */
    void onOrder(Fault fault) {
        simulator.on(via.operation, fault);
    }

    /** Opens when the nth request of an operation from now on is answered. */
    CountDownLatch onRequest(Operation operation, int nth) {
        CountDownLatch latch = new CountDownLatch(1);
        simulator.on(operation, nth, Fault.hook(null, latch::countDown));
        return latch;
    }

    /** How often an order was sent, executed or not. */
    long sent() {
        return requests(via.operation);
    }

    long requests(Operation operation) {
        return simulator.exchanges().stream()
                .filter(exchange -> exchange.operation() == operation)
                .count();
    }

    /** What the state file says. */
    OrderState state() throws IOException {
        return OrderState.valueOf(journal().path("state").asText());
    }

    JsonNode journal() throws IOException {
        return JsonMapper.builder().build().readTree(stateFile.toFile());
    }

    /** That exit code, bill, state file and message tell the same story, and no file of the run tells a secret. */
    AckEdgeEnd assertTruthful(AckEdgeEnd end) throws IOException {
        assertTrue(orders() <= 1, () -> orders() + " orders were made: " + end);
        assertTrue(simulator.exchanges().stream().allMatch(exchange -> exchange.signatureValid()));
        OrderState state = state();
        assertEquals(end.json().path("state").asText(), state.name(), end::toString);
        switch (end.exit()) {
            case 0 -> {
                assertEquals(OrderState.SUCCEEDED, state, end::toString);
                end.assertSays("Done: 2 instances added", taskId());
                instanceIds().forEach(end::assertSays);
            }
            case 3 -> {
                assertEquals(OrderState.REJECTED, state, end::toString);
                assertEquals(0, orders(), end::toString);
                end.assertSays("Nothing was ordered");
            }
            case 4 -> {
                assertTrue(state == OrderState.FAILED || state == OrderState.CANCELLED, end::toString);
                end.assertSays(taskId(), "stay bought", "ENS console");
            }
            case 5 -> {
                assertEquals(OrderState.TIMED_OUT, state, end::toString);
                end.assertSays(taskId(), "is still running", "do not order again");
            }
            case 6 -> {
                assertEquals(OrderState.UNKNOWN, state, end::toString);
                end.assertSays(via.twoNodes + " may have been bought", "before you order again");
            }
            default -> throw new AssertionError(end.toString());
        }
        assertNoSecretInFiles();
        return end;
    }

    void assertNoSecretInFiles() throws IOException {
        try (Stream<Path> files = Files.list(stateFile.getParent())) {
            for (Path file : files.toList()) {
                AckEdgeEnd.assertNoSecretIn(Files.readString(file));
            }
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
