package io.jenkins.plugins.ackedge.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Something that the user gave is not usable; nothing was sent. The message is for the user. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Misuse> misuses;

    private UsageException(String message, List<Misuse> misuses) {
        super(message);
        this.misuses = List.copyOf(misuses);
    }

    /** One thing alone. */
    static UsageException of(Misuse misuse) {
        return new UsageException(misuse.sentence(), List.of(misuse));
    }

    /** All that is wrong, a line each. */
    static UsageException of(List<Misuse> misuses) {
        return new UsageException(
                "parameters not valid, nothing was sent:\n"
                        + misuses.stream().map(Misuse::sentence).collect(Collectors.joining("\n")),
                misuses);
    }

    /** With words that do not begin with the option's name. */
    static UsageException of(String message, List<Misuse> misuses) {
        return new UsageException(message, misuses);
    }

    /** What is wrong. */
    List<Misuse> misuses() {
        return misuses;
    }
}
