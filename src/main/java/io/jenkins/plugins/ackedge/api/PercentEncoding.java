package io.jenkins.plugins.ackedge.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** RFC 3986 as the V3 signature wants it: only unreserved characters stay as they are. */
final class PercentEncoding {
    private PercentEncoding() {}

    static String encode(String text) {
        // URLEncoder writes forms, not URIs: these three differ from RFC 3986.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The canonical query: sorted by name, and with "=" also where a value is empty. */
    static String query(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map((Map.Entry<String, String> p) -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    }
}
