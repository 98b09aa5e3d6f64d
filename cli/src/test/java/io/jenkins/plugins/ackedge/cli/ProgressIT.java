package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What standard error shows meanwhile: one row that moves, on a terminal; plain lines wherever it is none. */
@Execution(ExecutionMode.CONCURRENT)
class ProgressIT {
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

    private static void assertPlain(AckEdgeEnd end) {
        assertFalse(end.err().contains("\u001b"), end::toString);
        assertFalse(end.err().contains("… "), end::toString);
    }

    @Test
    void rowTellsElapsedLeftAndStage() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        AckEdgeProcess process = PseudoTerminal.of(scene.order(), "2", 80).start();
        process.awaitSaying(" left · stage ");
        scene.simulator.task(scene.taskId()).end(TaskEnding.success());
        AckEdgeEnd end = process.await().assertExit(0);
        List<String> rows = PseudoTerminal.rows(end);
        assertTrue(
                rows.stream().anyMatch(row -> row.matches("… 0:\\d\\d, (59:\\d\\d|1:00:00) left · .+")), end::toString);
        assertTrue(rows.stream().anyMatch(row -> row.contains("watching task " + scene.taskId())), end::toString);
        assertTrue(
                rows.stream().anyMatch(row -> row.matches("… 0:\\d\\d, \\d\\d:\\d\\d left · stage \\w.*, task T-.*")),
                end::toString);
        assertEquals(scene.taskId(), end.json().path("taskId").asText());
        end.assertSays("Done: 2 instances added");
    }

    @ParameterizedTest
    @CsvSource({"80", "40", "7", "2"})
    void longMessageStaysInOneRow(int columns) throws Exception {
        scene.onOrder(Fault.ackError(400, "InvalidStatus.Forbidden", "集群正在扩容，请稍后再试。".repeat(20)));
        AckEdgeEnd end = PseudoTerminal.of(scene.order(), "2", columns).run().assertExit(0);
        List<String> rows = PseudoTerminal.rows(end);
        if (columns > 2) {
            assertFalse(rows.isEmpty(), end::toString);
        }
        if (columns >= 80) {
            assertTrue(rows.stream().anyMatch(row -> row.contains("集群") && row.endsWith("…")), end::toString);
        }
        rows.forEach(row -> {
            assertTrue(PseudoTerminal.columns(row) < columns, () -> row + " is wider than " + columns);
            assertFalse(row.contains("\n"), row);
        });
    }

    @Test
    void widthIsAskedAgainWhenItChanges() throws Exception {
        scene.onOrder(Fault.ackError(
                400, "InvalidStatus.Forbidden", "cannot operate cluster where state is scaling ".repeat(20)));
        AckEdgeEnd end = PseudoTerminal.of(scene.order(), "2", 100, "waiting to order", "50")
                .run()
                .assertExit(0);
        List<String> rows = PseudoTerminal.rows(end);
        assertTrue(rows.stream().anyMatch(row -> PseudoTerminal.columns(row) == 99), end::toString);
        assertTrue(rows.stream().anyMatch(row -> PseudoTerminal.columns(row) == 49), end::toString);
    }

    @Test
    void standardErrorIsWhatIsAskedAbout() throws Exception {
        AckEdgeEnd end = PseudoTerminal.of(scene.order(), "01", 80).run().assertExit(0);
        assertPlain(end); // all that the terminal showed, and all of standard error
    }

    @ParameterizedTest
    @CsvSource({"CI,true", "TERM,dumb", "TERM,"})
    void environmentMayWantPlainLines(String name, String value) throws Exception {
        AckEdgeCommand command = PseudoTerminal.of(scene.order(), "2", 80);
        assertPlain(command.env(name, value).run().assertExit(0).assertSays("Order accepted"));
    }

    @Test
    void optionWantsPlainLines() throws Exception {
        AckEdgeEnd end = PseudoTerminal.of(scene.order().with("--progress=plain"), "2", 80)
                .run()
                .assertExit(0)
                .assertSays("Order accepted");
        assertPlain(end);
    }

    @Test
    void optionWantsNothing() throws Exception {
        AckEdgeEnd end = PseudoTerminal.of(scene.order().with("--progress=none"), "2", 80)
                .run()
                .assertExit(0);
        assertEquals("", end.err());
        assertEquals("SUCCEEDED", end.json().path("state").asText());
    }

    @Test
    void faultIsToldWhateverIsShown() throws Exception {
        scene.plainOrder()
                .with("--progress=none", "--count=0")
                .run()
                .assertExit(2)
                .assertSays("--count '0' must be");
    }

    @Test
    void endThatIsNoSuccessIsToldWhateverIsShown() throws Exception {
        scene.simulator.ending(TaskEnding.canceled());
        AckEdgeEnd end = scene.order().with("--progress=none").run().assertExit(4);
        end.assertSays("was cancelled at ACK");
        assertEquals(1, end.err().lines().count(), end::toString);
    }

    @Test
    void interruptionIsToldWhateverIsShown() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        CountDownLatch asked = scene.onRequest(Operation.DESCRIBE_TASK_INFO, 1);
        AckEdgeProcess process = scene.order().with("--progress=none").start();
        assertTrue(asked.await(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS));
        process.terminate().assertExit(143).assertSays("Interrupted: task " + scene.taskId());
    }

    @Test
    void helpHasNoColours() throws Exception {
        AckEdgeEnd end =
                PseudoTerminal.of(AckEdgeCommand.of("--help"), "012", 80).run().assertExit(0);
        assertFalse((end.out() + end.err()).contains("\u001b"), end::toString);
    }
}
