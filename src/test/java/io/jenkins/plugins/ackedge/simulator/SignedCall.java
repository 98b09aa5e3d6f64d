package io.jenkins.plugins.ackedge.simulator;

import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A request of a test, signed by the vendor's own signer (com.aliyun:openapiutil) and sent exactly once over real HTTP.
 * What is changed after {@link #sign()} goes out as it is.
 */
final class SignedCall {
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .readTimeout(Duration.ofSeconds(20))
            .build();

    private final String authority;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private OkHttpClient http = HTTP;
    private String method;
    private String path;
    private String rawQuery;
    private byte[] body;
    private String accessKeyId = "testid";
    private String secret = "testsecret";

    SignedCall(AckSimulator simulator, String action, String method, String path) {
        this(simulator.port(), action, method, path);
    }

    SignedCall(int port, String action, String method, String path) {
        this.authority = "127.0.0.1:" + port;
        this.method = method;
        this.path = path;
        headers.put("host", authority);
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", "2015-12-15");
        headers.put("x-acs-date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
    }

    static SignedCall of(AckSimulator simulator, Operation operation, String path) {
        String method =
                switch (operation) {
                    case SCALE_OUT_CLUSTER, CANCEL_TASK, SCALE_CLUSTER_NODE_POOL, DESCRIBE_CLUSTER_ATTACH_SCRIPTS ->
                        "POST";
                    case MODIFY_CLUSTER_NODE_POOL -> "PUT";
                    default -> "GET";
                };
        return new SignedCall(simulator, operation.action(), method, path);
    }

    static SignedCall order(AckSimulator simulator, String clusterId, ObjectNode body) {
        return order(simulator.port(), clusterId, body);
    }

    static SignedCall order(int port, String clusterId, ObjectNode body) {
        return new SignedCall(port, "ScaleOutCluster", "POST", "/api/v2/clusters/" + clusterId).json(Json.write(body));
    }

    /** A request to ENS as a good client sends it: a POST with all parameters in its form. */
    static SignedCall ens(AckSimulator simulator, Operation operation, Map<String, String> form) {
        return ens(simulator, operation).form(form);
    }

    /** The same without any parameter. */
    static SignedCall ens(AckSimulator simulator, Operation operation) {
        return new SignedCall(simulator, operation.action(), "POST", "/").header("x-acs-version", "2017-11-10");
    }

    SignedCall form(Map<String, String> parameters) {
        headers.put("content-type", "application/x-www-form-urlencoded");
        return body(parameters.entrySet().stream()
                .map(pair -> Rfc3986.encode(pair.getKey()) + "=" + Rfc3986.encode(pair.getValue()))
                .collect(Collectors.joining("&")));
    }

    static SignedCall task(AckSimulator simulator, String taskId) {
        return of(simulator, Operation.DESCRIBE_TASK_INFO, "/tasks/" + taskId);
    }

    SignedCall json(String text) {
        headers.put("content-type", "application/json");
        return body(text);
    }

    SignedCall body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    SignedCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Null if there is none. */
    String header(String name) {
        return headers.get(name);
    }

    SignedCall withoutHeader(String name) {
        headers.remove(name);
        return this;
    }

    SignedCall query(String name, String value) {
        query.put(name, value);
        return this;
    }

    SignedCall path(String newPath) {
        path = newPath;
        return this;
    }

    SignedCall method(String newMethod) {
        method = newMethod;
        return this;
    }

    SignedCall rawQuery(String text) {
        rawQuery = text;
        return this;
    }

    SignedCall key(String id, String newSecret) {
        accessKeyId = id;
        secret = newSecret;
        return this;
    }

    SignedCall at(long millis) {
        return header(
                "x-acs-date",
                Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    SignedCall readTimeout(long millis) {
        http = HTTP.newBuilder().readTimeout(Duration.ofMillis(millis)).build();
        return this;
    }

    SignedCall sign() {
        return sign(hash());
    }

    String hash() {
        return CanonicalRequest.sha256(body == null ? new byte[0] : body);
    }

    /** The header names this hash, whatever the body's may be. */
    SignedCall sign(String hashInHeader) {
        headers.put("x-acs-content-sha256", hashInHeader);
        headers.put("authorization", authorization(method, path, headers, query, hash(), accessKeyId, secret));
        StringBuilder text = new StringBuilder();
        query.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(Rfc3986.encode(name))
                .append('=')
                .append(Rfc3986.encode(value)));
        rawQuery = text.toString();
        return this;
    }

    /** What the vendor's signer makes of a request. */
    static String authorization(
            String method,
            String path,
            Map<String, String> headers,
            Map<String, String> query,
            String hash,
            String accessKeyId,
            String secret) {
        TeaRequest request = new TeaRequest();
        request.method = method;
        request.pathname = path;
        request.headers = new LinkedHashMap<>(headers);
        request.query = new LinkedHashMap<>(query);
        try {
            return Client.getAuthorization(request, "ACS3-HMAC-SHA256", hash, accessKeyId, secret);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Reply send() throws IOException {
        if (!headers.containsKey("authorization")) {
            sign();
        }
        return sendAsIs();
    }

    Reply sendAsIs() throws IOException {
        String url = "http://" + authority + path + (rawQuery == null || rawQuery.isEmpty() ? "" : "?" + rawQuery);
        Request.Builder request = new Request.Builder().url(url);
        headers.forEach(request::header);
        boolean mayHaveBody = !method.equals("GET");
        RequestBody requestBody = mayHaveBody ? RequestBody.create(body == null ? new byte[0] : body) : null;
        try (Response response =
                http.newCall(request.method(method, requestBody).build()).execute()) {
            return new Reply(
                    response.code(), response.headers(), response.body().string());
        }
    }

    /** An answer, read to its end. */
    record Reply(int status, Headers headers, String body) {
        ObjectNode json() {
            return Json.readObject(body);
        }

        /** The error's code in either spelling. */
        String code() {
            ObjectNode json = json();
            return json.path("Code").asText(json.path("code").asText());
        }

        String text(String name) {
            return json().path(name).asText();
        }
    }
}
