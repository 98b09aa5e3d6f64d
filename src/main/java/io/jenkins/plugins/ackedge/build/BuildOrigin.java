package io.jenkins.plugins.ackedge.build;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.api.VendorText;
import io.jenkins.plugins.ackedge.scaleout.Origin;

/** Where the orders of a build come from. */
final class BuildOrigin {
    private BuildOrigin() {}

    static Origin of(Run<?, ?> run) {
        return Origin.of(run.getExternalizableId()).withStartedBy(startedBy(run));
    }

    /** The user, by id; else what started the build, in Jenkins' own words. */
    private static String startedBy(Run<?, ?> run) {
        Cause.UserIdCause user = run.getCause(Cause.UserIdCause.class);
        if (user != null && user.getUserId() != null) {
            return VendorText.stored(user.getUserId()).toString();
        }
        return run.getCauses().stream()
                .findFirst()
                .map(cause -> VendorText.stored(cause.getShortDescription()).toString())
                .orElse("");
    }
}
