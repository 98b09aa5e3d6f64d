package io.jenkins.plugins.ackedge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * How long the packaged program takes from its start to a refusal of wrong parameters, and to the first line of its first request,
 * beside {@code java -version}, which is as fast as any program of that Java can be. The ways to start it take turns, so that
 * noise meets all alike. Needs {@code cli/target/ack-edge.jar}. See docs/benchmarks.md.
 */
public final class StartBenchmark {
    private static final int RUNS = 21;
    private static final Path JAR = Path.of("cli", "target", "ack-edge.jar");
    private static final List<String> OF_THE_SCRIPT = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final String SUCCEEDED = "{\"task_id\":\"T-1\",\"state\":\"success\",\"task_result\":[]}";

    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final Map<String, List<Times>> times = new HashMap<>();

    /** Milliseconds from the start of a process. */
    private record Times(double version, double refusal, double request) {}

    private StartBenchmark() {
        options.put("java alone", List.of());
        options.put("as the start script", OF_THE_SCRIPT);
    }

    /** Prints a line for each way to start. */
    public static void main(String[] args) throws Exception {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not there: mvn -f cli/pom.xml package");
        }
        StartBenchmark benchmark = new StartBenchmark();
        Path folder = Files.createTempDirectory("ack-edge-start");
        Path archive = folder.resolve("classes.jsa");
        Path crash = folder.resolve("crash.log");
        benchmark.archive(archive, crash);
        for (int run = 0; run <= RUNS; run++) {
            benchmark.round(run > 0); // the first one warms the disk's cache
        }
        benchmark.print();
        Files.deleteIfExists(archive);
        Files.deleteIfExists(crash);
        Files.delete(folder);
    }

    /** Adds a way to start with an archive of the program's classes, if this Java can write one: some crash over it. */
    private void archive(Path archive, Path crash) throws IOException, InterruptedException {
        List<String> writing = new ArrayList<>(OF_THE_SCRIPT);
        writing.add("-XX:ArchiveClassesAtExit=" + archive);
        writing.add("-XX:ErrorFile=" + crash);
        writing.add("-XX:-CreateCoredumpOnCrash");
        int exit = java(writing, refused()).waitFor();
        if (exit == 2 && Files.exists(archive)) {
            List<String> using = new ArrayList<>(OF_THE_SCRIPT);
            using.add("-XX:SharedArchiveFile=" + archive);
            options.put("script, with an archive", using);
        } else {
            System.out.println("This Java writes no archive of the program's classes: exit " + exit + " instead of 2.");
        }
    }

    private void round(boolean isCounted) throws Exception {
        for (Map.Entry<String, List<String>> way : options.entrySet()) {
            Times taken = new Times(
                    millis(way.getValue(), List.of("-version"), 0),
                    millis(way.getValue(), refused(), 2),
                    millisToRequest(way.getValue()));
            if (isCounted) {
                times.computeIfAbsent(way.getKey(), none -> new ArrayList<>()).add(taken);
            }
        }
    }

    private static List<String> refused() {
        return List.of("-jar", JAR.toString(), "scale-out", "--count", "0", "--region", "nowhere");
    }

    private static double millis(List<String> options, List<String> command, int exit) throws Exception {
        long begin = System.nanoTime();
        Process process = java(options, command);
        int was = process.waitFor();
        double millis = (System.nanoTime() - begin) / 1e6;
        if (was != exit) {
            throw new IllegalStateException(command + " ended with " + was);
        }
        return millis;
    }

    private static double millisToRequest(List<String> options) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Long> heard = CompletableFuture.supplyAsync(() -> answer(server));
            long begin = System.nanoTime();
            Process process = java(
                    options,
                    List.of(
                            "-jar",
                            JAR.toString(),
                            "wait",
                            "--task-id",
                            "T-1",
                            "--region",
                            "cn-beijing",
                            "--endpoint",
                            "http://127.0.0.1:" + server.getLocalPort()));
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("the wait ended with " + exit);
            }
            return (heard.get() - begin) / 1e6;
        }
    }

    /** When the first line of the request was there. */
    private static long answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            long heard = System.nanoTime();
            while (!line.isEmpty()) {
                line = in.readLine();
            }
            String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ";
            socket.getOutputStream()
                    .write((head + SUCCEEDED.length() + "\r\n\r\n" + SUCCEEDED).getBytes(StandardCharsets.US_ASCII));
            return heard;
        } catch (IOException e) {
            throw new IllegalStateException("the first request was not heard", e);
        }
    }

    private static Process java(List<String> options, List<String> command) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(ChildJvm.java());
        all.addAll(options);
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ALIBABA_CLOUD_ACCESS_KEY_ID", BenchmarkKey.ID);
        builder.environment().put("ALIBABA_CLOUD_ACCESS_KEY_SECRET", BenchmarkKey.SECRET);
        return builder.start();
    }

    private void print() {
        double floor = median("as the start script", Times::version);
        System.out.printf(
                "%nJava %s, %d processors, %d runs each: medians in ms, and times of java -version as the script starts it%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), RUNS);
        System.out.printf("%-24s | %13s | %18s | %18s%n", "", "java -version", "refusal (exit 2)", "first request");
        for (String way : options.keySet()) {
            double toRefusal = median(way, Times::refusal);
            double toRequest = median(way, Times::request);
            System.out.printf(
                    "%-24s | %13.0f | %10.0f  %5.1fx | %10.0f  %5.1fx%n",
                    way, median(way, Times::version), toRefusal, toRefusal / floor, toRequest, toRequest / floor);
        }
    }

    private double median(String way, ToDoubleFunction<Times> part) {
        return Percentiles.of(times.get(way).stream().mapToDouble(part).toArray())
                .median();
    }
}
