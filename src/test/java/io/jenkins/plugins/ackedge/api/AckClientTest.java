package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client over real HTTP, against a control plane that checks each signature. */
class AckClientTest {
    private static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";
    private static final String POOL = "np0123456789abcdef0123456789abcdef";
    private static final String SECRET = "testsecret";
    private static final String PASSWORD = "Hello1234!";

    private static final OkHttpClient IMPATIENT = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(2))
            .readTimeout(Duration.ofMillis(250))
            .build();

    private final Gate gate = new Gate(new RealTimers(), () -> 1000);
    private AckSimulator ack;
    private AckClient client;

    @BeforeEach
    void start() {
        ack = AckSimulator.start();
        client = client(AccessKey.of("testid", SECRET));
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    private AckClient client(AccessKey key) {
        return client(key, ack.url());
    }

    private AckClient client(AccessKey key, String url) {
        return new AckClientFactory(new OkHttpWire(IMPATIENT), gate, Clock.systemUTC(), "test")
                .client(AckEndpoint.ofUrl(url), key, PASSWORD);
    }

    private static OrderReply order(AckClient client) throws Exception {
        return Awaited.from(then -> client.readyToOrder(pass -> client.scaleOutCluster(pass, CLUSTER, sample(), then)));
    }

    private OrderReply order() throws Exception {
        return order(client);
    }

    private TaskInfo task(String taskId) throws Exception {
        return Awaited.value(then -> client.describeTaskInfo(taskId, then));
    }

    @Test
    void sendsTheVendorsSampleRequestAsExactlyThatJson() throws Exception {
        order();

        Exchange sent = ack.exchanges().get(0);
        assertEquals("POST", sent.method());
        assertEquals("/api/v2/clusters/" + CLUSTER, sent.path());
        assertEquals("ScaleOutCluster", sent.action());
        assertEquals("test", sent.header("User-Agent"));
        assertEquals("application/json", sent.header("Accept"));
        String expected = """
                {"timeout_mins": 60, "worker_instance_type": "ens.sn1.tiny", "ens_region_id": "cn-beijing-telecom",
                 "worker_image_id": "m-2QVLO2T8NYgm8CNQVg15gF", "ens_internet_charge_type": "BandwidthByDay",
                 "worker_period": 1, "worker_auto_renew": true, "worker_auto_renew_period": 1,
                 "login_password": "Hello1234!", "count": 1, "worker_system_disk_size": 20, "worker_data_disk_size": 0,
                 "is_edge_worker": true}""";
        ObjectMapper mapper = new ObjectMapper();
        assertEquals(mapper.readTree(expected), mapper.readTree(sent.body()));
    }

    @Test
    void readsTheAnswerIntoTaskAndRequestId() throws Exception {
        OrderReply reply = order();

        assertEquals(Verdict.ACCEPTED, reply.verdict());
        assertEquals(ack.ledger().entries().get(0).taskId(), reply.taskId());
        assertEquals(
                ack.ledger().entries().get(0).requestId(), reply.requestId().toString());
        assertFalse(reply.requestId().isEmpty());
    }

    @Test
    void takesAnyTwoHundredForAnAcceptance() throws Exception {
        ack.close();
        ack = AckSimulator.builder().acceptedStatus(202).start();
        assertEquals(
                Verdict.ACCEPTED, order(client(AccessKey.of("testid", SECRET))).verdict());
    }

    @Test
    void takesAnAcceptanceThatSaysNothing() throws Exception {
        ack.on(Operation.SCALE_OUT_CLUSTER, Fault.emptyAfter());
        assertEquals(Verdict.ACCEPTED_WITHOUT_ID, order().verdict());
    }

    @Test
    void signsWithATemporaryKey() throws Exception {
        ack.close();
        ack = AckSimulator.builder()
                .accessKey("STS.id", "stsSecret")
                .securityToken("STS.id", "tok/en+1==")
                .start();

        order(client(AccessKey.of("STS.id", "stsSecret", "tok/en+1==")));
        assertEquals(1, ack.ledger().orders());

        OrderReply refused = order(client(AccessKey.of("STS.id", "stsSecret")));
        assertEquals(Kind.NOT_AUTHORISED, refused.fault().kind());
    }

    /** Vector A of the signature's own test, as it goes over the wire. */
    @Test
    void signsWithClockAndNonceWhenTheGateLetsItThrough() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.9Z"), ZoneOffset.UTC);
        List<SignedRequest> sent = new ArrayList<>();
        Wire wire = (request, then) -> {
            sent.add(request);
            then.accept(WireAnswer.none(false, new IOException("not sent")));
        };
        VirtualTimers time = new VirtualTimers();
        List<String> nonces = new ArrayList<>();
        AckClient signing = new AckClientFactory(wire, new Gate(time, () -> 1), clock, "test", () -> {
                    nonces.add("3156853299f313e23d1673dc12e1703d");
                    return nonces.get(nonces.size() - 1);
                })
                .client(AckEndpoint.ofRegion("cn-beijing"), AccessKey.of("testid", SECRET));

        signing.describeTaskInfo("T-5a54309c80282e39ea00002f", answer -> {});
        signing.describeTaskInfo("T-5a54309c80282e39ea00002f", answer -> {});
        assertEquals(1, nonces.size());
        time.pass(1_000);
        assertEquals(2, nonces.size());

        assertEquals(
                "https://cs.cn-beijing.aliyuncs.com/tasks/T-5a54309c80282e39ea00002f",
                sent.get(0).url());
        assertEquals(
                "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;"
                        + "x-acs-signature-nonce;x-acs-version,Signature="
                        + "1fd15096addd444fd9ab83850674561a1e509b07ed4fe5b095a5d30e543dac4d",
                sent.get(0).headers().get("authorization"));
        assertEquals("test", sent.get(0).headers().get("user-agent"));
        assertFalse(sent.get(0).order());
    }

    /** Most questions about a task that runs are answered with the same bytes as the one before. */
    @Test
    void doesNotReadAnAnswerThatIsTheSameAsBefore() throws Exception {
        AckClient same = answering("{\"task_id\":\"T-1\",\"state\":\"running\"}");
        TaskReading first = Awaited.value(then -> same.describeTaskInfo("T-1", null, then));
        assertEquals("running", first.task().orElseThrow().word().toString());
        TaskReading again = Awaited.value(then -> same.describeTaskInfo("T-1", first.digest(), then));
        assertEquals(Optional.empty(), again.task());

        AckClient other = answering("{\"task_id\":\"T-1\",\"state\":\"running\" }");
        TaskReading changed = Awaited.value(then -> other.describeTaskInfo("T-1", first.digest(), then));
        assertTrue(changed.task().isPresent());
        assertNotEquals(first.digest(), changed.digest());
    }

    @Test
    void describesTaskAndCluster() throws Exception {
        String taskId = order().taskId();

        TaskInfo info = task(taskId);
        assertEquals(taskId, info.taskId().toString());
        assertEquals(CLUSTER, info.clusterId().toString());
        assertEquals("cluster_scaleout", info.taskType().toString());
        assertEquals(TaskState.RUNNING, info.state());
        assertEquals(1, info.stages().size());
        assertFalse(info.toString().contains(PASSWORD));

        ClusterDetail cluster = Awaited.value(then -> client.describeClusterDetail(CLUSTER, then));
        assertEquals("Edge", cluster.profile());
        assertEquals("scaling", cluster.state());
        assertEquals("cn-beijing", cluster.regionId());
        assertFalse(cluster.version().isEmpty());
    }

    @Test
    void listsTheTasksOfAllPages() throws Exception {
        for (int i = 0; i < 120; i++) {
            ack.cluster(CLUSTER).addTask("install-addons", 1_700_000_000_000L + i);
        }
        String taskId = order().taskId();

        TaskListing listing = Awaited.value(then -> client.describeClusterTasks(CLUSTER, then));
        assertEquals(121, listing.tasks().size());
        assertTrue(listing.complete());
        assertEquals(
                List.of(taskId),
                listing.tasks().stream()
                        .filter(t -> t.taskType().toString().equals("cluster_scaleout"))
                        .map(TaskSummary::taskId)
                        .toList());
        assertTrue(listing.tasks().stream().allMatch(t -> t.createdMillis().isPresent()));
    }

    @Test
    void scalesNodePools() throws Exception {
        ack.close();
        ack = AckSimulator.builder().busyWhileScaling(false).start();
        client = client(AccessKey.of("testid", SECRET));
        NodePoolDetail pool = Awaited.value(then -> client.describeClusterNodePoolDetail(CLUSTER, POOL, then));
        long before = pool.totalNodes().getAsLong();
        OrderReply more = Awaited.from(
                then -> client.readyToOrder(pass -> client.scaleClusterNodePool(pass, CLUSTER, POOL, 2, then)));
        assertEquals(Verdict.ACCEPTED, more.verdict(), more::toString);
        Exchange sent = ack.exchanges().get(1);
        assertEquals("POST /clusters/" + CLUSTER + "/nodepools/" + POOL, sent.method() + " " + sent.path());
        assertEquals("{\"count\":2}", sent.body());

        OrderReply size = Awaited.from(then ->
                client.readyToOrder(pass -> client.modifyClusterNodePool(pass, CLUSTER, POOL, before + 5, then)));
        assertEquals(Verdict.ACCEPTED, size.verdict(), size::toString);
        assertEquals("PUT", ack.exchanges().get(2).method());
        assertEquals(
                "{\"scaling_group\":{\"desired_size\":" + (before + 5) + "}}",
                ack.exchanges().get(2).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":{}}",
                "{\"status\":{\"total_nodes\":null}}",
                "{\"status\":{\"total_nodes\":\"\"}}",
                "{\"status\":{\"total_nodes\":1.5}}",
                "{\"status\":{\"total_nodes\":-1}}",
                "{\"status\":{\"total_nodes\":true}}",
                "{\"status\":{\"total_nodes\":99999999999999999999}}",
                "{\"status\":[],\"total_nodes\":3}"
            })
    void aNodePoolWithoutANumberIsNotEmpty(String body) throws Exception {
        NodePoolDetail none = Awaited.value(then -> answering(body).describeClusterNodePoolDetail(CLUSTER, POOL, then));
        assertEquals(new NodePoolDetail("", "", "", OptionalLong.empty()), none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\""})
    void describesANodePool(String total) throws Exception {
        String body = "{\"nodepool_info\":{\"name\":\"shop\\nfloor\",\"type\":\"edge\",\"is_default\":false},"
                + "\"status\":{\"state\":\"active\",\"total_nodes\":" + total + "},\"kubernetes_config\":{}}";
        assertEquals(
                new NodePoolDetail("shop floor", "edge", "active", OptionalLong.of(7)),
                Awaited.<NodePoolDetail>value(
                        then -> answering(body).describeClusterNodePoolDetail(CLUSTER, POOL, then)));
        assertEquals(
                Kind.NO_ANSWER,
                Awaited.<NodePoolDetail>fault(then -> answering("").describeClusterNodePoolDetail(CLUSTER, POOL, then))
                        .kind());
    }

    /** A client whose server gives this body with 200. */
    private AckClient answering(String body) {
        Wire wire = (request, then) ->
                then.accept(new WireAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), false, true, null));
        return new AckClientFactory(wire, gate, Clock.systemUTC(), "test")
                .client(AckEndpoint.ofRegion("cn-beijing"), AccessKey.of("testid", SECRET), PASSWORD);
    }

    @Test
    void readsATaskOfWhateverTypes() throws Exception {
        String odd = """
                {"task_id":["x"],"state":{"a":1},"stages":{"a":{}},"events":[null,1,"x",[],{}],"error":"no",
                 "task_result":[{"status":"success"},{"data":"i-2","status":"Failed"},{"data":{},"status":"initial"},7],
                 "parameters":{"login_password":"Hello1234!"},"current_stage":12}""";
        TaskInfo info = Awaited.value(then -> answering(odd).describeTaskInfo("T-1", then));
        assertEquals(VendorText.NONE, info.taskId());
        assertEquals(TaskState.RUNNING, info.state());
        assertEquals("12", info.currentStage().toString());
        assertEquals(List.of(), info.stages());
        assertEquals(1, info.events().size());
        assertEquals(VendorText.NONE, info.errorMessage());
        assertEquals(
                List.of(":true:false", "i-2:false:true", ":false:false"),
                info.instances().stream()
                        .map(i -> i.id() + ":" + i.isWell() + ":" + i.isFailed())
                        .toList());
        assertFalse(info.toString().contains(PASSWORD));
    }

    @Test
    void cancelsATask() throws Exception {
        String taskId = order().taskId();
        assertTrue(Awaited.<Boolean>value(then -> client.cancelTask(taskId, then)));

        assertTrue(ack.task(taskId).cancelled());
        assertEquals(TaskState.CANCELLED, task(taskId).state());

        AckFault fault =
                Awaited.<Boolean>fault(then -> answering("<html>welcome</html>").cancelTask(taskId, then));
        assertEquals(Kind.NO_ANSWER, fault.kind());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("throttled", fault(Fault::throttled), Verdict.NOT_RUN_LATER, Kind.THROTTLED),
                Arguments.of("429", fault(() -> Fault.throttled429(1)), Verdict.NOT_RUN_LATER, Kind.THROTTLED),
                Arguments.of("busy", fault(Fault::busy), Verdict.NOT_RUN_LATER, Kind.BUSY),
                Arguments.of("503 before", fault(() -> Fault.serverErrorBefore(503)), Verdict.SILENT, Kind.SERVER),
                Arguments.of("500 after", fault(() -> Fault.serverErrorAfter(500)), Verdict.SILENT, Kind.SERVER),
                Arguments.of("reset before", fault(Fault::resetBefore), Verdict.SILENT, Kind.NO_ANSWER),
                Arguments.of("reset after", fault(Fault::resetAfter), Verdict.SILENT, Kind.NO_ANSWER),
                Arguments.of("no answer", fault(Fault::timeoutAfter), Verdict.SILENT, Kind.NO_ANSWER),
                Arguments.of("truncated", fault(Fault::truncatedAfter), Verdict.SILENT, Kind.NO_ANSWER),
                Arguments.of("2 MiB", fault(() -> Fault.hugeAfter(2 << 20)), Verdict.SILENT, Kind.NO_ANSWER),
                Arguments.of("no JSON", fault(Fault::notJsonAfter), Verdict.SILENT, Kind.NO_ANSWER),
                Arguments.of("nonce used", fault(Fault::nonceUsed), Verdict.SILENT, Kind.NO_ANSWER),
                Arguments.of("redirect", fault(() -> Fault.redirect("http://127.0.0.1:1/")), Verdict.SILENT, Kind.ODD),
                Arguments.of("denied", fault(Fault::accessDenied), Verdict.NOT_RUN_NEVER, Kind.NOT_AUTHORISED),
                Arguments.of("gone", fault(Fault::gone), Verdict.NOT_RUN_NEVER, Kind.NOT_FOUND),
                Arguments.of(
                        "XML", fault(() -> Fault.xmlError(400, "InvalidParameter", "no")), Verdict.ODD, Kind.INVALID),
                Arguments.of(
                        "plain text",
                        fault(() -> Fault.plainTextError(500, "code=415, no")),
                        Verdict.SILENT,
                        Kind.SERVER),
                Arguments.of(
                        "capitals",
                        fault(() -> Fault.capitalisedError(403, "Forbidden.RAM", "no")),
                        Verdict.NOT_RUN_NEVER,
                        Kind.NOT_AUTHORISED));
    }

    private static Supplier<Fault> fault(Supplier<Fault> fault) {
        return fault;
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("faults")
    void tellsWhatBecameOfAnOrderAndNeverRepeatsIt(String name, Supplier<Fault> fault, Verdict verdict, Kind kind)
            throws Exception {
        ack.on(Operation.SCALE_OUT_CLUSTER, fault.get());

        OrderReply reply = order();

        assertEquals(verdict, reply.verdict(), reply::toString);
        assertEquals(kind, reply.fault().kind(), reply::toString);
        assertEquals(1, ack.exchanges().size());
        assertNoSecret(reply);
    }

    @Test
    void pausesWhatIsThrottledAndHearsForHowLong() throws Exception {
        List<Long> left = new ArrayList<>();
        VirtualTimers time = new VirtualTimers();
        String[] wish = {"7"};
        Wire throttling = (request, then) -> {
            left.add(time.millis());
            then.accept(new WireAnswer(429, Map.of("retry-after", wish[0]), new byte[0], false, true, null));
        };
        AckClient throttled = new AckClientFactory(throttling, new Gate(time, () -> 100), Clock.systemUTC(), "test")
                .client(AckEndpoint.ofRegion("cn-beijing"), AccessKey.of("testid", SECRET));
        Awaited<Answer<TaskInfo>> answer = new Awaited<>();
        throttled.describeTaskInfo("T-1", answer);
        throttled.readyToOrder(pass -> throttled.scaleOutCluster(pass, CLUSTER, sample(), reply -> {}));
        assertEquals(Kind.THROTTLED, answer.get().fault().kind());
        assertEquals(7000, answer.get().fault().retryAfterMillis());
        time.runUntil(() -> left.size() == 2);
        assertEquals(7000, left.get(1) - left.get(0));

        wish[0] = "";
        throttled.describeTaskInfo("T-1", then -> {});
        time.runUntil(() -> left.size() == 3);
        throttled.describeTaskInfo("T-1", then -> {});
        time.runUntil(() -> left.size() == 4);
        assertEquals(1000, left.get(3) - left.get(2));
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        for (String url : List.of("http://127.0.0.1:" + port, "https://127.0.0.1:" + ack.port())) {
            OrderReply reply = order(client(AccessKey.of("testid", SECRET), url));
            assertEquals(Verdict.NOT_RUN_LATER, reply.verdict(), reply::toString);
            assertEquals(Kind.NEVER_SENT, reply.fault().kind());
            assertNoSecret(reply);
        }
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void doesNotLetAServerRepeatTheSecretsThatItWasSent() throws Exception {
        ack.on(
                Operation.SCALE_OUT_CLUSTER,
                Fault.ackError(400, "InvalidParameter", "login_password " + PASSWORD + " and " + SECRET));
        assertEquals("login_password **** and ****", order().fault().detail().toString());
    }

    @Test
    void doesNotLetAServerRepeatTheSignature() throws Exception {
        Wire echo = (request, then) -> {
            String said = "{\"message\":\"got " + request.headers().get("authorization") + "\"}";
            then.accept(new WireAnswer(400, Map.of(), said.getBytes(StandardCharsets.UTF_8), false, true, null));
        };
        AckClient echoed = new AckClientFactory(echo, gate, Clock.systemUTC(), "test")
                .client(AckEndpoint.ofRegion("cn-beijing"), AccessKey.of("testid", SECRET));
        String detail = order(echoed).fault().detail().toString();
        assertTrue(detail.endsWith(",Signature=****"), detail);
    }

    @Test
    void keepsIdsInsideTheirPartOfThePath() throws Exception {
        AckFault fault = Awaited.<TaskInfo>fault(then -> client.describeTaskInfo("a/../b?c=d#e f", then));
        assertEquals("/tasks/a%2F..%2Fb%3Fc%3Dd%23e%20f", ack.exchanges().get(0).path());
        assertTrue(ack.exchanges().get(0).signatureValid());
        assertFalse(fault.kind() == Kind.NOT_AUTHORISED, fault.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void sendsNothingForAnIdThatIsNone(String id) throws Exception {
        List<Consumer<Consumer<Answer<?>>>> questions = List.of(
                then -> client.describeTaskInfo(id, then::accept),
                then -> client.describeClusterTasks(id, then::accept),
                then -> client.describeClusterDetail(id, then::accept),
                then -> client.describeClusterNodePoolDetail(CLUSTER, id, then::accept),
                then -> client.describeClusterNodes(CLUSTER, id, then::accept),
                then -> client.describeClusterNodes(id, POOL, then::accept),
                then -> client.cancelTask(id, then::accept));
        for (Consumer<Consumer<Answer<?>>> question : questions) {
            assertEquals(Kind.INVALID, Awaited.from(question).fault().kind());
        }
        for (int i = 0; i < 5; i++) {
            OrderReply reply =
                    Awaited.from(then -> client.readyToOrder(pass -> client.scaleOutCluster(pass, id, sample(), then)));
            assertEquals(Verdict.NOT_RUN_NEVER, reply.verdict());
        }
        assertEquals(0, ack.exchanges().size());
    }

    @Test
    void sendsEachRequestWithANonceOfItsOwn() throws Exception {
        String taskId = order().taskId();
        task(taskId);
        task(taskId);
        List<String> nonces = ack.exchanges().stream()
                .map(x -> x.header("x-acs-signature-nonce"))
                .distinct()
                .toList();
        assertEquals(3, nonces.size());
    }

    /** Each order takes a pass, of which there are two at a time. */
    @Test
    void givesEachPassBack() throws Exception {
        for (int i = 0; i < 5; i++) {
            ack.on(Operation.SCALE_OUT_CLUSTER, i % 2 == 0 ? Fault.resetBefore() : Fault.serverErrorBefore(500));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(Verdict.SILENT, order().verdict());
        }
        for (int i = 0; i < 5; i++) {
            assertFalse(Awaited.<Answer<TaskInfo>>from(then -> client.describeTaskInfo("T-404", then))
                    .isThere());
        }
    }

    @Test
    void aWireThatBreaksItsPromisesIsHeardOnce() throws Exception {
        List<OrderReply> replies = new ArrayList<>();
        List<Wire> wires = List.of(
                (request, then) -> {
                    throw new IllegalStateException("a bug");
                },
                (request, then) -> {
                    then.accept(WireAnswer.none(true, new IOException("one")));
                    then.accept(WireAnswer.none(false, new IOException("two")));
                });
        for (Wire wire : wires) {
            replies.clear();
            AckClient broken = new AckClientFactory(
                            wire, new Gate(new VirtualTimers(), () -> 1), Clock.systemUTC(), "t")
                    .client(AckEndpoint.ofRegion("cn-beijing"), AccessKey.of("testid", SECRET));
            broken.readyToOrder(pass -> broken.scaleOutCluster(pass, CLUSTER, sample(), replies::add));
            assertEquals(
                    List.of(Verdict.SILENT),
                    replies.stream().map(OrderReply::verdict).toList());
        }
    }

    private static void assertNoSecret(OrderReply reply) {
        String text = reply + " " + reply.fault().code() + reply.fault().detail();
        assertFalse(text.contains("\n"), text);
        assertFalse(text.contains(SECRET), text);
        assertFalse(text.contains(PASSWORD), text);
        assertFalse(text.contains("Signature="), text);
    }

    @Test
    void printsNoPassword() {
        assertFalse(sample().toString().contains(PASSWORD));
        assertEquals(
                "POST /p (A)",
                ApiCall.send("A", "POST", "/p", PASSWORD.getBytes(StandardCharsets.UTF_8))
                        .toString());
        assertEquals("GET /p (A)", ApiCall.get("A", "/p", Map.of()).toString());
        Signer signer = new Signer(
                AckEndpoint.ofRegion("cn-beijing"),
                AccessKey.of("testid", SECRET),
                Clock.systemUTC(),
                () -> "n",
                "test");
        assertFalse(signer.toString().contains(SECRET));
    }

    @Test
    void anAnswerIsEitherAValueOrAFault() {
        assertThrows(IllegalArgumentException.class, () -> new Answer<String>(null, null));
        AckFault fault = AckFault.of(Kind.ODD, VendorText.NONE);
        assertThrows(IllegalArgumentException.class, () -> new Answer<>("x", fault));
        assertTrue(Answer.of("x").isThere());
        assertFalse(Answer.failed(fault).isThere());
    }

    private static ScaleOutClusterRequest sample() {
        return new ScaleOutClusterRequest(
                1L,
                "ens.sn1.tiny",
                "cn-beijing-telecom",
                "m-2QVLO2T8NYgm8CNQVg15gF",
                "BandwidthByDay",
                1L,
                PASSWORD,
                null,
                20L,
                true,
                0L,
                true,
                1L,
                60L);
    }
}
