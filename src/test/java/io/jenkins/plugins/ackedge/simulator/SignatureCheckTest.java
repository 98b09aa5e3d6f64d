package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP: what is signed as it must be gets through, and nothing else does. */
class SignatureCheckTest {
    private static final long NOW = 1_767_323_045_000L;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final AckSimulator simulator = AckSimulator.builder()
            .clock(clock::get)
            .accessKey("testid", "testsecret")
            .accessKey("temporary", "itssecret")
            .securityToken("temporary", "tok/en+1==")
            .busyWhileScaling(false)
            .start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private SignedCall order() {
        return SignedCall.order(simulator, Orders.CLUSTER, Orders.sample()).at(NOW);
    }

    @Test
    void aSignedOrderIsTaken() throws IOException {
        assertEquals(200, order().send().status());
        assertEquals(1, simulator.ledger().orders());
        assertTrue(simulator.exchanges().get(0).signatureValid());
    }

    @Test
    void oneChangedByteOfTheBodyIsTurnedAway() throws IOException {
        String more = Json.write(Orders.sample().put("count", 3));
        refused("SignatureDoesNotMatch", order().sign().body(more));
    }

    /** The hash is right for the new body, but it is not the hash that was signed. */
    @Test
    void aChangedBodyWithItsOwnHashIsTurnedAway() throws IOException {
        String more = Json.write(Orders.sample().put("count", 3));
        String hash = CanonicalRequest.sha256(more.getBytes(StandardCharsets.UTF_8));
        refused("SignatureDoesNotMatch", order().sign().body(more).header("x-acs-content-sha256", hash));
    }

    /** All is signed, the header too, but the header does not name the body's hash. */
    @Test
    void aSignedHeaderWithAnotherHashIsTurnedAway() throws IOException {
        refused("SignatureDoesNotMatch", order().sign("0".repeat(64)));
    }

    @Test
    void oneChangedByteOfThePathIsTurnedAway() throws IOException {
        refused("SignatureDoesNotMatch", order().sign().path("/api/v2/clusters/Cccfd68c474454665ace07efce924abce"));
    }

    @Test
    void anotherMethodIsTurnedAway() throws IOException {
        refused("SignatureDoesNotMatch", order().sign().method("PUT"));
    }

    @Test
    void anAddedOrChangedQueryIsTurnedAway() throws IOException {
        refused("SignatureDoesNotMatch", order().sign().rawQuery("a=1"));
        refused("SignatureDoesNotMatch", order().query("a", "1").sign().rawQuery("a=2"));
        refused("SignatureDoesNotMatch", order().query("a", "1").sign().rawQuery("a=%zz"));
    }

    @Test
    void theOrderOfTheQueryDoesNotMatter() throws IOException {
        assertEquals(
                200,
                order().query("a", "1")
                        .query("b", "x y")
                        .sign()
                        .rawQuery("b=x%20y&a=1")
                        .sendAsIs()
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "content-type",
                "x-acs-action",
                "x-acs-version",
                "x-acs-date",
                "x-acs-signature-nonce",
                "x-acs-content-sha256"
            })
    void oneChangedByteOfASignedHeaderIsTurnedAway(String name) throws IOException {
        UnaryOperator<String> change = value -> switch (name) {
            case "host" -> value.replace("127.0.0.1", "127.0.0.2");
            case "content-type" -> "application/jsom";
            case "x-acs-date" -> value.replace("05Z", "06Z");
            default -> (value.charAt(0) == 'a' ? 'b' : 'a') + value.substring(1);
        };
        refused("SignatureDoesNotMatch", changed(order().sign(), name, change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-acs-security-token", "x-acs-accesskey-id"})
    void oneChangedByteOfATemporaryKeysHeadersIsTurnedAway(String name) throws IOException {
        SignedCall call = temporary().header("x-acs-accesskey-id", "temporary").sign();
        refused("InvalidSecurityToken.MismatchWithAccessKey", changed(call, name, value -> "x" + value.substring(1)));
    }

    private static SignedCall changed(SignedCall call, String name, UnaryOperator<String> change) {
        String before = call.header(name);
        String after = change.apply(before);
        assertFalse(after.equals(before), "the test must change something");
        return call.header(name, after);
    }

    @Test
    void aHeaderThatShouldBeSignedAndIsNotIsTurnedAway() throws IOException {
        SignedCall call = order().sign().header("x-acs-region-id", "cn-beijing");
        refused("SignatureDoesNotMatch", call);
        assertTrue(call.sendAsIs().text("Message").contains("x-acs-region-id"), "the answer names what is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-acs-action",
                "x-acs-version",
                "x-acs-date",
                "x-acs-signature-nonce",
                "x-acs-content-sha256",
                "authorization"
            })
    void aMissingHeaderIsTurnedAway(String name) throws IOException {
        refused("IncompleteSignature", order().sign().withoutHeader(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acs testid:CHv2sqQf7gRL9pcaxDJscbEE/T4=", "ACS3-HMAC-SHA256 Credential=testid", ""})
    void anotherAuthorizationIsTurnedAway(String authorization) throws IOException {
        refused("IncompleteSignature", order().sign().header("authorization", authorization));
    }

    /** "Commas, NO spaces after them" (fact sheet, section 2b). */
    @Test
    void spacesInTheAuthorizationAreTurnedAway() throws IOException {
        SignedCall call = order().sign();
        refused(
                "IncompleteSignature",
                call.header("authorization", call.header("authorization").replace(",", ", ")));
    }

    @Test
    void anUnknownKeyIs404() throws IOException {
        SignedCall.Reply reply = order().key("nobody", "testsecret").send();
        assertEquals(404, reply.status());
        assertEquals("InvalidAccessKeyId.NotFound", reply.code());
    }

    @Test
    void aWrongSecretIsTurnedAway() throws IOException {
        refused("SignatureDoesNotMatch", order().key("testid", "testsecreT"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-900_000, 900_000})
    void aDateOfFifteenMinutesAwayIsTaken(long skew) throws IOException {
        assertEquals(200, order().at(NOW + skew).send().status());
    }

    @ParameterizedTest
    @ValueSource(longs = {-901_000, 901_000})
    void aDateFartherAwayIsTurnedAway(long skew) throws IOException {
        refused("InvalidTimeStamp.Expired", order().at(NOW + skew));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-01-02", "Fri, 02 Jan 2026 03:04:05 GMT", "2026-01-02T03:04:05.000Z", "2026-13-02T03:04:05Z"
            })
    void aDateOfAnotherFormIsTurnedAway(String date) throws IOException {
        refused("InvalidTimeStamp.Format", order().header("x-acs-date", date));
    }

    @Test
    void aStaleDateIsTakenIfTheCheckIsOff() throws IOException {
        try (AckSimulator lax =
                AckSimulator.builder().checkTimestamps(false).clock(clock::get).start()) {
            assertEquals(
                    200,
                    SignedCall.order(lax, Orders.CLUSTER, Orders.sample())
                            .at(1000)
                            .send()
                            .status());
        }
    }

    @Test
    void theSameRequestAgainIsTurnedAway() throws IOException {
        SignedCall call = order().sign();
        assertEquals(200, call.sendAsIs().status());
        assertEquals("SignatureNonceUsed", call.sendAsIs().code());
        assertEquals(1, simulator.ledger().orders());
        assertEquals(
                List.of(200, 400),
                simulator.exchanges().stream().map(Exchange::status).toList());
    }

    @Test
    void aForgedRequestDoesNotUseUpTheNonceOfTheRealOne() throws IOException {
        SignedCall call = order().header("x-acs-signature-nonce", "one-nonce");
        assertEquals("SignatureDoesNotMatch", call.key("testid", "guess").send().code());
        assertEquals(200, call.key("testid", "testsecret").sign().sendAsIs().status());
    }

    private SignedCall temporary() {
        return order().key("temporary", "itssecret").header("x-acs-security-token", "tok/en+1==");
    }

    @Test
    void aTemporaryKeyNeedsItsToken() throws IOException {
        refused("MissingSecurityToken", order().key("temporary", "itssecret"));
        refused("InvalidSecurityToken.MismatchWithAccessKey", temporary().header("x-acs-security-token", "other"));
        assertEquals(200, temporary().send().status());
    }

    @Test
    void aPermanentKeyHasNoToken() throws IOException {
        refused("InvalidSecurityToken.MismatchWithAccessKey", order().header("x-acs-security-token", "tok/en+1=="));
    }

    private void refused(String code, SignedCall call) throws IOException {
        boolean signed = call.header("authorization") != null || code.equals("IncompleteSignature");
        SignedCall.Reply reply = signed ? call.sendAsIs() : call.send();
        assertEquals(code, reply.code());
        assertEquals(400, reply.status());
        assertEquals(0, simulator.ledger().orders());
        List<Exchange> all = simulator.exchanges();
        assertFalse(all.get(all.size() - 1).signatureValid());
        for (String secret : List.of("testsecret", "itssecret", "tok/en", Orders.PASSWORD)) {
            assertFalse(reply.body().contains(secret), "an answer gave away " + secret);
        }
    }
}
