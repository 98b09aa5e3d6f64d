package io.jenkins.plugins.ackedge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A proxy at which nobody gets in: whoever needs a new connection waits for it, before the first byte. That is each order,
 * which has a connection of its own; questions go on over those that are there.
 */
final class NoWayOut implements AutoCloseable {
    private static final int FULL_AFTER_MILLIS = 500;

    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> crowd = new ArrayList<>();

    /** The system lets a few in that nobody has accepted; when it does not any more, the door is shut. */
    NoWayOut() throws IOException {
        boolean full = false;
        while (!full) {
            Socket another = new Socket();
            crowd.add(another);
            try {
                another.connect(door.getLocalSocketAddress(), FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException e) {
                full = true;
            }
        }
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : crowd) {
            socket.close();
        }
    }
}
