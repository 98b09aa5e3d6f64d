package io.jenkins.plugins.ackedge.cli;

import static io.jenkins.plugins.ackedge.simulator.Operation.DESCRIBE_TASK_INFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A key of the environment stays what it is: a wait for which it is refused for good ends early, and says what was heard last. */
@Execution(ExecutionMode.CONCURRENT)
class RefusedKeyIT {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
        scene.simulator.ending(TaskEnding.never());
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void waitForATaskOfWhichNothingWasHeardSaysSo() throws Exception {
        scene.plainOrder().with("--no-wait").run().assertExit(0);
        scene.simulator.always(DESCRIBE_TASK_INFO, Fault.accessDenied());
        AckEdgeEnd end = AckEdgeCommand.waitFor(scene.simulator.url(), scene.taskId())
                .with("--output=json")
                .run()
                .assertExit(5);
        end.assertSays(
                "The wait has ended early: ACK refuses the access key",
                "The key needs the permission",
                "ACK has told nothing of task " + scene.taskId(),
                "Wait for the task again");
        assertFalse(end.err().contains("is still running"), end::toString);
        assertEquals("TIMED_OUT", end.json().path("state").asText());
        assertEquals(3, scene.requests(DESCRIBE_TASK_INFO));
    }

    @Test
    void orderStandsAndIsTakenUpByTheNextRun() throws Exception {
        scene.simulator.on(DESCRIBE_TASK_INFO, 2, Fault.accessDenied());
        scene.simulator.on(DESCRIBE_TASK_INFO, 3, Fault.accessDenied());
        scene.simulator.on(DESCRIBE_TASK_INFO, 4, Fault.accessDenied());
        scene.order()
                .run()
                .assertExit(5)
                .assertSays(
                        "The wait has ended early: ",
                        "Task " + scene.taskId() + " was running",
                        "when ACK last told of it, at ",
                        "The order stands.");
        assertEquals(OrderState.TIMED_OUT, scene.state());
        scene.simulator.task(scene.taskId()).end(TaskEnding.success());
        scene.order().run().assertExit(0);
        assertEquals(1, scene.sent());
    }

    @Test
    void refusalsWithAnAnswerInBetweenEndNothing() throws Exception {
        for (int nth : new int[] {1, 2, 4, 5}) {
            scene.simulator.on(DESCRIBE_TASK_INFO, nth, Fault.accessDenied());
        }
        scene.simulator.on(
                DESCRIBE_TASK_INFO,
                6,
                Fault.hook(() -> scene.simulator.task(scene.taskId()).end(TaskEnding.success()), null));
        scene.order().run().assertExit(0);
    }
}
