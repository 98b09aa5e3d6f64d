package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Secrets out of the environment, by the names that the vendor's own tools use. */
final class EnvironmentSecrets implements Secrets {
    static final String KEY_ID = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    static final String KEY_SECRET = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    static final String TOKEN = "ALIBABA_CLOUD_SECURITY_TOKEN";
    static final String PASSWORD = "ACK_EDGE_LOGIN_PASSWORD";

    private final Map<String, String> environment;

    EnvironmentSecrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What is wrong with the access key, and nothing of its value. */
    List<Misuse> check() {
        List<Misuse> wrong = new ArrayList<>();
        check(KEY_ID, true, value -> AccessKey.of(value, "secret"), wrong);
        check(KEY_SECRET, true, value -> AccessKey.of("id", value), wrong);
        check(TOKEN, false, value -> AccessKey.of("id", "secret", value), wrong);
        return wrong;
    }

    private void check(String name, boolean required, Consumer<String> use, List<Misuse> wrong) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            if (required) {
                wrong.add(new Misuse(name, null, "is not set."));
            }
            return;
        }
        try {
            use.accept(value);
        } catch (IllegalArgumentException e) {
            wrong.add(new Misuse(name, null, "is not usable: " + e.getMessage()));
        }
    }

    @Override
    public AccessKey accessKey() throws UnavailableException {
        try {
            return AccessKey.of(required(KEY_ID), required(KEY_SECRET), environment.get(TOKEN));
        } catch (IllegalArgumentException e) {
            throw new UnavailableException(e.getMessage());
        }
    }

    @Override
    public String loginPassword() {
        String password = environment.get(PASSWORD);
        return password == null || password.isEmpty() ? null : password;
    }

    @Override
    public boolean mayChange() {
        return false;
    }

    private String required(String name) throws UnavailableException {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new UnavailableException("The environment variable " + name + " is not set.");
        }
        return value;
    }
}
