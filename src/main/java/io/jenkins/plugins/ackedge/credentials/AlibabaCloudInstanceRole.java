package io.jenkins.plugins.ackedge.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;

/** The RAM role of the ECS instance that the controller runs on: its metadata service gives temporary keys. */
@NameWith(AlibabaCloudInstanceRole.NameProvider.class)
public interface AlibabaCloudInstanceRole extends StandardCredentials {
    /** Name of the role; null for the one that the instance has. */
    @CheckForNull
    String getRoleName();

    /** The role and the description. */
    final class NameProvider extends CredentialsNameProvider<AlibabaCloudInstanceRole> {
        @NonNull
        @Override
        public String getName(@NonNull AlibabaCloudInstanceRole role) {
            String name = Util.fixNull(role.getRoleName());
            String description = Util.fixNull(role.getDescription());
            return (name.isEmpty() ? Messages.AlibabaCloudInstanceRole_ofThisInstance() : name)
                    + (description.isEmpty() ? "" : " (" + description + ")");
        }
    }
}
