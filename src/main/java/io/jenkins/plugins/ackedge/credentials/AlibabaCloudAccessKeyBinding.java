package io.jenkins.plugins.ackedge.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.credentialsbinding.BindingDescriptor;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.jenkinsci.plugins.credentialsbinding.impl.CredentialNotFoundException;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * For {@code withCredentials}: the key in the variables from which the vendor's own tools, and the terminal program of this
 * project, take it. They assume its role themselves.
 */
public final class AlibabaCloudAccessKeyBinding extends MultiBinding<AlibabaCloudAccessKey> {
    private static final String ID = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    private static final String SECRET = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    private static final String ROLE = "ALIBABA_CLOUD_ROLE_ARN";
    private static final String EXTERNAL_ID = "ALIBABA_CLOUD_EXTERNAL_ID";

    private String accessKeyIdVariable = ID;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // the name of a variable
    private String accessKeySecretVariable = SECRET;

    @DataBoundConstructor
    public AlibabaCloudAccessKeyBinding(String credentialsId) {
        super(credentialsId);
    }

    public String getAccessKeyIdVariable() {
        return accessKeyIdVariable;
    }

    @DataBoundSetter
    public void setAccessKeyIdVariable(@CheckForNull String accessKeyIdVariable) {
        String name = Util.fixEmptyAndTrim(accessKeyIdVariable);
        this.accessKeyIdVariable = name == null ? ID : name;
    }

    public String getAccessKeySecretVariable() {
        return accessKeySecretVariable;
    }

    @DataBoundSetter
    public void setAccessKeySecretVariable(@CheckForNull String accessKeySecretVariable) {
        String name = Util.fixEmptyAndTrim(accessKeySecretVariable);
        this.accessKeySecretVariable = name == null ? SECRET : name;
    }

    @Override
    protected Class<AlibabaCloudAccessKey> type() {
        return AlibabaCloudAccessKey.class;
    }

    @Override
    public MultiEnvironment bind(
            @NonNull Run<?, ?> build,
            @CheckForNull FilePath workspace,
            @CheckForNull Launcher launcher,
            @NonNull TaskListener listener)
            throws IOException, InterruptedException {
        AlibabaCloudAccessKey key = getCredentials(build);
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put(accessKeySecretVariable, key.getAccessKeySecret().getPlainText());
        Map<String, String> others = new LinkedHashMap<>();
        others.put(accessKeyIdVariable, key.getAccessKeyId());
        if (key.getRoleArn() != null) {
            others.put(ROLE, key.getRoleArn());
        }
        if (key.getExternalId() != null) {
            others.put(EXTERNAL_ID, key.getExternalId());
        }
        return new MultiEnvironment(secrets, others);
    }

    @Override
    public Set<String> variables(@NonNull Run<?, ?> build) throws CredentialNotFoundException {
        AlibabaCloudAccessKey key = getCredentials(build);
        Set<String> names = new LinkedHashSet<>(Set.of(accessKeyIdVariable, accessKeySecretVariable));
        if (key.getRoleArn() != null) {
            names.add(ROLE);
        }
        if (key.getExternalId() != null) {
            names.add(EXTERNAL_ID);
        }
        return names;
    }

    @Extension
    @Symbol("alibabaCloudAccessKey")
    public static final class DescriptorImpl extends BindingDescriptor<AlibabaCloudAccessKey> {
        @Override
        protected Class<AlibabaCloudAccessKey> type() {
            return AlibabaCloudAccessKey.class;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AlibabaCloudAccessKey_displayName();
        }

        @Override
        public boolean requiresWorkspace() {
            return false;
        }
    }
}
