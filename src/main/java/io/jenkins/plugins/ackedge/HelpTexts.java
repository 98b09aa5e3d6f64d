package io.jenkins.plugins.ackedge;

import hudson.model.Describable;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.List;

/** The help of a field is written once, with the pipeline step; the other forms show the same. */
final class HelpTexts {
    private static final List<String> OTHERS = List.of(
            "cluster", "credentialsId", "loginCredentialsId", "via", "wait", "propagate", "cancelOnAbort", "dryRun");

    private HelpTexts() {}

    /** {@code Descriptor.addHelpFileRedirect} of the form. */
    interface Redirect {
        void add(String field, Class<? extends Describable> owner, String ownersField);
    }

    static void fromStep(Redirect redirect) {
        for (Parameter parameter : Parameter.values()) {
            redirect.add(parameter.key(), AckEdgeScaleOutStep.class, parameter.key());
        }
        for (String field : OTHERS) {
            redirect.add(field, AckEdgeScaleOutStep.class, field);
        }
    }
}
