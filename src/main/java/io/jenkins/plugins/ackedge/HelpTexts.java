package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.ArrayList;
import java.util.List;

/** The help of a field is written once, with the pipeline step; the other forms show the same. */
final class HelpTexts {
    private static final List<String> OTHERS = List.of(
            "cluster", "credentialsId", "loginCredentialsId", "via", "wait", "propagate", "cancelOnAbort", "dryRun");

    private HelpTexts() {}

    /** The fields whose help is with the step. */
    static List<String> ofStep() {
        List<String> fields = new ArrayList<>(OTHERS);
        for (Parameter parameter : Parameter.values()) {
            fields.add(parameter.key());
        }
        return fields;
    }
}
