package io.jenkins.plugins.ackedge.adversary;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP/1.1 request as it came over the wire. Not complete: the connection ended before its body did. */
record Request(
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        List<String> headers,
        byte[] body,
        boolean complete) {

    /** Reads the next request; empty if the connection ended before one began or if what came is not HTTP. */
    static Optional<Request> read(InputStream in, OutputStream out) throws IOException {
        String first = line(in);
        String[] words = first == null ? new String[0] : first.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            return Optional.empty();
        }
        List<String> headers = new ArrayList<>();
        for (String header = line(in); header == null || !header.isEmpty(); header = line(in)) {
            if (header == null) {
                return Optional.of(of(words, headers, new byte[0], false));
            }
            headers.add(header);
        }
        if (header(headers, "Expect").isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean complete = true;
        try {
            if (header(headers, "Transfer-Encoding").isPresent()) {
                readChunks(in, body);
            } else {
                copy(
                        in,
                        body,
                        Integer.parseInt(header(headers, "Content-Length").orElse("0")));
            }
        } catch (IOException e) {
            complete = false;
        }
        return Optional.of(of(words, headers, body.toByteArray(), complete));
    }

    Optional<String> header(String name) {
        return header(headers, name);
    }

    boolean isOrder() {
        return method.equals("POST")
                        && (path.matches("/api/v2/clusters/[^/]+") || path.matches("/clusters/[^/]+/nodepools/[^/]+"))
                || isAction("RunInstances");
    }

    /** Whether it is this operation of ENS. */
    boolean isAction(String name) {
        return method.equals("POST")
                && path.equals("/")
                && header("x-acs-action").orElse("").equals(name);
    }

    /** What a client does that looks for its order: it lists tasks, or machines. */
    boolean isLook() {
        return isTaskList() || isAction("DescribeInstances");
    }

    /** The parameters of an operation of ENS. */
    Map<String, String> form() {
        return pairs(bodyText());
    }

    boolean isTaskList() {
        return method.equals("GET") && path.matches("/clusters/[^/]+/tasks");
    }

    boolean isPoll() {
        return method.equals("GET") && path.startsWith("/tasks/");
    }

    /** The signature that was sent; no text of the server may bring it back to a reader. */
    String signature() {
        return header("Authorization")
                .map(a -> a.replaceAll(".*Signature=", ""))
                .orElse("");
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return at + " " + method + " " + path + query + (complete ? "" : " (not complete)");
    }

    private static Request of(String[] words, List<String> headers, byte[] body, boolean complete) {
        int mark = words[1].indexOf('?');
        String path = mark < 0 ? words[1] : words[1].substring(0, mark);
        Map<String, String> query = pairs(mark < 0 ? "" : words[1].substring(mark + 1));
        return new Request(Instant.now(), words[0], path, query, List.copyOf(headers), body, complete);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
            String[] sides = pair.split("=", 2);
            pairs.put(decoded(sides[0]), sides.length < 2 ? "" : decoded(sides[1]));
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Optional<String> header(List<String> headers, String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(start))
                .map(h -> h.substring(start.length()).trim())
                .findFirst();
    }

    private static void readChunks(InputStream in, ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException();
            }
            int length = Integer.parseInt(size.replaceAll(";.*", "").trim(), 16);
            copy(in, body, length);
            line(in);
            if (length == 0) {
                return;
            }
        }
    }

    private static void copy(InputStream in, ByteArrayOutputStream body, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        body.writeBytes(bytes);
        if (bytes.length < length) {
            throw new EOFException();
        }
    }

    /** Null if the stream ended within it. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 100_000) {
                return null;
            }
            line.append((char) c);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }
}
