package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How ENS is called, its smaller operations, the join scripts of ACK, and the faults that ENS orders meet. */
class EnsOperationsTest {
    private final EnsOrders ens = new EnsOrders();
    private final EnsWorld world = ens.simulator.ens();

    @AfterEach
    void close() {
        ens.close();
    }

    private SignedCall inQuery(Operation operation, Map<String, String> parameters) {
        SignedCall call = SignedCall.ens(ens.simulator, operation).at(ens.clock.get());
        parameters.forEach(call::query);
        return call;
    }

    @Test
    void parametersComeInTheFormOrTheQueryByPostOrGet() throws IOException {
        assertEquals(200, ens.order(EnsOrders.sample()).status());
        assertEquals(
                200, inQuery(Operation.RUN_INSTANCES, EnsOrders.sample()).send().status());
        assertEquals(
                200,
                inQuery(Operation.DESCRIBE_INSTANCES, Map.of())
                        .method("GET")
                        .send()
                        .status());
        assertEquals(2, world.bill().orders());
    }

    @Test
    void aSecretInTheUrlIsTakenAndNoted() throws IOException {
        ens.order(EnsOrders.sample());
        assertEquals(List.of(), ens.simulator.leaks());
        inQuery(Operation.RUN_INSTANCES, EnsOrders.sample()).send();
        assertEquals(List.of(new Leak("RunInstances", "Password")), ens.simulator.leaks());
        String script = ens.script();
        inQuery(
                        Operation.ATTACH_ENS_INSTANCES,
                        new TreeMap<>(Map.of("InstanceId", "i-1", "Scripts", EnsOrders.base64(script))))
                .send();
        inQuery(
                        Operation.DESCRIBE_INSTANCES,
                        Map.of("SearchKey", world.joinTokens().get(0)))
                .send();
        assertEquals(
                List.of("Password", "Scripts", "SearchKey"),
                ens.simulator.leaks().stream().map(Leak::parameter).toList());
        assertFalse(ens.simulator.leaks().toString().contains(Orders.PASSWORD));
    }

    @Test
    void aFormIsSignedLikeAnyBody() throws IOException {
        SignedCall.Reply reply = SignedCall.ens(ens.simulator, Operation.RUN_INSTANCES, EnsOrders.sample())
                .at(EnsOrders.START)
                .sign()
                .form(Map.of("Amount", "3"))
                .sendAsIs();
        assertEquals("SignatureDoesNotMatch", reply.code());
        reply = SignedCall.ens(ens.simulator, Operation.RUN_INSTANCES, EnsOrders.sample())
                .at(EnsOrders.START)
                .sign()
                .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
                .sendAsIs();
        assertEquals("SignatureDoesNotMatch", reply.code());
        assertEquals(0, world.bill().orders());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, RunInstance, 2017-11-10",
        "POST, /, RunInstances, 2015-12-15",
        "PUT, /, RunInstances, 2017-11-10",
        "POST, /ens, RunInstances, 2017-11-10",
        "POST, /, ScaleOutCluster, 2015-12-15"
    })
    void anythingElseIsNoApi(String method, String path, String action, String version) throws IOException {
        SignedCall.Reply reply = new SignedCall(ens.simulator, action, method, path)
                .header("x-acs-version", version)
                .form(EnsOrders.sample())
                .at(EnsOrders.START)
                .send();
        assertEquals(404, reply.status());
        assertEquals("InvalidApi.NotFound", reply.code());
        assertEquals(0, world.bill().orders());
    }

    @Test
    void refusalsHaveTheShapeOfEns() throws IOException {
        SignedCall.Reply reply = ens.order(Map.of());
        assertEquals("ens.aliyuncs.com", reply.text("HostId"));
        assertEquals(reply.text("RequestId"), reply.headers().get("x-acs-request-id"));
    }

    @Test
    void autoRenewalIsSetForManyAtOnce() throws IOException {
        ens.order(EnsOrders.sample());
        String ids = String.join(";", world.bill().entries().get(0).instanceIds());
        SignedCall.Reply reply = renew("InstanceIds", ids, "AutoRenew", "True", "Duration", "12");
        assertEquals(0, reply.json().get("Code").asInt(-1));
        assertTrue(world.machines().stream().allMatch(SimulatedMachine::autoRenew));
        renew("InstanceIds", ids, "AutoRenew", "False");
        assertFalse(world.machines().stream().anyMatch(SimulatedMachine::autoRenew));
        renew("InstanceIds", ids, "AutoRenew", "False", "RenewalStatus", "AutoRenewal", "Duration", "1");
        assertTrue(world.machines().get(0).autoRenew(), "the status goes before");
        assertEquals(
                "MissingParameter",
                renew("InstanceIds", ids, "AutoRenew", "True").code());
        assertEquals(
                "InvalidParameter.Duration",
                renew("InstanceIds", ids, "AutoRenew", "True", "Duration", "10").code());
        assertEquals(
                "InvalidParameter.AutoRenew",
                renew("InstanceIds", ids, "AutoRenew", "true", "Duration", "1").code());
        assertEquals(
                "InstanceIdNotFound",
                renew("InstanceIds", ids.replace(';', ','), "AutoRenew", "False")
                        .code());
        ens.order(EnsOrders.paidByUse());
        assertEquals(
                "InvalidParameter.InstanceIds",
                renew("InstanceIds", world.machines().get(2).id(), "AutoRenew", "False")
                        .code());
    }

    private SignedCall.Reply renew(String... pairs) throws IOException {
        Map<String, String> form = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return ens.send(Operation.MODIFY_INSTANCE_AUTO_RENEW_ATTRIBUTE, form);
    }

    private static Map<String, String> priceQuestion() {
        return new TreeMap<>(Map.of(
                "EnsRegionId",
                EnsOrders.REGION,
                "InstanceType",
                "ens.sn1.tiny",
                "InternetChargeType",
                "BandwidthByDay",
                "Period",
                "3",
                "PeriodUnit",
                "Month",
                "Quantity",
                "2",
                "SystemDisk.Size",
                "40"));
    }

    @Test
    void thePriceIsTheOneThatIsBilled() throws IOException {
        world.setPrice("12.34", "USD");
        JsonNode price = ens.send(Operation.DESCRIBE_PRICE, priceQuestion())
                .json()
                .get("PriceInfo")
                .get("Price");
        assertEquals("USD", price.get("Currency").asText());
        assertEquals(74.04, price.get("TradePrice").asDouble());
        assertEquals(92.55, price.get("OriginalPrice").asDouble());
        Map<String, String> form = EnsOrders.sample();
        form.put("Period", "3");
        ens.order(form);
        assertEquals(new BigDecimal("74.04"), world.bill().total());
        assertEquals("USD", world.bill().entries().get(0).currency());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EnsRegionId", "InstanceType", "InternetChargeType", "Period", "Quantity", "SystemDisk.Size"})
    void aPriceNeedsAllOfThese(String name) throws IOException {
        Map<String, String> form = priceQuestion();
        form.remove(name);
        assertEquals(
                "MissingParameter", ens.send(Operation.DESCRIBE_PRICE, form).code());
    }

    @Test
    void theKeyMayNotBeAllowedToAskForThePrice() throws IOException {
        ens.simulator.always(Operation.DESCRIBE_PRICE, Fault.noPermission());
        SignedCall.Reply reply = ens.send(Operation.DESCRIBE_PRICE, priceQuestion());
        assertEquals(400, reply.status());
        assertEquals("NoPermission", reply.code());
        ens.simulator.always(Operation.DESCRIBE_PRICE, Fault.accessDenied());
        reply = ens.send(Operation.DESCRIBE_PRICE, priceQuestion());
        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("\"ens:DescribePrice\""));
    }

    @Test
    void theStockIsCounted() throws IOException {
        Map<String, String> form = Map.of(
                "EnsRegionId",
                EnsOrders.REGION,
                "InstanceSpec",
                "ens.sn1.tiny",
                "SystemDiskSize",
                "40",
                "DataDiskSize",
                "0");
        assertEquals(1000, stock(form).get("AvaliableCount").asInt());
        world.setStock(0);
        assertEquals(0, stock(form).get("AvaliableCount").asInt());
        assertEquals("StockNotEnough", stock(form).get("ResourceGap").asText());
        assertEquals(
                "MissingParameter",
                ens.send(Operation.DESCRIBE_PRE_PAID_INSTANCE_STOCK, Map.of()).code());
    }

    private JsonNode stock(Map<String, String> form) throws IOException {
        return ens.send(Operation.DESCRIBE_PRE_PAID_INSTANCE_STOCK, form).json();
    }

    @ParameterizedTest
    @EnumSource
    void aScriptComesInEachShapeAndWithANewTokenEachTime(ScriptShape shape) throws IOException {
        world.setScriptShape(shape);
        String first = ens.scriptReply(Json.object()).body();
        String second = ens.scriptReply(Json.object()).body();
        assertNotEquals(first, second);
        String script = world.joinScripts().get(0);
        assertEquals(
                switch (shape) {
                    case QUOTED -> Json.write(Json.object().textNode(script));
                    case RAW -> script;
                    case OBJECT -> Json.write(Json.object().put("result", script));
                },
                first);
        assertTrue(script.contains(
                " --openapi-token=" + world.joinTokens().get(0) + " --region=cn-beijing --node-spec='"));
        assertEquals(2, world.joinTokens().stream().distinct().count());
        assertEquals(0, ens.simulator.ledger().orders() + world.bill().orders(), "nothing is bought");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"arch\":\"amd64\",\"options\":\"{}\"}",
                "{\"nodepool_id\":\"np1\",\"options\":\"{}\"}",
                "{\"nodepool_id\":\"np1\",\"arch\":\"x86\",\"options\":\"{}\"}",
                "{\"nodepool_id\":\"np1\",\"arch\":\"amd64\"}",
                "{\"nodepool_id\":\"np1\",\"arch\":\"amd64\",\"options\":{}}",
                "{\"nodepool_id\":\"np1\",\"arch\":\"amd64\",\"options\":\"x\"}",
                "{\"nodepool_id\":\"np1\",\"arch\":\"amd64\",\"options\":\"{}\",\"expired\":3600}",
                "{\"nodepool_id\":\"np1\",\"arch\":\"amd64\",\"options\":\"{}\",\"expired\":\"1767330245\"}"
            })
    void aScriptNeedsPoolArchitectureAndOptions(String body) throws IOException {
        assertEquals("InvalidParameter", ens.scriptReply(body).code());
        assertEquals(List.of(), world.joinScripts());
    }

    @Test
    void aScriptExpiresWhenItWasAskedTo() throws IOException {
        ens.scriptReply("{\"nodepool_id\":\"np1\",\"arch\":\"amd64\",\"options\":\"{}\",\"expired\":"
                + (EnsOrders.START / 1000 + 2) + "}");
        Map<String, String> form = EnsOrders.sample();
        form.put(
                "UserData",
                EnsOrders.base64("#!/bin/bash\n" + world.joinScripts().get(0)));
        ens.order(form);
        ens.pass(60_000);
        assertEquals(0, ens.nodes().size(), "the machine ran in the third second");
    }

    @Test
    void aRemovedPoolHasNoScript() throws IOException {
        ens.simulator.cluster(Orders.CLUSTER).nodePool(EnsOrders.POOL).remove();
        assertEquals("ErrorNodePoolNotFound", ens.scriptReply(Json.object()).code());
    }

    @Test
    void aLostAnswerIsBilledAllTheSame() throws IOException {
        for (Fault lost : List.of(Fault.resetAfter(), Fault.timeoutAfter(), Fault.truncatedAfter())) {
            ens.simulator.on(Operation.RUN_INSTANCES, lost);
            SignedCall call = SignedCall.ens(ens.simulator, Operation.RUN_INSTANCES, EnsOrders.sample())
                    .at(ens.clock.get())
                    .readTimeout(300);
            assertThrows(IOException.class, call::send);
        }
        ens.simulator.on(Operation.RUN_INSTANCES, Fault.serverErrorAfter(503));
        assertEquals(503, ens.order(EnsOrders.sample()).status());
        assertEquals(4, world.bill().orders());
        assertEquals(8, world.bill().machines());
    }

    @Test
    void whatIsRefusedBeforeItRunsIsNotBilled() throws IOException {
        for (Fault fault : List.of(
                Fault.throttled(),
                Fault.throttled429(3),
                Fault.serverErrorBefore(500),
                Fault.orderFailed(),
                Fault.stockNotEnough(),
                Fault.noPermission())) {
            ens.simulator.on(Operation.RUN_INSTANCES, fault);
            assertTrue(ens.order(EnsOrders.sample()).status() >= 400);
        }
        assertEquals(0, world.bill().orders());
    }

    @Test
    void theIdsOfAnAnswerAreMissingFewerOrWrapped() throws IOException {
        ens.simulator.on(Operation.RUN_INSTANCES, Fault.withoutInstanceIdsAfter());
        assertFalse(ens.order(EnsOrders.sample()).json().has("InstanceIds"));
        ens.simulator.on(Operation.RUN_INSTANCES, Fault.fewerInstanceIdsAfter(1));
        assertEquals(1, ens.order(EnsOrders.sample()).json().get("InstanceIds").size());
        ens.simulator.on(Operation.RUN_INSTANCES, Fault.wrappedInstanceIdsAfter());
        assertEquals(
                2,
                ens.order(EnsOrders.sample())
                        .json()
                        .get("InstanceIds")
                        .get("InstanceIds")
                        .size());
        assertEquals(6, world.bill().machines());
    }

    @Test
    void faultsChooseByTheMachine() throws IOException {
        ens.simulator.always(
                Operation.RELEASE_POST_PAID_INSTANCE, Fault.byId(id -> id.equals("i-bad") ? Fault.throttled() : null));
        assertEquals("Throttling.User", release("i-bad"));
        assertEquals("InstanceIdNotFound", release("i-other"));
    }

    private String release(String id) throws IOException {
        return ens.send(Operation.RELEASE_POST_PAID_INSTANCE, Map.of("InstanceId", id))
                .code();
    }

    @Test
    void theBillIsThereForScriptsToo() throws IOException {
        ens.orderedToJoin();
        SignedCall.Reply reply = new SignedCall(ens.simulator, "", "GET", Gateway.LEDGER_PATH)
                .header("authorization", "none")
                .sendAsIs();
        JsonNode bill = reply.json().get("ens");
        assertEquals(1, bill.get("orders").asInt());
        assertEquals("200.00", bill.get("total").asText());
        JsonNode entry = bill.get("entries").get(0);
        assertEquals("7f3a9c21", entry.get("tags").get("jenkins-scaleout").asText());
        assertEquals(
                "jk-7f3a9c21-n002", entry.get("machines").get(1).get("name").asText());
        assertFalse(reply.body().contains(Orders.PASSWORD));
        assertFalse(reply.body().contains(world.joinTokens().get(0)));
    }
}
