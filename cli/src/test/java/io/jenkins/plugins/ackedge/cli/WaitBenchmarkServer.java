package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.SimulatedCluster;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import io.jenkins.plugins.ackedge.simulator.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The control plane of {@link WaitBenchmark} in a process of its own: so many tasks that never end, and a count of what was
 * asked about them. Reads {@code tally} from standard input and answers with one line; ends with its input.
 */
final class WaitBenchmarkServer {
    private WaitBenchmarkServer() {}

    public static void main(String[] args) throws IOException {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        try (AckSimulator simulator = AckSimulator.start();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            simulator.ending(TaskEnding.never());
            SimulatedCluster cluster = simulator.cluster(Scene.CLUSTER);
            System.out.println(simulator.url());
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                System.out.println(cluster.addTask("cluster_scaleout", System.currentTimeMillis())
                        .id());
            }
            int seen = 0;
            while (in.readLine() != null) {
                List<Exchange> all = simulator.exchanges();
                System.out.println(tally(all.subList(seen, all.size())));
                seen = all.size();
            }
        }
    }

    /** Requests, how many in the busiest second that there is, seconds from first to last, distinct tasks, refused ones. */
    private static String tally(List<Exchange> exchanges) {
        Traffic traffic = Traffic.of(exchanges);
        return traffic.requests() + " " + traffic.mostInASecond() + " " + traffic.seconds() + " " + traffic.paths()
                + " " + traffic.bad();
    }
}
