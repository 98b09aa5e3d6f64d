package io.jenkins.plugins.ackedge.api;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Sends with OkHttp, which is kept from doing anything twice. */
public final class OkHttpWire implements Wire {
    private static final Duration READ = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final Duration PATIENT_READ = Duration.ofSeconds(120);
    private static final Duration PATIENT_CALL = Duration.ofSeconds(120);

    private final OkHttpClient queries;
    private final OkHttpClient orders;

    /**
     * @param base what is special about this process (proxy, TLS, timeouts of tests). Its dispatcher is used and told not to
     *     hold requests back: that is the {@link Gate}'s job
     */
    public OkHttpWire(OkHttpClient base) {
        base.dispatcher().setMaxRequests(Integer.MAX_VALUE);
        base.dispatcher().setMaxRequestsPerHost(Integer.MAX_VALUE);
        EventListener.Factory listeners = base.eventListenerFactory();
        // A redirect would carry signature and password elsewhere, and OkHttp's own retry may send a POST twice.
        OkHttpClient.Builder once = base.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .eventListenerFactory(call -> listeners.create(call).plus(WireAttempt.of(call)));
        once.interceptors().add(0, WireAttempt::intercept);
        queries = once.build();
        // An order is sent on a connection of its own: one out of a pool may be dead already, and then nobody could
        // tell
        // whether the order went out; and HTTP/2 sends again what a server refused. The limits are wide, since cutting
        // an answer off is what makes an outcome unknown.
        orders = queries.newBuilder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .readTimeout(longer(queries.readTimeoutMillis(), READ, PATIENT_READ))
                .callTimeout(longer(queries.callTimeoutMillis(), CALL, PATIENT_CALL))
                .build();
    }

    /** The usual limits: 10 s to connect, 20 s for each read, 30 s in all for a query; an order has more. */
    public static OkHttpClient.Builder usualLimits(OkHttpClient.Builder builder) {
        return builder.connectTimeout(Duration.ofSeconds(10))
                .readTimeout(READ)
                .writeTimeout(READ)
                .callTimeout(CALL);
    }

    /** For an address on this machine's own link: no proxy, and 2 s to connect, 3 s for each read, 5 s in all. */
    public static OkHttpClient.Builder nearbyLimits(OkHttpClient.Builder builder) {
        return builder.proxy(Proxy.NO_PROXY)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(3))
                .writeTimeout(Duration.ofSeconds(3))
                .callTimeout(Duration.ofSeconds(5));
    }

    /** Three times the given limit, and no less than {@code least} unless it is shorter than usual, as in tests. */
    private static Duration longer(int givenMillis, Duration usual, Duration least) {
        if (givenMillis == 0) {
            return least;
        }
        long longer = Math.min(3L * givenMillis, Integer.MAX_VALUE);
        return Duration.ofMillis(givenMillis < usual.toMillis() ? longer : Math.max(longer, least.toMillis()));
    }

    /** Connections that are kept for later use are closed; the next request makes a new one. */
    public void closeIdleConnections() {
        queries.connectionPool().evictAll();
    }

    @Override
    public void send(SignedRequest request, Consumer<WireAnswer> then) {
        WireAttempt attempt = new WireAttempt(then);
        try {
            Call call = (request.order() ? orders : queries).newCall(translated(request, attempt));
            call.enqueue(attempt);
        } catch (Throwable e) { // of an executor or a listener that is not ours, or of a header that HTTP does not know
            attempt.failed(e);
        }
    }

    private static Request translated(SignedRequest request, WireAttempt attempt) {
        Request.Builder builder = new Request.Builder().url(request.url()).tag(WireAttempt.class, attempt);
        request.headers().forEach(builder::header);
        RequestBody body = null;
        if (!request.method().equals("GET")) {
            // Only bytes with their media type go out verbatim; a String or a header of ours would be changed.
            String type = request.headers().get("content-type");
            body = new OneShotBody(request.body(), type == null ? null : MediaType.get(type));
        }
        return builder.method(request.method(), body).build();
    }

    /** By lower-case name; of several with one name the last, as OkHttp has it. */
    static Map<String, String> byName(Headers headers) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            map.put(headers.name(i).toLowerCase(Locale.ROOT), headers.value(i));
        }
        return map;
    }

    /** What went wrong, as an exception that says it in one line. */
    static IOException asIo(Throwable e) {
        return e instanceof IOException io
                ? io
                : new IOException("failed here with " + e.getClass().getName(), e);
    }
}
