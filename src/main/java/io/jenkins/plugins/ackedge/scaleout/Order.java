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
    private final String who;
    private final long most;
    private final String credentialsId;
    private final String loginCredentialsId;

    /**
     * @param parameters have passed {@link Check#order}; a missing {@code timeoutMins} becomes the default
     * @param who names the build or user in the record
     */
    public Order(Route route, AckEndpoint endpoint, Parameters parameters, String who) {
        this(route, endpoint, AckEndpoint.ens(""), parameters, who, Long.MAX_VALUE, "", "");
    }

    private Order(
            Route route,
            AckEndpoint endpoint,
            AckEndpoint ensEndpoint,
            Parameters parameters,
            String who,
            long most,
            String credentialsId,
            String loginCredentialsId) {
        this.route = route;
        this.endpoint = endpoint;
        this.ensEndpoint = ensEndpoint;
        this.parameters = parameters.orElse(Parameters.none().with(Parameter.TIMEOUT_MINS, DEFAULT_TIMEOUT_MINS));
        this.who = who;
        this.most = most;
        this.credentialsId = credentialsId;
        this.loginCredentialsId = loginCredentialsId;
    }

    /** The same, if it adds no more nodes than that. Where it names a size, only the cluster can tell how many that adds. */
    public Order atMost(long nodes) {
        return new Order(route, endpoint, ensEndpoint, parameters, who, nodes, credentialsId, loginCredentialsId);
    }

    /** The same, with the names under which whoever orders keeps the access key and the node password; no secrets. */
    public Order withCredentials(String key, String login) {
        return new Order(route, endpoint, ensEndpoint, parameters, who, most, key, login);
    }

    /** The same, where machines are bought from another endpoint of ENS than the standard one. */
    public Order withEnsEndpoint(AckEndpoint other) {
        return new Order(route, endpoint, other, parameters, who, most, credentialsId, loginCredentialsId);
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
                record.getWho(),
                record.getMost(),
                record.getCredentialsId(),
                record.getLoginCredentialsId());
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

    public String who() {
        return who;
    }

    String credentialsId() {
        return credentialsId;
    }

    String loginCredentialsId() {
        return loginCredentialsId;
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
