package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;

/** Where the secrets of an order come from. Asked again for each conversation, so that nothing has to be kept. */
public interface Secrets {
    /** The key to sign with. */
    AccessKey accessKey() throws UnavailableException;

    /** The password for the nodes, or null if the order uses a key pair (or none is needed any more). */
    String loginPassword() throws UnavailableException;

    /** A secret cannot be had now, with a sentence for the user. */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnavailableException(String message) {
            super(message);
        }
    }
}
