package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ackedge.api.AckException.Kind;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client over real HTTP, against a control plane that checks each signature. */
class AckClientTest {
    private static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";
    private static final String SECRET = "testsecret";
    private static final String PASSWORD = "Hello1234!";

    private static final OkHttpClient IMPATIENT = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(2))
            .readTimeout(Duration.ofMillis(250))
            .build();

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
        return new AckClientFactory(IMPATIENT, Clock.systemUTC(), "test")
                .client(AckEndpoint.ofUrl(ack.url()), key, PASSWORD);
    }

    @Test
    void sendsTheVendorsSampleRequestAsExactlyThatJson() throws Exception {
        client.scaleOutCluster(CLUSTER, sample());

        Exchange sent = ack.exchanges().get(0);
        assertEquals("POST", sent.method());
        assertEquals("/api/v2/clusters/" + CLUSTER, sent.path());
        assertEquals("ScaleOutCluster", sent.action());
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
    void readsTheAnswerIntoClusterTaskAndRequestId() throws Exception {
        TaskTicket ticket = client.scaleOutCluster(CLUSTER, sample());

        assertEquals(CLUSTER, ticket.clusterId());
        assertEquals(ack.ledger().entries().get(0).taskId(), ticket.taskId());
        assertEquals(ack.ledger().entries().get(0).requestId(), ticket.requestId());
        assertFalse(ticket.requestId().isEmpty());
    }

    @Test
    void takesAnyTwoHundredForAnAcceptance() throws Exception {
        ack.close();
        ack = AckSimulator.builder().acceptedStatus(202).start();
        client = client(AccessKey.of("testid", SECRET));

        assertFalse(client.scaleOutCluster(CLUSTER, sample()).taskId().isEmpty());
    }

    @Test
    void takesAnAcceptanceThatSaysNothing() throws Exception {
        ack.on(Operation.SCALE_OUT_CLUSTER, Fault.emptyAfter());

        assertEquals(new TaskTicket("", "", ""), client.scaleOutCluster(CLUSTER, sample()));
    }

    @Test
    void signsWithATemporaryKey() throws Exception {
        ack.close();
        ack = AckSimulator.builder()
                .accessKey("STS.id", "stsSecret")
                .securityToken("STS.id", "tok/en+1==")
                .start();

        client(AccessKey.of("STS.id", "stsSecret", "tok/en+1==")).scaleOutCluster(CLUSTER, sample());
        assertEquals(1, ack.ledger().orders());

        AckException e = assertThrows(
                AckException.class,
                () -> client(AccessKey.of("STS.id", "stsSecret")).scaleOutCluster(CLUSTER, sample()));
        assertEquals(Kind.NOT_AUTHORISED, e.kind());
    }

    @Test
    void describesTaskAndCluster() throws Exception {
        String taskId = client.scaleOutCluster(CLUSTER, sample()).taskId();

        TaskInfo info = client.describeTaskInfo(taskId);
        assertEquals(taskId, info.taskId());
        assertEquals(CLUSTER, info.clusterId());
        assertEquals("cluster_scaleout", info.taskType());
        assertEquals(TaskState.RUNNING, info.state());
        assertEquals(1, info.stages().size());
        assertFalse(info.toString().contains(PASSWORD));

        ClusterDetail cluster = client.describeClusterDetail(CLUSTER);
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
        String taskId = client.scaleOutCluster(CLUSTER, sample()).taskId();

        List<TaskSummary> tasks = client.describeClusterTasks(CLUSTER);
        assertEquals(121, tasks.size());
        assertEquals(
                List.of(taskId),
                tasks.stream()
                        .filter(t -> t.taskType().equals("cluster_scaleout"))
                        .map(TaskSummary::taskId)
                        .toList());
        assertTrue(tasks.stream().allMatch(t -> t.createdMillis().isPresent()));
    }

    @Test
    void cancelsATask() throws Exception {
        String taskId = client.scaleOutCluster(CLUSTER, sample()).taskId();
        client.cancelTask(taskId);

        assertTrue(ack.task(taskId).cancelled());
        assertEquals(TaskState.CANCELLED, client.describeTaskInfo(taskId).state());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("throttled", fault(Fault::throttled), Kind.THROTTLED),
                Arguments.of("throttled with 429", fault(() -> Fault.throttled429(7)), Kind.THROTTLED),
                Arguments.of("busy", fault(Fault::busy), Kind.BUSY),
                Arguments.of("5xx before it ran", fault(() -> Fault.serverErrorBefore(503)), Kind.SERVER),
                Arguments.of("5xx after it ran", fault(() -> Fault.serverErrorAfter(500)), Kind.SERVER),
                Arguments.of("reset before it ran", fault(Fault::resetBefore), Kind.OUTCOME_UNKNOWN),
                Arguments.of("reset after it ran", fault(Fault::resetAfter), Kind.OUTCOME_UNKNOWN),
                Arguments.of("no answer", fault(Fault::timeoutAfter), Kind.OUTCOME_UNKNOWN),
                Arguments.of("truncated answer", fault(Fault::truncatedAfter), Kind.OUTCOME_UNKNOWN),
                Arguments.of("2 MiB of answer", fault(() -> Fault.hugeAfter(2 << 20)), Kind.OUTCOME_UNKNOWN),
                Arguments.of("no JSON", fault(Fault::notJsonAfter), Kind.OUTCOME_UNKNOWN),
                Arguments.of("nonce used", fault(Fault::nonceUsed), Kind.OUTCOME_UNKNOWN),
                Arguments.of("redirect", fault(() -> Fault.redirect("http://127.0.0.1:1/")), Kind.INVALID),
                Arguments.of("denied", fault(Fault::accessDenied), Kind.NOT_AUTHORISED),
                Arguments.of("gone", fault(Fault::gone), Kind.NOT_FOUND),
                Arguments.of("XML", fault(() -> Fault.xmlError(400, "InvalidParameter", "no")), Kind.INVALID),
                Arguments.of("plain text", fault(() -> Fault.plainTextError(500, "code=415, no")), Kind.SERVER),
                Arguments.of(
                        "capitals",
                        fault(() -> Fault.capitalisedError(403, "Forbidden.RAM", "no")),
                        Kind.NOT_AUTHORISED));
    }

    private static Supplier<Fault> fault(Supplier<Fault> fault) {
        return fault;
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("faults")
    void tellsWhatBecameOfAnOrderAndNeverRepeatsIt(String name, Supplier<Fault> fault, Kind kind) {
        ack.on(Operation.SCALE_OUT_CLUSTER, fault.get());

        AckException e = assertThrows(AckException.class, () -> client.scaleOutCluster(CLUSTER, sample()));

        assertEquals(kind, e.kind(), e.getMessage());
        assertEquals(1, ack.exchanges().size());
        assertFalse(e.getMessage().contains("\n"));
        assertNoSecret(e);
    }

    @Test
    void hearsHowLongToWait() {
        ack.on(Operation.DESCRIBE_TASK_INFO, Fault.throttled429(7));
        AckException e = assertThrows(AckException.class, () -> client.describeTaskInfo("T-1"));
        assertEquals(7000, e.retryAfterMillis());
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        AckClient nowhere = new AckClientFactory(IMPATIENT, Clock.systemUTC(), "test")
                .client(AckEndpoint.ofUrl("http://127.0.0.1:" + port), AccessKey.of("testid", SECRET));
        assertEquals(Kind.NEVER_SENT, orderAndFail(nowhere).kind());

        AckClient noTls = new AckClientFactory(IMPATIENT, Clock.systemUTC(), "test")
                .client(AckEndpoint.ofUrl("https://127.0.0.1:" + ack.port()), AccessKey.of("testid", SECRET));
        assertEquals(Kind.NEVER_SENT, orderAndFail(noTls).kind());

        AckClient noName = new AckClientFactory(IMPATIENT, Clock.systemUTC(), "test")
                .client(AckEndpoint.ofUrl("https://cs.invalid"), AccessKey.of("testid", SECRET));
        assertEquals(Kind.NEVER_SENT, orderAndFail(noName).kind());
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void doesNotLetAServerRepeatTheSecretsThatItWasSent() {
        ack.on(
                Operation.SCALE_OUT_CLUSTER,
                Fault.ackError(400, "InvalidParameter", "login_password " + PASSWORD + " and " + SECRET));
        AckException e = assertThrows(AckException.class, () -> client.scaleOutCluster(CLUSTER, sample()));
        assertEquals("login_password **** and ****", e.detail());
    }

    @Test
    void keepsIdsInsideTheirPartOfThePath() throws Exception {
        AckException e = assertThrows(AckException.class, () -> client.describeTaskInfo("a/../b?c=d#e f"));
        assertEquals("/tasks/a%2F..%2Fb%3Fc%3Dd%23e%20f", ack.exchanges().get(0).path());
        assertTrue(ack.exchanges().get(0).signatureValid());
        assertFalse(e.kind() == Kind.NOT_AUTHORISED, e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> client.describeTaskInfo(".."));
    }

    @Test
    void sendsEachRequestWithANonceOfItsOwn() throws Exception {
        String taskId = client.scaleOutCluster(CLUSTER, sample()).taskId();
        client.describeTaskInfo(taskId);
        client.describeTaskInfo(taskId);
        List<String> nonces = ack.exchanges().stream()
                .map(x -> x.header("x-acs-signature-nonce"))
                .distinct()
                .toList();
        assertEquals(3, nonces.size());
    }

    private static AckException orderAndFail(AckClient client) {
        AckException e = assertThrows(AckException.class, () -> client.scaleOutCluster(CLUSTER, sample()));
        assertNoSecret(e);
        return e;
    }

    private static void assertNoSecret(AckException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        assertFalse(trace.toString().contains(SECRET), trace.toString());
        assertFalse(trace.toString().contains(PASSWORD), trace.toString());
        assertFalse(trace.toString().contains("Signature="), trace.toString());
    }

    @Test
    void printsNoPassword() {
        assertFalse(sample().toString().contains(PASSWORD));
        assertEquals(
                "POST /p (A)",
                ApiCall.send("A", "POST", "/p", PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString());
        assertEquals("GET /p (A)", ApiCall.get("A", "/p", Map.of()).toString());
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
