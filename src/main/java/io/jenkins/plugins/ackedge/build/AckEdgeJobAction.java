package io.jenkins.plugins.ackedge.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.ackedge.orders.page.ViewerTimeZone;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.TransientActionFactory;

/** The scale-outs of a job's last builds. The page is there for every job; a link leads to it where there is something to see. */
public final class AckEdgeJobAction implements Action {
    private final Job<?, ?> job;

    AckEdgeJobAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Builds that ordered, the newest first. */
    public List<OrderingBuild> getBuilds() {
        return OrderingBuild.lastOf(job);
    }

    public int getMostBuilds() {
        return OrderingBuild.MOST_BUILDS;
    }

    /** @param chosen by the viewer; null for the controller's own */
    public ViewerTimeZone timeZone(String chosen) {
        return ViewerTimeZone.of(chosen);
    }

    /** Asked with every page of the job, so it looks for a file and loads nothing. */
    @Override
    public String getIconFileName() {
        return OrderingBuild.hasOrdered(job) ? AckEdgeBuildAction.ICON : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.AckEdgeJobAction_displayName();
    }

    @Override
    public String getUrlName() {
        return AckEdgeBuildAction.URL_NAME;
    }

    @Extension
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        /** Whoever asks for other actions must not wait for a look at a disk. */
        @Override
        public Class<? extends Action> actionType() {
            return AckEdgeJobAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job target) {
            return Set.of(new AckEdgeJobAction(target));
        }
    }
}
