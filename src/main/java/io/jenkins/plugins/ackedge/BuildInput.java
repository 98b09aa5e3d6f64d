package io.jenkins.plugins.ackedge;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import java.io.IOException;
import java.io.Serializable;

/**
 * What a step was told to do. It is saved with a running pipeline, so an implementation holds plain values alone, and no
 * secret.
 */
interface BuildInput extends Serializable {
    /** Notes which credentials the configuration names now, for as long as the step lasts. Looks up no secret. */
    BuildInput atStart(AckEdgeConfiguration configuration);

    /**
     * Begins, or goes on with what the build's journal of that name tells of. Reads secrets and disk: never on a CPS thread.
     *
     * @param name of the order or wait within the build
     * @throws AbortException with a message for the build's log, if nothing was sent and nothing will be
     */
    ScaleOut begin(Run<?, ?> run, String name, ScaleOutListener listener) throws IOException;

    /** Whether a bad end fails the step. */
    boolean isPropagate();

    /** Whether the vendor is asked to cancel the task when the build is aborted. */
    boolean isCancelOnAbort();
}
