package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A task from its order to its end, by the simulator's clock alone. */
class TaskLifeTest {
    /** 2026-01-02T11:04:05 in China. */
    private static final long START = 1_767_323_045_000L;

    private final AtomicLong clock = new AtomicLong(START);
    private final AckSimulator simulator =
            AckSimulator.builder().clock(clock::get).stageMillis(60_000).start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private String ordered() throws IOException {
        return call(SignedCall.order(simulator, Orders.CLUSTER, Orders.sample()))
                .text("task_id");
    }

    private SignedCall.Reply call(SignedCall call) throws IOException {
        return call.at(clock.get()).send();
    }

    private ObjectNode described(String taskId) throws IOException {
        SignedCall.Reply reply = call(SignedCall.task(simulator, taskId));
        assertEquals(200, reply.status());
        return reply.json();
    }

    private static List<String> values(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get(name).asText())
                .toList();
    }

    @Test
    void theAnswerToAnOrderNamesClusterTaskAndRequest() throws IOException {
        SignedCall.Reply reply = call(SignedCall.order(simulator, Orders.CLUSTER, Orders.sample()));
        assertEquals(
                List.of("cluster_id", "task_id", "request_id"),
                reply.json().propertyStream().map(Map.Entry::getKey).toList());
        assertEquals(Orders.CLUSTER, reply.text("cluster_id"));
        assertTrue(reply.text("task_id").matches("T-[0-9a-f]{24}"));
    }

    @Test
    void anOrderMayBeAcceptedWith202() throws IOException {
        try (AckSimulator older = AckSimulator.builder().acceptedStatus(202).start()) {
            assertEquals(202, Orders.place(older).status());
        }
    }

    @Test
    void theLedgerSaysWhatWasBoughtAndNoPassword() throws IOException {
        SignedCall.Reply reply = call(SignedCall.order(simulator, Orders.CLUSTER, Orders.sample()));
        LedgerEntry entry = simulator.ledger().entries().get(0);
        assertEquals(1, entry.number());
        assertEquals(Orders.CLUSTER, entry.clusterId());
        assertEquals(Operation.SCALE_OUT_CLUSTER, entry.operation());
        assertEquals(2, entry.count());
        assertEquals(reply.text("task_id"), entry.taskId());
        assertEquals(reply.text("request_id"), entry.requestId());
        assertEquals("testid", entry.accessKeyId());
        assertEquals(START, entry.atMillis());
        assertEquals(13, entry.bodyKeys().size());
        assertEquals(Json.write(Orders.sample().put("login_password", "***")), entry.bodyJson());
        assertEquals(1, simulator.ledger().orders(Orders.CLUSTER));
        assertEquals(0, simulator.ledger().orders("c1"));
        assertEquals(2, simulator.ledger().nodes());
        assertEquals(2, simulator.ledger().nodes(Orders.CLUSTER));
    }

    @Test
    void stagesPassByTheClock() throws IOException {
        String taskId = ordered();
        for (int stage = 0; stage < 4; stage++) {
            ObjectNode task = described(taskId);
            assertEquals("running", task.get("state").asText());
            assertEquals(
                    SimulatedTask.STAGES.get(stage), task.get("current_stage").asText());
            assertEquals(SimulatedTask.STAGES.subList(0, stage + 1), values(task.get("stages"), "message"));
            assertEquals("running", task.get("stages").get(stage).get("state").asText());
            assertEquals("", task.get("stages").get(stage).get("end_time").asText());
            assertEquals(List.of("initial", "initial"), values(task.get("task_result"), "status"));
            clock.addAndGet(59_999);
            assertEquals(task, described(taskId), "nothing changes before the stage is over");
            clock.addAndGet(1);
        }
        ObjectNode task = described(taskId);
        assertEquals("success", task.get("state").asText());
        assertEquals(List.of("success", "success", "success", "success"), values(task.get("stages"), "state"));
        assertEquals(List.of("success", "success"), values(task.get("task_result"), "status"));
        clock.addAndGet(3_600_000);
        assertEquals(task, described(taskId), "an ended task changes no more");
        assertEquals(2, simulator.cluster(Orders.CLUSTER).nodeCount());
    }

    @Test
    void aTaskHasAllFieldsOfTheVendorsModel() throws IOException {
        String taskId = ordered();
        clock.addAndGet(61_000);
        ObjectNode task = described(taskId);
        assertEquals(taskId, task.get("task_id").asText());
        assertEquals(Orders.CLUSTER, task.get("cluster_id").asText());
        assertEquals("cluster_scaleout", task.get("task_type").asText());
        assertEquals("2026-01-02T11:04:05+08:00", task.get("created").asText());
        assertEquals("2026-01-02T11:05:05+08:00", task.get("updated").asText());
        assertEquals(
                "2026-01-02 11:04:05",
                task.get("stages").get(0).get("start_time").asText());
        assertEquals(
                "2026-01-02 11:05:05", task.get("stages").get(0).get("end_time").asText());
        assertTrue(task.get("error").isNull());
        assertEquals("cluster", task.get("target").get("type").asText());
        assertEquals(Orders.CLUSTER, task.get("target").get("id").asText());
        assertEquals(
                List.of(Long.toString(START), Long.toString(START + 60_000)), values(task.get("events"), "timestamp"));
        assertEquals(simulator.task(taskId).instanceIds(), values(task.get("task_result"), "data"));
        assertTrue(simulator.task(taskId).instanceIds().get(0).startsWith("i-"));
    }

    /** The worst case, so that tests of clients can prove that they never show it. */
    @Test
    void theParametersEchoTheNodePassword() throws IOException {
        assertEquals(
                Orders.PASSWORD,
                described(ordered()).get("parameters").get("login_password").asText());
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(TaskEnding.success(), "success", null, List.of("success", "success")),
                Arguments.of(TaskEnding.fail("C", "m"), "fail", "C", List.of("failed", "failed")),
                Arguments.of(TaskEnding.failed("C", "m"), "failed", "C", List.of("failed", "failed")),
                Arguments.of(TaskEnding.canceled(), "canceled", null, List.of("initial", "initial")),
                Arguments.of(TaskEnding.cancelled(), "cancelled", null, List.of("initial", "initial")),
                Arguments.of(TaskEnding.partialSuccess(1), "success", null, List.of("success", "failed")),
                Arguments.of(TaskEnding.partialSuccess(9), "success", null, List.of("failed", "failed")),
                Arguments.of(TaskEnding.stateWord("Succeeded"), "Succeeded", null, List.of("success", "success")),
                Arguments.of(TaskEnding.stateWord("error"), "error", null, List.of("failed", "failed")));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void aTaskEndsAsItIsTold(TaskEnding ending, String state, String errorCode, List<String> results)
            throws IOException {
        simulator.ending(ending);
        String taskId = ordered();
        clock.addAndGet(239_999);
        assertEquals("running", described(taskId).get("state").asText());
        assertTrue(described(taskId).get("error").isNull());
        clock.addAndGet(1);
        ObjectNode task = described(taskId);
        assertEquals(state, task.get("state").asText());
        assertEquals(state, simulator.task(taskId).state());
        assertEquals(results, values(task.get("task_result"), "status"));
        assertEquals(errorCode, task.get("error").path("code").asText(null));
        assertEquals(1, simulator.ledger().orders(), "however it ends, it was ordered");
        long joined = results.stream().filter("success"::equals).count();
        assertEquals(joined, simulator.cluster(Orders.CLUSTER).nodeCount());
    }

    @Test
    void aTaskMayNeverEndOrBeEnded() throws IOException {
        simulator.ending(TaskEnding.never());
        String taskId = ordered();
        clock.addAndGet(1_000_000_000);
        assertEquals("running", described(taskId).get("state").asText());
        assertThrows(
                IllegalArgumentException.class, () -> simulator.task(taskId).end(TaskEnding.never()));
        simulator.task(taskId).end(TaskEnding.fail("C", "m"));
        assertEquals("fail", described(taskId).get("state").asText());
        assertEquals("m", described(taskId).get("error").get("message").asText());
    }

    @Test
    void aTaskMayReportAStateThatNobodyKnows() throws IOException {
        simulator.ending(TaskEnding.unknownStateFirst("rebalancing", TaskEnding.success()));
        String taskId = ordered();
        assertEquals("rebalancing", described(taskId).get("state").asText());
        clock.addAndGet(240_000);
        assertEquals("success", described(taskId).get("state").asText());
    }

    @Test
    void anEndingIsForTasksCreatedFromNowOn() throws IOException {
        String taskId = ordered();
        simulator.ending(TaskEnding.fail("C", "m"));
        clock.addAndGet(240_000);
        assertEquals("success", described(taskId).get("state").asText());
    }

    @Test
    void aTaskThatIsNotThereIsA400() throws IOException {
        SignedCall.Reply reply = call(SignedCall.task(simulator, "T-none"));
        assertEquals(400, reply.status());
        assertEquals("the task T-none not found", reply.text("message"));
        assertThrows(NoSuchElementException.class, () -> simulator.task("T-none"));
    }

    private SignedCall.Reply cancel(String taskId) throws IOException {
        return call(SignedCall.of(simulator, Operation.CANCEL_TASK, "/tasks/" + taskId + "/cancel"));
    }

    @Test
    void aRunningTaskCanBeCancelledAndWhatWasBoughtStaysBought() throws IOException {
        String taskId = ordered();
        clock.addAndGet(60_000);
        assertFalse(simulator.task(taskId).cancelled());
        SignedCall.Reply reply = cancel(taskId);
        assertEquals(200, reply.status());
        assertEquals("", reply.body());
        assertTrue(simulator.task(taskId).cancelled());
        assertEquals("canceled", described(taskId).get("state").asText());
        assertEquals(2, simulator.ledger().nodes());
        assertEquals(0, simulator.cluster(Orders.CLUSTER).nodeCount());
    }

    @Test
    void anEndedTaskCannotBeCancelled() throws IOException {
        String taskId = ordered();
        clock.addAndGet(240_000);
        assertEquals(400, cancel(taskId).status());
        assertFalse(simulator.task(taskId).cancelled());
        assertEquals("success", described(taskId).get("state").asText());
        assertEquals(400, cancel("T-none").status());
    }
}
