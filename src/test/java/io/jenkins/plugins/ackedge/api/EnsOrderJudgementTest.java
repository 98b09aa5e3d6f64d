package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reply proves about an order of ENS machines. */
class EnsOrderJudgementTest {
    private static final String NAME = "jk-7f3a9c21-n";

    private static OrderReply judge(int status, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        WireAnswer answer = new WireAnswer(status, Map.of("x-acs-request-id", "H1"), bytes, false, true, null);
        return OrderJudgement.judgeMachines(NAME, answer, Redaction.of(List.of("Hello1234!")));
    }

    private static String error(String code, String message) {
        return "{'Code':'" + code + "','Message':'" + message + "','RequestId':'R-1','HostId':'ens.aliyuncs.com',"
                + "'Recommend':'https://error-center.aliyun.com/status/search?Keyword=500'}";
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'InstanceIds':['i-1','i-2'],'OrderId':'213177957850399','RequestId':'R'} | ACCEPTED | i-1 i-2",
                "{'InstanceIds':{'InstanceIds':['i-1','i-2']}} | ACCEPTED | i-1 i-2",
                "{'InstanceIds':['i-1','i-1']} | ACCEPTED | i-1",
                "{'OrderId':'213177957850399'} | ACCEPTED | ''",
                "{'OrderId':213177957850399} | ACCEPTED | ''",
                "{'OrderId':'1','InstanceIds':'i-1'} | ACCEPTED | ''",
                "{'OrderId':'1','InstanceIds':[7,null,{},'../x','i-3']} | ACCEPTED | i-3",
                "{'OrderId':'1','InstanceIds':{'a':{'b':'i-1'}}} | ACCEPTED | ''",
                "{'InstanceIds':['i-Hello1234!']} | ACCEPTED_WITHOUT_ID | ''",
                "{'InstanceIds':[]} | ACCEPTED_WITHOUT_ID | ''",
                "{'InstanceIds':[7],'OrderId':{}} | ACCEPTED_WITHOUT_ID | ''",
                "{'OrderId':''} | ACCEPTED_WITHOUT_ID | ''",
                "{'OrderId':true} | ACCEPTED_WITHOUT_ID | ''",
                "{'task_id':'T-1'} | ACCEPTED_WITHOUT_ID | ''",
                "{'Code':'StockNotEnough'} | ACCEPTED_WITHOUT_ID | ''",
                "{} | ACCEPTED_WITHOUT_ID | ''",
                "'' | ACCEPTED_WITHOUT_ID | ''",
                "[] | SILENT | ''",
                "{'OrderId':'1'}{} | SILENT | ''",
                "{'OrderId':'1','OrderId':'2'} | SILENT | ''",
                "<html>Welcome</html> | SILENT | ''"
            })
    void readsASuccess(String body, Verdict verdict, String ids) {
        OrderReply reply = judge(200, body.equals("''") ? "" : body);
        assertEquals(verdict, reply.verdict());
        assertEquals(ids, String.join(" ", reply.instanceIds()));
        assertEquals(verdict == Verdict.ACCEPTED ? NAME : "", reply.taskId());
    }

    @Test
    void tellsTheVendorsOrderAndRequest() {
        OrderReply reply = judge(200, "{'OrderId':'213','RequestId':'R'}");
        assertEquals("213", reply.orderId().toString());
        assertEquals("R", reply.requestId().toString());
        assertEquals("H1", judge(200, "{'OrderId':'213'}").requestId().toString());
        assertEquals("****", judge(200, "{'OrderId':'Hello1234!'}").orderId().toString());
    }

    @Test
    void hearsAThousandIdsAtMost() {
        String ids = IntStream.range(0, 3000).mapToObj(i -> "'i-" + i + "'").collect(Collectors.joining(","));
        assertEquals(
                1000, judge(200, "{'InstanceIds':[" + ids + "]}").instanceIds().size());
    }

    @ParameterizedTest(name = "{0} is {3} with {1}")
    @CsvSource({
        "StockNotEnough, 400, INVALID, NOT_RUN_NEVER",
        "MissingParameter, 400, INVALID, NOT_RUN_NEVER",
        "InvalidParameter, 400, INVALID, NOT_RUN_NEVER",
        "InvalidParameter.InstanceType, 400, INVALID, NOT_RUN_NEVER",
        "InvalidUserData.NotInWhiteList, 400, INVALID, NOT_RUN_NEVER",
        "NoPermission, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "Forbidden.RAM, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "SignatureDoesNotMatch, 400 401 403 404, NOT_AUTHORISED, NOT_RUN_NEVER",
        "InvalidAction.NotFound, 400 401 403 404, NOT_FOUND, NOT_RUN_NEVER",
        "Throttling.User, 400 403 429, THROTTLED, NOT_RUN_LATER"
    })
    void aListedCodeProvesWithItsStatusesAlone(String code, String statuses, AckFault.Kind kind, Verdict verdict) {
        List<String> proving = List.of(statuses.split(" "));
        for (int status = 300; status < 600; status++) {
            OrderReply reply = judge(status, error(code, "The disk size must be 20 to 500."));
            if (proving.contains("" + status)) {
                assertEquals(verdict, reply.verdict(), "HTTP " + status);
                assertEquals(kind, reply.fault().kind());
                assertEquals("R-1", reply.requestId().toString());
            } else {
                assertTrue(List.of(Verdict.ODD, Verdict.SILENT).contains(reply.verdict()), "HTTP " + status);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OrderFailed",
                "StockNotEnoughX",
                "InvalidStatus.Forbidden",
                "ErrorClusterNotFound",
                "InstanceIdNotFound",
                "InsufficientBalance",
                ""
            })
    void aCodeOnNoListIsOdd(String code) {
        assertEquals(Verdict.ODD, judge(400, error(code, "no")).verdict());
        assertEquals(Verdict.SILENT, judge(500, error(code, "no")).verdict());
    }

    /** The vendor's error page has such an entry with HTTP 400 and any code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Code':'StockNotEnough','Message':'Some of the bulk orders failed, please try again:i-1.'}",
                "{'Code':'OrderFailed','Message':'Some of the BULK ORDERS failed'}",
                "{'Code':'StockNotEnough','Message':'批量订单中有部分订单下单失败,请重试'}",
                "{'Code':'StockNotEnough','Message':'no','InstanceIds':['i-1']}",
                "{'Code':'StockNotEnough','Message':'no','OrderId':'1'}",
                "<Error><Code>StockNotEnough</Code><Message>Some of the bulk orders failed</Message></Error>"
            })
    void aRefusalThatMayHaveRunInPartIsInDoubt(String body) {
        OrderReply reply = judge(400, body);
        assertEquals(Verdict.SILENT, reply.verdict());
        assertFalse(reply.fault().message().isEmpty());
    }

    @Test
    void whatNeverLeftDidNotRun() {
        WireAnswer none = WireAnswer.none(false, new IOException("refused"));
        assertEquals(
                Verdict.NOT_RUN_LATER,
                OrderJudgement.judgeMachines(NAME, none, Redaction.NONE).verdict());
        WireAnswer lost = WireAnswer.none(true, new IOException("reset"));
        assertEquals(
                Verdict.SILENT,
                OrderJudgement.judgeMachines(NAME, lost, Redaction.NONE).verdict());
    }

    @Test
    void aNameThatIsNoneStillTellsTheMachines() {
        byte[] body = "{\"InstanceIds\":[\"i-1\"]}".getBytes(StandardCharsets.UTF_8);
        OrderReply reply = OrderJudgement.judgeMachines(
                "", new WireAnswer(200, Map.of(), body, false, true, null), Redaction.NONE);
        assertEquals(Verdict.ACCEPTED_WITHOUT_ID, reply.verdict());
        assertEquals(List.of("i-1"), reply.instanceIds());
    }
}
