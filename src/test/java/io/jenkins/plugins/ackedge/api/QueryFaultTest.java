package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every shape of an error becomes one fault with code, status, message, request id and kind. */
class QueryFaultTest {
    private static AckFault read(int status, String body, Map<String, String> headers) {
        return QueryFault.of(
                new WireAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8), false, true, null),
                Redaction.of(List.of()));
    }

    private static AckFault read(int status, String body) {
        return read(status, body, Map.of());
    }

    @Test
    void readsAcksOwnJson() {
        AckFault fault = read(
                400,
                "{\"code\":\"400\",\"message\":\"the task T-xxx not found\",\"requestId\":\"704F1E8D\",\"status\":400}");
        assertEquals("400", fault.code().toString());
        assertEquals("the task T-xxx not found", fault.detail().toString());
        assertEquals("704F1E8D", fault.requestId().toString());
        assertTrue(fault.isTaskNotFound());
        assertFalse(fault.isOperationGone());
        assertFalse(fault.isPassing());
    }

    @Test
    void readsANumberAsTheCode() {
        assertEquals(
                "400", read(400, "{\"code\":400,\"message\":\"no\"}").code().toString());
    }

    @Test
    void readsTheGatewaysCapitalisedJson() {
        AckFault fault = read(
                404,
                "{\"RequestId\":\"R1\",\"HostId\":\"cs\",\"Code\":\"InvalidAccessKeyId.NotFound\",\"Message\":\"Specified"
                        + " access key is not found.\",\"Recommend\":\"https://example\"}");
        assertEquals(Kind.NOT_AUTHORISED, fault.kind());
        assertEquals(
                "InvalidAccessKeyId.NotFound: Specified access key is not found. (HTTP 404, request id R1)",
                fault.message());
        assertEquals(fault.message(), fault.toString());
    }

    @Test
    void leavesTheDetailsOfADeniedAccessOut() {
        AckFault fault = read(
                403,
                "{\"Code\":\"Forbidden.RAM\",\"Message\":\"no\",\"AccessDeniedDetail\":{\"PolicyType\":\"x\","
                        + "\"EncodedDiagnosticMessage\":\"AQIBdetail\"}}");
        assertEquals(Kind.NOT_AUTHORISED, fault.kind());
        assertFalse(fault.message().contains("AQIBdetail"), fault.message());
    }

    @Test
    void readsXml() {
        AckFault fault = read(
                400,
                "<?xml version='1.0'?><Error><RequestId>R2</RequestId><Code>Throttling.User</Code>"
                        + "<Message>slow &lt;down&gt; &amp; wait</Message></Error>");
        assertEquals(Kind.THROTTLED, fault.kind());
        assertEquals("slow <down> & wait", fault.detail().toString());
        assertEquals("R2", fault.requestId().toString());
    }

    @Test
    void readsPlainText() {
        AckFault fault = read(500, "code=415, message=Unsupported Media Type");
        assertEquals("415", fault.code().toString());
        assertEquals("code=415, message=Unsupported Media Type", fault.detail().toString());
        assertEquals(Kind.SERVER, fault.kind());
    }

    @Test
    void readsWhateverElseComes() {
        assertEquals("no message (HTTP 502)", read(502, "").message());
        assertEquals("[1,2]", read(400, "[1,2]").detail().toString());
        assertEquals("{broken", read(400, "{broken").detail().toString());
        assertEquals("null", read(400, "null").detail().toString());
    }

    @Test
    void keepsALogInOrder() {
        AckFault fault = read(400, "{\"message\":\"first\\nsecond\\u001b[31m" + "x".repeat(2000) + "\"}");
        String detail = fault.detail().toString();
        assertTrue(detail.startsWith("first second [31mx"), detail);
        assertEquals(500, detail.length());
    }

    @Test
    void takesTheRequestIdOfTheHeadersWhereTheBodyHasNone() {
        Map<String, String> headers = Map.of("x-acs-request-id", "H1");
        assertEquals("H1", read(400, "{\"code\":\"X\"}", headers).requestId().toString());
        assertEquals(
                "B1", read(400, "{\"request_id\":\"B1\"}", headers).requestId().toString());
        assertEquals("H1", read(302, "", headers).requestId().toString());
    }

    @ParameterizedTest(name = "{0} {1} is {3}, passing {4}")
    @CsvSource({
        "400, Throttling,                 slow down, THROTTLED, true",
        "400, Throttling.User,            slow down, THROTTLED, true",
        "503, Throttling.Api,             slow down, THROTTLED, true",
        "400, Rejected.Throttling,        slow down, THROTTLED, true",
        "429, '',                         slow down, THROTTLED, true",
        "400, InvalidStatus.Forbidden,    cannot operate cluster where state is scaling, BUSY, true",
        "400, InvalidStatus.Forbidden,    cannot operate cluster where state is deleting, INVALID, false",
        "400, ErrorClusterState,          cluster state is updating, BUSY, true",
        "400, ErrorClusterState,          cluster state is failed, INVALID, false",
        "400, InvalidParameter,           count, INVALID, false",
        "400, QuotaExceeded.Cluster,      too many, INVALID, false",
        "400, InsufficientBalance,        pay, INVALID, false",
        "400, 400,                        what, ODD, false",
        "400, '',                         what, ODD, false",
        "405, '',                         what, ODD, false",
        "400, SignatureNonceUsed,         used, NO_ANSWER, true",
        "400, SignatureDoesNotMatch,      no, NOT_AUTHORISED, false",
        "400, InvalidTimeStamp.Expired,   late, NOT_AUTHORISED, false",
        "400, StsTokenExpired,            late, NOT_AUTHORISED, false",
        "403, Forbidden.RAM,              no, NOT_AUTHORISED, false",
        "403, '',                         no, NOT_AUTHORISED, false",
        "401, '',                         no, NOT_AUTHORISED, false",
        "404, ErrorClusterNotFound,       no cluster, NOT_FOUND, false",
        "400, ErrorClusterNotFound,       no cluster, NOT_FOUND, false",
        "400, SomethingNotFound,          no, NOT_FOUND, false",
        "404, InvalidApi.NotFound,        no api, NOT_FOUND, false",
        "408, '',                         proxy lost patience, ODD, true",
        "409, Conflict,                   twice, ODD, true",
        "425, '',                         early, ODD, true",
        "499, '',                         gone, ODD, true",
        "301, '',                         elsewhere, ODD, true",
        "307, X,                          elsewhere, ODD, true",
        "101, '',                         other, ODD, false",
        "600, '',                         other, ODD, false",
        "500, InternalError,              broken, SERVER, true",
        "500, InvalidStatus.Forbidden,    state is scaling, SERVER, true",
        "500, ErrorClusterNotFound,       no cluster, SERVER, true",
        "503, ServiceUnavailable,         broken, SERVER, true",
        "504, '',                         gateway, SERVER, true"
    })
    void tellsOfWhichKindItIs(int status, String code, String message, Kind kind, boolean passing) {
        AckFault fault = read(status, "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}");
        assertEquals(kind, fault.kind());
        assertEquals(passing, fault.isPassing());
        assertEquals(status, fault.httpStatus());
    }

    @Test
    void certificateThatIsNotTrustedIsNoPassingFault() {
        IOException chain = new SSLHandshakeException("(certificate_unknown)");
        chain.initCause(new CertificateException("nobody knows the issuer"));
        for (IOException failure : List.of(chain, new SSLPeerUnverifiedException("nobody knows the issuer"))) {
            AckFault fault = QueryFault.of(WireAnswer.none(false, failure), Redaction.of(List.of()));
            assertEquals(Kind.NOT_TRUSTED, fault.kind());
            assertFalse(fault.isPassing());
            assertTrue(fault.isOnThisSide());
            assertEquals(
                    "the server's certificate is not trusted (nobody knows the issuer); nothing was sent",
                    fault.message());
        }
        IOException reset = new SSLHandshakeException("Remote host terminated the handshake");
        assertTrue(QueryFault.of(WireAnswer.none(false, reset), Redaction.of(List.of()))
                .isPassing());
    }

    @Test
    void hasWordsForWhatIsNoAnswer() {
        Redaction none = Redaction.of(List.of());
        AckFault never = QueryFault.of(WireAnswer.none(false, new IOException("refused")), none);
        assertEquals(Kind.NEVER_SENT, never.kind());
        assertEquals("could not connect (refused); nothing was sent", never.message());
        AckFault sent = QueryFault.of(WireAnswer.none(true, new IOException()), none);
        assertEquals(Kind.NO_ANSWER, sent.kind());
        assertEquals("no answer (IOException)", sent.message());
        byte[] half = "{".getBytes(StandardCharsets.UTF_8);
        AckFault cut = QueryFault.of(new WireAnswer(200, Map.of(), half, false, true, new IOException("cut")), none);
        assertEquals(Kind.NO_ANSWER, cut.kind());
        AckFault large = QueryFault.of(new WireAnswer(200, Map.of(), half, true, true, null), none);
        assertEquals(Kind.NO_ANSWER, large.kind());
        assertEquals("the answer is larger than 1 MiB and was not read (HTTP 200)", large.message());
        AckFault cut500 = QueryFault.of(new WireAnswer(500, Map.of(), half, false, true, new IOException("cut")), none);
        assertEquals(Kind.SERVER, cut500.kind());
        assertEquals(Kind.NO_ANSWER, read(200, "<html>").kind());
        assertEquals("the answer is empty (HTTP 200)", read(200, " ").message());
        for (AckFault fault : List.of(never, sent, cut, large, cut500)) {
            assertTrue(fault.isPassing());
        }
    }

    @ParameterizedTest(name = "{0} counted from {1} is {2} ms")
    @CsvSource({
        "7, '', 7000",
        "0, '', 0",
        "60, '', 60000",
        "61, '', 60000",
        "99999999999999999999999, '', 60000",
        "-5, '', 0",
        "soon, '', 0",
        "'', '', 0",
        "'Wed, 25 Nov 2026 08:00:09 GMT', 'Wed, 25 Nov 2026 08:00:00 GMT', 9000",
        "'Wed, 25 Nov 2026 09:00:00 GMT', 'Wed, 25 Nov 2026 08:00:00 GMT', 60000",
        "'Wed, 25 Nov 2026 07:00:00 GMT', 'Wed, 25 Nov 2026 08:00:00 GMT', 0",
        "'Wed, 25 Nov 2026 08:00:09 GMT', '', 0"
    })
    void hearsHowLongToWait(String wish, String date, long millis) {
        assertEquals(
                millis, read(429, "", Map.of("retry-after", wish, "date", date)).retryAfterMillis());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "404, InvalidApi.NotFound, true",
        "400, InvalidAction, true",
        "405, '', true",
        "404, '', true",
        "404, ErrorClusterNotFound, false",
        "400, InvalidParameter, false"
    })
    void knowsAnOperationThatIsGone(int status, String code, boolean gone) {
        assertEquals(
                gone,
                read(status, "{\"code\":\"" + code + "\",\"message\":\"m\"}").isOperationGone());
    }
}
