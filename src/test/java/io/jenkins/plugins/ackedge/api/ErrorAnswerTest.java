package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every shape of an error becomes one exception with code, status, message, request id and kind. */
class ErrorAnswerTest {
    @Test
    void readsAcksOwnJson() {
        AckException e = read(
                400,
                "{\"code\":\"400\",\"message\":\"the task T-xxx not found\",\"requestId\":\"704F1E8D\",\"status\":400}");
        assertEquals("400", e.code());
        assertEquals("the task T-xxx not found", e.detail());
        assertEquals("704F1E8D", e.requestId());
        assertTrue(e.isTaskNotFound());
        assertFalse(e.isOperationGone());
    }

    @Test
    void readsANumberAsTheCode() {
        assertEquals("400", read(400, "{\"code\":400,\"message\":\"no\"}").code());
    }

    @Test
    void readsTheGatewaysCapitalisedJson() {
        AckException e = read(
                404,
                "{\"RequestId\":\"R1\",\"HostId\":\"cs\",\"Code\":\"InvalidAccessKeyId.NotFound\",\"Message\":\"Specified"
                        + " access key is not found.\",\"Recommend\":\"https://example\"}");
        assertEquals("InvalidAccessKeyId.NotFound", e.code());
        assertEquals("R1", e.requestId());
        assertEquals(Kind.NOT_AUTHORISED, e.kind());
        assertEquals(
                "InvalidAccessKeyId.NotFound: Specified access key is not found. (HTTP 404, request id R1)",
                e.getMessage());
    }

    @Test
    void leavesTheDetailsOfADeniedAccessOut() {
        AckException e = read(
                403,
                "{\"Code\":\"Forbidden.RAM\",\"Message\":\"no\",\"AccessDeniedDetail\":{\"PolicyType\":\"x\","
                        + "\"EncodedDiagnosticMessage\":\"AQIBdetail\"}}");
        assertEquals(Kind.NOT_AUTHORISED, e.kind());
        assertFalse(e.getMessage().contains("AQIBdetail"), e.getMessage());
    }

    @Test
    void readsXml() {
        AckException e = read(
                400,
                "<?xml version='1.0'?><Error><RequestId>R2</RequestId><Code>Throttling.User</Code>"
                        + "<Message>slow &lt;down&gt; &amp; wait</Message></Error>");
        assertEquals(Kind.THROTTLED, e.kind());
        assertEquals("slow <down> & wait", e.detail());
        assertEquals("R2", e.requestId());
    }

    @Test
    void readsPlainText() {
        AckException e = read(500, "code=415, message=Unsupported Media Type");
        assertEquals("415", e.code());
        assertEquals("code=415, message=Unsupported Media Type", e.detail());
        assertEquals(Kind.SERVER, e.kind());
    }

    @Test
    void readsWhateverElseComes() {
        assertEquals("no message (HTTP 502)", read(502, "").getMessage());
        assertEquals("[1,2]", read(400, "[1,2]").detail());
        assertEquals("{broken", read(400, "{broken").detail());
        assertEquals("null", read(400, "null").detail());
    }

    @Test
    void keepsALogInOrder() {
        AckException e = read(400, "{\"message\":\"first\\nsecond\\u001b[31m" + "x".repeat(2000) + "\"}");
        assertTrue(e.detail().startsWith("first second [31mx"), e.detail());
        assertEquals(OneLine.MAX + 1, e.detail().length());
    }

    @Test
    void takesTheRequestIdOfTheHeadersWhereTheBodyHasNone() {
        assertEquals("H1", ErrorAnswer.read(400, "{\"code\":\"X\"}", "H1", 0).requestId());
        assertEquals(
                "B1", ErrorAnswer.read(400, "{\"request_id\":\"B1\"}", "H1", 0).requestId());
    }

    @ParameterizedTest(name = "{0} {1} is {3}")
    @CsvSource({
        "400, Throttling,                 slow down, THROTTLED",
        "400, Throttling.User,            slow down, THROTTLED",
        "503, Throttling.Api,             slow down, THROTTLED",
        "400, Rejected.Throttling,        slow down, THROTTLED",
        "429, '',                         slow down, THROTTLED",
        "400, InvalidStatus.Forbidden,    cannot operate cluster where state is scaling, BUSY",
        "400, InvalidStatus.Forbidden,    cannot operate cluster where state is deleting, INVALID",
        "400, InvalidStatus.Forbidden,    cannot operate cluster where state is failed, INVALID",
        "400, ErrorClusterState,          cluster state is updating, BUSY",
        "400, InvalidParameter,           count, INVALID",
        "400, QuotaExceeded.Cluster,      too many, INVALID",
        "400, InsufficientBalance,        pay, INVALID",
        "400, SignatureNonceUsed,         used, OUTCOME_UNKNOWN",
        "400, SignatureDoesNotMatch,      no, NOT_AUTHORISED",
        "400, InvalidTimeStamp.Expired,   late, NOT_AUTHORISED",
        "403, Forbidden.RAM,              no, NOT_AUTHORISED",
        "403, '',                         no, NOT_AUTHORISED",
        "404, ErrorClusterNotFound,       no cluster, NOT_FOUND",
        "400, ErrorClusterNotFound,       no cluster, NOT_FOUND",
        "404, InvalidApi.NotFound,        no api, NOT_FOUND",
        "408, '',                         proxy lost patience, OUTCOME_UNKNOWN",
        "500, InternalError,              broken, SERVER",
        "500, InvalidStatus.Forbidden,    state is scaling, SERVER",
        "503, ServiceUnavailable,         broken, SERVER",
        "504, '',                         gateway, SERVER"
    })
    void tellsByTheCodeWhatMayBeDone(int status, String code, String message, Kind kind) {
        assertEquals(
                kind,
                read(status, "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}")
                        .kind());
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

    private static AckException read(int status, String body) {
        return ErrorAnswer.read(status, body, "", 0);
    }
}
