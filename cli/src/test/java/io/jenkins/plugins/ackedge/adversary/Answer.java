package io.jenkins.plugins.ackedge.adversary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One answer of the hostile server, from a well-formed one to bytes that are no HTTP at all. Immutable. Its text may hold
 * words in double braces, for example {@code {{task}}}, that are filled in when it is sent.
 */
final class Answer {
    private enum Framing {
        LENGTH,
        NONE,
        NOT_HTTP
    }

    private final String statusLine;
    private final List<String> headers;
    private final byte[] body;
    private final Framing framing;
    private final Manner manner;

    private Answer(String statusLine, List<String> headers, byte[] body, Framing framing, Manner manner) {
        this.statusLine = statusLine;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.framing = framing;
        this.manner = manner;
    }

    static Answer status(int status) {
        return new Answer("HTTP/1.1 " + status + " Word", List.of(), new byte[0], Framing.LENGTH, Manner.whole());
    }

    static Answer json(int status, String body) {
        return status(status)
                .header("Content-Type", "application/json; charset=utf-8")
                .body(body);
    }

    static Answer html(int status, String body) {
        return status(status).header("Content-Type", "text/html").body("<html><body>" + body + "</body></html>");
    }

    /** These bytes and nothing around them. */
    static Answer notHttp(String bytes) {
        return new Answer("", List.of(), bytes.getBytes(StandardCharsets.UTF_8), Framing.NOT_HTTP, Manner.whole());
    }

    static Answer silence(Manner manner) {
        return notHttp("").sent(manner);
    }

    Answer header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new Answer(statusLine, more, body, framing, manner);
    }

    Answer body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    Answer body(byte[] bytes) {
        return new Answer(statusLine, headers, bytes, framing, manner);
    }

    /** Neither length nor chunks are announced for the body: it says them itself, or gets them wrong. */
    Answer unframed() {
        return new Answer(statusLine, headers, body, Framing.NONE, manner);
    }

    Answer sent(Manner how) {
        return new Answer(statusLine, headers, body, framing, how);
    }

    Manner manner() {
        return manner;
    }

    byte[] bytes(Map<String, String> words, String date) {
        byte[] filled = filled(body, words);
        if (framing == Framing.NOT_HTTP) {
            return filled;
        }
        StringBuilder head = new StringBuilder(statusLine).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (headers.stream().noneMatch(header -> header.startsWith("Date:"))) {
            head.append("Date: ").append(date).append("\r\n");
        }
        if (framing == Framing.LENGTH) {
            head.append("Content-Length: ").append(filled.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(filled(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8), words));
        all.writeBytes(filled);
        return all.toByteArray();
    }

    private static byte[] filled(byte[] bytes, Map<String, String> words) {
        // One character for each byte, so that bytes that are no text come through unchanged.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains("{{")) {
            return bytes;
        }
        for (Map.Entry<String, String> word : words.entrySet()) {
            String value = new String(word.getValue().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            text = text.replace("{{" + word.getKey() + "}}", value);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
