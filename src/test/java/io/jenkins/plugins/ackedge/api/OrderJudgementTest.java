package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reply proves about an order: one table, and everything else is silence. */
class OrderJudgementTest {
    private static final Set<Integer> REFUSING = Set.of(400, 401, 403, 404, 405, 415, 422);
    private static final String PASSWORD = "Hello1234!";

    private static OrderReply judge(int status, String body) {
        return judge(answer(status, body.getBytes(StandardCharsets.UTF_8), false, null));
    }

    private static WireAnswer answer(int status, byte[] body, boolean tooLarge, IOException failure) {
        return new WireAnswer(status, Map.of("x-acs-request-id", "H1"), body, tooLarge, true, failure);
    }

    private static OrderReply judge(WireAnswer answer) {
        OrderReply reply = OrderJudgement.judge(answer, Redaction.of(List.of(PASSWORD)));
        if (reply.verdict() == Verdict.ACCEPTED || reply.verdict() == Verdict.ACCEPTED_WITHOUT_ID) {
            assertNull(reply.fault());
        } else {
            assertNotNull(reply.fault());
            assertEquals(reply.fault().requestId(), reply.requestId());
        }
        assertEquals(reply.verdict() == Verdict.ACCEPTED, TaskId.isUsable(reply.taskId()));
        return reply;
    }

    private static String error(String code, String message) {
        return "{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"requestId\":\"R-1\"}";
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {'task_id':'T-1'} | ACCEPTED",
                "202 | {'cluster_id':'c','task_id':'T-5a54309c80282e39ea00002f'} | ACCEPTED",
                "299 | {'taskId':'T-1'} | ACCEPTED",
                "200 | {'TaskId':'T-1'} | ACCEPTED",
                "200 | {'task_id':'T-1','taskId':'T-1'} | ACCEPTED",
                "200 | {'task_id':'T-1','taskId':'T-2'} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':null} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':17} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':true} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':''} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':'../../etc'} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':'a..b'} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':'-x'} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':'T-1\\n'} | ACCEPTED_WITHOUT_ID",
                "200 | {'task_id':['T-1']} | ACCEPTED_WITHOUT_ID",
                "200 | {} | ACCEPTED_WITHOUT_ID",
                "200 | '' | ACCEPTED_WITHOUT_ID",
                "204 | ' ' | ACCEPTED_WITHOUT_ID",
                "200 | {'code':'Throttling'} | ACCEPTED_WITHOUT_ID",
                "200 | [] | SILENT",
                "200 | null | SILENT",
                "200 | 'T-1' | SILENT",
                "200 | {'task_id':'T-1'} x | SILENT",
                "200 | {'task_id':'T-1'}{} | SILENT",
                "200 | {'task_id':'T-1','task_id':'T-2'} | SILENT",
                "200 | {'task_id':'T-1' | SILENT",
                "200 | <html>Welcome</html> | SILENT",
                "100 | {'task_id':'T-1'} | SILENT",
                "302 | {'task_id':'T-1'} | SILENT"
            })
    void readsASuccess(int status, String body, Verdict verdict) {
        assertEquals(verdict, judge(status, body.replace('\'', '"')).verdict());
    }

    @Test
    void takesTheRequestIdFromTheBodyOrElseTheHeaders() {
        assertEquals(
                "B1",
                judge(200, "{\"task_id\":\"T-1\",\"request_id\":\"B1\"}")
                        .requestId()
                        .toString());
        assertEquals("H1", judge(200, "{\"task_id\":\"T-1\"}").requestId().toString());
        assertEquals("H1", judge(200, "").requestId().toString());
        assertEquals("R-1", judge(400, error("X", "y")).requestId().toString());
        assertEquals("H1", judge(400, "").requestId().toString());
    }

    @Test
    void aTaskIdThatHoldsASecretIsNone() {
        assertEquals(Verdict.ACCEPTED, judge(200, "{\"task_id\":\"secret1\"}").verdict());
        assertEquals(
                Verdict.ACCEPTED_WITHOUT_ID,
                OrderJudgement.judge(
                                answer(200, "{\"task_id\":\"secret1\"}".getBytes(StandardCharsets.UTF_8), false, null),
                                Redaction.of(List.of("secret1")))
                        .verdict());
    }

    @ParameterizedTest(name = "{0} is {3} with {1}")
    @CsvSource({
        "Throttling, 400 403 429, THROTTLED, NOT_RUN_LATER",
        "Throttling.User, 400 403 429, THROTTLED, NOT_RUN_LATER",
        "Throttling.Api, 400 403 429, THROTTLED, NOT_RUN_LATER",
        "Throttling.AnythingElse, 400 403 429, THROTTLED, NOT_RUN_LATER",
        "Rejected.Throttling, 400 403 429, THROTTLED, NOT_RUN_LATER",
        "InvalidStatus.Forbidden, 400 403, BUSY, NOT_RUN_LATER",
        "SignatureDoesNotMatch, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "IncompleteSignature, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "InvalidTimeStamp.Expired, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "InvalidTimeStamp.Format, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "InvalidAccessKeyId.NotFound, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "InvalidAccessKeyId.Inactive, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "InvalidSecurityToken.Expired, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "Forbidden.RAM, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "NoPermission, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "NoPermission.Cluster, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "ErrorClusterNotFound, 400 401 403 404, NOT_FOUND, NOT_RUN_NEVER",
        "ErrorNodePoolNotFound, 400 401 403 404, NOT_FOUND, NOT_RUN_NEVER",
        "InvalidApi.NotFound, 400 401 403 404, NOT_FOUND, NOT_RUN_NEVER",
        "InvalidAction.NotFound, 400 401 403 404, NOT_FOUND, NOT_RUN_NEVER",
        "InvalidVersion, 400 401 403 404, INVALID, NOT_RUN_NEVER"
    })
    void aListedCodeProvesWithItsStatusesAlone(String code, String statuses, AckFault.Kind kind, Verdict verdict) {
        List<String> proving = List.of(statuses.split(" "));
        for (int status = 100; status < 700; status++) {
            if (status / 100 == 2) {
                continue;
            }
            Verdict other = REFUSING.contains(status) ? Verdict.ODD : Verdict.SILENT;
            OrderReply reply = judge(status, error(code, "no"));
            assertEquals(proving.contains("" + status) ? verdict : other, reply.verdict(), "HTTP " + status);
            if (proving.contains("" + status)) {
                assertEquals(kind, reply.fault().kind());
            }
        }
    }

    /** Each entry stands in the table above; one that is added has to be added there. */
    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void theListIsClosed(RefusalCode refusal) {
        assertEquals(19, RefusalCode.values().length);
        assertEquals(
                15,
                Stream.of(
                                "Throttling Rejected.Throttling InvalidStatus.Forbidden SignatureDoesNotMatch IncompleteSignature"
                                        .split(" "),
                                "InvalidTimeStamp InvalidAccessKeyId InvalidSecurityToken Forbidden.RAM NoPermission"
                                        .split(" "),
                                ("ErrorClusterNotFound ErrorNodePoolNotFound InvalidApi.NotFound InvalidAction.NotFound "
                                                + "InvalidVersion StockNotEnough MissingParameter InvalidParameter "
                                                + "InvalidUserData.NotInWhiteList")
                                        .split(" "))
                        .flatMap(Stream::of)
                        .filter(code -> RefusalCode.of(Product.ACK, code).isPresent())
                        .count());
        for (int status : new int[] {200, 202, 302, 408, 409, 410, 425, 499, 500, 502, 503, 504}) {
            assertFalse(refusal.isSaidWith(status));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throttling",
                "ThrottlingX",
                "XThrottling",
                "Throttling.User\\n",
                "InvalidParameter",
                "InvalidParameter.Size",
                "MissingParameter",
                "StockNotEnough",
                "InvalidUserData.NotInWhiteList",
                "InvalidAction",
                "QuotaExceeded.Cluster",
                "InsufficientBalance",
                "ErrorClusterState",
                "ErrorCheckAcl",
                "Forbidden",
                "StsTokenExpired",
                "400",
                ""
            })
    void aCodeOnNoListIsOdd(String code) {
        for (int status = 300; status < 600; status++) {
            Verdict verdict = REFUSING.contains(status) ? Verdict.ODD : Verdict.SILENT;
            assertEquals(verdict, judge(status, error(code, "no")).verdict(), "HTTP " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cannot operate cluster where state is scaling, NOT_RUN_LATER",
        "cannot operate cluster where state is updating, NOT_RUN_LATER",
        "cannot operate cluster where state is deleting, NOT_RUN_NEVER",
        "cannot operate cluster where state is Failed, NOT_RUN_NEVER",
        "cannot operate cluster where state is delete_failed, NOT_RUN_NEVER",
        "cannot operate cluster where state is unavailable, NOT_RUN_NEVER"
    })
    void aBusyClusterMayComeBack(String message, Verdict verdict) {
        assertEquals(
                verdict, judge(400, error("InvalidStatus.Forbidden", message)).verdict());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'code':'SignatureNonceUsed','message':'used already'}",
                "{'code':'InternalError','message':'x'}",
                "{'code':'ServiceUnavailable','message':'x'}",
                "{'code':'OperationConflict','message':'x'}",
                "{'code':'RequestTimeout','message':'x'}",
                "{'code':'500','message':'x'}",
                "{'code':503,'message':'x'}",
                "{'code':'X','message':'the backend said HTTP 502'}",
                "{'code':'X','message':'backend timed out'}",
                "{'code':'X','message':'Time-out'}",
                "{'code':'X','message':'x','status':599}",
                "{'code':'X','message':'x','errors':[{'why':{'text':'in\\u0074ernal'}}]}",
                "{'code':'Throttling','message':'x','task_id':'T-1'}",
                "code=503, message=Service Unavailable",
                "<Error><Code>InternalError</Code><Message>x</Message></Error>",
                "<html><h1>504 Gateway Time-out</h1></html>"
            })
    void whatSoundsLikeATroubleOfTheServerIsSilent(String body) {
        for (int status : REFUSING) {
            assertEquals(Verdict.SILENT, judge(status, body.replace('\'', '"')).verdict(), "HTTP " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'code':'X','message':'no','requestId':'500','HostId':'cs-internal','Recommend':'internal'}",
                "{'code':'X','message':'disk of 1500 GB, 5000, a599b and 600'}",
                "<html>404</html>",
                "{broken",
                "",
                "[1,2]",
                "{'code':'Throttling'",
                "{'code':'Throttling','code':'Throttling'}",
                "{'code':'Throttling','Code':'Other'}",
                "{'code':'Throttling'} and more",
                "<Error><Code>Throttling</Code>",
                "<Error><Code>Throttling</Code><Code>Other</Code></Error>",
                "they say code=Throttling",
                "code=Throttling, but also code=Other",
                "Throttling"
            })
    void aRefusalThatIsNotWholeAndClearIsOdd(String body) {
        for (int status : REFUSING) {
            assertEquals(Verdict.ODD, judge(status, body.replace('\'', '"')).verdict(), "HTTP " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'code':'Throttling.User','message':'slow'}",
                "{'Code':'Throttling.User','Message':'internal timeout 503'}",
                "{'code':'Throttling.User','Code':'Throttling.User'}",
                "<?xml version='1.0'?><Error><RequestId>R2</RequestId><Code>Throttling.User</Code></Error>\n",
                "code=Throttling.User, message=slow"
            })
    void aListedCodeCountsInEachShape(String body) {
        assertEquals(Verdict.NOT_RUN_LATER, judge(400, body.replace('\'', '"')).verdict());
    }

    static IntStream allStatuses() {
        return IntStream.range(100, 1000);
    }

    @ParameterizedTest
    @MethodSource("allStatuses")
    void whatIsNotCompleteIsSilent(int status) {
        byte[] accepted = "{\"task_id\":\"T-1\"}".getBytes(StandardCharsets.UTF_8);
        byte[] refused = error("Throttling", "slow").getBytes(StandardCharsets.UTF_8);
        for (byte[] body : List.of(accepted, refused)) {
            assertEquals(Verdict.SILENT, judge(answer(status, body, true, null)).verdict());
            assertEquals(
                    Verdict.SILENT,
                    judge(answer(status, body, false, new IOException("cut"))).verdict());
        }
    }

    @Test
    void withoutAnAnswerItCountsWhetherAByteHasLeft() {
        OrderReply never = judge(WireAnswer.none(false, new IOException("refused")));
        assertEquals(Verdict.NOT_RUN_LATER, never.verdict());
        assertEquals(AckFault.Kind.NEVER_SENT, never.fault().kind());
        OrderReply untrusted = judge(WireAnswer.none(false, new SSLPeerUnverifiedException("another host")));
        assertEquals(Verdict.NOT_RUN_NEVER, untrusted.verdict());
        assertEquals(
                Verdict.SILENT,
                judge(WireAnswer.none(true, new SSLPeerUnverifiedException("another host")))
                        .verdict());
        OrderReply silent = judge(WireAnswer.none(true, new IOException("timeout")));
        assertEquals(Verdict.SILENT, silent.verdict());
        assertEquals(AckFault.Kind.NO_ANSWER, silent.fault().kind());
        assertEquals(Verdict.SILENT, judge(WireAnswer.none(true, null)).verdict());
    }

    @Test
    void noHostileTextEndsInAnException() {
        for (String body : List.of(
                "[".repeat(200_000),
                "{\"a\":".repeat(200_000),
                "{\"task_id\":\"" + "x".repeat(1_000_000) + "\"}",
                "{\"message\":\"" + "\\u0000\\ud83d".repeat(80_000) + "\"}",
                "{\"code\":" + "9".repeat(900) + "}",
                "<Code>".repeat(150_000),
                "code=".repeat(200_000),
                "\u0000\uffff\ufeff{}")) {
            for (int status : new int[] {200, 400, 500}) {
                OrderReply reply = judge(status, body);
                Verdict last = status == 200 && body.startsWith("{\"code") || body.startsWith("{\"mess")
                        ? Verdict.ACCEPTED_WITHOUT_ID
                        : reply.verdict();
                assertEquals(status == 200 ? last : reply.verdict(), reply.verdict());
                assertFalse(reply.toString().contains("\n"));
            }
        }
        byte[] notUtf8 = {'{', '"', 't', 'a', 's', 'k', '_', 'i', 'd', '"', ':', '"', (byte) 0xff, '"', '}'};
        assertEquals(Verdict.SILENT, judge(answer(200, notUtf8, false, null)).verdict());
    }

    @Test
    void nothingThatIsShownRepeatsASecret() {
        for (int status : new int[] {200, 302, 400, 403, 500}) {
            String body = "{\"code\":\"" + PASSWORD + "\",\"message\":\"m " + PASSWORD + "\",\"requestId\":\""
                    + PASSWORD + "\"}";
            OrderReply reply = judge(status, body);
            assertFalse((reply + " " + reply.requestId()).contains(PASSWORD), reply::toString);
        }
        assertFalse(judge(WireAnswer.none(true, new IOException(PASSWORD)))
                .toString()
                .contains(PASSWORD));
    }

    @Test
    void theFactoryKeepsTheRuleOfTaskIds() {
        assertEquals(
                Verdict.ACCEPTED, OrderReply.accepted("T-1", VendorText.NONE).verdict());
        assertEquals(
                Verdict.ACCEPTED_WITHOUT_ID,
                OrderReply.accepted("a/b", VendorText.NONE).verdict());
        assertEquals(
                Verdict.ACCEPTED_WITHOUT_ID,
                OrderReply.accepted(null, VendorText.NONE).verdict());
        assertEquals(true, TaskId.isUsable("x".repeat(128)));
        assertEquals(false, TaskId.isUsable("x".repeat(129)));
    }
}
