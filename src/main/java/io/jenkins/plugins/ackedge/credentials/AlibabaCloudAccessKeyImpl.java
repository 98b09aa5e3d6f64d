package io.jenkins.plugins.ackedge.credentials;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor.FormException;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An access key that lies in a store of Jenkins. */
public final class AlibabaCloudAccessKeyImpl extends BaseStandardCredentials implements AlibabaCloudAccessKey {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // the id is the public half of the key
    private final String accessKeyId;

    private final Secret accessKeySecret;
    private String roleArn;
    private String externalId;

    /** @throws FormException if a part cannot be one of a key; the message does not show the secret */
    @DataBoundConstructor
    public AlibabaCloudAccessKeyImpl(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String description,
            String accessKeyId,
            Secret accessKeySecret)
            throws FormException {
        super(scope, id, description);
        this.accessKeyId = Util.fixNull(accessKeyId).trim();
        this.accessKeySecret = accessKeySecret == null ? Secret.fromString("") : accessKeySecret;
        try {
            AccessKey.of(this.accessKeyId, "secret");
        } catch (IllegalArgumentException e) {
            throw new FormException("accessKeyId: " + e.getMessage(), "accessKeyId");
        }
        try {
            AccessKey.of("id", this.accessKeySecret.getPlainText());
        } catch (IllegalArgumentException e) {
            throw new FormException("accessKeySecret: " + e.getMessage(), "accessKeySecret");
        }
    }

    @NonNull
    @Override
    public String getAccessKeyId() {
        return accessKeyId;
    }

    @NonNull
    @Override
    public Secret getAccessKeySecret() {
        return accessKeySecret;
    }

    @CheckForNull
    @Override
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) throws FormException {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
        if (this.roleArn != null && !AssumedRole.isArn(this.roleArn)) {
            throw new FormException(
                    "roleArn '" + this.roleArn + "': " + Messages.AlibabaCloudAccessKey_roleArn(), "roleArn");
        }
    }

    @CheckForNull
    @Override
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) throws FormException {
        this.externalId = Util.fixEmptyAndTrim(externalId);
        if (!AssumedRole.isExternalId(Util.fixNull(this.externalId))) {
            throw new FormException("externalId: " + Messages.AlibabaCloudAccessKey_externalId(), "externalId");
        }
    }

    @Extension
    @Symbol("alibabaCloudAccessKey")
    public static final class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AlibabaCloudAccessKey_displayName();
        }

        @Override
        public String getIconClassName() {
            return "symbol-key";
        }

        @POST
        public FormValidation doCheckAccessKeyId(@QueryParameter String value) {
            try {
                AccessKey.of(Util.fixNull(value).trim(), "secret");
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(Messages.AlibabaCloudAccessKey_accessKeyId());
            }
        }

        @POST
        public FormValidation doCheckRoleArn(@QueryParameter String value) {
            String given = Util.fixEmptyAndTrim(value);
            return given == null || AssumedRole.isArn(given)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AlibabaCloudAccessKey_roleArn());
        }

        @POST
        public FormValidation doCheckExternalId(@QueryParameter String value) {
            return AssumedRole.isExternalId(Util.fixNull(value).trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AlibabaCloudAccessKey_externalId());
        }
    }
}
