package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metadata service of an ECS instance: token first, no proxy, and nothing of its answers shown. */
class InstanceMetadataTest {
    private static final String TOKEN = "PUT /latest/api/token";
    private static final String ROLES = "GET /latest/meta-data/ram/security-credentials/";
    private static final String SECRET = "a-secret-of-the-instance";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    /** Even where somebody has set a proxy before. */
    private static OkHttpWire wire() {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1));
        return new OkHttpWire(
                OkHttpWire.nearbyLimits(new OkHttpClient.Builder().proxy(proxy)).build());
    }

    private static String key(String code, String secret, String expiration) {
        return "{\"AccessKeyId\":\"STS.instance\",\"AccessKeySecret\":\"" + secret + "\",\"Expiration\":\"" + expiration
                + "\",\"SecurityToken\":\"token-of-the-instance\",\"LastUpdated\":\"2026-01-02T03:00:00Z\",\"Code\":\""
                + code + "\"}";
    }

    private static String good() {
        return key("Success", SECRET, "2026-01-02T09:04:05Z");
    }

    /** A service that gives these bodies, with these statuses: the token, the name of the role, the key. */
    private static EnsServer service(int tokenStatus, String token, String role, int keyStatus, String key)
            throws Exception {
        return new EnsServer(asked -> asked.line().startsWith(TOKEN)
                ? EnsServer.answer(tokenStatus, token)
                : asked.line().equals(ROLES + " HTTP/1.1") || asked.line().equals(ROLES)
                        ? EnsServer.answer(role == null ? 404 : 200, role == null ? "<html>no</html>" : role)
                        : EnsServer.answer(keyStatus, key));
    }

    private static Consumer<Consumer<Answer<TemporaryKey>>> asking(EnsServer server, String role) {
        return then -> InstanceMetadata.at(server.address(), wire(), CLOCK).key(role, then);
    }

    private static AckFault fault(EnsServer server, String role) throws Exception {
        AckFault fault = Awaited.fault(asking(server, role));
        assertFalse(fault.message().contains(SECRET) || fault.message().contains("token-of"), fault.message());
        assertFalse(fault.message().contains("<"), fault.message());
        return fault;
    }

    @Test
    void asksForATokenAndTheRoleAndTheKey() throws Exception {
        try (EnsServer server = service(200, "dG9rZW4=\n", "edge-controller\n", 200, good())) {
            TemporaryKey key = Awaited.value(asking(server, ""));
            assertEquals(AccessKey.of("STS.instance", SECRET, "token-of-the-instance"), key.key());
            assertTrue(key.life().compareTo(Duration.ofHours(12)) <= 0);
            List<EnsServer.Asked> asked = server.asked();
            assertEquals(
                    List.of(TOKEN, ROLES, ROLES + "edge-controller"),
                    asked.stream().map(EnsServer.Asked::line).toList());
            assertTrue(asked.get(0).headers().toLowerCase().contains("x-aliyun-ecs-metadata-token-ttl-seconds: 60"));
            assertTrue(asked.get(1).headers().contains("x-aliyun-ecs-metadata-token: dG9rZW4="));
            assertTrue(asked.get(2).headers().contains("x-aliyun-ecs-metadata-token: dG9rZW4="));
        }
    }

    @Test
    void asksForNoRoleThatItWasTold() throws Exception {
        try (EnsServer server = service(200, "dG9rZW4=", null, 200, good())) {
            Awaited.value(asking(server, "edge-controller"));
            assertEquals(2, server.asked().size());
        }
    }

    /** Without token mode there is no key: the older mode answers whoever can make this machine fetch an address. */
    @ParameterizedTest
    @CsvSource({"404,NOT_FOUND", "403,NOT_AUTHORISED", "405,NO_ANSWER", "500,NO_ANSWER"})
    void noTokenModeNoKey(int status, Kind kind) throws Exception {
        try (EnsServer server = service(status, "<html>" + SECRET, "edge-controller", 200, good())) {
            assertEquals(kind, fault(server, "edge-controller").kind());
            assertEquals(1, server.asked().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"'<html>sign in</html>'", "''", "'a b'", "'ü'"})
    void aTokenThatIsNone(String token) throws Exception {
        try (EnsServer server = service(200, token, "edge-controller", 200, good())) {
            assertTrue(fault(server, "edge-controller").isPassing());
            assertEquals(1, server.asked().size());
        }
    }

    @Test
    void aNameOfARoleThatIsNone() throws Exception {
        for (String name : List.of("<html>", "", "../../x", "a\nb", "a b")) {
            try (EnsServer server = service(200, "dG9rZW4=", name, 200, good())) {
                assertTrue(fault(server, "").isPassing());
                assertEquals(2, server.asked().size());
            }
        }
        try (EnsServer server = service(200, "dG9rZW4=", "edge-controller", 200, good())) {
            assertEquals(Kind.INVALID, fault(server, "../x").kind());
            assertEquals(0, server.asked().size());
        }
    }

    @Test
    void noSuchRole() throws Exception {
        try (EnsServer server = service(200, "dG9rZW4=", null, 404, "<html>" + SECRET)) {
            assertTrue(fault(server, "").message().contains("the instance has no RAM role"));
            AckFault fault = fault(server, "edge-controller");
            assertEquals(Kind.NOT_FOUND, fault.kind());
            assertTrue(fault.message().contains("the instance has no RAM role 'edge-controller'"), fault.message());
        }
    }

    @Test
    void anAnswerThatIsNoKey() throws Exception {
        for (String body : List.of(
                "<html>" + SECRET + "</html>",
                "",
                "[]",
                key("Failed", SECRET, "2026-01-02T09:04:05Z"),
                key(SECRET + " <b>", SECRET, "2026-01-02T09:04:05Z"),
                key("Success", "", "2026-01-02T09:04:05Z"),
                key("Success", SECRET + "\\n", "2026-01-02T09:04:05Z"),
                key("Success", SECRET, "2020-01-02T09:04:05Z"),
                key("Success", SECRET, "soon"),
                "{\"Code\":\"Success\"}",
                "x".repeat(2 << 20))) {
            try (EnsServer server = service(200, "dG9rZW4=", "edge-controller", 200, body)) {
                assertTrue(fault(server, "edge-controller").isPassing());
            }
        }
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (EnsServer server = new EnsServer(asked -> new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://127.0.0.1:1/" + SECRET)
                .build())) {
            assertTrue(fault(server, "edge-controller").isPassing());
            assertEquals(1, server.asked().size());
        }
    }

    @Test
    void nobodyThereIsKnownSoon() throws Exception {
        EnsServer server = EnsServer.answering(200, "");
        server.close();
        assertEquals(Kind.NEVER_SENT, fault(server, "edge-controller").kind());
    }
}
