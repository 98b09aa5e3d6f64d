package io.jenkins.plugins.ackedge.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes a call into a request that may be sent, once: it has a date and a nonce of its own.
 *
 * @param nonces each of them is used for one request
 */
record Signer(AckEndpoint endpoint, AccessKey key, Clock clock, Supplier<String> nonces, String userAgent) {
    SignedRequest sign(ApiCall call, boolean order) {
        String query = PercentEncoding.query(call.query());
        String bodyHash = Acs3Signature.hash(call.body());
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", endpoint.url().substring(endpoint.url().indexOf("//") + 2));
        headers.put("x-acs-action", call.action());
        headers.put("x-acs-version", call.product().version());
        headers.put(
                "x-acs-date", Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", nonces.get());
        headers.put("x-acs-content-sha256", bodyHash);
        key.securityToken().ifPresent(token -> {
            headers.put("x-acs-accesskey-id", key.id());
            headers.put("x-acs-security-token", token);
        });
        if (call.body().length > 0) {
            headers.put("content-type", call.product().contentType());
        }
        String authorization = Acs3Signature.authorization(key, call.method(), call.path(), query, headers, bodyHash);
        headers.put("accept", "application/json");
        headers.put("user-agent", userAgent);
        headers.put("authorization", authorization);
        String url = endpoint.url() + call.path() + (query.isEmpty() ? "" : "?" + query);
        return new SignedRequest(call.method(), url, headers, call.body(), order);
    }

    /** The secret part of a request's Authorization header. */
    static String signature(SignedRequest request) {
        String authorization = request.headers().get("authorization");
        return authorization.substring(authorization.lastIndexOf('=') + 1);
    }

    @Override
    public String toString() {
        return "Signer[" + key + " at " + endpoint + "]";
    }
}
