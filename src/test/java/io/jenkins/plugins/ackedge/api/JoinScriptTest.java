package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A join script and what a machine runs of it. */
class JoinScriptTest {
    private static final String TEXT = "wget http://example/edgeadm -O edgeadm; chmod u+x edgeadm; ./edgeadm join "
            + "--openapi-token=s3cret.Token --node-spec='{\"quiet\":true}'";

    @TempDir
    Path folder;

    @Test
    void knowsItsTokenAndTellsNothing() {
        JoinScript script = JoinScript.of(TEXT);
        assertEquals(TEXT, script.text());
        assertEquals("s3cret.Token", script.token());
        assertEquals("JoinScript[]", script.toString());
        assertEquals("a-b", JoinScript.of("x --openapi-token=\"a-b\" y").token());
        assertEquals("a", JoinScript.of("--openapi-token=a; --openapi-token=a").token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wget x",
                "--openapi-token=",
                "--openapi-token= x",
                "--openapi-token=a --openapi-token=b",
                "\0"
            })
    void refusesWhatIsNone(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> JoinScript.of(text))
                .getMessage();
        assertTrue(message.contains("the join script"), message);
    }

    @Test
    void refusesWhatIsTooLongOrNoText() {
        assertThrows(IllegalArgumentException.class, () -> JoinScript.of(TEXT + " ".repeat(16_384)));
        assertThrows(IllegalArgumentException.class, () -> JoinScript.of(TEXT + "\ud800"));
    }

    @Test
    void aMachineRunsItAsItCame() {
        String userData = JoinScript.of(TEXT).userData();
        assertTrue(userData.startsWith("#!/bin/bash\n"), userData);
        assertTrue(userData.contains("\n" + TEXT + "\n"), userData);
        assertFalse(userData.contains("set -x"), userData);
    }

    private int run(String script) throws Exception {
        Path log = folder.resolve("edgeadm.log");
        String here = JoinScript.of(script)
                .userData()
                .replace("cd /root || cd /\n", "cd '" + folder + "'\n")
                .replace("/var/log/edgeadm.log", log.toString())
                .replace("sleep $((20 * try))", "true");
        Path file = Files.writeString(folder.resolve("user-data"), here);
        Process bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertTrue(bash.waitFor(60, TimeUnit.SECONDS));
        return bash.exitValue();
    }

    private String read(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }

    /** It also reads no input, ends with "exit" alone, and no sign in it means anything to the script around it. */
    @Test
    void triesThreeTimesAndTakesTheTokenOutOfTheLog() throws Exception {
        run(
                "echo \"$(cat)try $HOME '\\\\\" `echo a` >> tries\necho 'join --openapi-token=s3cret.Token --x' >> edgeadm.log\n"
                        + "# END_OF_JOIN_SCRIPT\nexit 1");
        assertEquals(3, read("tries").lines().count(), read("out"));
        assertEquals("join --openapi-token=**** --x\n".repeat(3), read("edgeadm.log"));
        assertEquals("", read("out"));
    }

    @Test
    void endsWithTheFirstTryThatGoesWell() throws Exception {
        run("echo x >> tries; [ \"$(wc -l < tries)\" -ge 2 ] # --openapi-token=s3cret.Token");
        assertEquals("x\nx\n", read("tries"));
    }
}
