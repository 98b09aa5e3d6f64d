package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations that replace ScaleOutCluster: one adds, the other sets. */
class NodePoolTest {
    private static final String PATH = "/clusters/" + Orders.CLUSTER + "/nodepools/np1";

    private final AtomicLong clock = new AtomicLong(1_767_323_045_000L);
    private final AckSimulator simulator =
            AckSimulator.builder().clock(clock::get).stageMillis(1000).start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private SignedCall.Reply scale(String body) throws IOException {
        return SignedCall.of(simulator, Operation.SCALE_CLUSTER_NODE_POOL, PATH)
                .json(body)
                .at(clock.get())
                .send();
    }

    private SignedCall.Reply resize(long size) throws IOException {
        return SignedCall.of(simulator, Operation.MODIFY_CLUSTER_NODE_POOL, PATH)
                .json("{\"scaling_group\":{\"desired_size\":" + size + "}}")
                .at(clock.get())
                .send();
    }

    private ObjectNode described() throws IOException {
        return SignedCall.of(simulator, Operation.DESCRIBE_CLUSTER_NODE_POOL_DETAIL, PATH)
                .at(clock.get())
                .send()
                .json();
    }

    @Test
    void scalingAdds() throws IOException {
        SignedCall.Reply first = scale("{\"count\":2}");
        assertEquals(200, first.status());
        assertEquals(
                List.of("task_id"),
                first.json().propertyStream().map(Map.Entry::getKey).toList());
        clock.addAndGet(4000);
        scale("{\"count\":2}");
        assertEquals(4, simulator.cluster(Orders.CLUSTER).nodePool("np1").size());
        assertEquals(2, simulator.ledger().orders());
        assertEquals(4, simulator.ledger().nodes());
        LedgerEntry entry = simulator.ledger().entries().get(0);
        assertEquals(Operation.SCALE_CLUSTER_NODE_POOL, entry.operation());
        assertEquals(first.text("task_id"), entry.taskId());
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "500, 200", "0, 400", "-1, 400", "501, 400"})
    void fromOneTo500CanBeAddedAtOnce(long count, int status) throws IOException {
        assertEquals(status, scale("{\"count\":" + count + "}").status());
        assertEquals(status == 200 ? 1 : 0, simulator.ledger().orders());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"count\":\"1\"}", "{\"count\":1.5}", "[]"})
    void aCountIsAWholeNumber(String body) throws IOException {
        assertEquals("InvalidParameter", scale(body).code());
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void theTaskIsTheNodePools() throws IOException {
        String taskId = scale("{\"count\":2}").text("task_id");
        ObjectNode task =
                SignedCall.task(simulator, taskId).at(clock.get()).send().json();
        assertEquals("nodepool_scaleout", task.get("task_type").asText());
        assertEquals("nodepool", task.get("target").get("type").asText());
        assertEquals("np1", task.get("target").get("id").asText());
        assertEquals(2, task.get("task_result").size());
    }

    @Test
    void aGrowingClusterTakesNoSecondOrder() throws IOException {
        scale("{\"count\":2}");
        assertEquals("InvalidStatus.Forbidden", scale("{\"count\":2}").code());
        assertEquals("InvalidStatus.Forbidden", resize(9).code());
        assertEquals(1, simulator.ledger().orders());
        assertEquals(2, simulator.cluster(Orders.CLUSTER).nodePool("np1").size());
    }

    @Test
    void settingTheSameSizeAgainBuysNothing() throws IOException {
        simulator.cluster(Orders.CLUSTER).nodePool("np1").size(3);
        SignedCall.Reply first = resize(5);
        assertEquals(200, first.status());
        assertEquals("np1", first.text("nodepool_id"));
        assertFalse(first.text("request_id").isEmpty());
        assertEquals(2, simulator.ledger().nodes());

        SignedCall.Reply again = resize(5);
        assertEquals(200, again.status());
        assertNotEquals(first.text("task_id"), again.text("task_id"));
        assertEquals("nodepool_update", simulator.task(again.text("task_id")).type());
        assertEquals(1, simulator.ledger().orders());
        assertEquals(2, simulator.ledger().nodes());
    }

    @Test
    void aSmallerSizeBuysNothing() throws IOException {
        simulator.cluster(Orders.CLUSTER).nodePool("np1").size(3);
        assertEquals(200, resize(0).status());
        assertEquals(0, simulator.cluster(Orders.CLUSTER).nodePool("np1").size());
        assertEquals(0, simulator.ledger().orders());
        assertEquals("InvalidParameter", resize(-1).code());
    }

    @ParameterizedTest
    @CsvSource({"503, 200", "504, 400"})
    void aSizeGrowsBy500AtMost(long size, int status) throws IOException {
        simulator.cluster(Orders.CLUSTER).nodePool("np1").size(3);
        assertEquals(status, resize(size).status());
    }

    @Test
    void thePoolTellsHowFarItIs() throws IOException {
        simulator.ending(TaskEnding.partialSuccess(1));
        simulator.cluster(Orders.CLUSTER).nodePool("np1").size(3);
        scale("{\"count\":2}");
        ObjectNode growing = described();
        assertEquals("np1", growing.get("nodepool_info").get("nodepool_id").asText());
        assertEquals(5, growing.get("scaling_group").get("desired_size").asInt());
        assertEquals(status("scaling", 5, 3, 2, 0), Json.write(growing.get("status")));
        clock.addAndGet(4000);
        assertEquals(status("active", 5, 4, 0, 1), Json.write(described().get("status")));
    }

    private static String status(String state, long total, long healthy, long initial, long failed) {
        ObjectNode status = Json.object();
        status.put("state", state);
        status.put("total_nodes", total);
        status.put("healthy_nodes", healthy);
        status.put("initial_nodes", initial);
        status.put("failed_nodes", failed);
        return Json.write(status);
    }

    @Test
    void aRemovedPoolIsNotFound() throws IOException {
        simulator.cluster(Orders.CLUSTER).nodePool("np1").remove();
        assertEquals("ErrorNodePoolNotFound", scale("{\"count\":2}").code());
        assertEquals("ErrorNodePoolNotFound", resize(2).code());
        assertEquals("ErrorNodePoolNotFound", described().get("code").asText());
        assertEquals(0, simulator.ledger().orders());
    }
}
