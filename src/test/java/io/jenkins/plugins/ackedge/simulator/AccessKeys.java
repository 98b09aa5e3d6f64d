package io.jenkins.plugins.ackedge.simulator;

import java.util.Map;

/** The access keys that the simulator knows, and the STS tokens that some of them need. */
final class AccessKeys {
    private final Map<String, String> secrets;
    private final Map<String, String> tokens;

    AccessKeys(Map<String, String> secrets, Map<String, String> tokens) {
        this.secrets = Map.copyOf(secrets);
        this.tokens = Map.copyOf(tokens);
    }

    /** Null if the key is unknown. */
    String secret(String accessKeyId) {
        return secrets.get(accessKeyId);
    }

    /** Null if the key is a permanent one. */
    String token(String accessKeyId) {
        return tokens.get(accessKeyId);
    }
}
