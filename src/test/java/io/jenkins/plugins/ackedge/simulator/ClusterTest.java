package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster tells about itself, and when it takes no order. */
class ClusterTest {
    private static final long START = 1_767_323_045_000L;

    private final AtomicLong clock = new AtomicLong(START);
    private final AckSimulator simulator =
            AckSimulator.builder().clock(clock::get).stageMillis(1000).start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private SignedCall.Reply order() throws IOException {
        return SignedCall.order(simulator, Orders.CLUSTER, Orders.sample())
                .at(clock.get())
                .send();
    }

    private SignedCall get(Operation operation, String more) {
        return SignedCall.of(simulator, operation, "/clusters/" + Orders.CLUSTER + more)
                .at(clock.get());
    }

    private static List<String> values(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get(name).asText())
                .toList();
    }

    @Test
    void anyWellFormedIdIsARunningEdgeCluster() throws IOException {
        ObjectNode detail = get(Operation.DESCRIBE_CLUSTER_DETAIL, "").send().json();
        assertEquals(Orders.CLUSTER, detail.get("cluster_id").asText());
        assertEquals("running", detail.get("state").asText());
        assertEquals("Edge", detail.get("profile").asText());
        assertEquals("ManagedKubernetes", detail.get("cluster_type").asText());
        assertEquals("cn-beijing", detail.get("region_id").asText());
        assertTrue(detail.has("current_version"));
        assertEquals(0, detail.get("size").asInt());
    }

    @Test
    void aRemovedClusterIsNotFound() throws IOException {
        simulator.cluster(Orders.CLUSTER).remove();
        assertEquals(404, order().status());
        assertEquals("ErrorClusterNotFound", order().code());
        for (Operation operation : List.of(
                Operation.DESCRIBE_CLUSTER_DETAIL,
                Operation.DESCRIBE_CLUSTER_TASKS,
                Operation.DESCRIBE_CLUSTER_NODES)) {
            String more =
                    switch (operation) {
                        case DESCRIBE_CLUSTER_TASKS -> "/tasks";
                        case DESCRIBE_CLUSTER_NODES -> "/nodes";
                        default -> "";
                    };
            assertEquals("ErrorClusterNotFound", get(operation, more).send().code());
        }
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void anIdThatIsNotWellFormedIsNotFound() throws IOException {
        SignedCall.Reply reply = SignedCall.order(simulator, "c1%20x", Orders.sample())
                .at(clock.get())
                .send();
        assertEquals("ErrorClusterNotFound", reply.code());
    }

    /** terraform-provider-alicloud issue 3833. */
    @Test
    void aClusterThatGrowsTakesNoSecondOrderUntilItHasGrown() throws IOException {
        assertEquals(200, order().status());
        assertEquals("scaling", simulator.cluster(Orders.CLUSTER).state());
        clock.addAndGet(3999);
        SignedCall.Reply refused = order();
        assertEquals(400, refused.status());
        assertEquals("InvalidStatus.Forbidden", refused.code());
        assertEquals("cannot operate cluster where state is scaling", refused.text("message"));
        assertEquals(1, simulator.ledger().orders());
        clock.addAndGet(1);
        assertEquals("running", simulator.cluster(Orders.CLUSTER).state());
        assertEquals(200, order().status());
    }

    @Test
    void anotherClusterIsNotBusy() throws IOException {
        order();
        assertEquals(
                200,
                SignedCall.order(simulator, "c1", Orders.sample())
                        .at(clock.get())
                        .send()
                        .status());
    }

    @Test
    void ordersMayOverlapWhereThatIsAllowed() throws IOException {
        try (AckSimulator lax = AckSimulator.builder().busyWhileScaling(false).start()) {
            Orders.place(lax);
            assertEquals(200, Orders.place(lax).status());
            lax.cluster(Orders.CLUSTER).state("updating");
            assertEquals(
                    "cannot operate cluster where state is updating",
                    Orders.place(lax).text("message"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"initial", "failed", "updating", "deleting", "unavailable"})
    void aClusterThatIsNotRunningTakesNoOrder(String state) throws IOException {
        simulator.cluster(Orders.CLUSTER).state(state);
        assertEquals("cannot operate cluster where state is " + state, order().text("message"));
        assertEquals(state, get(Operation.DESCRIBE_CLUSTER_DETAIL, "").send().text("state"));
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void aClusterOfAnotherKindTakesNoEnsMachines() throws IOException {
        simulator.cluster(Orders.CLUSTER).profile("Default");
        assertEquals("InvalidParameter", order().code());
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void tasksAreListedNewestFirstPageByPage() throws IOException {
        SimulatedCluster cluster = simulator.cluster(Orders.CLUSTER);
        for (int i = 1; i <= 5; i++) {
            cluster.addTask("cluster_upgrade", START - i * 10_000L);
        }
        String ordered = order().text("task_id");
        List<String> expected =
                cluster.tasksNewestFirst().stream().map(SimulatedTask::id).toList();
        assertEquals(ordered, expected.get(0));

        for (int page = 1; page <= 4; page++) {
            ObjectNode json = get(Operation.DESCRIBE_CLUSTER_TASKS, "/tasks")
                    .query("page_number", Integer.toString(page))
                    .query("page_size", "2")
                    .send()
                    .json();
            int from = Math.min(6, (page - 1) * 2);
            assertEquals(expected.subList(from, Math.min(6, from + 2)), values(json.get("tasks"), "task_id"));
            assertEquals(6, json.get("page_info").get("total_count").asInt());
            assertEquals(page, json.get("page_info").get("page_number").asInt());
            assertEquals(2, json.get("page_info").get("page_size").asInt());
            assertTrue(json.has("requestId"));
        }
    }

    @Test
    void aListedTaskHasTypeStateTimesAndError() throws IOException {
        simulator.ending(TaskEnding.fail("C", "m"));
        simulator.cluster(Orders.CLUSTER).addTask("cluster_upgrade", START - 60_000);
        JsonNode task = get(Operation.DESCRIBE_CLUSTER_TASKS, "/tasks")
                .send()
                .json()
                .get("tasks")
                .get(0);
        assertEquals(
                List.of("task_id", "task_type", "state", "created", "updated", "error"),
                task.propertyStream().map(Map.Entry::getKey).toList());
        assertEquals("cluster_upgrade", task.get("task_type").asText());
        assertEquals("fail", task.get("state").asText());
        assertEquals("2026-01-02T11:03:05+08:00", task.get("created").asText());
        assertEquals("2026-01-02T11:03:09+08:00", task.get("updated").asText());
        assertEquals("C", task.get("error").get("code").asText());
    }

    @Test
    void aForeignScaleOutIsOnNoBillAndKeepsTheClusterBusy() throws IOException {
        SimulatedTask foreign = simulator.cluster(Orders.CLUSTER).addTask("cluster_scaleout", START);
        assertEquals(0, simulator.ledger().orders());
        assertEquals(400, order().status());
        assertEquals(
                "running",
                SignedCall.task(simulator, foreign.id()).at(START).send().text("state"));
        foreign.end(TaskEnding.success());
        assertEquals(200, order().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "x", ""})
    void aPageOfAnImpossibleSizeIsRefused(String size) throws IOException {
        assertEquals(
                "InvalidParameter",
                get(Operation.DESCRIBE_CLUSTER_TASKS, "/tasks")
                        .query("page_size", size)
                        .send()
                        .code());
        assertEquals(
                "InvalidParameter",
                get(Operation.DESCRIBE_CLUSTER_NODES, "/nodes")
                        .query("pageSize", size)
                        .send()
                        .code());
    }

    @Test
    void nodesAppearWithTheStateOfTheirMachines() throws IOException {
        simulator.ending(TaskEnding.partialSuccess(1));
        SimulatedTask task = simulator.task(order().text("task_id"));
        ObjectNode before =
                get(Operation.DESCRIBE_CLUSTER_NODES, "/nodes").send().json();
        assertEquals(task.instanceIds(), values(before.get("nodes"), "instance_id"));
        assertEquals(List.of("initial", "initial"), values(before.get("nodes"), "state"));
        clock.addAndGet(4000);
        ObjectNode after =
                get(Operation.DESCRIBE_CLUSTER_NODES, "/nodes").send().json();
        assertEquals(List.of("running", "failed"), values(after.get("nodes"), "state"));
        assertEquals(List.of("Ready", "Unknown"), values(after.get("nodes"), "node_status"));
        assertEquals(2, after.get("page").get("total_count").asInt());
    }

    @Test
    void nodesCanBeFilteredAndPaged() throws IOException {
        simulator.ending(TaskEnding.partialSuccess(1));
        List<String> ids = simulator.task(order().text("task_id")).instanceIds();
        clock.addAndGet(4000);
        assertEquals(List.of(ids.get(1)), nodes("state", "failed"));
        assertEquals(ids, nodes("state", "all"));
        assertEquals(List.of(ids.get(0)), nodes("instanceIds", ids.get(0) + ",i-other"));
        assertEquals(List.of(), nodes("nodepool_id", "np1"));
        ObjectNode second = get(Operation.DESCRIBE_CLUSTER_NODES, "/nodes")
                .query("pageSize", "1")
                .query("pageNumber", "2")
                .send()
                .json();
        assertEquals(List.of(ids.get(1)), values(second.get("nodes"), "instance_id"));
    }

    private List<String> nodes(String filter, String value) throws IOException {
        return values(
                get(Operation.DESCRIBE_CLUSTER_NODES, "/nodes")
                        .query(filter, value)
                        .send()
                        .json()
                        .get("nodes"),
                "instance_id");
    }
}
