package io.jenkins.plugins.ackedge.cli;

/** Something that the user gave is not usable; nothing was sent. The message is for the user. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
