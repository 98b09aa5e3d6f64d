package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What an ECS instance can ask of its metadata service about its RAM role, in the token mode alone: a token by PUT, and no
 * answer without one. Paths and headers are those of the vendor's page "Instance metadata" and of its credentials-java
 * ({@code ECSMetadataServiceCredentialsFetcher}).
 */
public final class MetadataService {
    private static final String TOKEN = "/latest/api/token";
    private static final String ROLES = "/latest/meta-data/ram/security-credentials/";
    private static final String TTL = "x-aliyun-ecs-metadata-token-ttl-seconds";

    private final IssuedKeys issued;
    private final LongSupplier clock;
    private final Map<String, Long> tokens = new HashMap<>();
    private String role = "edge-controller";
    private long keySeconds = 6 * 3600;
    private IssuedKeys.Key key;
    private Answer instead;

    MetadataService(IssuedKeys issued, LongSupplier clock) {
        this.issued = issued;
        this.clock = clock;
    }

    /** The instance's role; null for none. */
    public synchronized void setRole(String name) {
        role = name;
        key = null;
    }

    /** How long a key lasts that the service gives from now on. */
    public synchronized void setKeySeconds(long seconds) {
        keySeconds = seconds;
        key = null;
    }

    /** It answers all requests so; null for as it should. */
    public synchronized void answerInstead(Integer status, String body) {
        instead = status == null ? null : Answer.of(status, "text/html", body);
    }

    static boolean isFor(Received request) {
        return request.path().startsWith("/latest/");
    }

    synchronized Answer answer(Received request) {
        if (instead != null) {
            return instead;
        }
        if (request.path().equals(TOKEN)) {
            return token(request);
        }
        Long end = tokens.get(String.valueOf(request.header("x-aliyun-ecs-metadata-token")));
        if (end == null || clock.getAsLong() >= end) {
            return Answer.of(403, "text/html", "<html><head><title>403 Forbidden</title></head></html>");
        }
        if (!request.method().equals("GET") || role == null || !request.path().startsWith(ROLES)) {
            return notFound();
        }
        String name = request.path().substring(ROLES.length());
        if (name.isEmpty()) {
            return Answer.of(200, "text/plain", role);
        }
        return name.equals(role) ? key() : notFound();
    }

    private Answer token(Received request) {
        String seconds = String.valueOf(request.header(TTL));
        boolean isValid = seconds.matches("\\d{1,5}") && Integer.parseInt(seconds) >= 1;
        if (!request.method().equals("PUT") || !isValid || Integer.parseInt(seconds) > 21_600) {
            return Answer.of(400, "text/html", "<html><head><title>400 Bad Request</title></head></html>");
        }
        String token = "Y2x" + Ids.random(30) + "==";
        tokens.put(token, clock.getAsLong() + Long.parseLong(seconds) * 1000);
        return Answer.of(200, "text/plain", token);
    }

    /** The same key until a quarter of its life is left. */
    private Answer key() {
        boolean isYoung = key != null
                && !issued.hasEnded(key.id())
                && issued.find(key.id()).endMillis() - clock.getAsLong() > keySeconds * 250;
        if (!isYoung) {
            key = issued.issue(keySeconds);
        }
        ObjectNode body = Json.object();
        body.put("AccessKeyId", key.id());
        body.put("AccessKeySecret", key.secret());
        body.put("Expiration", key.expiration());
        body.put("SecurityToken", key.token());
        body.put("LastUpdated", "2026-11-20T00:00:00Z");
        body.put("Code", "Success");
        return Answer.json(200, Json.write(body));
    }

    private static Answer notFound() {
        return Answer.of(404, "text/html", "<html><head><title>404 Not Found</title></head></html>");
    }
}
