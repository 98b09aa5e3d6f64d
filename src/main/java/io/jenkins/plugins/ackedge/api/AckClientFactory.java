package io.jenkins.plugins.ackedge.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * Makes clients that share their connections. One of these serves a whole process; a client lives for one conversation,
 * so that a key changed meanwhile is used from the next conversation on.
 */
public final class AckClientFactory {
    private final OkHttpClient queries;
    private final OkHttpClient orders;
    private final Clock clock;
    private final Supplier<String> nonces;
    private final String userAgent;

    /**
     * @param base what is special about this process (proxy, TLS, timeouts of tests); it is not changed
     * @param userAgent sent with each request, for example {@code ack-edge/1.0}
     */
    public AckClientFactory(OkHttpClient base, Clock clock, String userAgent) {
        this(base, clock, () -> UUID.randomUUID().toString().replace("-", ""), userAgent);
    }

    AckClientFactory(OkHttpClient base, Clock clock, Supplier<String> nonces, String userAgent) {
        // A redirect would carry signature and password elsewhere, and OkHttp's own retry may send a POST twice.
        queries = base.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        // An order is sent on a connection of its own: one out of a pool may be dead already, and then nobody could
        // tell
        // whether the order went out. The limits are wide, since cutting an answer off is what makes an outcome
        // unknown.
        orders = queries.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .readTimeout(longer(queries.readTimeoutMillis(), Duration.ofSeconds(60)))
                .callTimeout(longer(queries.callTimeoutMillis(), Duration.ofSeconds(120)))
                .build();
        this.clock = clock;
        this.nonces = nonces;
        this.userAgent = userAgent;
    }

    /** The usual limits: 10 s to connect, 20 s for each read, 30 s in all for a query. */
    public static OkHttpClient.Builder usualLimits(OkHttpClient.Builder builder) {
        return builder.connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(20))
                .writeTimeout(Duration.ofSeconds(20))
                .callTimeout(Duration.ofSeconds(30));
    }

    /**
     * @param unspeakable further secrets, for example a node password: masked in every text that the server sends, since a
     *     task's events and errors may repeat what was ordered; null elements are passed over
     */
    public AckClient client(AckEndpoint endpoint, AccessKey key, String... unspeakable) {
        return new AckClient(new AckTransport(this, endpoint, key, Arrays.asList(unspeakable)));
    }

    /** Connections that are kept for later use are closed; the next request makes a new one. */
    public void closeIdleConnections() {
        queries.connectionPool().evictAll();
    }

    OkHttpClient queries() {
        return queries;
    }

    OkHttpClient orders() {
        return orders;
    }

    String now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String nonce() {
        return nonces.get();
    }

    String userAgent() {
        return userAgent;
    }

    private static Duration longer(int givenMillis, Duration least) {
        return givenMillis == 0 ? least : Duration.ofMillis(givenMillis * 3L);
    }
}
