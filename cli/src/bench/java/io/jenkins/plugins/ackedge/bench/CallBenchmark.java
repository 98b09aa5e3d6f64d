package io.jenkins.plugins.ackedge.bench;

import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.BodyDigest;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.ScaleOutClusterRequest;
import io.jenkins.plugins.ackedge.api.TaskReading;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What one call costs, built, signed, sent and read: ours, the vendor's own client, and a bare exchange of OkHttp, which is
 * the floor under both. Each call is made by one thread that waits for its end. The vendor's client and the floor do all in
 * that thread; ours hands each request to OkHttp's threads, as the bare exchange that is called queued does. See docs/benchmarks.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class CallBenchmark {
    private static final String KEY_ID = "LTAI5tExampleKeyId";
    /** Each key may send a request every millisecond at most: with many of them in turn, no call waits for that. */
    private static final int KEYS = 100;

    private static final String SECRET = "aVerySecretSecret0123456789abc";
    private static final String PASSWORD = "Pl4in-To-Nobody!";
    private static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";
    private static final String TASK = "T-5fd211e924e1d00787000293";
    private static final String CHANGING_TASK = "T-changing";
    private static final String CLUSTER_PATH = "/api/v2/clusters/" + CLUSTER;

    private AnsweringServer.Running server;
    private WorkerThreads threads;
    private AckClientFactory clients;
    private AckEndpoint endpoint;
    private BodyDigest digest;
    private Client vendor;
    private OkHttpClient underOurs;
    private OkHttpClient bare;
    private OkHttpClient bareOnce;
    private ScaleOutClusterRequest order;
    private Map<String, Object> orderOfVendor;
    private byte[] orderBody;
    private int turn;

    @Setup
    public void start() throws Exception {
        server = AnsweringServer.Running.start();
        threads = new WorkerThreads();
        underOurs = OkHttpWire.usualLimits(new OkHttpClient.Builder()).build();
        clients = new AckClientFactory(
                new OkHttpWire(underOurs), new Gate(threads, () -> 1e9), Clock.systemUTC(), "ack-edge/benchmark");
        endpoint = AckEndpoint.ofUrl("http://127.0.0.1:" + server.port());
        digest = pollOurs(TASK, null).digest();
        vendor = new Client(new Config()
                .setAccessKeyId(KEY_ID)
                .setAccessKeySecret(SECRET)
                .setProtocol("http")
                .setEndpoint("127.0.0.1:" + server.port()));
        bare = OkHttpWire.usualLimits(new OkHttpClient.Builder()).build();
        bareOnce = bare.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
        order = new ScaleOutClusterRequest(
                2L,
                "ens.sn1.tiny",
                "cn-beijing-cmcc-2",
                "m-2QVLO2T8NYgm8CNQVg15gF",
                "BandwidthByDay",
                1L,
                PASSWORD,
                null,
                20L,
                true,
                null,
                null,
                null,
                30L);
        orderBody = JsonMapper.builder().build().writeValueAsBytes(order);
        orderOfVendor =
                JsonMapper.builder().build().convertValue(order, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    @TearDown
    public void stop() {
        threads.close();
        // Idle threads of a dispatcher would keep the JVM for a minute.
        underOurs.dispatcher().executorService().shutdown();
        bare.dispatcher().executorService().shutdown();
        server.close();
    }

    private AckClient client() {
        turn = (turn + 1) % KEYS;
        return clients.client(endpoint, AccessKey.of(KEY_ID + (KEYS + turn), SECRET), PASSWORD);
    }

    private TaskReading pollOurs(String task, BodyDigest before) {
        CompletableFuture<Answer<TaskReading>> answer = new CompletableFuture<>();
        client().describeTaskInfo(task, before, answer::complete);
        return answer.join().value();
    }

    /** The usual poll: nothing is new since the last one. */
    @Benchmark
    public Object pollUnchangedOurs() {
        TaskReading reading = pollOurs(TASK, digest);
        if (reading.task().isPresent()) {
            throw new IllegalStateException("it has changed");
        }
        return reading;
    }

    @Benchmark
    public Object pollChangedOurs() {
        return pollOurs(CHANGING_TASK, digest).task().orElseThrow();
    }

    @Benchmark
    public Object orderOurs() {
        CompletableFuture<OrderReply> reply = new CompletableFuture<>();
        AckClient client = client();
        client.readyToOrder(pass -> client.scaleOutCluster(pass, CLUSTER, order, reply::complete));
        OrderReply said = reply.join();
        if (said.verdict() != OrderReply.Verdict.ACCEPTED) {
            throw new IllegalStateException("not accepted: " + said.verdict());
        }
        return said;
    }

    @Benchmark
    public Object pollUnchangedVendor() throws Exception {
        return callVendor("DescribeTaskInfo", "GET", "/tasks/" + TASK, null);
    }

    @Benchmark
    public Object pollChangedVendor() throws Exception {
        return callVendor("DescribeTaskInfo", "GET", "/tasks/" + CHANGING_TASK, null);
    }

    @Benchmark
    public Object orderVendor() throws Exception {
        return callVendor("ScaleOutCluster", "POST", CLUSTER_PATH, orderOfVendor);
    }

    private Map<String, ?> callVendor(String action, String method, String path, Map<String, Object> body)
            throws Exception {
        Params params = new Params()
                .setAction(action)
                .setVersion("2015-12-15")
                .setProtocol("HTTP")
                .setPathname(path)
                .setMethod(method)
                .setAuthType("AK")
                .setStyle("ROA")
                .setReqBodyType("json")
                .setBodyType("json");
        return vendor.callApi(params, new OpenApiRequest().setBody(body), new RuntimeOptions());
    }

    private Request.Builder poll(String task) {
        return new Request.Builder().url(endpoint.url() + "/tasks/" + task);
    }

    private Request.Builder order() {
        return new Request.Builder()
                .url(endpoint.url() + CLUSTER_PATH)
                .post(RequestBody.create(orderBody, MediaType.get("application/json")));
    }

    @Benchmark
    public Object pollUnchangedFloor() throws IOException {
        return execute(poll(TASK));
    }

    @Benchmark
    public Object pollChangedFloor() throws IOException {
        return execute(poll(CHANGING_TASK));
    }

    @Benchmark
    public Object orderFloor() throws IOException {
        return execute(order());
    }

    @Benchmark
    public Object pollUnchangedQueued() {
        return enqueue(bare, poll(TASK));
    }

    @Benchmark
    public Object pollChangedQueued() {
        return enqueue(bare, poll(CHANGING_TASK));
    }

    /** On a connection of its own, as each order of ours. */
    @Benchmark
    public Object orderQueued() {
        return enqueue(bareOnce, order());
    }

    private byte[] execute(Request.Builder request) throws IOException {
        try (Response response = bare.newCall(request.build()).execute()) {
            return response.body().bytes();
        }
    }

    private static byte[] enqueue(OkHttpClient client, Request.Builder request) {
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        client.newCall(request.build()).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                body.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                    body.complete(response.body().bytes());
                }
            }
        });
        return body.join();
    }

    /** Runs all of them and prints what they cost beside each other. */
    public static void main(String[] args) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CallBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .addProfiler(ProcessCpu.class)
                        .build())
                .run();
        System.out.printf(
                "%nJava %s, %d processors%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        System.out.printf(
                "%-13s | %37s | %37s | %15s | %9s%n",
                "",
                "CPU, us: floor, queued, vendor, ours",
                "bytes: floor, queued, vendor, ours",
                "CPU (o-q)/v, o/v",
                "bytes o/v");
        for (String call : new String[] {"pollUnchanged", "pollChanged", "order"}) {
            double[] floor = costs(results, call + "Floor");
            double[] queued = costs(results, call + "Queued");
            double[] vendor = costs(results, call + "Vendor");
            double[] ours = costs(results, call + "Ours");
            System.out.printf(
                    "%-13s | %7.0f %9.0f %9.0f %9.0f | %7.0f %9.0f %9.0f %9.0f | %8.2f %7.2f | %9.2f%n",
                    call,
                    floor[0],
                    queued[0],
                    vendor[0],
                    ours[0],
                    floor[1],
                    queued[1],
                    vendor[1],
                    ours[1],
                    (ours[0] - queued[0]) / vendor[0],
                    ours[0] / vendor[0],
                    ours[1] / vendor[1]);
        }
    }

    private static double[] costs(Collection<RunResult> results, String name) {
        for (RunResult result : results) {
            if (result.getParams().getBenchmark().endsWith("." + name)) {
                return new double[] {
                    result.getSecondaryResults().get(ProcessCpu.NAME).getScore(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()
                };
            }
        }
        throw new IllegalStateException("no result of " + name);
    }
}
