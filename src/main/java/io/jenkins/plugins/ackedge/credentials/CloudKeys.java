package io.jenkins.plugins.ackedge.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import io.jenkins.plugins.ackedge.scaleout.TemporaryKeys;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The access keys that credentials give: of the kinds here, and of username/password, where the username is the AccessKey ID.
 * Temporary keys are in memory alone.
 */
public final class CloudKeys {
    /** What can sign. */
    public static final CredentialsMatcher MATCHER = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(AlibabaCloudAccessKey.class),
            CredentialsMatchers.instanceOf(AlibabaCloudInstanceRole.class),
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));

    /** For a message: what can sign. */
    public static final String KINDS = "Alibaba Cloud access key, instance role or username/password";

    private final TemporaryKeys temporary;
    private final Supplier<AckEndpoint> sts;

    /** @param sts where keys assume roles, as administrators say */
    public CloudKeys(TemporaryKeys temporary, Supplier<AckEndpoint> sts) {
        this.temporary = temporary;
        this.sts = sts;
    }

    /**
     * The key to sign with. It may ask the vendor for a temporary one, so it may take some seconds.
     *
     * @param found one that {@link #MATCHER} matches
     * @param user who uses it, such as a build, for the vendor's own audit
     * @param wait how long it will be needed
     * @throws Secrets.UnavailableException with a sentence that holds no secret
     */
    public AccessKey of(StandardCredentials found, String user, Duration wait) throws Secrets.UnavailableException {
        try {
            if (found instanceof AlibabaCloudAccessKey key) {
                AccessKey base = AccessKey.of(
                        key.getAccessKeyId(), key.getAccessKeySecret().getPlainText());
                return key.getRoleArn() == null ? base : assumed(base, key, user, wait);
            }
            if (found instanceof AlibabaCloudInstanceRole role) {
                return ofInstance(role);
            }
            if (found instanceof StandardUsernamePasswordCredentials pair) {
                return AccessKey.of(pair.getUsername(), pair.getPassword().getPlainText());
            }
        } catch (IllegalArgumentException e) {
            throw new Secrets.UnavailableException("credentialsId '" + found.getId() + "': " + e.getMessage());
        }
        throw new Secrets.UnavailableException("credentialsId '" + found.getId() + "' must be the id of " + KINDS);
    }

    private AccessKey assumed(AccessKey base, AlibabaCloudAccessKey key, String user, Duration wait)
            throws Secrets.UnavailableException {
        AssumedRole role = new AssumedRole(
                key.getRoleArn(),
                AssumedRole.sessionName(user),
                Util.fixNull(key.getExternalId()),
                AssumedRole.seconds(wait));
        return temporary.assumed(base, sts.get(), role).withAccount(base.account() + ", role " + role.arn());
    }

    private AccessKey ofInstance(AlibabaCloudInstanceRole role) throws Secrets.UnavailableException {
        if (!AlibabaCloudInstanceRoleImpl.isAdministrators(role)) {
            throw new Secrets.UnavailableException(
                    "credentialsId '" + role.getId()
                            + "' is an instance role outside of the controller's own store, where administrators alone put one");
        }
        AccessKey key = temporary.ofInstance(Util.fixNull(role.getRoleName()));
        return key.withAccount(key.account() + ", role of the controller's ECS instance");
    }
}
