package io.jenkins.plugins.ackedge.scaleout;

/** Something happened in a storm that must never happen. */
final class StormViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StormViolation(String what) {
        super(what);
    }
}
