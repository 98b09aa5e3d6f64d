package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ackedge.api.AckException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Signs one request, sends it once, and tells what came of it. */
final class AckTransport {
    static final String VERSION = "2015-12-15";

    /** No answer of the control plane comes near this; one that does is not read further. */
    static final long MAX_ANSWER = 1L << 20;

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final AckClientFactory factory;
    private final AckEndpoint endpoint;
    private final AccessKey key;
    private final List<String> unspeakable;

    AckTransport(AckClientFactory factory, AckEndpoint endpoint, AccessKey key, List<String> unspeakable) {
        this.factory = factory;
        this.endpoint = endpoint;
        this.key = key;
        this.unspeakable = unspeakable;
    }

    JsonNode query(ApiCall call) throws AckException {
        return exchange(factory.queries(), call);
    }

    /** As {@link #query}, on a fresh connection and with more patience: for a request that must not be sent twice. */
    JsonNode order(ApiCall call) throws AckException {
        return exchange(factory.orders(), call);
    }

    private JsonNode exchange(OkHttpClient client, ApiCall call) throws AckException {
        AtomicBoolean sending = new AtomicBoolean();
        OkHttpClient observed = client.newBuilder()
                .eventListener(new EventListener() {
                    @Override
                    public void requestHeadersStart(Call started) {
                        sending.set(true);
                    }
                })
                .build();
        Request request = signed(call);
        String authorization = Objects.requireNonNull(request.header("Authorization"));
        Redaction redaction = redaction(authorization.substring(authorization.lastIndexOf('=') + 1));
        try (Response response = observed.newCall(request).execute()) {
            return read(response, redaction);
        } catch (IOException e) {
            Kind kind = sending.get() ? Kind.OUTCOME_UNKNOWN : Kind.NEVER_SENT;
            String what = sending.get()
                    ? "no complete answer from " + endpoint + " (" + reason(e) + ")"
                    : "could not connect to " + endpoint + " (" + reason(e) + "); nothing was sent";
            throw AckException.unreachable(kind, redaction.apply(OneLine.of(what)), e);
        }
    }

    /** Masks what no text of the server may repeat; {@code more} is what is secret in one request alone. */
    Redaction redaction(String... more) {
        List<String> secrets = new ArrayList<>(unspeakable);
        secrets.addAll(List.of(more));
        secrets.add(key.secret());
        secrets.add(key.securityToken().orElse(null));
        return Redaction.of(secrets);
    }

    private Request signed(ApiCall call) {
        String query = PercentEncoding.query(call.query());
        HttpUrl url = HttpUrl.get(endpoint.url() + call.path() + (query.isEmpty() ? "" : "?" + query));
        String bodyHash = Acs3Signature.hash(call.body());
        boolean hasBody = call.body().length > 0;
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", endpoint.url().substring(endpoint.url().indexOf("//") + 2));
        headers.put("x-acs-action", call.action());
        headers.put("x-acs-version", VERSION);
        headers.put("x-acs-date", factory.now());
        headers.put("x-acs-signature-nonce", factory.nonce());
        headers.put("x-acs-content-sha256", bodyHash);
        key.securityToken().ifPresent(token -> {
            headers.put("x-acs-accesskey-id", key.id());
            headers.put("x-acs-security-token", token);
        });
        if (hasBody) {
            headers.put("content-type", JSON.toString());
        }
        Request.Builder builder = new Request.Builder().url(url);
        headers.forEach(builder::header);
        builder.header("accept", "application/json");
        builder.header("user-agent", factory.userAgent());
        builder.header(
                "Authorization",
                // As OkHttp will send them: it keeps an encoded path and query as they are, and the tests hold it to
                // that.
                Acs3Signature.authorization(key, call.method(), call.path(), query, headers, bodyHash));
        // Only bytes with their media type go out verbatim; a String or a header of ours would be changed on the way.
        RequestBody body = call.method().equals("GET") ? null : RequestBody.create(call.body(), hasBody ? JSON : null);
        return builder.method(call.method(), body).build();
    }

    private static JsonNode read(Response response, Redaction redaction) throws IOException, AckException {
        String header = OneLine.of(Objects.requireNonNullElse(response.header("x-acs-request-id"), ""));
        BufferedSource source = response.body().source();
        boolean tooLong = source.request(MAX_ANSWER + 1);
        Buffer buffer = source.getBuffer();
        String body = buffer.readUtf8(Math.min(buffer.size(), MAX_ANSWER));
        int status = response.code();
        if (status >= 300 && status < 400) {
            throw new AckException(Kind.INVALID, "", status, "redirected elsewhere, which is not followed", header, 0);
        }
        if (!response.isSuccessful()) {
            throw ErrorAnswer.read(status, redaction.apply(body), header, retryAfterMillis(response));
        }
        if (tooLong) {
            throw new AckException(
                    Kind.OUTCOME_UNKNOWN, "", status, "the answer is larger than 1 MiB and was not read", header, 0);
        }
        if (body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode json = Json.readObject(body);
        if (json == null) {
            throw new AckException(Kind.OUTCOME_UNKNOWN, "", status, "the answer is not readable as JSON", header, 0);
        }
        return json;
    }

    private static long retryAfterMillis(Response response) {
        String value = Objects.requireNonNullElse(response.header("Retry-After"), "");
        return value.matches("\\d{1,5}") ? TimeUnit.SECONDS.toMillis(Long.parseLong(value)) : 0;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
