package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program does beside ordering and waiting. */
class CommandsIT {
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

    private AckEdgeEnd status() throws Exception {
        return AckEdgeCommand.of("status", "--state-file=" + scene.stateFile, "--output=json")
                .run();
    }

    @Test
    void statusTellsWhatTheFileSaysAndAsksNobody() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        scene.order().with("--no-wait").run().assertExit(0);
        long requests = scene.simulator.exchanges().size();
        String before = Files.readString(scene.stateFile);
        AckEdgeEnd open = status().assertExit(0);
        assertEquals("", open.err());
        assertEquals("SUBMITTED", open.json().path("state").asText());
        assertEquals(scene.taskId(), open.json().path("taskId").asText());
        assertEquals(before, Files.readString(scene.stateFile));
        assertEquals(requests, scene.simulator.exchanges().size());

        scene.simulator.task(scene.taskId()).end(TaskEnding.canceled());
        AckEdgeEnd last = scene.order().run().assertExit(4);
        AckEdgeEnd ended = status().assertExit(0);
        assertEquals("CANCELLED", ended.json().path("state").asText());
        assertEquals(last.json().path("message"), ended.json().path("message"));
    }

    @Test
    void statusOfAFileThatARunHolds() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        AckEdgeProcess run = scene.order().start();
        run.awaitSaying("Order accepted");
        assertEquals("SUBMITTED", status().assertExit(0).json().path("state").asText());
        run.kill();
    }

    @Test
    void statusWithoutAnOrder() throws Exception {
        AckEdgeEnd end = status().assertExit(2).assertSays("--state-file", "is not there");
        assertEquals(1, end.json().path("violations").size());
        AckEdgeCommand.of("status").run().assertExit(2).assertSays("--state-file is missing");
        Files.writeString(scene.stateFile, "bread, milk");
        status().assertExit(2).assertSays("is not the record of an order");
    }

    @Test
    void completionIsAScriptThatBashCanRead() throws Exception {
        AckEdgeEnd end = AckEdgeCommand.of("generate-completion").run().assertExit(0);
        assertTrue(end.out().contains("--ens-region-id"), end::toString);
        Path script = Files.writeString(folder.resolve("completion"), end.out());
        Process bash =
                new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
        assertTrue(bash.waitFor(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, bash.exitValue());
    }

    @Test
    void verboseTellsRequestsRepliesAndPausesAndNoSecret() throws Exception {
        scene.simulator.on(Operation.DESCRIBE_TASK_INFO, Fault.accessDenied());
        AckEdgeEnd end = scene.order().with("--verbose").run().assertExit(0);
        end.assertSays(
                "GET " + scene.simulator.url() + "/clusters/" + scene.clusterId + "/tasks",
                "POST " + scene.simulator.url(),
                "HTTP 200",
                "HTTP 403",
                "POLL in ");
        assertFalse(end.err().contains("login_password"), end::toString);
        assertEquals("SUCCEEDED", end.json().path("state").asText());
    }

    @Test
    void verboseIsQuietWhereItIsNotAskedFor() throws Exception {
        AckEdgeEnd end = scene.order().run().assertExit(0);
        assertFalse(end.err().contains("HTTP 200"), end::toString);
    }
}
