package io.jenkins.plugins.ackedge.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The folder that the program was started in. */
final class CurrentFolder {
    private CurrentFolder() {}

    /**
     * Java asks for its name when it makes a file's name absolute, and even when it reads a certificate.
     *
     * @throws UsageException if the locale cannot spell it
     */
    static void check() throws UsageException {
        try {
            Path.of(System.getProperty("user.dir"));
        } catch (InvalidPathException e) {
            String rule = "cannot spell the name of the current folder (" + encoding()
                    + "): set one in UTF-8, such as LC_ALL=C.UTF-8, or start in another folder; nothing was sent";
            throw UsageException.of("this locale " + rule, List.of(new Misuse("LC_ALL", null, rule)));
        }
    }

    /** In which the locale spells names of files. */
    static String encoding() {
        return System.getProperty("sun.jnu.encoding");
    }
}
