package io.jenkins.plugins.ackedge.orders;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.ParametersAction;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.credentials.CloudKeys;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Secrets out of the credentials store, as the build may use them: its folders and the permissions of whoever it runs as
 * count. Looked up each time they are needed, and kept nowhere.
 */
public final class BuildSecrets implements Secrets {
    private static final Logger LOGGER = Logger.getLogger(BuildSecrets.class.getName());
    private final Run<?, ?> run;
    private final String credentialsId;
    private final String loginCredentialsId;
    private final Duration wait;
    private final Set<String> tracked = ConcurrentHashMap.newKeySet();

    /** @param wait how long the build may wait for its order: so long a temporary key is asked for, if it is one */
    public BuildSecrets(Run<?, ?> run, String credentialsId, String loginCredentialsId, Duration wait) {
        this.run = run;
        this.wait = wait;
        this.credentialsId = credentialsId;
        this.loginCredentialsId = loginCredentialsId;
    }

    /** The id that a parameter of the build has chosen, where this names one: for whoever looks when the build is gone. */
    public static String chosen(Run<?, ?> run, String id) {
        ParametersAction parameters = run.getAction(ParametersAction.class);
        boolean isVariable = id.startsWith("${") && id.endsWith("}");
        return isVariable
                        && parameters != null
                        && parameters.getParameter(id.substring(2, id.length() - 1))
                                instanceof CredentialsParameterValue p
                ? p.getValue()
                : id;
    }

    /** For a wait, which sends no password: it only keeps the vendor's texts from repeating it. */
    public static Secrets forWaiting(Run<?, ?> run, String credentialsId, String loginCredentialsId, Duration wait) {
        BuildSecrets both = new BuildSecrets(run, credentialsId, loginCredentialsId, wait);
        return new Secrets() {
            @Override
            public String source() {
                return both.source();
            }

            @Override
            public AccessKey accessKey() throws UnavailableException {
                return both.accessKey();
            }

            @Override
            public String loginPassword() {
                try {
                    return both.loginPassword();
                } catch (UnavailableException e) {
                    LOGGER.log(Level.FINE, "A node password that could be masked is not there", e);
                    return null;
                }
            }
        };
    }

    @Override
    public String source() {
        return credentialsId + "\n" + loginCredentialsId;
    }

    @Override
    public AccessKey accessKey() throws UnavailableException {
        StandardCredentials found = find("credentialsId", credentialsId, CloudKeys.MATCHER, CloudKeys.KINDS);
        return AckConnections.get().keys().of(found, run.getExternalizableId(), wait);
    }

    @Override
    public String loginPassword() throws UnavailableException {
        if (loginCredentialsId.isEmpty()) {
            return null;
        }
        StandardCredentials found = find("loginCredentialsId", loginCredentialsId, CredentialsMatchers.always(), "");
        String password = password(found);
        if (password == null) {
            throw new UnavailableException("loginCredentialsId '" + loginCredentialsId
                    + "' must be the id of username/password or secret text credentials");
        }
        return password;
    }

    /** What credentials of a kind that can hold a password hold; null for others. */
    static String password(StandardCredentials found) {
        if (found instanceof StandardUsernamePasswordCredentials login) {
            return login.getPassword().getPlainText();
        }
        return found instanceof StringCredentials text ? text.getSecret().getPlainText() : null;
    }

    private StandardCredentials find(String parameter, String id, CredentialsMatcher fitting, String kinds)
            throws UnavailableException {
        StandardCredentials found =
                CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, List.of());
        if (found == null || !fitting.matches(found)) {
            throw new UnavailableException(
                    parameter + " '" + id + "' is not the id of credentials that this build may use"
                            + (kinds.isEmpty() ? "" : " (" + kinds + ")"));
        }
        if (tracked.add(id)) {
            track(found);
        }
        return found;
    }

    /** That a use cannot be noted is no reason not to use it. */
    private void track(StandardCredentials found) {
        try {
            CredentialsProvider.track(run, found);
        } catch (Throwable e) { // whatever a fingerprint store throws
            LOGGER.log(Level.WARNING, "The use of credentials by " + run + " could not be noted", e);
        }
    }
}
