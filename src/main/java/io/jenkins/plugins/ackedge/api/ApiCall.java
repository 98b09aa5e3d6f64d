package io.jenkins.plugins.ackedge.api;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One request of the ROA style before it is signed.
 *
 * @param path begins with a slash; its segments are percent-encoded
 */
record ApiCall(String action, String method, String path, SortedMap<String, String> query, byte[] body) {

    static ApiCall get(String action, String path, Map<String, String> query) {
        return new ApiCall(action, "GET", path, new TreeMap<>(query), new byte[0]);
    }

    static ApiCall send(String action, String method, String path, byte[] body) {
        return new ApiCall(action, method, path, new TreeMap<>(), body);
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
