package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedTask;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import io.jenkins.plugins.ackedge.simulator.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * What a thousand pipelines cost a controller while they wait. No test, and not run with the tests: it measures, and prints.
 * See docs/benchmarks.md for how to run it and for what it said.
 *
 * <p>Each kind of waiting has a controller process of its own. The control plane is in this process, so nothing of it counts.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WaitingPipelinesBenchmark {
    /** They load and compile what every pipeline needs, before the first measurement. */
    private static final int FIRST = 100;

    private static final int ALL = 1000;
    private static final int POLL_SECONDS = 10;
    private static final int REQUESTS_PER_SECOND = 50;
    private static final int SECONDS = 30;
    private static final int SECONDS_AT_MOST = 3600;

    private static final String NEUTRAL = "sleep";

    /** What each kind costs, for the comparison at the end. */
    private static final Map<String, Cost> COSTS = new LinkedHashMap<>();

    /** @param threads that an idle controller has not, by name */
    private record Cost(Map<String, Integer> threads, double heap, Traffic traffic) {
        /** Pipelines as such have threads that come and go; a name that no other pipeline has is the step's. */
        Map<String, Integer> ownThreads() {
            Map<String, Integer> own = new TreeMap<>(threads);
            own.keySet().removeAll(COSTS.get(NEUTRAL).threads().keySet());
            return own;
        }
    }

    @RegisterExtension
    private final RealJenkinsExtension controller = RemoteController.process()
            .javaOptions("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch")
            .withTimeout(SECONDS_AT_MOST);

    private final AckSimulator ack = Setup.simulator();
    private final ArrayList<String> clusters = new ArrayList<>(
            IntStream.range(0, ALL).mapToObj("c%032d"::formatted).toList());

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    @Order(1)
    void pipelinesThatSleep() throws Throwable {
        measure(NEUTRAL, i -> "sleep time: 1, unit: 'DAYS'");
    }

    @Test
    @Order(2)
    void pipelinesThatOrdered() throws Throwable {
        measure("ackEdgeScaleOut", i -> "ackEdgeScaleOut(count: 1, cluster: '" + clusters.get(i) + "')");
    }

    @Test
    @Order(3)
    void pipelinesThatWaitForATask() throws Throwable {
        measure(
                "ackEdgeWaitTask",
                i -> "ackEdgeWaitTask(cluster: '" + clusters.get(i) + "', taskId: '" + task() + "')");
    }

    @Test
    @Order(4)
    void pipelinesWithAThreadEach() throws Throwable {
        measure("sleepingPoll", i -> "sleepingPoll '" + task() + "'");
        compare();
    }

    private String task() {
        SimulatedTask task = ack.cluster(Setup.CLUSTER).addTask("cluster_scaleout", System.currentTimeMillis());
        return task.id();
    }

    private void measure(String step, IntFunction<String> script) throws Throwable {
        ack.ending(TaskEnding.never());
        String endpoint = ack.url();
        ArrayList<String> ids = clusters;
        controller.startJenkins();
        controller.run(r -> {
            RemoteController.configure(endpoint, ids);
            RemoteController.useOneKey(REQUESTS_PER_SECOND, POLL_SECONDS);
            SleepingPollStep.install(endpoint, TimeUnit.SECONDS.toMillis(POLL_SECONDS));
        });
        TreeMap<String, Integer> idle = controller.call(r -> Footprint.threadsNow());

        start(step, 0, FIRST, script);
        Footprint before = controller.call(r -> Footprint.now());
        start(step, FIRST, ALL, script);
        int seen = ack.exchanges().size();
        TreeMap<String, Integer> most = new TreeMap<>();
        for (int second = 0; second < SECONDS; second++) {
            TimeUnit.SECONDS.sleep(1);
            TreeMap<String, Integer> now = controller.call(r -> Footprint.threadsNow());
            most = Footprint.most(most, now);
        }
        List<Exchange> exchanges = ack.exchanges();
        Traffic traffic = Traffic.of(exchanges.subList(seen, exchanges.size()));
        Footprint after = controller.call(r -> Footprint.now());
        Cost cost =
                new Cost(Footprint.more(idle, most), (double) (after.heap() - before.heap()) / (ALL - FIRST), traffic);
        COSTS.put(step, cost);
        report(step, cost);
    }

    /** Starts pipelines, and returns when each of them waits. */
    private void start(String step, int from, int to, IntFunction<String> script) throws Throwable {
        ArrayList<String> scripts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            scripts.add(script.apply(i));
        }
        controller.run(r -> RemoteController.startEach(r, from, scripts));
        while (!step.equals(NEUTRAL) && tasksAskedFor() < to) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private long tasksAskedFor() {
        return ack.exchanges().stream()
                .filter(x -> x.operation() == Operation.DESCRIBE_TASK_INFO)
                .map(Exchange::path)
                .distinct()
                .count();
    }

    private static void report(String step, Cost cost) {
        System.out.printf("%n%,d pipelines wait in %s%n", ALL, step);
        System.out.printf("  threads that an idle controller has not  %s%n", cost.threads());
        System.out.printf("  of them that sleeping pipelines have not %s%n", cost.ownThreads());
        System.out.printf("  heap per pipeline, after GC              %,.0f bytes%n", cost.heap());
        System.out.printf(
                "  tasks asked for within %d s              %,d; requests %,d, not answered with 200: %d%n",
                SECONDS,
                cost.traffic().paths(),
                cost.traffic().requests(),
                cost.traffic().bad());
    }

    private static void compare() {
        System.out.printf(
                "%n%,d pipelines, a question every %d s, limit %d requests/s. Java %s, %d processors.%n%n",
                ALL,
                POLL_SECONDS,
                REQUESTS_PER_SECOND,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        String format = "%-16s %16s %18s %18s %12s %12s%n";
        System.out.printf(format, "step", "threads of its", "heap for each", "more than", "requests/s", "requests in");
        System.out.printf(format, "", "own, at most", "pipeline", "sleep", "mean", "busiest s");
        double pipeline = COSTS.get(NEUTRAL).heap();
        COSTS.forEach((step, cost) -> System.out.printf(
                format,
                step,
                "%,d".formatted(Footprint.sum(cost.ownThreads())),
                "%,.0f".formatted(cost.heap()),
                "%,.0f".formatted(cost.heap() - pipeline),
                "%.1f".formatted(cost.traffic().perSecond()),
                cost.traffic().mostInASecond()));
        Cost naive = COSTS.get("sleepingPoll");
        Cost ours = COSTS.get("ackEdgeWaitTask");
        System.out.printf(
                "%nsleepingPoll to ackEdgeWaitTask: threads %.0f : 1, requests in the busiest second %.1f : 1%n",
                (double) Footprint.sum(naive.ownThreads()) / Footprint.sum(ours.ownThreads()),
                (double) naive.traffic().mostInASecond() / ours.traffic().mostInASecond());
    }
}
