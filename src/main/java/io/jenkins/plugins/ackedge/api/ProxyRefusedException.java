package io.jenkins.plugins.ackedge.api;

import java.io.IOException;

/** A proxy does not let a connection through, whatever is asked on it; the message is for people and names no password. */
public final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ProxyRefusedException(String message) {
        super(message);
    }
}
