package io.jenkins.plugins.ackedge.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as it came over the wire: nothing decoded or made tidy, because the signature covers the raw bytes. */
final class Received {
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    Received(String method, String target, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values));
        this.headers = Collections.unmodifiableMap(copy);
        this.body = body.clone();
    }

    String method() {
        return method;
    }

    /** Path and query as in the request line. */
    String target() {
        return target;
    }

    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The decoded query; the first value of a name counts. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        pairs(query()).forEach(pair -> parameters.putIfAbsent(pair.getKey(), pair.getValue()));
        return parameters;
    }

    /** The decoded pairs of a query or a form, in their order, repeated names included. */
    static List<Map.Entry<String, String>> pairs(String encoded) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(Map.entry(Rfc3986.decode(name), Rfc3986.decode(value)));
            }
        }
        return pairs;
    }

    /** All headers; names in any case. */
    Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header, or null. */
    String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    byte[] body() {
        return body.clone();
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
