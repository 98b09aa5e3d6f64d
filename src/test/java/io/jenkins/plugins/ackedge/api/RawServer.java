package io.jenkins.plugins.ackedge.api;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that answers each whole request with the same bytes, or does with a connection what it is told. */
final class RawServer implements AutoCloseable {
    /** What is done with a connection. */
    interface Course {
        void run(Socket socket) throws IOException;
    }

    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private RawServer() throws IOException {}

    static RawServer answering(String answer) throws IOException {
        RawServer raw = new RawServer();
        raw.start(socket -> raw.answerAll(socket, answer, false));
        return raw;
    }

    /** Closes the connection after the answer. */
    static RawServer answeringOnce(String answer) throws IOException {
        RawServer raw = new RawServer();
        raw.start(socket -> raw.answerAll(socket, answer, true));
        return raw;
    }

    static RawServer doing(Course course) throws IOException {
        RawServer raw = new RawServer();
        raw.start(course);
        return raw;
    }

    private void start(Course course) {
        Thread thread = new Thread(() -> accept(course), "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Course course) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(course, socket), "raw connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void serve(Course course, Socket socket) {
        try (socket) {
            course.run(socket);
        } catch (IOException e) {
            // the client went away
        }
    }

    private void answerAll(Socket socket, String answer, boolean once) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (String request = read(in); request != null; request = read(in)) {
            requests.add(request);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            if (once) {
                return;
            }
        }
    }

    /** One request with its body; null if the connection ends. */
    static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            bytes.write(b);
        }
        Matcher length = LENGTH.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
        if (length.find()) {
            bytes.write(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int connections() {
        return sockets.size();
    }

    /** Every request that has arrived in full. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
