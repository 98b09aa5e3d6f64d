package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client (com.aliyun:tea-openapi) goes the whole way from an order to nodes that are ready. */
class EnsVendorClientTest {
    private final AtomicLong ahead = new AtomicLong();
    private final AckSimulator simulator = AckSimulator.builder()
            .clock(() -> System.currentTimeMillis() + ahead.get())
            .stageMillis(60_000)
            .start();

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void ordersAndWatchesWithTheParametersInTheForm() throws Exception {
        goesAllTheWay(true);
        assertEquals(List.of(), simulator.leaks());
    }

    /** What the vendor's generated client does: all parameters in the query, the password too. */
    @Test
    void ordersAndWatchesWithTheParametersInTheQuery() throws Exception {
        goesAllTheWay(false);
        assertEquals(
                List.of("Password", "UserData"),
                simulator.leaks().stream().map(Leak::parameter).sorted().toList());
    }

    private void goesAllTheWay(boolean inForm) throws Exception {
        Map<String, Object> order = new LinkedHashMap<>(EnsOrders.sample());
        order.put("UserData", EnsOrders.base64("#!/bin/bash\n" + script()));
        order.remove("Tag.1.Key");
        order.remove("Tag.1.Value");
        order.put("Tag", List.of(Map.of("Key", "jenkins-scaleout", "Value", "7f3a *~")));
        Map<?, ?> reply = ens("RunInstances", order, inForm);
        List<?> ids = (List<?>) reply.get("InstanceIds");
        assertEquals(2, ids.size());

        ahead.addAndGet(120_000);
        Map<?, ?> listing = ens(
                "DescribeInstances",
                Map.of(
                        "EnsRegionId",
                        EnsOrders.REGION,
                        "Tags",
                        "[{\"Key\":\"jenkins-scaleout\",\"Value\":\"7f3a *~\"}]"),
                inForm);
        assertEquals(2L, ((Number) listing.get("TotalCount")).longValue());
        List<Object> found = new ArrayList<>();
        for (Object machine : (List<?>) ((Map<?, ?>) listing.get("Instances")).get("Instance")) {
            assertEquals("Running", ((Map<?, ?>) machine).get("Status"));
            found.add(((Map<?, ?>) machine).get("InstanceId"));
        }
        assertEquals(ids, found);

        ahead.addAndGet(120_000);
        OpenApiRequest request = new OpenApiRequest().setQuery(Map.of("nodepool_id", "np1", "state", "all"));
        Params nodes = params("DescribeClusterNodes", "2015-12-15", "GET", "/clusters/" + Orders.CLUSTER + "/nodes");
        Map<?, ?> body = (Map<?, ?>)
                client().callApi(nodes.setStyle("ROA").setReqBodyType("json"), request, new RuntimeOptions())
                        .get("body");
        for (Object node : (List<?>) body.get("nodes")) {
            assertEquals("Ready", ((Map<?, ?>) node).get("node_status"));
        }
        assertEquals(2, ((List<?>) body.get("nodes")).size());
        assertEquals(1, simulator.ens().bill().orders());
        assertTrue(simulator.exchanges().stream().allMatch(Exchange::signatureValid));
    }

    @Test
    void repairsAndReleases() throws Exception {
        simulator.ens().setJoining(Joining.AFTER_ATTACH);
        ens("RunInstances", new LinkedHashMap<>(EnsOrders.paidByUse()), true);
        ahead.addAndGet(120_000);
        SimulatedMachine machine = simulator.ens().machines().get(0);
        ens("AttachEnsInstances", Map.of("InstanceId", machine.id(), "Scripts", EnsOrders.base64(script())), true);
        ahead.addAndGet(180_000);
        assertTrue(machine.ready());
        ens("ReleasePostPaidInstance", Map.of("InstanceId", machine.id()), true);
        assertTrue(machine.released());
        TeaException gone = assertThrows(
                TeaException.class, () -> ens("ReleasePostPaidInstance", Map.of("InstanceId", machine.id()), true));
        assertEquals("InstanceIdNotFound", gone.getCode());
    }

    /** The body is a string, not an object, as the vendor's client has it. */
    private String script() throws Exception {
        OpenApiRequest request = new OpenApiRequest()
                .setBody(Map.of("nodepool_id", "np1", "arch", "amd64", "options", "{\"quiet\":true}"));
        Params params = params(
                        "DescribeClusterAttachScripts",
                        "2015-12-15",
                        "POST",
                        "/clusters/" + Orders.CLUSTER + "/attachscript")
                .setStyle("ROA")
                .setReqBodyType("json")
                .setBodyType("string");
        simulator.ens().setScriptShape(ScriptShape.RAW);
        return (String) client().callApi(params, request, new RuntimeOptions()).get("body");
    }

    private Map<?, ?> ens(String action, Map<String, ?> parameters, boolean inForm) throws Exception {
        Map<String, String> flat = Client.query(new LinkedHashMap<String, Object>(parameters));
        OpenApiRequest request = new OpenApiRequest();
        if (inForm) {
            request.setBody(flat);
        } else {
            request.setQuery(flat);
        }
        return (Map<?, ?>) client().callApi(params(action, "2017-11-10", "POST", "/"), request, new RuntimeOptions())
                .get("body");
    }

    private com.aliyun.teaopenapi.Client client() throws Exception {
        return new com.aliyun.teaopenapi.Client(new Config()
                .setAccessKeyId("testid")
                .setAccessKeySecret("testsecret")
                .setProtocol("http")
                .setEndpoint("127.0.0.1:" + simulator.port()));
    }

    private static Params params(String action, String version, String method, String path) {
        return new Params()
                .setAction(action)
                .setVersion(version)
                .setProtocol("HTTP")
                .setMethod(method)
                .setPathname(path)
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
    }
}
