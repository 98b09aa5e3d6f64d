package io.jenkins.plugins.ackedge.simulator;

import java.util.Locale;

/** Whether a machine of ENS becomes a node of the cluster whose join script it is given. */
public enum Joining {
    /** When it first runs, by the script in its user data; and again after AttachEnsInstances. */
    BY_ITSELF,
    /** Its user data comes to nothing; AttachEnsInstances helps. */
    AFTER_ATTACH,
    NEVER;

    /** As a person types it on the simulator's command line, e.g. {@code after-attach}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
