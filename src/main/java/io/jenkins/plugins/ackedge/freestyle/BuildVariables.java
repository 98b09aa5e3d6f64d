package io.jenkins.plugins.ackedge.freestyle;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.ParametersAction;
import java.io.IOException;

/** The variables that a build step's texts may hold. */
final class BuildVariables {
    private final AbstractBuild<?, ?> build;
    private final EnvVars variables;

    BuildVariables(AbstractBuild<?, ?> build, BuildListener listener) throws IOException, InterruptedException {
        this.build = build;
        this.variables = build.getEnvironment(listener);
    }

    /** "" for null. */
    String expand(String text) {
        return Util.fixNull(variables.expand(text)).trim();
    }

    /**
     * The id of credentials. One that is chosen by a parameter of the build stays as it is: who chose it decides which
     * credentials it may be, and only the credentials plugin knows that.
     */
    String expandCredentials(String text) {
        String given = Util.fixNull(text);
        boolean isVariable = given.startsWith("${") && given.endsWith("}");
        ParametersAction parameters = build.getAction(ParametersAction.class);
        boolean isChosen = isVariable
                && parameters != null
                && parameters.getParameter(given.substring(2, given.length() - 1)) instanceof CredentialsParameterValue;
        return isChosen ? given : expand(given);
    }
}
