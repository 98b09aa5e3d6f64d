package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The join script and the nodes of a pool, over real HTTP. */
class JoinScriptAnswerTest {
    private static final String CLUSTER = "c1234567890abcdef1234567890abcdef1";
    private static final String POOL = "np1c9229d9be2d432c93f77a88fca0abcd";
    private static final String OPTIONS = "{\"enableIptables\":true,\"manageRuntime\":true,\"quiet\":true}";
    private static final String TEXT = "wget http://x/${ARCH}/edgeadm -O edgeadm; ./edgeadm join "
            + "--openapi-token=s3cret.Token --region=cn-beijing --node-spec='{\"quiet\":true,\"labels\":{}}'";

    private static Answer<JoinScript> ask(EnsServer server) throws Exception {
        return Awaited.from(
                then -> server.ack().describeClusterAttachScripts(CLUSTER, POOL, "amd64", 1767330245L, OPTIONS, then));
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    /** The request is vector C1, byte for byte. */
    @Test
    void asksForTheScriptOfOnePool() throws Exception {
        try (EnsServer server = EnsServer.answering(200, TEXT)) {
            assertEquals(TEXT, ask(server).value().text());
            EnsServer.Asked asked = server.asked().get(0);
            assertEquals("POST /clusters/" + CLUSTER + "/attachscript", asked.line());
            assertEquals("DescribeClusterAttachScripts", asked.action());
            assertEquals(
                    "{\"nodepool_id\":\"" + POOL + "\",\"arch\":\"amd64\",\"expired\":1767330245,\"options\":"
                            + json(OPTIONS) + "}",
                    asked.body());
            assertTrue(asked.headers().contains("Content-Type: application/json; charset=utf-8\n"), asked.headers());
        }
    }

    @Test
    void readsEachShapeByteForByte() throws Exception {
        String lines = "#!/bin/sh\n" + TEXT + "\n";
        for (String text : List.of(TEXT, lines)) {
            for (String body : List.of(
                    text,
                    json(text),
                    " " + json(text),
                    json(Map.of("result", text, "request_id", "R")),
                    json(Map.of("script", text)))) {
                for (int status : new int[] {200, 202}) {
                    try (EnsServer server = EnsServer.answering(status, body)) {
                        JoinScript script = ask(server).value();
                        assertEquals(text, script.text());
                        assertEquals("s3cret.Token", script.token());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wget x",
                "{}",
                "[]",
                "null",
                "\"\"",
                "\"wget x --openapi-token=s3cret.Token",
                "\"wget x --openapi-token=s3cret.Token\" x",
                "{\"result\":{\"a\":\"--openapi-token=s3cret.Token\"}}",
                "{\"result\":\"--openapi-token=s3cret.Token\"",
                "{\"other\":\"--openapi-token=s3cret.Token\"}",
                "{\"result\":\"a\",\"result\":\"--openapi-token=s3cret.Token\"}",
                "[\"--openapi-token=s3cret.Token\"]",
                "<html>--openapi-token=s3cret.Token</html>",
                "x --openapi-token=s3cret.Token --openapi-token=s3cret.Other",
                "\"x\\ud800 --openapi-token=s3cret.Token\"",
                "\"x\\u0000 --openapi-token=s3cret.Token\""
            })
    void whatIsNoScriptIsAFaultThatTellsNothingOfIt(String body) throws Exception {
        try (EnsServer server = EnsServer.answering(200, body)) {
            AckFault fault = ask(server).fault();
            assertEquals(Kind.NO_ANSWER, fault.kind());
            assertFalse(fault.message().contains("s3cret"), fault::message);
        }
    }

    @Test
    void tooMuchIsNoScript() throws Exception {
        for (int size : new int[] {20_000, 2_000_000}) {
            try (EnsServer server = EnsServer.answering(200, TEXT + " ".repeat(size))) {
                AckFault fault = ask(server).fault();
                assertEquals(Kind.NO_ANSWER, fault.kind());
                assertFalse(fault.message().contains("s3cret"), fault::message);
            }
        }
    }

    @Test
    void tellsWhyItWasRefused() throws Exception {
        try (EnsServer server = EnsServer.answering(
                403,
                "{\"code\":\"Forbidden.RAM\",\"message\":\"no cs:DescribeClusterAttachScripts\",\"requestId\":\"R\"}")) {
            AckFault fault = ask(server).fault();
            assertEquals(Kind.NOT_AUTHORISED, fault.kind());
            assertEquals("no cs:DescribeClusterAttachScripts", fault.detail().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {'code':'InternalError','message':'edgeadm join --openapi-token=s3cret.Token'} | SERVER",
                "500 | {'message':'join --\\u006fpenapi-token=s3cret.Token'} | SERVER",
                "400 | {'code':'--openapi-token=s3cret.Token','message':'x'} | ODD",
                "400 | <Error><Code>X</Code><Message>--OPENAPI-TOKEN=s3cret.Token</Message></Error> | ODD",
                "302 | --openapi-token=s3cret.Token | ODD"
            })
    void anErrorThatHoldsAScriptIsNotTold(int status, String body, Kind kind) throws Exception {
        try (EnsServer server = EnsServer.answering(status, body.replace('\'', '"'))) {
            AckFault fault = ask(server).fault();
            assertEquals(kind, fault.kind());
            assertEquals(status, fault.httpStatus());
            assertFalse(fault.message().contains("s3cret"), fault::message);
        }
    }

    @Test
    void asksForNothingWithoutAPool() throws Exception {
        try (EnsServer server = EnsServer.answering(200, TEXT)) {
            for (String pool : new String[] {null, "", ".."}) {
                AckFault fault = Awaited.<JoinScript>fault(
                        then -> server.ack().describeClusterAttachScripts(CLUSTER, pool, "amd64", 1L, "{}", then));
                assertEquals(Kind.INVALID, fault.kind());
                assertEquals(
                        Kind.INVALID,
                        Awaited.<NodeListing>fault(then -> server.ack().describeClusterNodes(CLUSTER, pool, then))
                                .kind());
            }
            assertEquals(0, server.asked().size());
        }
    }

    // ------------------------------------------------------------------ nodes

    private static NodeListing nodes(EnsServer server) throws Exception {
        return Awaited.value(then -> server.ack().describeClusterNodes(CLUSTER, POOL, then));
    }

    @Test
    void readsTheNodesOfAPool() throws Exception {
        String body = """
                {"nodes":[
                 {"instance_id":"i-1","node_name":"jk-1","host_name":"jk-1","ip_address":["10.0.0.1","10.0.0.1","1.2.3.4"],
                  "node_status":"Ready","state":"running","nodepool_id":"np-1","error_message":""},
                 {"node_name":"jk-2","ip_address":null,"node_status":"NotReady","error_message":"disk\\nfull"},
                 {"ip_address":["10.0.0.3",7]},
                 {"node_status":"Ready"}, 7, null],
                 "page":{"page_number":1,"page_size":100,"total_count":4}}""";
        try (EnsServer server = EnsServer.answering(200, body)) {
            NodeListing listing = nodes(server);
            assertEquals(
                    List.of(
                            new ClusterNode("jk-1", "jk-1", List.of("10.0.0.1", "1.2.3.4"), "Ready", "i-1", "np-1", ""),
                            new ClusterNode("jk-2", "", List.of(), "NotReady", "", "", "disk full"),
                            new ClusterNode("", "", List.of("10.0.0.3"), "", "", "", "")),
                    listing.nodes());
            assertTrue(listing.nodes().get(0).isReady());
            assertFalse(listing.nodes().get(1).isReady());
            assertFalse(listing.complete()); // one of them is nobody
            assertEquals(
                    "GET /clusters/" + CLUSTER + "/nodes?nodepool_id=" + POOL + "&pageNumber=1&pageSize=100&state=all",
                    server.asked().get(0).line());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "100, true", "250, true", "5000, false"})
    void readsAllPagesOfNodes(int count, boolean complete) throws Exception {
        try (EnsServer server = new EnsServer(asked -> {
            int page = Integer.parseInt(asked.line().replaceAll(".*pageNumber=(\\d+).*", "$1"));
            List<Map<String, String>> rows = IntStream.range(100 * (page - 1), Math.min(count, 100 * page))
                    .mapToObj(i -> Map.of("node_name", "n" + i, "node_status", "Ready"))
                    .toList();
            return EnsServer.answer(200, json(Map.of("nodes", rows, "page", Map.of("total_count", count))));
        })) {
            NodeListing listing = nodes(server);
            assertEquals(Math.min(count, 4000), listing.nodes().size());
            assertEquals(complete, listing.complete());
        }
    }
}
