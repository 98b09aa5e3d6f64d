package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckException;

/**
 * What came of a question to the vendor: exactly one of the three is there.
 *
 * @param unavailable why the question was not asked: a secret could not be had
 */
record Reply<T>(T value, AckException error, String unavailable) {

    boolean isAnswer() {
        return error == null && unavailable == null;
    }

    String why() {
        return error == null ? unavailable : error.getMessage();
    }

    /** Whether asking again after a while may help. */
    boolean isPassing() {
        return error != null && error.isPassing();
    }

    long retryAfterMillis() {
        return error == null ? 0 : error.retryAfterMillis();
    }
}
