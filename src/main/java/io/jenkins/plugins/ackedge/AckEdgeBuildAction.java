package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.JournalEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;

/** What a build has ordered, read from its journals: so it tells the truth also of a build that died with its controller. */
public final class AckEdgeBuildAction implements Action {
    private static final Logger LOGGER = Logger.getLogger(AckEdgeBuildAction.class.getName());

    private final Run<?, ?> run;

    AckEdgeBuildAction(Run<?, ?> run) {
        this.run = run;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** The build's orders, the earliest first; null if they cannot be read. */
    public List<JournalEntry> getOrders() {
        try {
            return new BuildJournals(run).entries();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The orders of " + run + " cannot be read", e);
            return null;
        }
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.AckEdgeBuildAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "ack-edge";
    }

    /** The action is there where there is something to show, and nothing of it is stored in the build. */
    @Extension
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run target) {
            return new BuildJournals(target).exist() ? Set.of(new AckEdgeBuildAction(target)) : Set.of();
        }
    }
}
