package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of ENS over real HTTP: what is asked, what is made of an answer, and that no secret gets out. */
class EnsClientTest {
    private static final String PASSWORD = "Hello1234!";
    private static final JoinScript SCRIPT =
            JoinScript.of("wget http://x/edgeadm; ./edgeadm join --openapi-token=s3cret.Token --node-spec='{}'");
    private static final RunInstancesRequest ORDER =
            RunInstancesRequestTest.sample().userData(SCRIPT.userData()).build();

    private static OrderReply order(EnsServer server) throws Exception {
        EnsClient ens = server.ens();
        return Awaited.from(then -> ens.readyToOrder(pass -> ens.runInstances(pass, ORDER, then)));
    }

    @Test
    void ordersWithOneSignedForm() throws Exception {
        try (EnsServer server = EnsServer.answering(
                200, "{\"InstanceIds\":[\"i-1\",\"i-2\"],\"OrderId\":\"2131\",\"RequestId\":\"R\"}")) {
            OrderReply reply = order(server);

            assertEquals(Verdict.ACCEPTED, reply.verdict(), reply::toString);
            assertEquals("jk-7f3a9c21-n", reply.taskId());
            assertEquals(List.of("i-1", "i-2"), reply.instanceIds());
            assertEquals("2131", reply.orderId().toString());
            assertEquals(1, server.asked().size());
            EnsServer.Asked asked = server.asked().get(0);
            assertEquals("POST /", asked.line());
            assertEquals("RunInstances", asked.action());
            assertEquals(ORDER.form(), asked.form());
            assertTrue(asked.headers().contains("Content-Type: application/x-www-form-urlencoded\n"), asked.headers());
            assertTrue(asked.headers().contains("x-acs-version: 2017-11-10\n"), asked.headers());
        }
    }

    @Test
    void sendsAnOrderOnceWhateverIsAnswered() throws Exception {
        for (int status : new int[] {307, 308, 401, 407, 408, 421, 500, 503}) {
            try (EnsServer server = new EnsServer(asked -> EnsServer.answer(status, "")
                    .newBuilder()
                    .setHeader("Retry-After", "0")
                    .setHeader("Location", "/again")
                    .build())) {
                assertFalse(order(server).verdict() == Verdict.ACCEPTED);
                assertEquals(1, server.asked().size(), "HTTP " + status);
            }
        }
    }

    /** Each call, against a server that repeats all that it was sent, in each kind of answer. */
    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 500})
    void noSecretIsInAUrlOrAMessage(int status) throws Exception {
        try (EnsServer server = new EnsServer(asked -> EnsServer.answer(
                status,
                new String(
                        Json.write(Map.of("Code", "Odd", "Message", asked.form() + " " + asked.headers())),
                        StandardCharsets.UTF_8)))) {
            EnsClient ens = server.ens();
            StringBuilder told = new StringBuilder();
            OrderReply reply = order(server);
            told.append(reply).append(reply.fault());
            List<Consumer<Consumer<Answer<?>>>> questions = List.of(
                    then -> ens.describeInstances("cn-beijing-cmcc-2", then::accept),
                    then -> ens.describeInstances(List.of("i-1"), then::accept),
                    then -> ens.listInstanceIdsByTag("jenkins-scaleout", "7f3a9c21", then::accept),
                    then -> ens.attachEnsInstances("i-1", SCRIPT, then::accept),
                    then -> ens.releasePostPaidInstance("i-1", then::accept),
                    then -> ens.modifyInstanceAutoRenew(List.of("i-1"), 1, then::accept),
                    then -> ens.describePrice(ORDER, then::accept),
                    then -> ens.describePrePaidInstanceStock(ORDER, then::accept));
            for (Consumer<Consumer<Answer<?>>> question : questions) {
                Answer<?> answer = Awaited.from(question);
                assertFalse(answer.isThere());
                told.append('\n').append(answer).append(answer.fault().message());
            }
            assertEquals(1 + questions.size(), server.asked().size());
            for (EnsServer.Asked asked : server.asked()) {
                assertEquals("POST /", asked.line());
                assertFalse(asked.headers().contains(PASSWORD), asked.headers());
            }
            String base64 = Base64.getEncoder().encodeToString(SCRIPT.text().getBytes(StandardCharsets.UTF_8));
            for (String secret : List.of(
                    PASSWORD, "s3cret", SCRIPT.text(), base64, ORDER.form().get("UserData"), EnsServer.SECRET)) {
                assertFalse(told.toString().contains(secret), told::toString);
            }
            assertFalse(told.toString().contains(base64.substring(60, 80)), told::toString);
        }
    }

    @Test
    void aRefusalThatRepeatsPasswordOrTokenIsMasked() throws Exception {
        String said = "bad Password " + PASSWORD + ", token s3cret.Token, data "
                + ORDER.form().get("UserData");
        try (EnsServer server =
                EnsServer.answering(400, "{\"Code\":\"InvalidParameter\",\"Message\":\"" + said + "\"}")) {
            assertEquals(
                    "bad Password ****, token ****, data ****",
                    order(server).fault().detail().toString());
        }
    }

    @Test
    void attachesWithTheScriptAsItCame() throws Exception {
        try (EnsServer server = EnsServer.answering(200, "{\"RequestId\":\"R\"}")) {
            assertTrue(Awaited.<Boolean>value(then -> server.ens().attachEnsInstances("i-1", SCRIPT, then)));
            assertEquals("AttachEnsInstances", server.asked().get(0).action());
            assertEquals(
                    SCRIPT.text(),
                    new String(Base64.getDecoder().decode(server.form(0).get("Scripts")), StandardCharsets.UTF_8));
            assertEquals("i-1", server.form(0).get("InstanceId"));
            assertEquals(2, server.form(0).size());
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {'RequestId':'R'} | true",
                "200 | {'RequestId':'R','Code':0} | true",
                "200 | {'Code':'0'} | true",
                "400 | {'Code':'InstanceIdNotFound','Message':'no','RequestId':'R'} | true",
                "404 | {'Code':'InstanceIdNotFound','Message':'no'} | true",
                "500 | {'Code':'InstanceIdNotFound','Message':'no'} | SERVER",
                "400 | {'Code':'InvalidInstanceId.NotFound','Message':'no'} | NOT_FOUND",
                "403 | {'Code':'Forbidden.RAM','Message':'no'} | NOT_AUTHORISED",
                "200 | {'Code':7,'Message':'no'} | ODD",
                "200 | {'Code':['x']} | ODD",
                "200 | [] | NO_ANSWER",
                "200 | '' | NO_ANSWER",
                "200 | <html> | NO_ANSWER"
            })
    void releasesAMachineThatMayBeGone(int status, String body, String expected) throws Exception {
        String sent = body.equals("''") ? "" : body.replace('\'', '"');
        try (EnsServer server = EnsServer.answering(status, sent)) {
            Answer<Boolean> answer = Awaited.from(then -> server.ens().releasePostPaidInstance("i-1", then));
            assertEquals(
                    expected,
                    answer.isThere() ? "" + answer.value() : "" + answer.fault().kind());
            assertEquals(Map.of("InstanceId", "i-1"), server.form(0));
        }
    }

    @Test
    void setsRenewalForAThousandMachinesAndForEachTermThatThereIs() throws Exception {
        List<String> most =
                IntStream.rangeClosed(1, 1_000).mapToObj(i -> "i-" + i).toList();
        List<String> tooMany =
                IntStream.rangeClosed(1, 1_001).mapToObj(i -> "i-" + i).toList();
        try (EnsServer server = EnsServer.answering(200, "{}")) {
            for (long months : new long[] {1, 9, 12}) {
                assertTrue(Awaited.<Boolean>value(then -> server.ens().modifyInstanceAutoRenew(most, months, then)));
            }
            assertEquals(3, server.asked().size());
            assertEquals(
                    Kind.INVALID,
                    Awaited.<Answer<Boolean>>from(then -> server.ens().modifyInstanceAutoRenew(tooMany, 1, then))
                            .fault()
                            .kind());
            assertEquals(3, server.asked().size());
        }
    }

    @Test
    void setsRenewalForAllAtOnce() throws Exception {
        try (EnsServer server = EnsServer.answering(200, "{\"Code\":0,\"RequestId\":\"R\"}")) {
            assertTrue(Awaited.<Boolean>value(
                    then -> server.ens().modifyInstanceAutoRenew(List.of("i-1", "i-2"), 12, then)));
            assertEquals(Map.of("InstanceIds", "i-1;i-2", "AutoRenew", "True", "Duration", "12"), server.form(0));
            assertEquals(
                    "ModifyInstanceAutoRenewAttribute", server.asked().get(0).action());
        }
    }

    @Test
    void sendsNothingThatMakesNoSense() throws Exception {
        try (EnsServer server = EnsServer.answering(200, "{}")) {
            EnsClient ens = server.ens();
            RunInstancesRequest byUse = RunInstancesRequestTest.sample()
                    .instanceChargeType("PostPaid")
                    .build();
            List<Consumer<Consumer<Answer<?>>>> questions = List.of(
                    then -> ens.describeInstances("", then::accept),
                    then -> ens.describeInstances((String) null, then::accept),
                    then -> ens.describeInstances(List.of("i-1", "i\"2"), then::accept),
                    then -> ens.describeInstances(Collections.singletonList(null), then::accept),
                    then -> ens.describeInstances(Collections.nCopies(1001, "i-1"), then::accept),
                    then -> ens.listInstanceIdsByTag(null, "v", then::accept),
                    then -> ens.attachEnsInstances("", SCRIPT, then::accept),
                    then -> ens.attachEnsInstances("i-1", null, then::accept),
                    then -> ens.releasePostPaidInstance("i-1;i-2", then::accept),
                    then -> ens.modifyInstanceAutoRenew(List.of(), 1, then::accept),
                    then -> ens.modifyInstanceAutoRenew(List.of("i-1;i-2"), 1, then::accept),
                    then -> ens.modifyInstanceAutoRenew(List.of("i-1"), 10, then::accept),
                    then -> ens.modifyInstanceAutoRenew(List.of("i-1"), 0, then::accept),
                    then -> ens.modifyInstanceAutoRenew(List.of("i-1"), 11, then::accept),
                    then -> ens.modifyInstanceAutoRenew(List.of("i-1"), 13, then::accept),
                    then -> ens.describePrice(byUse, then::accept));
            for (int i = 0; i < questions.size(); i++) {
                assertEquals(
                        Kind.INVALID, Awaited.from(questions.get(i)).fault().kind(), "question " + i);
            }
            EnsListing none = Awaited.value(then -> ens.describeInstances(List.of(), then));
            assertEquals(List.of(), none.instances());
            assertTrue(none.complete());
            assertEquals(0, server.asked().size());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Currency':'USD','DiscountPrice':1,'OriginalPrice':16125,'TradePrice':126.75} | 126.75 USD",
                "{'Currency':'CNY','TradePrice':0} | 0 CNY",
                "{'Currency':'CNY','TradePrice':12000000.0} | 12000000 CNY",
                "{'Currency':'CNY','TradePrice':0.1000000015} | 0.1 CNY",
                "{'Currency':'CNY','TradePrice':'99.90'} | 99.9 CNY",
                "{'Currency':'CNY','TradePrice':-1} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':1.2675e2} | 126.75 CNY",
                "{'Currency':'CNY','TradePrice':74.04000091552734375} | 74.04 CNY",
                "{'Currency':'CNY','TradePrice':1e300} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':1e400} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':1e2147483647} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':1e-400} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':1e-2147483647} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':1e-99999999999} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':0.00001} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':'much'} | NO_ANSWER",
                "{'Currency':'CNY','TradePrice':null} | NO_ANSWER",
                "{'Currency':'CNY','OriginalPrice':7} | NO_ANSWER",
                "{'Currency':'<b>','TradePrice':7} | NO_ANSWER",
                "{'TradePrice':7} | NO_ANSWER",
                "[] | NO_ANSWER"
            })
    void tellsThePriceOfTheWholeOrder(String price, String expected) throws Exception {
        String body = "{'PriceInfo':{'Price':" + price + "},'RequestId':'R'}";
        try (EnsServer server = EnsServer.answering(200, body.replace('\'', '"'))) {
            Answer<EnsPrice> answer = Awaited.from(then -> server.ens().describePrice(ORDER, then));
            assertEquals(
                    expected,
                    answer.isThere()
                            ? answer.value().amount().toPlainString() + " "
                                    + answer.value().currency()
                            : "" + answer.fault().kind());
            assertEquals(
                    Map.of(
                            "EnsRegionId",
                            "cn-beijing-cmcc-2",
                            "InstanceType",
                            "ens.sn1.tiny",
                            "InternetChargeType",
                            "BandwidthByDay",
                            "Period",
                            "1",
                            "PeriodUnit",
                            "Month",
                            "Quantity",
                            "2",
                            "SystemDisk.Size",
                            "40",
                            "DataDisks",
                            "[{\"Category\":\"cloud_ssd\",\"Size\":50}]"),
                    server.form(0));
        }
    }

    @Test
    void comparesPricesByTheirAmount() {
        assertEquals(
                new EnsPrice(new BigDecimal("126.75"), "USD"),
                EnsPrice.of("{\"PriceInfo\":{\"Price\":{\"Currency\":\"USD\",\"TradePrice\":126.750}}}"
                                .getBytes(StandardCharsets.UTF_8))
                        .orElseThrow());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'AvaliableCount':84,'ResourceGap':'StockNotEnough'} | 84",
                "{'AvaliableCount':0} | 0",
                "{'AvailableCount':'3'} | 3",
                "{'AvaliableCount':1.5} | NO_ANSWER",
                "{'AvaliableCount':-1} | NO_ANSWER",
                "{'AvaliableCount':null} | NO_ANSWER",
                "{'AvaliableCount':99999999999} | NO_ANSWER",
                "{} | NO_ANSWER"
            })
    void tellsTheStock(String body, String expected) throws Exception {
        try (EnsServer server = EnsServer.answering(200, body.replace('\'', '"'))) {
            Answer<Long> answer = Awaited.from(then -> server.ens().describePrePaidInstanceStock(ORDER, then));
            assertEquals(
                    expected,
                    answer.isThere() ? "" + answer.value() : "" + answer.fault().kind());
            assertEquals(
                    Map.of(
                            "EnsRegionId",
                            "cn-beijing-cmcc-2",
                            "InstanceSpec",
                            "ens.sn1.tiny",
                            "SystemDiskSize",
                            "40",
                            "DataDiskSize",
                            "50"),
                    server.form(0));
        }
    }
}
