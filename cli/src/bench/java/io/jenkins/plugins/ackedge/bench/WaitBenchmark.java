package io.jenkins.plugins.ackedge.bench;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.api.TaskState;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderStore;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * What 10, 100, 1,000 and 10,000 waits of one process cost and how late each hears of its end, beside a program that has a
 * thread for each wait, which asks, sleeps, and asks again. Prints a table and draws it. See docs/benchmarks.md.
 *
 * <p>Measured is the wait alone ({@link ScaleOuts#watch}) on tasks that exist from the beginning, in a control plane that
 * is a process of its own. Each row has a fresh JVM with a heap of fixed size, so that what else grows is stacks and the
 * like. Its times: until each task was asked for once; then, with nothing ending, as long as five rounds through all waits
 * take; then all tasks end, by chance within one interval.
 */
public final class WaitBenchmark {
    private static final int POLL_SECONDS = 10;
    private static final double REQUESTS_PER_SECOND = Settings.MOST_REQUESTS;
    private static final int WARM_UP_QUESTIONS = 200;
    private static final int ROUNDS = 5;
    private static final int[] OURS = {10, 100, 1_000, 10_000};
    /** Ten thousand threads with a connection each are more than the control plane of this benchmark can serve. */
    private static final int[] PLAIN = {10, 100, 1_000};

    private final WaitingTasks tasks;
    private final AckEndpoint endpoint;
    private final WorkerThreads threads = new WorkerThreads();
    private final OkHttpWire wire =
            new OkHttpWire(OkHttpWire.usualLimits(new OkHttpClient.Builder()).build());
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final CountDownLatch allHeard;

    private WaitBenchmark(WaitingTasks tasks) {
        this.tasks = tasks;
        this.endpoint = AckEndpoint.ofUrl(tasks.url());
        this.allHeard = new CountDownLatch(tasks.ids().size());
    }

    /** Without arguments all rows, each in a JVM of its own, and the pictures in the folder {@code docs/images}. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            System.out.println(measureHere(args[0].equals("plain"), Integer.parseInt(args[1])));
            System.exit(0); // what waits, and the thread pools, would go on
        }
        System.out.printf(
                "Java %s, %d processors. A poll every %d s; limit %.0f requests/s for ours, none for a thread each.%n%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), POLL_SECONDS, REQUESTS_PER_SECOND);
        System.out.println("            waits | threads |  heap/wait | beside/wait | requests/s | busiest s |"
                + " least, most asked | end heard after s: median |    99th |   worst");
        List<Row> ours = new ArrayList<>();
        for (int waits : OURS) {
            ours.add(inFreshJvm("ours", waits));
        }
        List<Row> plain = new ArrayList<>();
        for (int waits : PLAIN) {
            plain.add(inFreshJvm("plain", waits));
        }
        Path images = Path.of("docs", "images");
        new LineChart("Threads", "waits", "threads")
                .line("ours", ours, Row::waits, Row::threads)
                .line("a thread each", plain, Row::waits, Row::threads)
                .write(images.resolve("waits-threads.svg"));
        new LineChart("Memory for each wait", "waits", "bytes")
                .line("ours", ours, Row::waits, Row::memory)
                .line("a thread each", plain, Row::waits, Row::memory)
                .write(images.resolve("waits-memory.svg"));
        new LineChart("From a task's end to the end of its wait", "waits", "seconds")
                .line("ours, median", ours, Row::waits, row -> row.delay().median())
                .line("ours, worst", ours, Row::waits, row -> row.delay().worst())
                .line(
                        "a thread each, worst",
                        plain,
                        Row::waits,
                        row -> row.delay().worst())
                .write(images.resolve("waits-delay.svg"));
    }

    /**
     * @param threads of its own, the most that were seen
     * @param heap bytes for each wait after the first, after garbage collections
     * @param beside resident bytes for each wait after the first, beside the heap: stacks and native memory
     * @param delay seconds from the end of a task until whoever waits was told
     */
    private record Row(int waits, int threads, double heap, double beside, Percentiles delay) {
        static Row parse(String line) {
            String[] words = line.split(" ");
            return new Row(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]),
                    new Percentiles(
                            Double.parseDouble(words[4]), Double.parseDouble(words[5]), Double.parseDouble(words[6])));
        }

        double memory() {
            return heap + beside;
        }

        String line() {
            return waits + " " + threads + " " + heap + " " + beside + " " + delay.median() + " " + delay.ninetyNinth()
                    + " " + delay.worst();
        }
    }

    /** Relays what it prints, except for the last line, which holds the numbers. */
    private static Row inFreshJvm(String program, int waits) throws IOException {
        Process process = ChildJvm.start(
                List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
                WaitBenchmark.class,
                program,
                Integer.toString(waits));
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String last = in.readLine();
            for (String next = in.readLine(); next != null; next = in.readLine()) {
                System.out.println(last);
                last = next;
            }
            return Row.parse(last);
        }
    }

    private static String measureHere(boolean isPlain, int waits) throws Exception {
        try (WaitingTasks tasks = WaitingTasks.start(waits)) {
            WaitBenchmark benchmark = new WaitBenchmark(tasks);
            for (int i = 0; i < WARM_UP_QUESTIONS; i++) {
                benchmark.ask(tasks.ids().get(0));
            }
            Consumer<String> begin = isPlain ? benchmark::beginPlain : benchmark.ours();
            begin.accept(tasks.ids().get(0));
            Thread.sleep(3000);
            MemoryUse before = MemoryUse.now();
            tasks.ids().stream().skip(1).forEach(begin);
            return benchmark.measure(isPlain, waits, before);
        }
    }

    private Consumer<String> ours() {
        Parameters parameters = Parameters.none().with(Parameter.TIMEOUT_MINS, 60);
        Settings settings = new Settings(Duration.ofSeconds(POLL_SECONDS), REQUESTS_PER_SECOND);
        ScaleOuts all = ScaleOuts.ofTerminal(clients(settings.requestsPerSecond()), threads, settings);
        Order task = ScaleOuts.watching(endpoint, parameters, Origin.of(""));
        return id -> {
            try {
                all.watch(all.newId(), id, task, new BenchmarkKey(), OrderStore.inMemory(), new Waiter(id));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private void beginPlain(String task) {
        Thread thread = new Thread(() -> pollToTheEnd(task), "plain-" + task);
        thread.setDaemon(true);
        thread.start();
    }

    private void pollToTheEnd(String task) {
        try {
            while (ask(task).value().state() != TaskState.SUCCEEDED) {
                Thread.sleep(Duration.ofSeconds(POLL_SECONDS).toMillis());
            }
            hear(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer<TaskInfo> ask(String task) {
        CompletableFuture<Answer<TaskInfo>> answer = new CompletableFuture<>();
        clients(1e6).client(endpoint, new BenchmarkKey().accessKey()).describeTaskInfo(task, answer::complete);
        return answer.join();
    }

    private AckClientFactory clients(double requestsPerSecond) {
        return new AckClientFactory(
                wire, new Gate(threads, () -> requestsPerSecond), Clock.systemUTC(), "wait-benchmark");
    }

    private void hear(String task) {
        heard.put(task, System.currentTimeMillis());
        allHeard.countDown();
    }

    private String measure(boolean isPlain, int waits, MemoryUse before) throws Exception {
        int roundSeconds = Math.max(POLL_SECONDS, isPlain ? 0 : (int) Math.ceil(waits / REQUESTS_PER_SECOND));
        Thread.sleep(Duration.ofSeconds(roundSeconds + 2).toMillis());
        tasks.tally(); // the first round is the start
        String name = isPlain ? "plain-" : "ack-edge";
        int mostThreads = 0;
        for (int second = 0; second < ROUNDS * roundSeconds; second++) {
            Thread.sleep(1000);
            mostThreads = Math.max(mostThreads, MemoryUse.threads(name));
        }
        WaitingTasks.Tally seen = tasks.tally();
        if (seen.bad() > 0 || seen.tasks() < waits) {
            throw new IllegalStateException("not a measurement of all waits: " + seen);
        }
        MemoryUse after = MemoryUse.now();
        Map<String, Long> ends = tasks.endWithin(POLL_SECONDS);
        allHeard.await();
        double[] delays = ends.entrySet().stream()
                .mapToDouble(end -> (heard.get(end.getKey()) - end.getValue()) / 1000.0)
                .toArray();
        Row row = new Row(
                waits,
                mostThreads,
                (double) (after.heap() - before.heap()) / (waits - 1),
                (double) (after.resident() - before.resident()) / (waits - 1),
                Percentiles.of(delays));
        System.out.printf(
                "%-9s %,7d | %,7d | %,10.0f | %,11.0f | %10.1f | %9d | %8d, %7d | %25.1f | %7.1f | %7.1f%n",
                isPlain ? "plain" : "ours",
                waits,
                mostThreads,
                row.heap(),
                row.beside(),
                (double) seen.requests() / (ROUNDS * roundSeconds),
                seen.mostInASecond(),
                seen.least(),
                seen.most(),
                row.delay().median(),
                row.delay().ninetyNinth(),
                row.delay().worst());
        return row.line();
    }

    private final class Waiter implements ScaleOutListener {
        private final String task;

        Waiter(String task) {
            this.task = task;
        }

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
            hear(task);
        }
    }
}
