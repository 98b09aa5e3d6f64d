package io.jenkins.plugins.ackedge.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to the client: a reply, or one of the ways in which a connection can let it down. */
final class Answer {
    /** How the connection behaves while the reply is sent. */
    enum Connection {
        KEEP,
        /** Nothing is sent; the peer sees "connection reset". */
        RESET,
        /** Nothing is sent and the connection stays open until the simulator is closed. */
        SILENT,
        /** The headers promise the whole body, half of it is sent, and the connection is closed. */
        CUT
    }

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;
    private final Connection connection;

    private Answer(int status, String contentType, byte[] body, Map<String, String> headers, Connection connection) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
        this.connection = connection;
    }

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of(), Connection.KEEP);
    }

    static Answer json(int status, String body) {
        return of(status, "application/json;charset=utf-8", body);
    }

    static Answer empty(int status) {
        return of(status, null, "");
    }

    static Answer reset() {
        return new Answer(0, null, new byte[0], Map.of(), Connection.RESET);
    }

    static Answer silence() {
        return new Answer(0, null, new byte[0], Map.of(), Connection.SILENT);
    }

    Answer cut() {
        return new Answer(status, contentType, body, headers, Connection.CUT);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more, connection);
    }

    Answer withBody(String newBody) {
        return new Answer(status, contentType, newBody.getBytes(StandardCharsets.UTF_8), headers, connection);
    }

    /** The HTTP status; 0 if nothing is answered. */
    int status() {
        return status;
    }

    /** Null if there is none. */
    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body.clone();
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Map<String, String> headers() {
        return headers;
    }

    Connection connection() {
        return connection;
    }

    /** Without the body: a task's parameters hold the node password. */
    @Override
    public String toString() {
        return status + " " + connection;
    }
}
