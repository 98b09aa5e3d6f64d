package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive of the classes of the packaged program, which is written once for all tests of a process: a start then costs a
 * quarter less, and starts are most of what these tests cost.
 */
public final class SharedClasses {
    private static final List<String> OPTIONS = archive();

    private SharedClasses() {}

    /** Options of the Java machine that use it; none where the Java of the tests cannot write one. */
    public static List<String> options() {
        return OPTIONS;
    }

    private static List<String> archive() {
        Path jar = Path.of(System.getProperty("ackedge.jar"));
        Path archive = jar.resolveSibling("classes.jsa");
        Path list = jar.resolveSibling("classes.list");
        try {
            Files.deleteIfExists(archive);
            writeListOfAnOrder(list);
            // Java 17 crashes where it archives lambdas.
            Files.write(
                    list,
                    Files.readAllLines(list).stream()
                            .filter(line -> !line.startsWith("@"))
                            .toList());
            new ProcessBuilder(
                            AckEdgeCommand.java(),
                            "-Xshare:dump",
                            "-XX:SharedClassListFile=" + list,
                            "-XX:SharedArchiveFile=" + archive,
                            "-XX:ErrorFile=" + archive + ".crash",
                            "-XX:+UseSerialGC",
                            "-cp",
                            jar.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(jar.resolveSibling("classes.log").toFile())
                    .start()
                    .waitFor();
            return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the archive of classes was written", e);
        }
    }

    private static void writeListOfAnOrder(Path list) throws IOException, InterruptedException {
        try (AckSimulator simulator = AckSimulator.builder()
                .accessKey(AckEdgeCommand.KEY_ID, AckEdgeCommand.KEY_SECRET)
                .stageMillis(1)
                .start()) {
            AckEdgeCommand.scaleOut(simulator.url(), Scene.CLUSTER)
                    .start(List.of("-XX:DumpLoadedClassList=" + list))
                    .await()
                    .assertExit(0);
        }
    }
}
