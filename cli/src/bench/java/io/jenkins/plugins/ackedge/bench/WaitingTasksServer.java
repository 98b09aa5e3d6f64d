package io.jenkins.plugins.ackedge.bench;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.SimulatedCluster;
import io.jenkins.plugins.ackedge.simulator.SimulatedTask;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import io.jenkins.plugins.ackedge.simulator.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The control plane of {@link WaitBenchmark} in a process of its own: so many tasks, a count of what was asked about them, and
 * their ends. Standard input is read line by line: {@code tally} is answered with one line, what was asked since the last
 * tally; {@code end SECONDS} ends all tasks, in an order and at moments by chance within that time, and is answered with
 * a line for each, its id and the moment (milliseconds since 1970). It ends with its input.
 */
final class WaitingTasksServer {
    private static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";

    private WaitingTasksServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        try (AckSimulator simulator = AckSimulator.start();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            simulator.ending(TaskEnding.never());
            SimulatedCluster cluster = simulator.cluster(CLUSTER);
            List<SimulatedTask> tasks = new ArrayList<>();
            System.out.println(simulator.url());
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                SimulatedTask task = cluster.addTask("cluster_scaleout", System.currentTimeMillis());
                tasks.add(task);
                System.out.println(task.id());
            }
            int seen = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("tally")) {
                    List<Exchange> all = simulator.exchanges();
                    System.out.println(tally(all.subList(seen, all.size())));
                    seen = all.size();
                } else {
                    endAll(tasks, Integer.parseInt(line.substring("end ".length())));
                }
            }
        }
    }

    /**
     * Requests, how many in the busiest second that there is, distinct tasks, refused ones, and how often the task was asked for that was asked for least and most.
     */
    private static String tally(List<Exchange> exchanges) {
        Traffic traffic = Traffic.of(exchanges);
        LongSummaryStatistics each = exchanges.stream()
                .map(Exchange::path)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .summaryStatistics();
        return traffic.requests() + " " + traffic.mostInASecond() + " " + traffic.paths() + " " + traffic.bad() + " "
                + each.getMin() + " " + each.getMax();
    }

    private static void endAll(List<SimulatedTask> tasks, int seconds) throws InterruptedException {
        Random chance = new Random(tasks.size()); // the same moments for each program that is measured
        List<SimulatedTask> order = new ArrayList<>(tasks);
        Collections.shuffle(order, chance);
        long[] moments = chance.longs(order.size(), 0, seconds * 1000L).sorted().toArray();
        long begin = System.currentTimeMillis();
        StringBuilder ends = new StringBuilder();
        for (int i = 0; i < moments.length; i++) {
            Thread.sleep(Math.max(0, begin + moments[i] - System.currentTimeMillis()));
            order.get(i).end(TaskEnding.success());
            ends.append(order.get(i).id())
                    .append(' ')
                    .append(System.currentTimeMillis())
                    .append('\n');
        }
        System.out.print(ends);
        System.out.flush();
    }
}
