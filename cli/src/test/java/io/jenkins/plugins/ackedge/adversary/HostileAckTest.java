package io.jenkins.plugins.ackedge.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the attack itself works: what it bills, and that it sees a secret and a forged line where there is one. */
class HostileAckTest {
    private static final String ORDER = "POST /api/v2/clusters/" + World.CLUSTER + " HTTP/1.1\r\nHost: x\r\n";

    @Test
    void billsEveryCompleteOrderAlsoWhereItAnswersWithAnError() throws Exception {
        try (HostileAck ack = new HostileAck(Duration.ZERO)) {
            ack.onOrder(OrderStep.carriedOut(Bodies.refusal(503, "X")));
            String order = ORDER + "x-acs-signature-nonce: same\r\nContent-Length: 2\r\n\r\n{}";
            assertTrue(says(ack, order).startsWith("HTTP/1.1 503 "));
            says(ack, order + order);
            says(ack, ORDER + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
            says(ack, "POST /clusters/c1/nodepools/np1 HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
            assertEquals(5, ack.orders().size());
            assertEquals(5, ack.bought().size());
        }
    }

    @Test
    void billsNoOrderThatIsNotComplete() throws Exception {
        try (HostileAck ack = new HostileAck(Duration.ZERO)) {
            says(ack, ORDER + "Content-Length: 20\r\n\r\n{}");
            says(ack, ORDER + "Content-Le");
            assertEquals(2, ack.requests().size());
            assertEquals(List.of(), ack.orders());
        }
    }

    @Test
    void listsATaskAfterItsLagAndOnItsPage() throws Exception {
        try (HostileAck ack = new HostileAck(Duration.ZERO)) {
            ack.tasks().history(3);
            ack.onOrder(OrderStep.carriedOut(Bodies.accepted()).listedAfter(1));
            String list = "GET /clusters/c1/tasks?page_size=2&page_number=2 HTTP/1.1\r\n\r\n";
            assertTrue(says(ack, ORDER + "Content-Length: 0\r\n\r\n").contains("\"task_id\":\"T-ours1\""));
            assertFalse(says(ack, list).contains("T-ours1"));
            Thread.sleep(1100);
            assertTrue(says(ack, list).contains("T-ours1"));
            assertTrue(says(ack, list).contains("\"total_count\":4"));
        }
    }

    @Test
    void findsASecretInEveryWriting() {
        for (String secret : Secrets.ALL) {
            Secrets.escapings(secret).forEach((way, written) -> {
                assertTrue(
                        Secrets.leakIn("the value '" + written + "' is wrong").isPresent(), way + ": " + written);
                assertTrue(
                        Secrets.leakIn(written.substring(0, written.length() * 3 / 4))
                                .isPresent(),
                        way);
            });
            assertTrue(
                    Secrets.leakIn("…" + secret.substring(secret.length() - 6)).isPresent());
            assertFalse(
                    Secrets.leakIn("…" + secret.substring(secret.length() - 5)).isPresent());
        }
        assertFalse(Secrets.leakIn("the value *** is wrong, https://a.b/c?d=%20&e=1 \\u0041")
                .isPresent());
    }

    @Test
    void findsWhatDrivesATerminalAndLinesThatTheServerMadeUp() {
        for (int evil : EvilText.ALL
                .replaceAll("[a-zA-Z0-9 \\[\\];\n]", "")
                .codePoints()
                .toArray()) {
            assertTrue(EvilText.foundIn("a" + Character.toString(evil) + "b").isPresent(), Integer.toHexString(evil));
        }
        assertTrue(EvilText.foundIn("all well\nFORGED nothing").isPresent());
        assertTrue(EvilText.foundInJson("{\"message\":\"a\\u001B[2J\"}").isPresent());
        assertTrue(EvilText.foundInJson("{\"message\":\"a\\nFORGED\"}").isPresent());
        assertFalse(
                EvilText.foundIn("all well, FORGED nothing\nand so on: 成功\n").isPresent());
        assertFalse(EvilText.foundInJson("{\n  \"message\" : \"a \\\"word\\\" of C:\\\\new\"\n}")
                .isPresent());
    }

    /** Sends these bytes, says that there are no more, and gives back all that comes. */
    private static String says(HostileAck ack, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", ack.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
