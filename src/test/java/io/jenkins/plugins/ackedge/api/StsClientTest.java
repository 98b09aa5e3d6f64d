package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** AssumeRole against a server of raw sockets: a key, or one clear line, and never a secret in it. */
class StsClientTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String BASE_SECRET = "base-secret-of-the-user";
    private static final String BASE_TOKEN = "base-token-of-the-user";
    private static final String NEW_SECRET = "wyLTSmsyPGP1ohvvw8xYgB29dlGI8KMiH2pK";
    private static final String NEW_TOKEN = "CAISrQJ1q6Ft5B2yfSjIr5bEKd7l";
    private static final List<String> SECRETS =
            List.of(BASE_SECRET, BASE_TOKEN, NEW_SECRET, NEW_TOKEN, "outside-party");
    private static final AssumedRole ROLE =
            new AssumedRole("acs:ram::1234567890123456:role/orders", "job-7", "outside-party", 3600);

    private static String http(int status, String type, String body, String... headers) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n" + String.join("", headers) + "\r\n" + body;
    }

    private static String json(int status, String body, String... headers) {
        return http(status, "application/json", body, headers);
    }

    private static String credentials(String id, String secret, String token, String expiration) {
        return "{\"RequestId\":\"6894B13B\",\"AssumedRoleUser\":{\"Arn\":\"a\"},\"Credentials\":{\"AccessKeyId\":" + id
                + ",\"AccessKeySecret\":" + secret + ",\"SecurityToken\":" + token + ",\"Expiration\":" + expiration
                + "}}";
    }

    private static String key(String expiration) {
        return credentials("\"STS.new\"", "\"" + NEW_SECRET + "\"", "\"" + NEW_TOKEN + "\"", "\"" + expiration + "\"");
    }

    private static StsClient client(RawServer server) {
        OkHttpClient impatient = new OkHttpClient.Builder()
                .readTimeout(Duration.ofMillis(700))
                .callTimeout(Duration.ofSeconds(3))
                .build();
        return new AckClientFactory(
                        new OkHttpWire(impatient),
                        new Gate(new RealTimers(), () -> 1000),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        "test")
                .stsClient(AckEndpoint.sts(server.url(), null), AccessKey.of("testid", BASE_SECRET, BASE_TOKEN));
    }

    private static AckFault fault(RawServer server) throws Exception {
        AckFault fault = Awaited.<TemporaryKey>fault(then -> client(server).assumeRole(ROLE, then));
        String message = fault.message();
        for (String secret : SECRETS) {
            assertFalse(message.contains(secret), message);
        }
        assertTrue(message.length() < 700 && message.lines().count() == 1, message);
        assertTrue(message.codePoints().noneMatch(Character::isISOControl), message);
        return fault;
    }

    private static AckFault fault(String answer) throws Exception {
        try (RawServer server = RawServer.answeringOnce(answer)) {
            AckFault fault = fault(server);
            assertEquals(1, server.connections(), "it is asked once");
            return fault;
        }
    }

    @Test
    void givesTheKeyWithItsLife() throws Exception {
        try (RawServer server = RawServer.answering(json(200, key("2026-01-02T04:04:05Z")))) {
            TemporaryKey key = Awaited.value(then -> client(server).assumeRole(ROLE, then));
            assertEquals(AccessKey.of("STS.new", NEW_SECRET, NEW_TOKEN), key.key());
            assertEquals(Duration.ofHours(1), key.life());
            assertFalse(key.toString().contains(NEW_SECRET) || key.toString().contains(NEW_TOKEN), key.toString());
            String request = server.requests().get(0);
            assertTrue(request.startsWith("POST / HTTP/1.1\r\n"), request);
            assertTrue(request.contains("x-acs-action: AssumeRole\r\n"), request);
            assertTrue(
                    request.endsWith("\r\n\r\nDurationSeconds=3600&ExternalId=outside-party"
                            + "&RoleArn=acs%3Aram%3A%3A1234567890123456%3Arole%2Forders&RoleSessionName=job-7"),
                    request);
        }
    }

    /** This machine's clock may be wrong: by the server's own date the key is good for ten minutes, and for no longer than asked. */
    @ParameterizedTest
    @CsvSource({"2026-05-05T10:10:00Z,600", "2026-05-05T23:00:00Z,3600"})
    void lifeIsByTheServersDate(String expiration, long seconds) throws Exception {
        String date = "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.parse("2026-05-05T10:00:00Z").atOffset(ZoneOffset.UTC))
                + "\r\n";
        try (RawServer server = RawServer.answering(json(200, key(expiration), date))) {
            TemporaryKey key = Awaited.value(then -> client(server).assumeRole(ROLE, then));
            assertEquals(seconds, key.life().toSeconds());
        }
    }

    @SuppressWarnings("unused")
    private static Stream<String> uselessAnswers() {
        String good = "2026-01-02T04:04:05Z";
        String secret = "\"" + NEW_SECRET + "\"";
        String token = "\"" + NEW_TOKEN + "\"";
        return Stream.of(
                json(200, key("2026-01-02T03:04:05Z")),
                json(200, key("2015-04-09T11:52:19Z")),
                json(200, key("tomorrow")),
                json(200, key("")),
                json(200, key("+1000000000-12-31T23:59:59.999999999Z")),
                json(200, key("2026-01-02 04:04:05")),
                json(200, credentials("\"STS.new\"", secret, token, "1775000000")),
                json(200, credentials("\"STS.new\"", secret, token, "null")),
                json(200, credentials("null", secret, token, "\"" + good + "\"")),
                json(200, credentials("\"\"", secret, token, "\"" + good + "\"")),
                json(200, credentials("7", secret, token, "\"" + good + "\"")),
                json(200, credentials("\"STS.a,SignedHeaders=host\"", secret, token, "\"" + good + "\"")),
                json(200, credentials("\"STS.new\"", "\"" + NEW_SECRET + "\\r\\nX: y\"", token, "\"" + good + "\"")),
                json(200, credentials("\"STS.new\"", secret, "\"" + NEW_TOKEN + "\\u0000\"", "\"" + good + "\"")),
                json(200, credentials("\"STS.new\"", secret, "\"" + NEW_TOKEN + " \"", "\"" + good + "\"")),
                json(200, credentials("\"STS.new\"", secret, "\"" + "x".repeat(9000) + "\"", "\"" + good + "\"")),
                json(200, credentials("\"STS.new\"", "[" + secret + "]", token, "\"" + good + "\"")),
                json(200, "{\"Credentials\":\"" + NEW_SECRET + "\"}"),
                json(200, "{}"),
                json(200, "[]"),
                json(200, ""),
                json(200, key(good) + "{}"),
                json(200, "{\"Credentials\":{\"AccessKeySecret\":" + secret + ",\"AccessKeySecret\":" + secret + "}}"),
                http(200, "text/html", "<html><body>" + NEW_SECRET + " Sign in to the portal</body></html>"),
                http(502, "text/html", "<html><body>" + BASE_SECRET + NEW_SECRET + "</body></html>"),
                http(503, "text/plain", "code=503, message=" + NEW_TOKEN),
                json(500, key(good)),
                json(200, key(good)).replace("Content-Length: ", "Content-Length: 9"),
                json(204, ""),
                http(302, "text/html", NEW_SECRET, "Location: http://127.0.0.1:1/" + BASE_SECRET + "\r\n"),
                "SSH-2.0-OpenSSH_9.6\r\n");
    }

    @ParameterizedTest
    @MethodSource("uselessAnswers")
    void anAnswerThatIsNoKeyIsOneClearLineAndPasses(String answer) throws Exception {
        AckFault fault = fault(answer);
        assertTrue(fault.isPassing(), fault.kind() + ": " + fault);
    }

    @Test
    void anAnswerWithoutAnEndIsNotReadFurther() throws Exception {
        try (RawServer server = RawServer.doing(socket -> {
            RawServer.read(socket.getInputStream());
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\""
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] much = (NEW_SECRET + " ").repeat(1000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 10_000; i++) {
                socket.getOutputStream().write(much);
            }
        })) {
            AckFault fault = fault(server);
            assertTrue(fault.message().contains("larger than 1 MiB"), fault.message());
            assertTrue(fault.isPassing());
        }
    }

    @Test
    void slowOnesAreNotWaitedForForEver() throws Exception {
        for (String beginning : List.of("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")) {
            try (RawServer server = RawServer.doing(socket -> drip(socket.getOutputStream(), beginning))) {
                AckFault fault = fault(server);
                assertEquals(Kind.NO_ANSWER, fault.kind(), fault.message());
            }
        }
    }

    private static void drip(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        try {
            Thread.sleep(5_000); // longer than the client's patience
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String refusal(int status, String code, String message) {
        return json(
                status,
                "{\"RequestId\":\"6894B13B\",\"HostId\":\"sts.aliyuncs.com\",\"Code\":\"" + code + "\",\"Message\":\""
                        + message
                        + "\",\"Credentials\":{\"AccessKeySecret\":\"" + NEW_SECRET + "\",\"SecurityToken\":\""
                        + NEW_TOKEN
                        + "\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "403,NoPermission,NOT_AUTHORISED",
        "404,EntityNotExist.Role,NOT_FOUND",
        "400,InvalidParameter.RoleArn,INVALID",
        "400,InvalidParameter.DurationSeconds,INVALID",
        "400,MissingParameter.RoleSessionName,INVALID",
        "404,InvalidAccessKeyId.NotFound,NOT_AUTHORISED",
        "400,InvalidAccessKeyId.Inactive,NOT_AUTHORISED",
        "400,SignatureDoesNotMatch,NOT_AUTHORISED",
        "400,InvalidTimeStamp.Expired,NOT_AUTHORISED",
        "400,InvalidSecurityToken.Expired,NOT_AUTHORISED",
        "400,Throttling.User,THROTTLED",
        "503,ServiceUnavailable,SERVER"
    })
    void refusalsAreOfTheirKindWhateverTheyEcho(int status, String code, Kind kind) throws Exception {
        AckFault fault = fault(refusal(
                status,
                code,
                "No: " + BASE_SECRET + " " + BASE_TOKEN + " " + NEW_SECRET + " " + NEW_TOKEN + " \\u202e"));
        assertEquals(kind, fault.kind());
        assertTrue(fault.message().startsWith(code + ": No: "), fault.message());
        assertTrue(fault.message().endsWith("(HTTP " + status + ", request id 6894B13B)"), fault.message());
    }

    @Test
    void nobodyThereIsPassing() throws Exception {
        RawServer server = RawServer.answering("");
        server.close();
        AckFault fault = fault(server);
        assertEquals(Kind.NEVER_SENT, fault.kind());
    }

    @ParameterizedTest
    @CsvSource({
        "acs:ram::1:role/a b, job, '', 900",
        "acs:ram::1:user/a, job, '', 900",
        "arn:aws:iam::1:role/a, job, '', 900",
        "acs:ram::1:role/a, j, '', 900",
        "acs:ram::1:role/a, a/b, '', 900",
        "acs:ram::1:role/a, job, 'a b', 900",
        "acs:ram::1:role/a, job, '', 899",
        "acs:ram::1:role/a, job, '', 43201"
    })
    void rolesAreCheckedBeforeAnythingIsSent(String arn, String session, String externalId, int seconds) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new AssumedRole(arn, session, externalId, seconds));
        assertTrue(e.getMessage().startsWith("The role's ") && e.getMessage().endsWith("."), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "folder/job #7, folder-job-7",
        "'', ack-edge",
        "#, ack-edge",
        "x, ack-edge-x",
        "上海/发布 #12, 12",
        "user@host, user@host"
    })
    void sessionNamesTellWhoItWas(String who, String name) {
        assertEquals(name, AssumedRole.sessionName(who));
        assertTrue(AssumedRole.isSessionName(AssumedRole.sessionName(who)));
        assertTrue(AssumedRole.isSessionName(AssumedRole.sessionName("a/".repeat(200) + who)));
    }

    @ParameterizedTest
    @CsvSource({"PT1M,900", "PT20M,1200", "PT1H,3600", "PT168H,3600"})
    void noTokenIsAskedForLongerThanTheWait(Duration wait, int seconds) {
        assertEquals(seconds, AssumedRole.seconds(wait));
    }

    @Test
    void addresses() {
        assertEquals("https://sts.aliyuncs.com", AckEndpoint.sts("", " ").url());
        assertEquals(
                "https://sts.cn-beijing.aliyuncs.com",
                AckEndpoint.sts(null, "cn-beijing").url());
        assertEquals(
                "https://sts-vpc.cn-beijing.aliyuncs.com",
                AckEndpoint.stsVpc("cn-beijing").url());
        assertEquals(
                "https://sts.example.com",
                AckEndpoint.sts("https://sts.example.com/", "x").url());
        for (String wrong : List.of("http://sts.aliyuncs.com", "https://u:p@sts.aliyuncs.com", "https://a/b")) {
            assertThrows(IllegalArgumentException.class, () -> AckEndpoint.sts(wrong, null));
        }
    }
}
