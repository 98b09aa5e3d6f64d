package io.jenkins.plugins.ackedge.api;

import java.util.function.Consumer;

/** One request goes out, once. What comes back is bytes; nobody but AckClient's readers judges it. */
public interface Wire {
    /**
     * Sends a request.
     *
     * @param then called exactly once, from any thread (also before this method returns); this method never throws
     */
    void send(SignedRequest request, Consumer<WireAnswer> then);
}
