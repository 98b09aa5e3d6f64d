package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ack-edge scale-out} and {@code ack-edge wait} as their users meet them, with a control plane that behaves. */
@Execution(ExecutionMode.CONCURRENT)
class ScaleOutIT {
    private static final List<String> RESULT_KEYS = List.of(
            "clusterId",
            "requestId",
            "taskId",
            "state",
            "succeeded",
            "instanceIds",
            "failedInstanceIds",
            "nodes",
            "price",
            "elapsedMillis",
            "message",
            "earlier");
    private static final List<String> JSON_KEYS =
            Stream.concat(RESULT_KEYS.stream(), Stream.of("violations")).toList();

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void jsonResultHasTheKeysOfTheStepsResult() throws Exception {
        AckEdgeEnd end = scene.assertTruthful(scene.order().run()).assertExit(0);
        JsonNode result = end.json();
        assertEquals(JSON_KEYS, names(result));
        assertEquals(List.of(), texts(result.path("violations")));
        assertEquals(scene.clusterId, result.path("clusterId").asText());
        assertEquals(scene.taskId(), result.path("taskId").asText());
        assertEquals(
                scene.simulator.ledger().entries().get(0).requestId(),
                result.path("requestId").asText());
        assertEquals("SUCCEEDED", result.path("state").asText());
        assertEquals(scene.instanceIds(), texts(result.path("instanceIds")));
        assertEquals(List.of(), texts(result.path("failedInstanceIds")));
        assertTrue(result.path("succeeded").asBoolean());
        assertEquals(2, result.path("nodes").size());
        for (int i = 0; i < 2; i++) {
            JsonNode node = result.path("nodes").path(i);
            assertEquals(scene.instanceIds().get(i), node.path("instanceId").asText());
            assertTrue(node.path("ready").asBoolean());
            assertEquals("", node.path("name").asText("missing"));
            assertEquals("", node.path("address").asText("missing"));
            assertEquals("", node.path("expires").asText("missing"));
        }
        assertTrue(result.path("elapsedMillis").isIntegralNumber());
        assertTrue(result.path("message").asText().startsWith("Done: 2 instances added"));
    }

    /** Machines of ENS: no task, but names, addresses, terms and a price; nothing that joins machines is printed. */
    @Test
    void machinesOfEnsComeWithTheirNamesAndThePrice() throws Exception {
        String url = scene.simulator.url();
        AckEdgeCommand command = Via.SCALE_OUT_CLUSTER
                .order(url, scene.clusterId)
                .with("--via=ens", "--node-pool-id=" + AckEdgeCommand.POOL, "--internet-max-bandwidth-out=100")
                .with("--ens-endpoint=" + url, "--max-price=200.00", "--output=json");
        AckEdgeEnd end = command.run().assertExit(0);
        JsonNode result = end.json();
        assertEquals(JSON_KEYS, names(result));
        assertEquals("", result.path("taskId").asText());
        assertEquals("200 CNY", result.path("price").asText());
        assertEquals(1, scene.simulator.ens().bill().orders());
        List<SimulatedMachine> machines = scene.simulator.ens().machines();
        assertEquals(machines.stream().map(SimulatedMachine::id).toList(), texts(result.path("instanceIds")));
        for (int i = 0; i < 2; i++) {
            JsonNode node = result.path("nodes").path(i);
            assertEquals(machines.get(i).id(), node.path("instanceId").asText());
            assertEquals(machines.get(i).name(), node.path("name").asText());
            assertEquals(machines.get(i).privateAddress(), node.path("address").asText());
            assertTrue(node.path("expires").asText().startsWith("20"), end::toString);
            assertTrue(node.path("ready").asBoolean());
        }
        for (String token : scene.simulator.ens().joinTokens()) {
            assertTrue(!end.toString().contains(token), "a join token is printed");
        }
    }

    @Test
    void textResultHasTheSameKeysInLinesForPeople() throws Exception {
        AckEdgeEnd end = scene.plainOrder().run().assertExit(0);
        assertEquals(
                RESULT_KEYS,
                end.out().lines().map(line -> line.split(" ", 2)[0]).toList());
        assertTrue(end.out().contains(String.join(" ", scene.instanceIds())), end::toString);
    }

    @Test
    void progressTellsStagesAndMachinesOnStandardError() throws Exception {
        AckEdgeEnd end = scene.plainOrder().run();
        end.assertSays("Order accepted: task " + scene.taskId(), "Stage 1 (", "Stage 4 (", "Instances: ");
    }

    @Test
    void sendsWhatTheVendorsSampleSends() throws Exception {
        scene.plainOrder().run().assertExit(0);
        assertEquals(
                List.of(
                        "count",
                        "ens_internet_charge_type",
                        "ens_region_id",
                        "is_edge_worker",
                        "login_password",
                        "timeout_mins",
                        "worker_auto_renew",
                        "worker_auto_renew_period",
                        "worker_data_disk_size",
                        "worker_image_id",
                        "worker_instance_type",
                        "worker_period",
                        "worker_system_disk_size"),
                scene.simulator.ledger().entries().get(0).bodyKeys().stream()
                        .sorted()
                        .toList());
    }

    @Test
    void withoutWaitingItEndsWithTheOrderAndWaitTakesTheTaskUp() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        AckEdgeEnd ordered =
                scene.plainOrder().with("--no-wait", "--output=json").run().assertExit(0);
        assertEquals("SUBMITTED", ordered.json().path("state").asText());
        assertEquals(scene.taskId(), ordered.json().path("taskId").asText());
        assertEquals(0, scene.requests(Operation.DESCRIBE_TASK_INFO));

        scene.simulator.task(scene.taskId()).end(TaskEnding.success());
        AckEdgeEnd waited = AckEdgeCommand.waitFor(scene.simulator.url(), scene.taskId())
                .with("--output=json")
                .run()
                .assertExit(0);
        assertEquals(JSON_KEYS, names(waited.json()));
        assertEquals(scene.instanceIds(), texts(waited.json().path("instanceIds")));
        assertEquals(1, scene.sent());
    }

    @Test
    void waitNeedsNoPasswordAndTellsOfAFailure() throws Exception {
        scene.simulator.ending(TaskEnding.fail("NoStock", "sold out"));
        scene.plainOrder().with("--no-wait").run().assertExit(0);
        AckEdgeCommand.waitFor(scene.simulator.url(), scene.taskId())
                .env("ACK_EDGE_LOGIN_PASSWORD", null)
                .run()
                .assertExit(4)
                .assertSays("NoStock", "sold out", "stay bought");
    }

    @Test
    void keyPairTakesThePlaceOfThePassword() throws Exception {
        scene.plainOrder()
                .env("ACK_EDGE_LOGIN_PASSWORD", null)
                .with("--key-pair=edge-nodes")
                .run()
                .assertExit(0);
        assertTrue(scene.simulator.ledger().entries().get(0).bodyJson().contains("\"key_pair\":\"edge-nodes\""));
    }

    @Test
    void finishedOrderIsNotMadeAgain() throws Exception {
        AckEdgeEnd first = scene.assertTruthful(scene.order().run()).assertExit(0);
        long requests = scene.simulator.exchanges().size();
        AckEdgeEnd second = scene.assertTruthful(scene.order().run()).assertExit(0);
        assertEquals(first.json().path("taskId"), second.json().path("taskId"));
        assertEquals(first.json().path("instanceIds"), second.json().path("instanceIds"));
        assertEquals(requests, scene.simulator.exchanges().size());
        assertFalse(first.json().path("earlier").asBoolean(true), first::toString);
        assertTrue(second.json().path("earlier").asBoolean(), second::toString);
        String ended = Instant.ofEpochMilli(scene.journal().path("endedMillis").asLong())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String words = "This file's order ended at " + ended
                + "; nothing was ordered now; give another file for another order. Done: 2 instances added";
        second.assertSays(words);
        assertTrue(second.json().path("message").asText().startsWith(words), second::toString);
    }

    @Test
    void orderThatEndedBadlyEarlierKeepsItsExitStatus() throws Exception {
        scene.simulator.ending(TaskEnding.canceled());
        scene.order().run().assertExit(4);
        AckEdgeEnd second = scene.order().run().assertExit(4).assertSays("This file's order ended at");
        assertTrue(second.json().path("earlier").asBoolean(), second::toString);
    }

    @Test
    void orderThatWasMadeEarlierIsNotToldAsNews() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        scene.order().with("--no-wait").run().assertExit(0);
        AckEdgeEnd second = scene.order()
                .with("--no-wait")
                .run()
                .assertExit(0)
                .assertSays("This file's order was made at", "nothing was ordered now");
        assertTrue(second.json().path("earlier").asBoolean(), second::toString);
        assertEquals(1, scene.sent());
    }

    @Test
    void orderThatWasNotWaitedForIsWaitedForByTheNextRun() throws Exception {
        scene.order().with("--no-wait").run().assertExit(0);
        assertEquals(OrderState.SUBMITTED, scene.state());
        scene.assertTruthful(scene.order().run()).assertExit(0);
        assertEquals(1, scene.sent());
    }

    @Test
    void stateFileOfAnotherOrderIsRefused() throws Exception {
        scene.order().run().assertExit(0);
        String before = Files.readString(scene.stateFile);
        long requests = scene.simulator.exchanges().size();
        scene.order()
                .with("--count=3")
                .run()
                .assertExit(2)
                .assertSays("--state-file", "holds another order", "nothing was sent");
        assertEquals(requests, scene.simulator.exchanges().size());
        assertEquals(before, Files.readString(scene.stateFile));
    }

    @Test
    void stateFileThatAnotherProcessHoldsIsRefused() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        AckEdgeProcess first = scene.order().start();
        first.awaitSaying("Order accepted");
        scene.order().run().assertExit(2).assertSays("is in use by another ack-edge");
        first.kill();
        assertEquals(1, scene.sent());
    }

    @Test
    void stateFileThatIsNoneIsLeftAlone() throws Exception {
        Files.writeString(scene.stateFile, "shopping list: bread, milk\n");
        scene.order()
                .run()
                .assertExit(2)
                .assertSays("--state-file", "is not the record of an order", "nothing was sent");
        assertEquals("shopping list: bread, milk\n", Files.readString(scene.stateFile));
        assertEquals(List.of(), scene.simulator.exchanges());
    }

    @Test
    void interruptedWaitSaysWhatGoesOn() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        AckEdgeProcess process = scene.order().start();
        process.awaitSaying("Order accepted");
        AckEdgeEnd end = process.terminate()
                .assertExit(143)
                .assertSays("Interrupted: task " + scene.taskId() + " goes on", "ack-edge wait --task-id");
        assertEquals(JSON_KEYS, names(end.json()));
        assertEquals("SUBMITTED", end.json().path("state").asText());
        assertEquals(scene.taskId(), end.json().path("taskId").asText());
    }

    @Test
    void dryRunShowsClusterAndRequestAndOrdersNothing() throws Exception {
        AckEdgeEnd end =
                scene.plainOrder().with("--dry-run", "--output=json").run().assertExit(0);
        end.assertSays(
                "state running, profile Edge",
                "POST /api/v2/clusters/" + scene.clusterId,
                "\"worker_instance_type\"",
                "\"****\"",
                "2 × ens.sn1.tiny in cn-beijing-telecom would be ordered",
                "Nothing was ordered");
        assertFalse(end.err().contains("Warning"), end::toString);
        assertEquals("PLANNED", end.json().path("state").asText());
        assertEquals(
                scene.requests(Operation.DESCRIBE_CLUSTER_DETAIL),
                scene.simulator.exchanges().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", " ", " \t\r\n"})
    void whatACarelessCopyLeavesBehindAValueDoesNotCount(String left) throws Exception {
        AckEdgeEnd end = scene.order()
                .without("--worker-auto-renew")
                .with("--worker-auto-renew=true", "--via=scaleOutCluster", "--no-wait")
                .eachValueWith(left)
                .run()
                .assertExit(0);
        assertEquals(scene.taskId(), end.json().path("taskId").asText());
        assertEquals(OrderState.SUBMITTED, scene.state());
        AckEdgeCommand.waitFor(scene.simulator.url(), scene.taskId())
                .eachValueWith(left)
                .run()
                .assertExit(0);
    }

    @Test
    void dryRunWarnsOfAClusterThatTakesNoSuchNodes() throws Exception {
        scene.simulator.cluster(scene.clusterId).profile("Default");
        scene.plainOrder().with("--dry-run").run().assertExit(0).assertSays("Warning: it is not an edge cluster");
        assertEquals(0, scene.sent());
    }

    @Test
    void dryRunForAClusterThatIsNotThereIsRefused() throws Exception {
        scene.simulator.cluster(scene.clusterId).remove();
        scene.plainOrder().with("--dry-run").run().assertExit(3).assertSays("Check --cluster-id and --region");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
