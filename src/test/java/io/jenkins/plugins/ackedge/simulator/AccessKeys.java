package io.jenkins.plugins.ackedge.simulator;

import java.util.Map;

/** The access keys that the simulator knows, those that its STS gave included, and the tokens that some of them need. */
final class AccessKeys {
    private final Map<String, String> secrets;
    private final Map<String, String> tokens;
    private final IssuedKeys issued;

    AccessKeys(Map<String, String> secrets, Map<String, String> tokens, IssuedKeys issued) {
        this.secrets = Map.copyOf(secrets);
        this.tokens = Map.copyOf(tokens);
        this.issued = issued;
    }

    /** Null if the key is unknown. */
    String secret(String accessKeyId) {
        IssuedKeys.Key temporary = issued.find(accessKeyId);
        return temporary == null ? secrets.get(accessKeyId) : temporary.secret();
    }

    /** Null if the key is a permanent one. */
    String token(String accessKeyId) {
        IssuedKeys.Key temporary = issued.find(accessKeyId);
        return temporary == null ? tokens.get(accessKeyId) : temporary.token();
    }

    /** Whether the key is a temporary one that is not good any more. */
    boolean hasEnded(String accessKeyId) {
        return issued.hasEnded(accessKeyId);
    }
}
