package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request goes out once, whatever comes back, and it is known whether it has left. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OkHttpWireTest {
    private static final Authenticator EAGER = (route, response) -> response.request()
            .newBuilder()
            .header("again", "" + response.code())
            .build();

    private static OkHttpClient.Builder base() {
        return new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(10)).readTimeout(Duration.ofSeconds(10));
    }

    private static SignedRequest order(String url) {
        return request("POST", url + "/api/v2/clusters/c1", "{\"count\":1}", true);
    }

    private static SignedRequest cancel(String url) {
        return request("POST", url + "/tasks/T-1/cancel", "", false);
    }

    private static SignedRequest query(String url) {
        return request("GET", url + "/tasks/T-1", "", false);
    }

    private static SignedRequest request(String method, String url, String body, boolean order) {
        TreeMap<String, String> headers = new TreeMap<>(Map.of("x-acs-action", "A"));
        if (!body.isEmpty()) {
            headers.put("content-type", "application/json; charset=utf-8");
        }
        return new SignedRequest(method, url, headers, body.getBytes(StandardCharsets.UTF_8), order);
    }

    private static WireAnswer send(OkHttpClient base, SignedRequest request) throws Exception {
        Awaited<WireAnswer> answer = new Awaited<>();
        new OkHttpWire(base).send(request, answer);
        WireAnswer first = answer.get();
        assertEquals(1, answer.calls());
        return first;
    }

    private static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest(name = "{0}, {2}")
    @CsvSource({
        "503 Busy, Retry-After: 0, order",
        "503 Busy, Retry-After: 0, cancel",
        "408 Timeout, X: y, order",
        "408 Timeout, Connection: close, cancel",
        "401 Unauthorized, WWW-Authenticate: Basic realm=x, order",
        "401 Unauthorized, WWW-Authenticate: Basic realm=x, cancel",
        "407 Proxy, Proxy-Authenticate: Basic realm=x, order",
        "407 Proxy, Proxy-Authenticate: Basic realm=x, cancel",
        "421 Misdirected, X: y, order",
        "421 Misdirected, X: y, cancel",
        "307 Elsewhere, Location: /elsewhere, order",
        "307 Elsewhere, Location: /elsewhere, cancel",
        "308 Elsewhere, Location: /elsewhere, order",
        "308 Elsewhere, Location: /elsewhere, cancel",
        "308 Elsewhere, Location: /elsewhere, query",
        "301 Elsewhere, Location: /elsewhere, order",
        "302 Elsewhere, Location: /elsewhere, order",
        "302 Elsewhere, Location: /elsewhere, cancel",
        "303 Elsewhere, Location: /elsewhere, order",
        "303 Elsewhere, Location: /elsewhere, query",
        "401 Unauthorized, WWW-Authenticate: Basic realm=x, query"
    })
    void noAnswerMakesItSendARequestAgain(String status, String header, String kind) throws Exception {
        try (RawServer server = RawServer.answering(answer(status, header + "\r\n", "no"))) {
            OkHttpClient.Builder eager = base().authenticator(EAGER).proxyAuthenticator(EAGER);
            if (status.startsWith("407")) {
                eager.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", server.port())));
            }
            WireAnswer answer = send(
                    eager.build(),
                    switch (kind) {
                        case "order" -> order(server.url());
                        case "cancel" -> cancel(server.url());
                        default -> query(server.url());
                    });

            assertEquals(status.substring(0, 3), "" + answer.status());
            assertEquals("no", new String(answer.body(), StandardCharsets.UTF_8));
            assertTrue(answer.headersLeft());
            assertTrue(answer.isComplete());
            assertEquals(1, server.requests().size(), server.requests()::toString);
        }
    }

    @Test
    void sendsAndReadsEachByte() throws Exception {
        try (RawServer server = RawServer.answering(answer("200 OK", "X-Two: a\r\nx-two: b\r\n", "{\"a\":1}"))) {
            WireAnswer answer = send(base().build(), order(server.url()));

            assertEquals(200, answer.status());
            assertEquals("b", answer.headers().get("x-two"));
            assertEquals("{\"a\":1}", new String(answer.body(), StandardCharsets.UTF_8));
            assertNull(answer.failure());
            assertFalse(answer.tooLarge());
            String sent = server.requests().get(0);
            assertTrue(sent.startsWith("POST /api/v2/clusters/c1 HTTP/1.1\r\n"), sent);
            assertTrue(sent.contains("Content-Type: application/json; charset=utf-8\r\n"), sent);
            assertTrue(sent.endsWith("\r\n\r\n{\"count\":1}"), sent);
        }
    }

    @Test
    void anOrderHasAConnectionOfItsOwn() throws Exception {
        try (RawServer server = RawServer.answering(answer("200 OK", "", "{}"))) {
            OkHttpWire wire = new OkHttpWire(base().build());
            for (int i = 0; i < 3; i++) {
                Awaited.<WireAnswer>from(then -> wire.send(query(server.url()), then));
            }
            assertEquals(1, server.connections());
            for (int i = 0; i < 3; i++) {
                Awaited.<WireAnswer>from(then -> wire.send(order(server.url()), then));
            }
            assertEquals(4, server.connections());

            wire.closeIdleConnections();
            Awaited.<WireAnswer>from(then -> wire.send(query(server.url()), then));
            assertEquals(5, server.connections());
        }
    }

    /** What the client offers in its first message of TLS; the connection is closed then. */
    private static String hello(boolean order) throws Exception {
        CompletableFuture<String> hello = new CompletableFuture<>();
        try (RawServer server = RawServer.doing(socket -> {
            InputStream in = socket.getInputStream();
            byte[] head = in.readNBytes(5);
            int length = (head[3] & 0xff) << 8 | head[4] & 0xff;
            hello.complete(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        })) {
            String url = "https://127.0.0.1:" + server.port();
            WireAnswer answer = send(base().build(), order ? order(url) : query(url));
            assertEquals(0, answer.status());
            assertFalse(answer.headersLeft(), "nothing of the request leaves before TLS stands");
            return hello.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void offersHttp2ForQueriesAlone() throws Exception {
        assertTrue(hello(false).contains("\u0002h2\u0008http/1.1"));
        assertFalse(hello(true).contains("\u0002h2"));
        assertTrue(hello(true).contains("http/1.1"));
    }

    @Test
    void knowsThatNothingLeftWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertNotSent(send(base().build(), order("http://127.0.0.1:" + port)));

        OkHttpClient noName = base().dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        assertNotSent(send(noName, order("https://cs.example")));

        try (RawServer noTls = RawServer.doing(socket -> socket.getOutputStream()
                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            assertNotSent(send(base().build(), order("https://127.0.0.1:" + noTls.port())));
        }
        assertNotSent(send(base().build(), request("POST", "http://127.0.0.1:" + port, "\n", true)));
    }

    private static void assertNotSent(WireAnswer answer) {
        assertEquals(0, answer.status());
        assertFalse(answer.headersLeft());
        assertNotNull(answer.failure());
    }

    @Test
    void knowsThatARequestMayHaveLeftWhereTheConnectionEnds() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (RawServer server = RawServer.doing(socket -> request.complete(RawServer.read(socket.getInputStream())))) {
            WireAnswer answer = send(base().build(), order(server.url()));
            assertEquals(0, answer.status());
            assertTrue(answer.headersLeft());
            assertTrue(request.get(30, TimeUnit.SECONDS).endsWith("{\"count\":1}"));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void knowsThatARequestMayHaveLeftWhereNobodyAnswers() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        OkHttpClient impatient = base().readTimeout(Duration.ofMillis(100)).build();
        try (RawServer server = RawServer.doing(socket -> end.join())) {
            WireAnswer answer = send(impatient, order(server.url()));
            assertEquals(0, answer.status());
            assertTrue(answer.headersLeft());
            end.complete(null);
        }
    }

    @Test
    void tellsOfAnAnswerThatBreaksOff() throws Exception {
        String half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"task_id\":\"T-1\"}";
        try (RawServer server = RawServer.answeringOnce(half)) {
            WireAnswer answer = send(base().build(), order(server.url()));
            assertEquals(200, answer.status());
            assertNotNull(answer.failure());
            assertFalse(answer.isComplete());
            assertTrue(answer.headersLeft());
            assertEquals(1, server.requests().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void readsOneMebibyteAndNoMore(int more) throws Exception {
        String body = "x".repeat(WireAnswer.MAX_BODY + more);
        try (RawServer server = RawServer.answering(answer("200 OK", "", body))) {
            WireAnswer answer = send(base().build(), order(server.url()));
            assertEquals(more > 0, answer.tooLarge());
            assertEquals(WireAnswer.MAX_BODY + Math.min(more, 0), answer.body().length);
            assertEquals(more <= 0, answer.isComplete());
        }
    }

    @Test
    void callsBackOnceWhenAnInterceptorThrows() throws Exception {
        try (RawServer server = RawServer.answering(answer("200 OK", "", "{}"))) {
            OkHttpClient before = base().addInterceptor(chain -> {
                        throw new IllegalStateException("a bug");
                    })
                    .build();
            assertNotSent(send(before, order(server.url())));

            OkHttpClient error = base().addInterceptor(chain -> {
                        throw new AssertionError("a bug");
                    })
                    .build();
            assertNotSent(send(error, order(server.url())));
            assertEquals(0, server.requests().size());

            OkHttpClient after = base().addNetworkInterceptor(chain -> {
                        chain.proceed(chain.request()).close();
                        throw new IllegalStateException("a bug");
                    })
                    .build();
            WireAnswer answer = send(after, order(server.url()));
            assertEquals(0, answer.status());
            assertTrue(answer.headersLeft());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void leavesNoExceptionToTheThreadsHandler() throws Exception {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "of a test");
            thread.setUncaughtExceptionHandler((where, e) -> uncaught.add(e));
            return thread;
        });
        OkHttpClient throwing = base().dispatcher(new Dispatcher(threads))
                .addInterceptor(chain -> {
                    throw new IllegalStateException("a bug");
                })
                .build();
        assertNotSent(send(throwing, order("http://127.0.0.1:1")));
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        assertEquals(List.of(), uncaught);
    }

    @Test
    void callsBackOnceWhenAListenerOrTheExecutorThrows() throws Exception {
        OkHttpClient listener = base().eventListener(new EventListener() {
                    @Override
                    public void callStart(Call call) {
                        throw new IllegalStateException("a bug");
                    }
                })
                .build();
        assertNotSent(send(listener, order("http://127.0.0.1:1")));

        OkHttpClient closed = base().build();
        closed.dispatcher().executorService().shutdown();
        assertNotSent(send(closed, order("http://127.0.0.1:1")));
    }

    @Test
    void keepsTheListenerThatItIsGiven() throws Exception {
        CompletableFuture<Call> heard = new CompletableFuture<>();
        OkHttpClient base = base().eventListener(new EventListener() {
                    @Override
                    public void requestHeadersStart(Call call) {
                        heard.complete(call);
                    }
                })
                .build();
        try (RawServer server = RawServer.answering(answer("200 OK", "", "{}"))) {
            assertTrue(send(base, order(server.url())).headersLeft());
            assertTrue(heard.isDone());
        }
    }

    @Test
    void doesNotSendOnAHeaderThatHttpDoesNotKnow() throws Exception {
        SignedRequest bad = order("http://127.0.0.1:1");
        bad.headers().put("x-acs-security-token", "s3cretToken\n");
        WireAnswer answer = send(base().build(), bad);
        assertNotSent(answer);
        assertFalse(
                answer.failure().getMessage().contains("s3cretToken"),
                answer.failure().getMessage());
    }

    @Test
    void survivesACallbackThatThrows() throws Exception {
        try (RawServer server = RawServer.answering(answer("200 OK", "", "{}"))) {
            OkHttpWire wire = new OkHttpWire(
                    base().dispatcher(new Dispatcher(new OnCallingThread())).build());
            int[] calls = {0};
            wire.send(order(server.url()), answer -> {
                calls[0]++;
                throw new IllegalStateException("a bug, and this test's log shows it");
            });
            assertEquals(1, calls[0]);
        }
    }

    @Test
    void manyRequestsToOneHostNeedNotWaitForEachOther() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CountDownLatch arrived = new CountDownLatch(100);
        try (RawServer server = RawServer.doing(socket -> {
            RawServer.read(socket.getInputStream());
            arrived.countDown();
            end.join();
        })) {
            OkHttpWire wire = new OkHttpWire(base().build());
            for (int i = 0; i < 100; i++) {
                wire.send(query(server.url()), answer -> {});
            }
            assertTrue(arrived.await(30, TimeUnit.SECONDS));
            end.complete(null);
        }
    }

    @Test
    void writesABodyOnce() throws IOException {
        OneShotBody body = new OneShotBody(new byte[0], null);
        assertTrue(body.isOneShot());
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        assertArrayEquals(new byte[0], buffer.readByteArray());
        assertThrows(IOException.class, () -> body.writeTo(buffer));
    }

    @Test
    void printsNeitherHeadersNorBodies() {
        SignedRequest request = order("https://cs.example");
        request.headers().put("authorization", "s3cret");
        assertEquals("POST https://cs.example/api/v2/clusters/c1 (order)", request.toString());
        assertEquals(
                "HTTP 0, 0 bytes, not complete",
                WireAnswer.none(true, new IOException("x")).toString());
    }
}
