package io.jenkins.plugins.ackedge.build;

import hudson.model.Run;
import io.jenkins.plugins.ackedge.config.JobClusters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import java.io.Serializable;

/**
 * What a step was told to do. It is saved with a running pipeline, so an implementation holds plain values alone, and no
 * secret.
 */
public interface BuildInput extends Serializable {
    /** Notes which credentials the configuration names now, for as long as the step lasts. Looks up no secret. */
    BuildInput atStart(JobClusters clusters);

    /**
     * Begins, or goes on with what the build's record of that name tells of. Reads and writes disk: never on a CPS thread.
     * Secrets are looked up elsewhere, so it may come back before anything has begun.
     *
     * @param name of the order or wait within the build; null for one that no other has yet
     */
    void begin(Run<?, ?> run, String name, ScaleOutListener listener, Beginning beginning);

    /** Whether a bad end fails the step. */
    boolean isPropagate();

    /** Whether a partial success makes the build unstable instead of failing it. */
    boolean isUnstableOnPartial();

    /** What becomes of it when the build ends before it does, because the controller goes down; a sentence. */
    String withoutTheBuild();

    /** Whether the vendor is asked to cancel the task when the build is aborted. */
    boolean isCancelOnAbort();

    /** How a beginning went on; one of {@link #begun} and {@link #failed} is called, once, unless it must not start. */
    interface Beginning {
        /** Asked just before anything new is planned: false if it was given up meanwhile, and then nothing is called. */
        boolean mayStart();

        void begun(ScaleOut scaleOut);

        /** @param e with a message for the build's log, if it is an AbortException: then nothing was sent */
        void failed(Throwable e);
    }
}
