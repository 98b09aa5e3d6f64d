package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;

/** Where the secrets of an order come from. Asked again for each conversation, so that nothing has to be kept. */
public interface Secrets {
    /** The key to sign with. */
    AccessKey accessKey() throws UnavailableException;

    /** The password for the nodes, or null if the order uses a key pair (or none is needed any more). */
    String loginPassword() throws UnavailableException;

    /**
     * Whether a later look-up may bring others. Where it cannot, as with a process's environment, nobody waits on for a vendor
     * that keeps refusing them.
     */
    default boolean mayChange() {
        return true;
    }

    /** Where they come from, for example ids of credentials: a source that hangs keeps up nobody but its own users. */
    default String source() {
        return "";
    }

    /**
     * The secret cannot be had, with a sentence for the user. Whatever else a source throws is taken to pass: it is asked again
     * later.
     */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean passing;

        /** There is no such secret, or it cannot be used: it will be the same later. */
        public UnavailableException(String message) {
            this(message, false);
        }

        private UnavailableException(String message, boolean passing) {
            super(message);
            this.passing = passing;
        }

        /** It may well be there when it is asked for again. */
        public static UnavailableException passing(String message) {
            return new UnavailableException(message, true);
        }

        /** Whether it is worth while to ask again. */
        public boolean isPassing() {
            return passing;
        }
    }
}
