package io.jenkins.plugins.ackedge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tasks of {@link WaitingTasksServer}, from the side of {@link WaitBenchmark}. */
final class WaitingTasks implements AutoCloseable {
    private final Process server;
    private final BufferedReader answers;
    private final String url;
    private final List<String> ids = new ArrayList<>();

    private WaitingTasks(Process server, int count) throws IOException {
        this.server = server;
        answers = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        url = answers.readLine();
        for (int i = 0; i < count; i++) {
            ids.add(answers.readLine());
        }
    }

    static WaitingTasks start(int count) throws IOException {
        return new WaitingTasks(ChildJvm.start(List.of(), WaitingTasksServer.class, Integer.toString(count)), count);
    }

    String url() {
        return url;
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    /**
     * What the server saw since the last tally.
     *
     * @param least how often the task was asked for that was asked for least
     * @param most and that which was asked for most
     */
    record Tally(int requests, int mostInASecond, int tasks, int bad, int least, int most) {}

    Tally tally() throws IOException {
        ask("tally");
        String[] words = answers.readLine().split(" ");
        return new Tally(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]));
    }

    /** Ends all of them within that time and says when each ended, in milliseconds since 1970. */
    Map<String, Long> endWithin(int seconds) throws IOException {
        ask("end " + seconds);
        Map<String, Long> ends = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String[] words = answers.readLine().split(" ");
            ends.put(words[0], Long.parseLong(words[1]));
        }
        return ends;
    }

    private void ask(String line) throws IOException {
        server.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().flush();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
