package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user stumbled over. */
class FoundIT {
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
    void outputIsUtf8WhateverTheLocale() throws Exception {
        AckEdgeEnd end = scene.plainOrder()
                .with("--no-wait", "--output=json")
                .env("LANG", "C")
                .run()
                .assertExit(0);
        assertTrue(end.json().path("message").asText().contains("2 × ens.sn1.tiny"), end::toString);
        end.assertSays("2 × ens.sn1.tiny");
    }

    @Test
    void valueOfAnUnknownOptionIsNotEchoed() throws Exception {
        for (AckEdgeCommand command : List.of(
                scene.plainOrder().with("--login-password=Passw0rd-x"),
                scene.plainOrder().with("--login-password", "Passw0rd-x"))) {
            AckEdgeEnd end = command.run().assertExit(2).assertSays("--login-password");
            assertFalse(end.err().contains("Passw0rd-x"), end::toString);
        }
    }

    @Test
    void usageErrorIsShortEnoughToBeRead() throws Exception {
        AckEdgeEnd end = scene.plainOrder().with("--surprise=1").run().assertExit(2);
        assertTrue(end.err().lines().count() <= 5, end::toString);
    }

    @Test
    void exampleOfTheHelpCanBeCopied() throws Exception {
        String help = AckEdgeCommand.of("scale-out", "--help").run().out();
        List<String> example =
                help.substring(help.indexOf("  ack-edge scale-out")).lines().toList();
        for (String line : example.subList(0, example.size() - 1)) {
            assertTrue(line.endsWith("\\"), help);
        }
    }

    @Test
    void packagedProgramKnowsItsVersion() throws Exception {
        AckEdgeEnd end = AckEdgeCommand.of("--version").run().assertExit(0);
        assertFalse(end.out().contains("not packaged"), end::toString);
    }

    @Test
    void folderOfTheStateFileThatIsNotWritableIsNamed() throws Exception {
        // A folder in the place of the lock file: nobody can open that, not even root.
        Files.createDirectory(folder.resolve("order.json.lock"));
        AckEdgeEnd end = scene.order().run().assertExit(2).assertSays("--state-file");
        assertEquals(List.of(), scene.simulator.exchanges(), end::toString);
    }

    @Test
    void interruptedWaitNamesACommandThatWorks() throws Exception {
        scene.simulator.ending(TaskEnding.never());
        AckEdgeProcess process = scene.plainOrder().start();
        process.awaitSaying("Order accepted");
        process.terminate().assertSays("ack-edge wait --task-id " + scene.taskId() + " --region cn-beijing");
    }
}
