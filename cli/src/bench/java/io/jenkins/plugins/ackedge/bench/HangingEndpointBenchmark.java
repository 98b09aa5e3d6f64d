package io.jenkins.plugins.ackedge.bench;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.OrderStore;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;

/**
 * How much later healthy orders come to their end beside endpoints that take connections and never answer. In one process:
 * 100 healthy orders, each for a cluster of its own, while 0, 1, 5 and 20 dead endpoints hold 10 orders each.
 */
public final class HangingEndpointBenchmark {
    private static final int HEALTHY = 100;
    private static final int HANGING_EACH = 10;
    private static final int ROUNDS = 3;

    private HangingEndpointBenchmark() {}

    /** Prints a line for each number of dead endpoints in each round, and draws the worst of all rounds. */
    public static void main(String[] args) throws Exception {
        System.out.println("dead endpoints | accepted, median ms | worst ms | ended, median ms | worst ms");
        run(0); // warm-up
        Map<Integer, Row> worst = new TreeMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (int dead : new int[] {0, 1, 5, 20}) {
                Row row = run(dead);
                System.out.printf(
                        "%14d | %19.0f | %8.0f | %16.0f | %8.0f%n",
                        dead,
                        row.accepted().median(),
                        row.accepted().worst(),
                        row.ended().median(),
                        row.ended().worst());
                worst.merge(dead, row, Row::worse);
            }
        }
        List<Row> rows = List.copyOf(worst.values());
        new LineChart(
                        HEALTHY + " healthy orders beside dead endpoints",
                        "dead endpoints, with 10 orders each",
                        "milliseconds")
                .line("accepted, worst", rows, Row::dead, row -> row.accepted().worst())
                .line("ended, worst", rows, Row::dead, row -> row.ended().worst())
                .write(Path.of("docs", "images", "dead-endpoints.svg"));
        System.exit(0); // the hanging orders would wait on
    }

    /** When the healthy orders came to these states, in milliseconds from the beginning of each. */
    private record Row(int dead, Percentiles accepted, Percentiles ended) {
        Row worse(Row other) {
            return new Row(
                    dead,
                    accepted.worst() > other.accepted.worst() ? accepted : other.accepted,
                    ended.worst() > other.ended.worst() ? ended : other.ended);
        }
    }

    private static Row run(int dead) throws Exception {
        Settings settings = new Settings(Duration.ofSeconds(1), 100);
        List<ServerSocket> silent = new ArrayList<>();
        try (AckSimulator ack = AckSimulator.builder().stageMillis(100).start();
                WorkerThreads threads = new WorkerThreads()) {
            ScaleOuts all = ScaleOuts.ofTerminal(
                    new AckClientFactory(
                            new OkHttpWire(OkHttpWire.usualLimits(new OkHttpClient.Builder())
                                    .build()),
                            new Gate(threads, settings::requestsPerSecond),
                            Clock.systemUTC(),
                            "hanging-endpoint-benchmark"),
                    threads,
                    settings);
            for (int i = 0; i < dead; i++) {
                ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                silent.add(socket);
                for (int n = 0; n < HANGING_EACH; n++) {
                    start(all, "http://127.0.0.1:" + socket.getLocalPort(), n, new Times(new CountDownLatch(1)));
                }
            }
            CountDownLatch ended = new CountDownLatch(HEALTHY);
            List<Times> times = new ArrayList<>();
            for (int n = 0; n < HEALTHY; n++) {
                Times one = new Times(ended);
                times.add(one);
                start(all, ack.url(), n, one);
            }
            ended.await();
            return new Row(dead, reached(times, OrderState.SUBMITTED), reached(times, OrderState.SUCCEEDED));
        } finally {
            for (ServerSocket socket : silent) {
                socket.close();
            }
        }
    }

    private static void start(ScaleOuts all, String endpoint, int cluster, Times times) throws Exception {
        Parameters parameters = Parameters.none()
                .with(Parameter.CLUSTER_ID, "c%032d".formatted(cluster))
                .with(Parameter.REGION_ID, "cn-beijing")
                .with(Parameter.COUNT, 1)
                .with(Parameter.ENS_REGION_ID, "cn-beijing-telecom")
                .with(Parameter.WORKER_INSTANCE_TYPE, "ens.sn1.tiny")
                .with(Parameter.WORKER_IMAGE_ID, "m-2QVLO2T8NYgm8CNQVg15gF")
                .with(Parameter.ENS_INTERNET_CHARGE_TYPE, "BandwidthByDay")
                .with(Parameter.WORKER_PERIOD, 1)
                .with(Parameter.WORKER_SYSTEM_DISK_SIZE, 20)
                .with(Parameter.KEY_PAIR, "ops");
        Order order = new Order(Routes.standard(), AckEndpoint.ofUrl(endpoint), parameters, Origin.of("benchmark"));
        all.start(order, true, new BenchmarkKey(), OrderStore.inMemory(), times);
    }

    private static Percentiles reached(List<Times> times, OrderState state) {
        double[] millis = times.stream()
                .mapToDouble(order -> order.reached.getOrDefault(state, -1L))
                .toArray();
        if (Arrays.stream(millis).anyMatch(m -> m < 0)) {
            throw new IllegalStateException("not all came to " + state + ": " + Arrays.toString(millis));
        }
        return Percentiles.of(millis);
    }

    /** When an order came to its states, in milliseconds from its beginning. */
    private static final class Times implements ScaleOutListener {
        private final long begin = System.nanoTime();
        private final Map<OrderState, Long> reached = new ConcurrentHashMap<>();
        private final CountDownLatch ended;

        Times(CountDownLatch ended) {
            this.ended = ended;
        }

        @Override
        public void line(String text) {
            // nobody reads it
        }

        @Override
        public void changed(OrderRecord record) {
            reached.putIfAbsent(record.getState(), (System.nanoTime() - begin) / 1_000_000);
        }

        @Override
        public void ended(ScaleOutResult result) {
            ended.countDown();
        }
    }
}
