package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What to buy, where, and for whom: checked, and without secrets. */
public final class Order {
    /** Minutes, where the order names none; the vendor's example. */
    public static final long DEFAULT_TIMEOUT_MINS = 60;

    private final Route route;
    private final AckEndpoint endpoint;
    private final AckEndpoint ensEndpoint;
    private final Parameters parameters;
    private final Origin origin;
    private final long most;

    /**
     * @param parameters have passed {@link Check#order}; a missing {@code timeoutMins} becomes the default
     * @param origin for the record
     */
    public Order(Route route, AckEndpoint endpoint, Parameters parameters, Origin origin) {
        this(route, endpoint, AckEndpoint.ens(""), parameters, origin, Long.MAX_VALUE);
    }

    private Order(
            Route route,
            AckEndpoint endpoint,
            AckEndpoint ensEndpoint,
            Parameters parameters,
            Origin origin,
            long most) {
        this.route = route;
        this.endpoint = endpoint;
        this.ensEndpoint = ensEndpoint;
        this.parameters = parameters.orElse(Parameters.none().with(Parameter.TIMEOUT_MINS, DEFAULT_TIMEOUT_MINS));
        this.origin = origin;
        this.most = most;
    }

    /** The same, if it adds no more nodes than that. Where it names a size, only the cluster can tell how many that adds. */
    public Order atMost(long nodes) {
        return new Order(route, endpoint, ensEndpoint, parameters, origin, nodes);
    }

    /** The same, with more known of where it comes from. */
    public Order from(Origin other) {
        return new Order(route, endpoint, ensEndpoint, parameters, other, most);
    }

    /** The same, where machines are bought from another endpoint of ENS than the standard one. */
    public Order withEnsEndpoint(AckEndpoint other) {
        return new Order(route, endpoint, other, parameters, origin, most);
    }

    /** The order that a record tells of. */
    static Order of(OrderRecord record) {
        Parameters parameters = Parameters.none();
        for (Map.Entry<String, String> p : record.getParameters().entrySet()) {
            parameters = parameters.with(Parameter.of(p.getKey()), p.getValue());
        }
        Route route = Routes.find(record.getVia())
                .orElseThrow(() -> new IllegalArgumentException("no route " + record.getVia()));
        return new Order(
                route,
                AckEndpoint.ofUrl(record.getEndpoint()),
                AckEndpoint.ens(record.getEnsEndpoint()),
                parameters,
                record.origin(),
                record.getMost());
    }

    public Route route() {
        return route;
    }

    public AckEndpoint endpoint() {
        return endpoint;
    }

    /** Where ENS machines are bought; of no meaning to a route that buys none there. */
    AckEndpoint ensEndpoint() {
        return ensEndpoint;
    }

    public Parameters parameters() {
        return parameters;
    }

    public Origin origin() {
        return origin;
    }

    /** How many nodes it may add. */
    long most() {
        return most;
    }

    public String clusterId() {
        return parameters.get(Parameter.CLUSTER_ID).orElse("");
    }

    public String describe() {
        return route.describe(parameters);
    }

    /** Whether sending it twice is the same as sending it once. */
    boolean isRepeatable() {
        return route.isRepeatable(parameters);
    }

    long timeoutMillis() {
        return parameters.number(Parameter.TIMEOUT_MINS) * 60_000;
    }

    TreeMap<String, String> asMap() {
        TreeMap<String, String> map = new TreeMap<>();
        parameters.asMap().forEach((p, value) -> map.put(p.key(), value));
        return map;
    }

    /** Of what is ordered where; without the time limit, which a second run may well extend for the same order. */
    public String fingerprint() {
        TreeMap<String, String> map = asMap();
        map.remove(Parameter.TIMEOUT_MINS.key());
        try {
            byte[] text = (route.name() + map).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
