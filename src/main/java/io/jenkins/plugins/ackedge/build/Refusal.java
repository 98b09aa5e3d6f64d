package io.jenkins.plugins.ackedge.build;

import hudson.AbortException;
import java.io.IOException;
import java.util.List;

/** How a step says, in one message, why it has sent nothing. */
final class Refusal {
    private Refusal() {}

    /** @param faults each names a parameter, its value and the rule */
    static AbortException of(String step, List<String> faults) {
        return new AbortException(step + ": parameters not valid, nothing was sent:\n  " + String.join("\n  ", faults));
    }

    static AbortException ofRecord(String step, IOException e) {
        AbortException told = new AbortException(
                step + ": the record of the order cannot be read or written, so nothing was sent: " + e.getMessage());
        told.initCause(e);
        return told;
    }
}
