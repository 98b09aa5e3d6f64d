package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client (com.aliyun:tea-openapi) takes the simulator for the real thing. */
class VendorClientTest {
    private final AckSimulator simulator = AckSimulator.builder()
            .accessKey("testid", "testsecret")
            .accessKey("temporary", "itssecret")
            .securityToken("temporary", "tok/en+1==")
            .busyWhileScaling(false)
            .start();

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void ordersWatchesAndCancels() throws Exception {
        Map<?, ?> order =
                body(call(permanent(), "ScaleOutCluster", "POST", "/api/v2/clusters/" + Orders.CLUSTER, order()));
        assertEquals(Orders.CLUSTER, order.get("cluster_id"));
        String taskId = (String) order.get("task_id");

        Map<?, ?> task = body(call(permanent(), "DescribeTaskInfo", "GET", "/tasks/" + taskId, null));
        assertEquals("running", task.get("state"));

        Map<?, ?> cancel = call(permanent(), "CancelTask", "POST", "/tasks/" + taskId + "/cancel", null);
        assertEquals(200, cancel.get("statusCode"));
        assertTrue(simulator.task(taskId).cancelled());
        assertEquals(1, simulator.ledger().orders());
        assertTrue(simulator.exchanges().stream().allMatch(Exchange::signatureValid));
    }

    @Test
    void ordersWithATemporaryKey() throws Exception {
        Config config = config("temporary", "itssecret").setSecurityToken("tok/en+1==");
        call(new Client(config), "ScaleOutCluster", "POST", "/api/v2/clusters/" + Orders.CLUSTER, order());
        assertEquals("temporary", simulator.ledger().entries().get(0).accessKeyId());
    }

    @Test
    void encodesAQueryAsTheSimulatorReadsIt() throws Exception {
        simulator.cluster(Orders.CLUSTER);
        OpenApiRequest request = new OpenApiRequest().setQuery(Map.of("state", "all", "instanceIds", "i-1,i-2 *~"));
        Params params = params("DescribeClusterNodes", "GET", "/clusters/" + Orders.CLUSTER + "/nodes");
        Map<?, ?> nodes = body(permanent().callApi(params, request, new RuntimeOptions()));
        assertEquals(List.of(), nodes.get("nodes"));
    }

    @Test
    void readsCodeAndMessageOfEveryShapeOfError() throws Exception {
        simulator.on(Operation.DESCRIBE_TASK_INFO, Fault.ackError(400, "One", "first"));
        simulator.on(Operation.DESCRIBE_TASK_INFO, Fault.capitalisedError(400, "Two", "second"));
        simulator.on(Operation.DESCRIBE_TASK_INFO, Fault.xmlError(400, "Three", "third"));
        simulator.on(Operation.DESCRIBE_TASK_INFO, Fault.accessDenied());
        for (String code : List.of("One", "Two", "Three", "Forbidden.RAM")) {
            TeaException error = assertThrows(
                    TeaException.class, () -> call(permanent(), "DescribeTaskInfo", "GET", "/tasks/T-1", null));
            assertEquals(code, error.getCode());
        }
    }

    private static Map<?, ?> body(Map<?, ?> reply) {
        return (Map<?, ?>) reply.get("body");
    }

    private static Map<String, Object> order() {
        Map<String, Object> body = new LinkedHashMap<>();
        Orders.sample().properties().forEach(field -> {
            boolean number = field.getValue().isNumber();
            Object other = field.getValue().isBoolean()
                    ? field.getValue().asBoolean()
                    : field.getValue().asText();
            body.put(field.getKey(), number ? (Object) field.getValue().asLong() : other);
        });
        return body;
    }

    private Client permanent() throws Exception {
        return new Client(config("testid", "testsecret"));
    }

    private Config config(String accessKeyId, String secret) {
        return new Config()
                .setAccessKeyId(accessKeyId)
                .setAccessKeySecret(secret)
                .setProtocol("http")
                .setEndpoint("127.0.0.1:" + simulator.port());
    }

    private static Params params(String action, String method, String path) {
        return new Params()
                .setAction(action)
                .setVersion("2015-12-15")
                .setProtocol("HTTP")
                .setMethod(method)
                .setPathname(path)
                .setAuthType("AK")
                .setStyle("ROA")
                .setReqBodyType("json")
                .setBodyType(action.equals("CancelTask") ? "none" : "json");
    }

    private static Map<String, ?> call(Client client, String action, String method, String path, Object body)
            throws Exception {
        OpenApiRequest request = new OpenApiRequest();
        if (body != null) {
            request.setBody(body);
        }
        return client.callApi(params(action, method, path), request, new RuntimeOptions());
    }
}
