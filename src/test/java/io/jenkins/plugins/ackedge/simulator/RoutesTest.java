package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Method, path, action and version must mean one operation. */
class RoutesTest {
    private final AckSimulator simulator = AckSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v2/clusters/c1, ScaleOutCluster",
        "POST, /api/v2/clusters/c1/, ScaleOutCluster",
        "POST, /api/v1/clusters/c1, ScaleOutCluster",
        "PUT, /api/v2/clusters/c1, ScaleOutCluster",
        "PUT, /api/v2/clusters/c1, ModifyCluster",
        "GET, /tasks, DescribeTaskInfo",
        "POST, /tasks/T-1/pause, PauseTask",
        "DELETE, /clusters/c1, DeleteCluster",
        "POST, /api/v2/clusters/c1, ScaleCluster",
        "POST, /api/v2/clusters/c1, scaleoutcluster"
    })
    void anythingElseIsNoApi(String method, String path, String action) throws IOException {
        SignedCall call = new SignedCall(simulator, action, method, path);
        SignedCall.Reply reply = (method.equals("GET") ? call : call.json(Json.write(Orders.sample()))).send();
        assertEquals(404, reply.status());
        assertEquals("InvalidApi.NotFound", reply.code());
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void anotherVersionIsNoApi() throws IOException {
        SignedCall.Reply reply = SignedCall.order(simulator, "c1", Orders.sample())
                .header("x-acs-version", "2015-12-16")
                .send();
        assertEquals("InvalidApi.NotFound", reply.code());
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void anIdMayComeEncoded() throws IOException {
        SimulatedTask task = Orders.placed(simulator);
        String encoded = task.id().replace("-", "%2D");
        assertEquals(task.id(), SignedCall.task(simulator, encoded).send().text("task_id"));
    }

    @Test
    void everyAnswerCarriesItsRequestIdInTheHeaderToo() throws IOException {
        SignedCall.Reply order = Orders.place(simulator);
        assertEquals(order.text("request_id"), order.headers().get("x-acs-request-id"));
        SignedCall.Reply refused = SignedCall.task(simulator, "T-none").send();
        assertEquals(refused.text("requestId"), refused.headers().get("x-acs-request-id"));
    }

    @Test
    void anExchangeTellsWhatCameAndWhatWasAnswered() throws IOException {
        Orders.place(simulator);
        new SignedCall(simulator, "Nothing", "GET", "/nothing").query("a", "b").send();
        List<Exchange> all = simulator.exchanges();
        assertEquals(2, all.size());
        Exchange order = all.get(0);
        assertEquals("POST", order.method());
        assertEquals("/api/v2/clusters/" + Orders.CLUSTER, order.path());
        assertEquals("", order.query());
        assertEquals("ScaleOutCluster", order.action());
        assertEquals(Operation.SCALE_OUT_CLUSTER, order.operation());
        assertEquals(200, order.status());
        assertEquals(Json.write(Orders.sample()), order.body());
        assertFalse(order.toString().contains(Orders.PASSWORD));
        assertEquals("a=b", all.get(1).query());
        assertEquals(404, all.get(1).status());
        assertNull(all.get(1).operation());
        assertTrue(all.get(1).signatureValid());
    }

    @Test
    void theLedgerIsThereForScriptsWithoutASignature() throws IOException {
        Orders.place(simulator);
        SignedCall.Reply reply = new SignedCall(simulator, "", "GET", "/_simulator/ledger")
                .header("authorization", "none")
                .sendAsIs();
        assertEquals(200, reply.status());
        assertEquals(1, reply.json().get("orders").asInt());
        assertEquals(2, reply.json().get("nodes").asInt());
        assertNotNull(reply.json().get("entries").get(0).get("taskId"));
        assertFalse(reply.body().contains(Orders.PASSWORD));
        assertEquals(1, simulator.exchanges().size(), "the ledger's page is no exchange with ACK");
    }
}
