package io.jenkins.plugins.ackedge.cli;

import static io.jenkins.plugins.ackedge.simulator.Operation.DESCRIBE_TASK_INFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What other tests show of pipes and files is so as well where people sit: each end on a pseudo terminal. */
@Execution(ExecutionMode.CONCURRENT)
class OnATerminalIT {
    private static final int COLUMNS = 80;

    @TempDir
    Path folder;

    @TempDir
    Path files;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    /** Standard error is the terminal; its last words must stand in lines of their own, with no row in their way. */
    private static AckEdgeEnd onATerminal(AckEdgeCommand command) throws Exception {
        AckEdgeEnd end = PseudoTerminal.of(command, "2", COLUMNS).run();
        PseudoTerminal.rows(end)
                .forEach(row -> assertTrue(PseudoTerminal.columns(row) < COLUMNS && !row.contains("\n"), row));
        assertTrue(end.err().endsWith("\n"), end::toString);
        assertFalse(end.err().contains("Exception"), end::toString);
        return end;
    }

    @Test
    void resultThatCannotBeWrittenIsNoSuccess() throws Exception {
        onATerminal(scene.order().with("--no-wait").in("exec \"$@\" >/dev/full"))
                .assertExit(1)
                .assertSays("ack-edge: the result could not be written", "task " + scene.taskId());
        onATerminal(AckEdgeCommand.of("--help").in("exec \"$@\" >/dev/full")).assertExit(1);
    }

    @Test
    void certificateThatIsNotTrustedEndsItAtOnce(@TempDir Path other) throws Exception {
        OwnCertificate certificate = OwnCertificate.in(files, "ip:127.0.0.1");
        try (Scene https = Scene.https(other, certificate.server())) {
            onATerminal(https.order())
                    .assertExit(3)
                    .assertSays("certificate is not trusted", "--ca-file or SSL_CERT_FILE", "nothing was sent");
            assertEquals(List.of(), https.simulator.exchanges());
            onATerminal(https.order().env("SSL_CERT_FILE", certificate.pem().toString()))
                    .assertExit(0)
                    .assertSays("Done: 2 instances added");
        }
    }

    @Test
    void proxyOfTheEnvironmentIsAskedAndItsPasswordNotShown(@TempDir Path other) throws Exception {
        OwnCertificate certificate = OwnCertificate.in(files, "ip:127.0.0.1");
        try (Scene https = Scene.https(other, certificate.server());
                ConnectProxy proxy = new ConnectProxy("ci:Sesame1")) {
            AckEdgeCommand order = https.order().with("--ca-file=" + certificate.pem());
            AckEdgeEnd refused = onATerminal(order.env("HTTPS_PROXY", "http://ci:Sesame2@" + proxy.address()))
                    .assertExit(3)
                    .assertSays("does not accept the user and the password");
            AckEdgeEnd done = onATerminal(order.env("HTTPS_PROXY", "http://ci:Sesame1@" + proxy.address()))
                    .assertExit(0);
            Stream.of(refused, done)
                    .forEach(end -> assertFalse((end.out() + end.err()).contains("Sesame"), end::toString));
        }
    }

    @Test
    void keyThatIsRefusedForGoodEndsAWait() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        scene.plainOrder().with("--no-wait").run().assertExit(0);
        scene.simulator.always(DESCRIBE_TASK_INFO, Fault.accessDenied());
        AckEdgeEnd end = onATerminal(AckEdgeCommand.waitFor(scene.simulator.url(), scene.taskId()))
                .assertExit(5)
                .assertSays("ACK refuses the access key", "ACK has told nothing of task " + scene.taskId());
        assertFalse(end.err().contains("is still running"), end::toString);
    }

    @Test
    void stateFileThatIsNoneIsNamed() throws Exception {
        Files.createFile(scene.stateFile);
        onATerminal(scene.order())
                .assertExit(2)
                .assertSays("--state-file '" + scene.stateFile, "is empty", "nothing was sent");
        assertEquals(List.of(), scene.simulator.exchanges());
    }

    @Test
    void valueWithACarriageReturnIsReadAsWithoutOrShownSafely() throws Exception {
        onATerminal(scene.plainOrder().eachValueWith("\r")).assertExit(0);
        AckEdgeEnd end = onATerminal(scene.plainOrder().with("--count=2\r3")).assertExit(2);
        end.assertSays("--count '2\\u000d3' must be");
    }

    @Test
    void earlierEndIsToldAsSuch() throws Exception {
        onATerminal(scene.order()).assertExit(0);
        AckEdgeEnd again = onATerminal(scene.order()).assertExit(0);
        again.assertSays("This file's order ended at ", "nothing was ordered now");
        assertTrue(again.json().path("earlier").asBoolean());
        assertEquals(1, scene.orders());
    }
}
