package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that could not be written is no success, and what was bought is told all the same. */
@Execution(ExecutionMode.CONCURRENT)
class LostResultIT {
    private static final String FULL = "exec \"$@\" >/dev/full";
    private static final String CLOSED = "exec \"$@\" >&-";

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

    @ParameterizedTest
    @ValueSource(strings = {FULL, CLOSED})
    void orderIsNamedOnStandardErrorAndIsNoSuccess(String script) throws Exception {
        AckEdgeEnd end = scene.order().with("--no-wait").in(script).run().assertExit(1);
        end.assertSays(
                "ack-edge: the result could not be written to standard output",
                "state SUBMITTED",
                "task " + scene.taskId(),
                "request id " + scene.simulator.ledger().entries().get(0).requestId());
        assertEquals(1, scene.orders());
    }

    @Test
    void reasonIsNamed() throws Exception {
        scene.plainOrder().with("--no-wait").in(FULL).run().assertExit(1).assertSays("No space left on device");
    }

    @Test
    void failureKeepsItsOwnExitStatus() throws Exception {
        scene.simulator.ending(TaskEnding.canceled());
        scene.order().in(FULL).run().assertExit(4).assertSays("the result could not be written", "state CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "help"})
    void helpThatCannotBeWrittenIsNoSuccess(String argument) throws Exception {
        for (String script : new String[] {FULL, CLOSED}) {
            AckEdgeCommand.of(argument)
                    .in(script)
                    .run()
                    .assertExit(1)
                    .assertSays("ack-edge: standard output could not be written");
        }
    }

    @Test
    void readerThatWentAwayIsNoFault() throws Exception {
        String script = "{ \"$@\"; echo \"exit $?\" >&2; } | :";
        AckEdgeEnd end = scene.order().with("--no-wait").in(script).run().assertSays("exit 0");
        assertFalse(end.err().contains("could not be written"), end::toString);
        AckEdgeCommand.of("scale-out", "--help").in(script).run().assertSays("exit 0");
    }
}
