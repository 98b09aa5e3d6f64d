package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;

/** What the program's exit status says; part of its interface, like its options. */
final class ExitCode {
    static final int DONE = 0;
    static final int OTHER = 1;
    /** Parameters not valid, nothing sent; also what picocli gives for unknown options. */
    static final int INVALID = 2;
    /** Refused or given up before it was sent: nothing ordered. */
    static final int REFUSED = 3;
    /** The task failed or was cancelled. */
    static final int FAILED = 4;
    /** Ordered, and the wait ended before the task. */
    static final int STILL_RUNNING = 5;
    /** It is not known whether nodes were ordered. */
    static final int UNKNOWN = 6;

    private ExitCode() {}

    static int of(ScaleOutResult result) {
        if (result.isInternalError()) {
            return OTHER;
        }
        return switch (result.state()) {
            case SUCCEEDED, SUBMITTED, PLANNED -> DONE;
            case REJECTED -> REFUSED;
            case FAILED, CANCELLED -> FAILED;
            case TIMED_OUT -> STILL_RUNNING;
            case SUBMITTING, UNKNOWN -> UNKNOWN;
        };
    }
}
