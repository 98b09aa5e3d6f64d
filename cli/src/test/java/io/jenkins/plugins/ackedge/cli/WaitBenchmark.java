package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.scaleout.Audience;
import io.jenkins.plugins.ackedge.scaleout.Claims;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderStore;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;

/**
 * What ten thousand waits cost. Not a test: it measures, and prints. See docs/benchmarks.md for how to run it and for what
 * it said.
 *
 * <p>Measured is the wait alone ({@link ScaleOuts#watch}): tasks exist from the beginning and never end, in a control plane
 * that is a process of its own. Then the same is done for fewer waits as a plain program would: a thread for each, which
 * asks, sleeps, and asks again. Each of the two has a fresh JVM with a heap of fixed size, so that what else grows is
 * stacks and the like.
 */
public final class WaitBenchmark {
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final int WARM_UP_QUESTIONS = 200;

    private final WaitBenchmarkTasks tasks;
    private final AckEndpoint endpoint;
    private static final double MOST_A_SECOND = 100_000;

    private final WorkerThreads threads = new WorkerThreads();
    private final OkHttpWire wire =
            new OkHttpWire(OkHttpWire.usualLimits(new OkHttpClient.Builder()).build());

    private WaitBenchmark(WaitBenchmarkTasks tasks) {
        this.tasks = tasks;
        this.endpoint = AckEndpoint.ofUrl(tasks.url());
    }

    /** Arguments, all with defaults: waits, waits of the naive variant, requests per second, seconds. */
    public static void main(String[] args) throws Exception {
        String waits = args.length > 0 ? args[0] : "10000";
        String naiveWaits = args.length > 1 ? args[1] : "1000";
        String requestsPerSecond = args.length > 2 ? args[2] : "50";
        String seconds = args.length > 3 ? args[3] : "60";
        if (args.length > 4) {
            measureHere(args[4].equals("naive"), Integer.parseInt(waits), requestsPerSecond, seconds);
            return;
        }
        System.out.printf(
                "Java %s, %d processors. A poll every %d s, for %s s; limit %s requests/s.%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                POLL.toSeconds(),
                seconds,
                requestsPerSecond);
        double[] ours = inFreshJvm(waits, waits, requestsPerSecond, seconds, "ours");
        double[] naive = inFreshJvm(naiveWaits, naiveWaits, requestsPerSecond, seconds, "naive");
        System.out.printf(
                "%nNaive to ours, per wait: threads %,.0f : 1, heap %.1f : 1, memory beside it %.1f : 1%n",
                naive[0] / ours[0], naive[1] / ours[1], naive[2] / ours[2]);
    }

    /** Relays what it prints, except for the last line, which holds the numbers for the ratios. */
    private static double[] inFreshJvm(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WaitBenchmark.class.getName()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String last = "";
            for (String next = in.readLine(); next != null; next = in.readLine()) {
                if (!next.startsWith("=")) {
                    System.out.println(next);
                }
                last = next;
            }
            return Arrays.stream(last.substring(1).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    private static void measureHere(boolean naive, int waits, String requestsPerSecond, String seconds)
            throws Exception {
        try (WaitBenchmarkTasks tasks = WaitBenchmarkTasks.start(waits)) {
            WaitBenchmark benchmark = new WaitBenchmark(tasks);
            for (int i = 0; i < WARM_UP_QUESTIONS; i++) {
                benchmark.ask(tasks.ids(1).get(0));
            }
            tasks.tally(); // the warm-up is not counted
            MemoryUse before = MemoryUse.now();
            List<?> kept =
                    naive ? benchmark.naive(waits) : benchmark.ours(waits, Double.parseDouble(requestsPerSecond));
            benchmark.measure(
                    naive ? "Naive: a thread for each wait, no common limit" : "Ours",
                    naive ? "naive-" : "ack-edge",
                    kept.size(),
                    before,
                    Integer.parseInt(seconds));
        }
        System.exit(0); // the waits would go on for ever
    }

    private List<ScaleOut> ours(int waits, double requestsPerSecond) throws IOException {
        Parameters parameters = Parameters.none().with(Parameter.TIMEOUT_MINS, 60);
        Settings settings = new Settings(POLL, requestsPerSecond);
        ScaleOuts all = new ScaleOuts(
                clients(settings.requestsPerSecond()),
                threads,
                threads.workers(),
                threads.lookups(),
                Clock.systemUTC(),
                RandomGenerator.getDefault(),
                () -> settings,
                Claims.inMemory(),
                Audience.TERMINAL);
        Order task = ScaleOuts.watching(endpoint, parameters, Origin.of(""));
        List<ScaleOut> kept = new ArrayList<>(waits);
        for (String id : tasks.ids(waits)) {
            kept.add(all.watch(all.newId(), id, task, new SimulatorKey(), OrderStore.inMemory(), new Silent()));
        }
        return kept;
    }

    private List<Thread> naive(int waits) {
        List<Thread> threads = new ArrayList<>(waits);
        for (String task : tasks.ids(waits)) {
            Thread thread = new Thread(() -> pollForEver(task), "naive-" + task);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private void pollForEver(String task) {
        try {
            while (true) {
                ask(task);
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever the answer is, it is asked again; the server counts them. */
    private void ask(String task) {
        CompletableFuture<Answer<TaskInfo>> answer = new CompletableFuture<>();
        clients(MOST_A_SECOND)
                .client(endpoint, new SimulatorKey().accessKey())
                .describeTaskInfo(task, answer::complete);
        answer.join();
    }

    /** The plain program has no limit that is common to its waits. */
    private AckClientFactory clients(double requestsPerSecond) {
        return new AckClientFactory(
                wire, new Gate(threads, () -> requestsPerSecond), Clock.systemUTC(), "wait-benchmark");
    }

    private void measure(String title, String threadNames, int waits, MemoryUse before, int seconds) throws Exception {
        int mostThreads = 0;
        int allThreads = 0;
        for (int second = 0; second < seconds; second++) {
            Thread.sleep(1000);
            mostThreads = Math.max(mostThreads, MemoryUse.threads(threadNames));
            allThreads = Math.max(allThreads, MemoryUse.threads(""));
        }
        WaitBenchmarkTasks.Tally seen = tasks.tally();
        MemoryUse after = MemoryUse.now();
        double heap = (double) (after.heap() - before.heap()) / waits;
        double resident = (double) (after.resident() - before.resident()) / waits;
        System.out.printf("%n%s%n", title);
        System.out.printf("  waits                        %,d%n", waits);
        System.out.printf(
                "  threads of its own, at most  %,d (all threads of the JVM: %,d)%n", mostThreads, allThreads);
        System.out.printf("  heap per wait, after GC      %,.0f bytes%n", heap);
        System.out.printf("  memory beside it, per wait   %,.0f bytes resident: stacks and native memory%n", resident);
        System.out.printf(
                "  requests seen by the server  %,d, of them not answered with 200: %d%n", seen.requests(), seen.bad());
        System.out.printf(
                "  per second                   mean %.1f, most in any one second %d%n",
                seen.requests() / seen.seconds(), seen.mostInASecond());
        System.out.printf("  waits polled at least once   %,d%n", seen.tasks());
        System.out.println("=" + (double) mostThreads / waits + " " + heap + " " + resident);
    }

    private static final class Silent implements ScaleOutListener {
        @Override
        public void line(String text) {
            // measured is the wait, not the log
        }

        @Override
        public void changed(OrderRecord record) {
            // nor the record, which a wait writes only when something changed
        }

        @Override
        public void ended(ScaleOutResult result) {
            System.out.println("A wait ended, which none should: " + result.message());
        }
    }
}
