package io.jenkins.plugins.ackedge.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tasks of {@link WaitBenchmarkServer}, from the side of {@link WaitBenchmark}. */
final class WaitBenchmarkTasks implements AutoCloseable {
    private final Process server;
    private final BufferedReader answers;
    private final String url;
    private final List<String> ids = new ArrayList<>();

    private WaitBenchmarkTasks(Process server, int count) throws IOException {
        this.server = server;
        answers = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        url = answers.readLine();
        for (int i = 0; i < count; i++) {
            ids.add(answers.readLine());
        }
    }

    static WaitBenchmarkTasks start(int count) throws IOException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitBenchmarkServer.class.getName(),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new WaitBenchmarkTasks(server, count);
    }

    String url() {
        return url;
    }

    List<String> ids(int count) {
        return ids.subList(0, count);
    }

    /** What the server saw since the last tally. */
    record Tally(int requests, int mostInASecond, double seconds, int tasks, int bad) {}

    Tally tally() throws IOException {
        server.getOutputStream().write("tally\n".getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().flush();
        String[] words = answers.readLine().split(" ");
        return new Tally(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Double.parseDouble(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
    }

    @Override
    public void close() {
        server.destroy();
    }
}
