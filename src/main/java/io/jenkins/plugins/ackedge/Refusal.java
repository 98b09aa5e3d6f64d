package io.jenkins.plugins.ackedge;

import hudson.AbortException;
import java.util.List;

/** How a step says, in one message, everything that is wrong with what it was told. */
final class Refusal {
    private Refusal() {}

    /** @param faults each names a parameter, its value and the rule */
    static AbortException of(String step, List<String> faults) {
        return new AbortException(step + ": parameters not valid, nothing was sent:\n  " + String.join("\n  ", faults));
    }
}
