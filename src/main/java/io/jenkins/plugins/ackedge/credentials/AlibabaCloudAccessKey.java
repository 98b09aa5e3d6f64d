package io.jenkins.plugins.ackedge.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.util.Secret;

/** An access key of Alibaba Cloud, of a RAM user, and the role that it assumes if it is to act as one. */
@NameWith(AlibabaCloudAccessKey.NameProvider.class)
public interface AlibabaCloudAccessKey extends StandardCredentials {
    @NonNull
    String getAccessKeyId();

    @NonNull
    Secret getAccessKeySecret();

    /** {@code acs:ram::ACCOUNT:role/NAME}; null for none, then the key acts for itself. */
    @CheckForNull
    String getRoleArn();

    /** What the role's trust policy asks for; null for nothing. */
    @CheckForNull
    String getExternalId();

    /** The last characters of the AccessKey ID, the role, and the description. */
    final class NameProvider extends CredentialsNameProvider<AlibabaCloudAccessKey> {
        @NonNull
        @Override
        public String getName(@NonNull AlibabaCloudAccessKey key) {
            String id = key.getAccessKeyId();
            String role = Util.fixNull(key.getRoleArn());
            String description = Util.fixNull(key.getDescription());
            return "…" + id.substring(Math.max(0, id.length() - 4))
                    + (role.isEmpty() ? "" : ", " + role)
                    + (description.isEmpty() ? "" : " (" + description + ")");
        }
    }
}
