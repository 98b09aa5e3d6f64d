package io.jenkins.plugins.ackedge.adversary;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How the bytes of an answer reach the client, or do not. */
@FunctionalInterface
interface Manner {
    /** Says whether the connection stays open for a next request. */
    boolean send(Socket socket, byte[] answer) throws IOException, InterruptedException;

    static Manner whole() {
        return (socket, answer) -> {
            write(socket, answer);
            return true;
        };
    }

    static Manner thenClosed() {
        return (socket, answer) -> {
            write(socket, answer);
            return false;
        };
    }

    static Manner afterSeconds(int seconds) {
        return (socket, answer) -> {
            Thread.sleep(seconds * 1000L);
            write(socket, answer);
            return true;
        };
    }

    static Manner oneByteEach(int millis) {
        return (socket, answer) -> {
            for (byte b : answer) {
                write(socket, new byte[] {b});
                Thread.sleep(millis);
            }
            return false;
        };
    }

    static Manner cutAfter(int bytes) {
        return (socket, answer) -> {
            write(socket, Arrays.copyOf(answer, Math.min(bytes, answer.length)));
            return false;
        };
    }

    /** Cut just before these words of the answer. */
    static Manner cutBefore(String words) {
        return (socket, answer) -> cutAfter(new String(answer, StandardCharsets.ISO_8859_1).indexOf(words))
                .send(socket, answer);
    }

    static Manner cutInTheMiddleOfTheBody() {
        return (socket, answer) -> {
            int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            return cutAfter((body + answer.length) / 2).send(socket, answer);
        };
    }

    /** The connection is closed in good order, and nothing was said. */
    static Manner hangsUp() {
        return (socket, answer) -> false;
    }

    /** The connection is torn down: the client sees "connection reset". */
    static Manner reset() {
        return (socket, answer) -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    static Manner never() {
        return (socket, answer) -> {
            Thread.sleep(3_600_000);
            return false;
        };
    }

    /** The answer, and then these bytes for as long as anybody listens. */
    static Manner followedForeverBy(String more, int pauseMillis) {
        return (socket, answer) -> {
            write(socket, answer);
            while (true) {
                write(socket, more.getBytes(StandardCharsets.UTF_8));
                Thread.sleep(pauseMillis);
            }
        };
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }
}
