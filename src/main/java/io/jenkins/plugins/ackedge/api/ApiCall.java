package io.jenkins.plugins.ackedge.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One request before it is signed.
 *
 * @param product gives the API's version and the body's media type
 * @param path begins with a slash; its segments are percent-encoded
 * @param unspeakable secrets in the body that only this request holds: masked in what is said of its answer
 */
record ApiCall(
        Product product,
        String action,
        String method,
        String path,
        SortedMap<String, String> query,
        byte[] body,
        List<String> unspeakable) {

    static ApiCall get(String action, String path, Map<String, String> query) {
        return new ApiCall(Product.ACK, action, "GET", path, new TreeMap<>(query), new byte[0], List.of());
    }

    static ApiCall send(String action, String method, String path, byte[] body) {
        return new ApiCall(Product.ACK, action, method, path, new TreeMap<>(), body, List.of());
    }

    /** An operation of the RPC style: its parameters are the body, a form. */
    static ApiCall form(Product product, String action, Map<String, String> parameters, List<String> unspeakable) {
        byte[] body = PercentEncoding.query(new TreeMap<>(parameters)).getBytes(StandardCharsets.US_ASCII);
        return new ApiCall(product, action, "POST", "/", new TreeMap<>(), body, List.copyOf(unspeakable));
    }

    /** @throws IllegalArgumentException if a segment is none: it would become a different path, and another request */
    static String path(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            if (segment == null || segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("not usable as an id: '" + segment + "'");
            }
            path.append('/').append(PercentEncoding.encode(segment));
        }
        return path.toString();
    }

    /** A record would print the body, and with it the password. */
    @Override
    public String toString() {
        return method + " " + path + " (" + action + ")";
    }
}
