package io.jenkins.plugins.ackedge.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that costs as little as one can, in a process of its own, so that what a client costs is all that is measured. It
 * answers each request at once, in one write, without Nagle's delay: GET with a task, the same each time or, for the id {@code
 * T-changing}, another one each time; anything else with an accepted order. It ends when its standard input does.
 */
public final class AnsweringServer {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private AnsweringServer() {}

    /** Prints its port. */
    public static void main(String[] args) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        System.out.println(server.getLocalPort());
        System.out.flush();
        Thread accepting = new Thread(() -> accept(server));
        accepting.setDaemon(true);
        accepting.start();
        System.in.transferTo(System.err);
    }

    /** The process and its port. */
    static final class Running implements AutoCloseable {
        private final Process process;
        private final int port;

        private Running(Process process, int port) {
            this.process = process;
            this.port = port;
        }

        static Running start() throws IOException {
            Process process = ChildJvm.start(List.of("-XX:+UseSerialGC"), AnsweringServer.class);
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new Running(process, Integer.parseInt(out.readLine()));
        }

        int port() {
            return port;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            while (true) {
                String request = line(in);
                if (request == null) {
                    return;
                }
                int length = 0;
                for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(
                                header.substring("content-length:".length()).trim());
                    }
                }
                in.skipNBytes(length);
                socket.getOutputStream().write(answer(request));
            }
        } catch (IOException e) {
            // The client has gone: nothing else waits for this.
        }
    }

    private static byte[] answer(String request) {
        String body = request.startsWith("GET")
                ? Answers.task(request.contains("T-changing") ? COUNT.incrementAndGet() : 0)
                : Answers.ACCEPTED;
        String head = "HTTP/1.1 " + (request.startsWith("GET") ? "200 OK" : "202 Accepted")
                + "\r\nDate: Thu, 26 Nov 2026 08:00:00 GMT\r\nContent-Type: application/json;charset=utf-8\r\n"
                + "x-acs-request-id: 687C5BAA-D103-4993-884B-C35E4314A1E1\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.append((char) c);
        }
        return line.toString().trim();
    }
}
