package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shapes in which errors come, over real HTTP (fact sheet, section 5). */
class ErrorShapesTest {
    private final AckSimulator simulator = AckSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private SignedCall.Reply refused(Fault fault) throws IOException {
        simulator.on(Operation.SCALE_OUT_CLUSTER, fault);
        SignedCall.Reply reply = Orders.place(simulator);
        assertEquals(0, simulator.ledger().orders());
        assertEquals(200, Orders.place(simulator).status(), "one fault is for one request");
        return reply;
    }

    @Test
    void anErrorInXml() throws IOException {
        SignedCall.Reply reply = refused(Fault.xmlError(403, "Code.One", "a < b"));
        assertEquals(403, reply.status());
        assertEquals("text/xml;charset=utf-8", reply.headers().get("content-type"));
        assertTrue(reply.body().contains("<Code>Code.One</Code><Message>a &lt; b</Message>"), reply.body());
    }

    @Test
    void anErrorInPlainText() throws IOException {
        SignedCall.Reply reply = refused(Fault.plainTextError(502, "Bad Gateway"));
        assertEquals(502, reply.status());
        assertEquals("Bad Gateway", reply.body());
    }

    @Test
    void anErrorInCapitals() throws IOException {
        SignedCall.Reply reply = refused(Fault.capitalisedError(400, "Code.One", "first"));
        assertEquals(
                List.of("RequestId", "HostId", "Code", "Message", "Recommend"),
                reply.json().propertyStream().map(Map.Entry::getKey).toList());
        assertEquals("first", reply.text("Message"));
    }

    @Test
    void anErrorOfAck() throws IOException {
        SignedCall.Reply reply = refused(Fault.ackError(409, "Code.One", "first"));
        assertEquals(
                List.of("code", "message", "requestId", "status"),
                reply.json().propertyStream().map(Map.Entry::getKey).toList());
        assertEquals(409, reply.json().get("status").asInt());
    }

    @Test
    void accessDeniedNamesItsDetails() throws IOException {
        SignedCall.Reply reply = refused(Fault.accessDenied());
        assertEquals(403, reply.status());
        assertEquals("Forbidden.RAM", reply.code());
        assertEquals(
                "cs:ScaleOutCluster",
                reply.json().get("AccessDeniedDetail").get("AuthAction").asText());
    }

    /** alibaba-cloud-sdk-go issue 476. */
    @Test
    void aTaskIsNotFoundWhileItIsBeingCreated() throws IOException {
        String taskId = Orders.placed(simulator).id();
        simulator.on(Operation.DESCRIBE_TASK_INFO, Fault.taskNotFound());
        SignedCall.Reply reply = SignedCall.task(simulator, taskId).send();
        assertEquals(400, reply.status());
        assertEquals("400", reply.code());
        assertEquals("the task " + taskId + " not found", reply.text("message"));
        assertEquals(200, SignedCall.task(simulator, taskId).send().status());
    }

    @Test
    void aRedirectPointsElsewhere() throws IOException {
        SignedCall.Reply reply = refused(Fault.redirect("http://127.0.0.1:9/x"));
        assertEquals(307, reply.status());
        assertEquals("http://127.0.0.1:9/x", reply.headers().get("location"));
    }
}
