package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import io.jenkins.plugins.ackedge.scaleout.TemporaryKeys;
import java.util.Map;

/** The key that was found when the program began, or what it gives, and the password out of the environment. */
final class TerminalSecrets implements Secrets {
    static final String PASSWORD = "ACK_EDGE_LOGIN_PASSWORD";

    private final KeySource source;
    private final TemporaryKeys keys;
    private final String password;

    TerminalSecrets(KeySource source, TemporaryKeys keys, String password) {
        this.source = source;
        this.keys = keys;
        this.password = password;
    }

    /** The password for the nodes; null if there is none. */
    static String password(Map<String, String> environment) {
        String password = environment.get(PASSWORD);
        return password == null || password.isEmpty() ? null : password;
    }

    @Override
    public AccessKey accessKey() throws UnavailableException {
        return source.key(keys);
    }

    @Override
    public String loginPassword() {
        return password;
    }

    /** A role's next token has the same permissions, so a refusal for want of them will stay. */
    @Override
    public boolean mayChange() {
        return false;
    }
}
