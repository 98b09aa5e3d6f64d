package io.jenkins.plugins.ackedge.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/** A server that answers forms, or paths, as a test says, and keeps what it was asked. */
final class EnsServer implements AutoCloseable {
    static final String SECRET = "testsecret";

    /**
     * What arrived.
     *
     * @param line method and target, as in the request's first line
     */
    record Asked(String line, String action, String headers, String body, SortedMap<String, String> form) {}

    private final MockWebServer server = new MockWebServer();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AckClientFactory clients = new AckClientFactory(
            new OkHttpWire(new OkHttpClient()), new Gate(new RealTimers(), () -> 1000), Clock.systemUTC(), "test");

    EnsServer(Function<Asked, MockResponse> answers) throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = request.getBody() == null ? "" : request.getBody().utf8();
                Asked one = new Asked(
                        request.getMethod() + " " + request.getTarget(),
                        request.getHeaders().get("x-acs-action"),
                        request.getHeaders().toString(),
                        body,
                        form(body));
                asked.add(one);
                return answers.apply(one);
            }
        });
        server.start();
    }

    /** The same answer to each question. */
    static EnsServer answering(int status, String body) throws Exception {
        return new EnsServer(asked -> answer(status, body));
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static SortedMap<String, String> form(String body) {
        SortedMap<String, String> form = new TreeMap<>();
        for (String pair : body.isEmpty() || body.startsWith("{") ? new String[0] : body.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    AckEndpoint address() {
        return AckEndpoint.ens("http://127.0.0.1:" + server.getPort());
    }

    EnsClient ens() {
        return clients.ensClient(address(), AccessKey.of("testid", SECRET));
    }

    AckClient ack() {
        return clients.client(address(), AccessKey.of("testid", SECRET));
    }

    List<Asked> asked() {
        return new ArrayList<>(asked);
    }

    Map<String, String> form(int number) {
        return asked.get(number).form();
    }

    @Override
    public void close() {
        server.close();
    }
}
