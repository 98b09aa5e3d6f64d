package io.jenkins.plugins.ackedge.cli;

/** A result could not be written to standard output; the message says what it was. */
final class OutputException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int exit;

    OutputException(String message, int exit) {
        super(message);
        this.exit = exit;
    }

    /** What went wrong before keeps its own exit status; a success that nobody could read is none. */
    int exit() {
        return exit == ExitCode.DONE ? ExitCode.OTHER : exit;
    }
}
