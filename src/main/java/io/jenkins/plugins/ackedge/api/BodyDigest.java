package io.jenkins.plugins.ackedge.api;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** By which an answer is known again without being kept: SHA-256 of its body. */
public final class BodyDigest {
    private final byte[] digest;

    private BodyDigest(byte[] digest) {
        this.digest = digest;
    }

    static BodyDigest of(byte[] body) {
        return new BodyDigest(sha256(body));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyDigest that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }
}
