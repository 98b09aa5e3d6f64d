package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state file that cannot be used: option, file and reason are named, and nothing is sent. */
class StateFileIT {
    /** A shell that makes a folder whose name no ASCII can spell, in the current one. */
    private static final String FOLDER = "d=$(printf 'Auftr\\303\\244ge'); mkdir \"$d\" && ";

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
    }

    @AfterEach
    void nothingWasSent() {
        assertEquals(List.of(), scene.simulator.exchanges());
        scene.close();
    }

    private void assertRefused(AckEdgeCommand command, String... says) throws Exception {
        AckEdgeEnd end = command.run().assertExit(2).assertSays(says).assertSays("--state-file", "nothing was sent");
        assertFalse(end.err().contains("Exception"), end::toString);
        assertFalse(end.err().contains("\tat "), end::toString);
    }

    @Test
    void empty() throws Exception {
        Files.createFile(scene.stateFile);
        assertRefused(scene.order(), "order.json' cannot be used", "is empty");
    }

    @Test
    void inAFolderThatIsNotThere() throws Exception {
        assertRefused(
                scene.order().with("--state-file=no/such/folder/order.json"), "no/such/folder/order.json", "folder");
    }

    /** Found by the adversary, in a temporary folder whose name was a digit longer than usual: the name ended in order.jso…. */
    @Test
    void aLongNameIsShownToItsEnd() throws Exception {
        String name = "no/such/folder/" + "long-".repeat(20) + "/order.json";
        assertRefused(scene.order().with("--state-file=" + name), "'" + name + "'");
    }

    @Test
    void whereNoFileCanBeMade() throws Exception {
        Path proc = Path.of("/proc");
        assertTrue(Files.isDirectory(proc), "this test needs a system with /proc");
        assertRefused(scene.order().with("--state-file=/proc/order.json"), "'/proc/order.json' cannot be used: ", "(");
    }

    @Test
    void thatMayNotBeRead() throws Exception {
        Files.writeString(scene.stateFile, "{}");
        Files.setPosixFilePermissions(scene.stateFile, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused(asSomebodyElse(scene.order()), "order.json cannot be read (permission denied)");
    }

    @Test
    void inAFolderThatMayNotBeWritten() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertRefused(asSomebodyElse(scene.order()), "order.json.lock cannot be made or opened (permission denied)");
    }

    @Test
    void whoseNameTheLocaleCannotSpell() throws Exception {
        AckEdgeCommand command = scene.plainOrder().env("LANG", "C");
        assertRefused(
                command.in("cd '" + folder + "'; " + FOLDER + "exec \"$@\" --state-file=\"$d/order.json\""),
                "this locale cannot spell",
                "LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--state-file=order.json", "--dry-run"})
    void inACurrentFolderThatTheLocaleCannotSpell(String option) throws Exception {
        AckEdgeEnd end = scene.plainOrder()
                .env("LANG", "C")
                .in("cd '" + folder + "'; " + FOLDER + "cd \"$d\" && exec \"$@\" " + option)
                .run()
                .assertExit(2)
                .assertSays("this locale cannot spell the name of the current folder", "C.UTF-8", "nothing was sent");
        assertFalse(end.err().contains("Exception"), end::toString);
    }

    @Test
    void statusInACurrentFolderThatTheLocaleCannotSpell() throws Exception {
        AckEdgeCommand.of("status", "--state-file=order.json")
                .env("LANG", "C")
                .in("cd '" + folder + "'; " + FOLDER + "cd \"$d\" && exec \"$@\"")
                .run()
                .assertExit(2)
                .assertSays("this locale cannot spell the name of the current folder");
    }

    @Test
    void currentFolderThatTheLocaleCannotSpellIsNoFaultOfOtherCommands() throws Exception {
        AckEdgeEnd end = AckEdgeCommand.of("--version")
                .env("LANG", "C")
                .in("cd '" + folder + "'; " + FOLDER + "cd \"$d\" && exec \"$@\"")
                .run()
                .assertExit(0);
        assertEquals("", end.err());
    }

    /** An administrator may read and write everything. */
    private static AckEdgeCommand asSomebodyElse(AckEdgeCommand command) {
        return System.getProperty("user.name").equals("root")
                ? command.behind("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                : command;
    }
}
