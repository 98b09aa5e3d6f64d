package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script beside the jar, from wherever it is called. */
class StartScriptIT {
    private static final Path SCRIPT =
            Path.of(System.getProperty("ackedge.jar")).resolveSibling("ack-edge");

    @TempDir
    Path folder;

    private AckEdgeEnd run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS));
        return new AckEdgeEnd(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void runsTheJarBesideItThroughLinksAndFromFoldersWithSpaces() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("a bin"));
        Path link = Files.createSymbolicLink(bin.resolve("first"), SCRIPT.toAbsolutePath());
        Path second = Files.createSymbolicLink(bin.resolve("ack edge"), link.getFileName());
        AckEdgeEnd end = run(second, Map.of(), "--version").assertExit(0);
        assertTrue(end.out().startsWith("ack-edge "), end::toString);
    }

    @Test
    void passesArgumentsAndExitStatusOnAsTheyAre() throws Exception {
        run(SCRIPT, Map.of(), "scale-out", "--count=two \"nodes\" $HOME *")
                .assertExit(2)
                .assertSays("--count 'two \"nodes\" $HOME *' must be");
    }

    @Test
    void takesJavaAndItsOptionsFromTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                AckEdgeCommand.javaHome().toString(),
                "ACK_EDGE_JAVA_OPTS",
                "-Duser.name=release -showversion");
        run(SCRIPT, environment, "--version").assertExit(0).assertSays("version \"" + version());
    }

    /** Of the Java that is used. */
    private static String version() throws IOException {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(AckEdgeCommand.javaHome().resolve("release"))) {
            release.load(file);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }

    @Test
    void withoutJavaItSaysSo() throws Exception {
        AckEdgeEnd end =
                run(SCRIPT, Map.of("JAVA_HOME", "/no/such"), "--version").assertExit(1);
        end.assertSays("there is no Java ('/no/such/bin/java')");
        assertEquals("", end.out());
    }
}
