package io.jenkins.plugins.ackedge.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ServerSocketFactory;

/**
 * Server sockets whose connections can be reset. MockWebServer ends a connection politely, and to a client a polite end
 * is another thing than a reset. It closes a connection on the thread that answers it, so that thread can say how.
 */
final class LoopbackSockets extends ServerSocketFactory {
    private static final ThreadLocal<Boolean> RESET = ThreadLocal.withInitial(() -> false);

    /** MockWebServer asks for 50 waiting connections, which thousands of clients would overrun. */
    private static final int BACKLOG = 4096;

    /** The next connection that this thread closes is reset. */
    static void resetNext() {
        RESET.set(true);
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public void bind(SocketAddress address, int backlog) throws IOException {
                super.bind(address, BACKLOG);
            }

            @Override
            public Socket accept() throws IOException {
                Socket socket = new Connection();
                implAccept(socket);
                // Headers and body go out in two writes; without this the second waits 40 ms for the peer's word.
                socket.setTcpNoDelay(true);
                return socket;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }

    private static final class Connection extends Socket {
        @Override
        public synchronized void close() throws IOException {
            if (RESET.get()) {
                RESET.remove();
                // No time to linger: what TCP then sends is a reset.
                setSoLinger(true, 0);
            }
            super.close();
        }
    }
}
