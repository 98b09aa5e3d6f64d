package io.jenkins.plugins.ackedge.cli;

import static io.jenkins.plugins.ackedge.simulator.Operation.DESCRIBE_TASK_INFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a task ends, in whichever of the vendor's spellings: exit code, state file and message say so. */
@Execution(ExecutionMode.CONCURRENT)
class EndingsIT {
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

    static Stream<Arguments> whatEndsATask() {
        return Stream.of(
                arguments("success", TaskEnding.success(), 0, "Done"),
                arguments("Succeeded", TaskEnding.stateWord("Succeeded"), 0, "Done"),
                arguments(
                        "fail", TaskEnding.fail("NoStock", "ens.sn1.tiny is sold out"), 4, "ens.sn1.tiny is sold out"),
                arguments("failed", TaskEnding.failed("NoStock", "ens.sn1.tiny is sold out"), 4, "NoStock"),
                arguments("a failure that repeats the password", TaskEnding.fail("E", "bad Hello1234!"), 4, "bad ****"),
                arguments("error", TaskEnding.stateWord("error"), 4, "failed"),
                arguments("canceled", TaskEnding.canceled(), 4, "was cancelled at ACK"),
                arguments("cancelled", TaskEnding.cancelled(), 4, "was cancelled at ACK"),
                arguments("partial success", TaskEnding.partialSuccess(1), 4, "1 of 2 instances failed"),
                arguments(
                        "a state that nobody knows, then success",
                        TaskEnding.unknownStateFirst("mending", TaskEnding.success()),
                        0,
                        "Done"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatEndsATask")
    void exitCodeTellsHowTheTaskEnded(String name, TaskEnding ending, int exit, String says) throws Exception {
        scene.simulator.ending(ending);
        AckEdgeEnd end = scene.assertTruthful(scene.order().run());
        end.assertExit(exit).assertSays(says);
        assertEquals(1, scene.sent());
        boolean partial = name.equals("partial success");
        assertEquals(partial, end.json().path("failedInstanceIds").size() == 1, end::toString);
        assertEquals(exit == 0, end.json().path("succeeded").asBoolean(exit != 0), end::toString);
    }

    @Test
    void unknownStateIsToldOnceAndWatchedOn() throws Exception {
        scene.simulator.ending(TaskEnding.unknownStateFirst("mending", TaskEnding.never()));
        // Asked three times while it is in that state, then it ends.
        scene.simulator.on(
                DESCRIBE_TASK_INFO,
                3,
                Fault.hook(null, () -> scene.simulator.task(scene.taskId()).end(TaskEnding.success())));
        AckEdgeEnd end = scene.assertTruthful(scene.order().run());
        end.assertExit(0).assertSays("a state that is not documented, 'mending'");
        assertEquals(2, end.err().split("'mending'", -1).length, end::toString);
    }

    @Test
    void taskThatOutlivesTheTimeLimitIsTakenUpByTheNextRun() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        scene.assertTruthful(scene.order().with("--timeout-mins=1").run()).assertExit(5);
        scene.simulator.task(scene.taskId()).end(TaskEnding.success());
        scene.assertTruthful(scene.order().run()).assertExit(0);
        assertEquals(1, scene.sent());
    }
}
