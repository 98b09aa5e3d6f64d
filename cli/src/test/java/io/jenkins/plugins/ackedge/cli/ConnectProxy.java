package io.jenkins.plugins.ackedge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on loopback that knows CONNECT alone, and at most one user. */
final class ConnectProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String authorization;
    private final int origin;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    /** @param user as in {@code name:password}; null for anybody */
    ConnectProxy(String user) throws IOException {
        this(user, 0);
    }

    /** Open to anybody, and whatever host it is asked for, it connects to this port of loopback. */
    static ConnectProxy to(int port) throws IOException {
        return new ConnectProxy(null, port);
    }

    private ConnectProxy(String user, int origin) throws IOException {
        this.origin = origin;
        authorization = user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        daemon(this::accept);
    }

    /** {@code 127.0.0.1:PORT}. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The hosts and ports that were asked for, and let through. */
    List<String> asked() {
        return asked;
    }

    /** Those that were not. */
    List<String> refused() {
        return refused;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = server.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String target = head.split(" ")[1];
            OutputStream out = client.getOutputStream();
            boolean lets = authorization == null || head.contains("Proxy-Authorization: " + authorization + "\r\n");
            if (!lets || !head.startsWith("CONNECT ")) {
                refused.add(target);
                say(
                        out,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                + "Content-Length: 0\r\n\r\n");
                return;
            }
            asked.add(target);
            int colon = target.lastIndexOf(':');
            try (Socket server = origin == 0
                    ? new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))
                    : new Socket(InetAddress.getLoopbackAddress(), origin)) {
                say(out, "HTTP/1.1 200 Connection established\r\n\r\n");
                daemon(() -> copy(server, client));
                copy(client, server);
            }
        } catch (IOException e) {
            // one of both went away
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of both went away
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
