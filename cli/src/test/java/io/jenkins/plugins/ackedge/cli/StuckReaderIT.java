package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full pipe that nobody reads keeps up neither the order nor a signal. */
@Execution(ExecutionMode.CONCURRENT)
class StuckReaderIT {
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

    private static AckEdgeCommand stuck(int stream, AckEdgeCommand command) {
        return stuck(stream, "pipe", command);
    }

    private static AckEdgeCommand stuck(int stream, String kind, AckEdgeCommand command) {
        return command.behind("python3", PseudoTerminal.script("stuck_reader.py"), String.valueOf(stream), kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "terminal"})
    void ofStandardErrorKeepsUpNeitherQuestionsNorASignal(String kind) throws Exception {
        scene.simulator.ending(TaskEnding.never());
        CountDownLatch asked = scene.onRequest(Operation.DESCRIBE_TASK_INFO, 4);
        AckEdgeProcess process =
                stuck(2, kind, scene.order().env("TERM", "xterm")).start();
        assertTrue(asked.await(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS), "the task is not asked for");
        AckEdgeEnd end = process.terminate().assertExit(143);
        assertEquals(scene.taskId(), end.json().path("taskId").asText());
        assertEquals(OrderState.SUBMITTED, scene.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "terminal"})
    void ofStandardErrorKeepsUpNoResult(String kind) throws Exception {
        AckEdgeCommand command = stuck(2, kind, scene.order().env("TERM", "xterm"));
        scene.assertTruthful(withoutWords(command.run().assertExit(0)));
    }

    @Test
    void ofStandardErrorKeepsUpNoTimeLimit() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        stuck(2, scene.order().with("--timeout-mins=1")).run().assertExit(5);
        assertEquals(OrderState.TIMED_OUT, scene.state());
    }

    @Test
    void ofStandardErrorKeepsUpNoFault() throws Exception {
        stuck(2, scene.order().with("--count=0")).run().assertExit(2);
    }

    @Test
    void ofStandardOutputKeepsUpNoSignal() throws Exception {
        AckEdgeProcess process = stuck(1, scene.order()).start();
        process.awaitSaying("Done: 2 instances added");
        process.terminate().assertExit(143);
        assertEquals(OrderState.SUCCEEDED, scene.state());
    }

    @Test
    void ofBothKeepsUpNoSignal() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        CountDownLatch asked = scene.onRequest(Operation.DESCRIBE_TASK_INFO, 1);
        AckEdgeProcess process = stuck(1, scene.order().in("exec \"$@\" 2>&1")).start();
        assertTrue(asked.await(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS), "the task is not asked for");
        process.terminate().assertExit(143);
        assertEquals(OrderState.SUBMITTED, scene.state());
    }

    /** Nobody could read what it said. */
    private static AckEdgeEnd withoutWords(AckEdgeEnd end) throws Exception {
        assertEquals("", end.err());
        return new AckEdgeEnd(end.exit(), end.out(), end.json().path("message").asText());
    }
}
