package io.jenkins.plugins.ackedge.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor.FormException;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The role, as an administrator has put it into the controller's own store. In a folder's store it would give whoever may
 * edit the folder the rights of the machine, so there it is neither offered nor used.
 */
public final class AlibabaCloudInstanceRoleImpl extends BaseStandardCredentials implements AlibabaCloudInstanceRole {
    private static final long serialVersionUID = 1L;

    private String roleName;

    @DataBoundConstructor
    public AlibabaCloudInstanceRoleImpl(
            @CheckForNull CredentialsScope scope, @CheckForNull String id, @CheckForNull String description) {
        super(scope, id, description);
    }

    @CheckForNull
    @Override
    public String getRoleName() {
        return roleName;
    }

    @DataBoundSetter
    public void setRoleName(String roleName) throws FormException {
        this.roleName = Util.fixEmptyAndTrim(roleName);
        if (this.roleName != null && !InstanceMetadata.isRoleName(this.roleName)) {
            throw new FormException(
                    "roleName '" + this.roleName + "': " + Messages.AlibabaCloudInstanceRole_roleName(), "roleName");
        }
    }

    /** Whether it lies where administrators alone put things. */
    static boolean isAdministrators(AlibabaCloudInstanceRole role) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        AlibabaCloudInstanceRole.class, Jenkins.get(), ACL.SYSTEM2, List.of())
                .stream()
                .anyMatch(known -> known == role); // others may have its id
    }

    @Extension
    @Symbol("alibabaCloudInstanceRole")
    public static final class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AlibabaCloudInstanceRole_displayName();
        }

        @Override
        public String getIconClassName() {
            return "symbol-server";
        }

        @Override
        public boolean isApplicable(CredentialsProvider provider) {
            return provider instanceof SystemCredentialsProvider.ProviderImpl;
        }

        @POST
        public FormValidation doCheckRoleName(@QueryParameter String value) {
            String given = Util.fixEmptyAndTrim(value);
            return given == null || InstanceMetadata.isRoleName(given)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AlibabaCloudInstanceRole_roleName());
        }
    }
}
