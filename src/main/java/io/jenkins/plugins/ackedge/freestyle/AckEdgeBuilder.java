package io.jenkins.plugins.ackedge.freestyle;

import hudson.AbortException;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ackedge.build.BuildInput;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.IOException;

/**
 * What the build steps have in common. They are for jobs whose builds run once: in a matrix each cell would order. Pipelines
 * have steps of their own, which go on after a restart of the controller.
 */
public abstract class AckEdgeBuilder extends Builder {
    /** Known by name: its plugin need not be there. */
    private static final String MAVEN_JOB = "hudson.maven.MavenModuleSet";

    abstract BuildInput input(BuildVariables variables);

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        if (!fits(build.getProject().getClass())) {
            throw new AbortException(getDescriptor().getDisplayName()
                    + ": this build step is for freestyle and Maven jobs, and nothing was sent. In a "
                    + build.getProject().getPronoun()
                    + " it could order many times: use a freestyle job before it, or a pipeline");
        }
        // Jenkins saves a build when it ends. One that orders must still be there when its controller dies before.
        build.save();
        BuildInput input = input(new BuildVariables(build, listener));
        ScaleOutResult result = new BlockingWait(listener, input).result(build);
        if (input.isUnstableOnPartial() && result.isPartial()) {
            listener.getLogger().println(result.message());
            build.setResult(Result.UNSTABLE);
        } else if (result.isInternalError()
                || (input.isPropagate() && result.state().isFailure())) {
            throw new AbortException(result.message());
        } else {
            listener.getLogger().println(result.message());
        }
        return true;
    }

    private static boolean fits(Class<?> job) {
        return FreeStyleProject.class.isAssignableFrom(job) || job.getName().equals(MAVEN_JOB);
    }

    abstract static class AckEdgeBuilderDescriptor extends BuildStepDescriptor<Builder> {
        @Override
        public final boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return fits(jobType);
        }
    }
}
