package io.jenkins.plugins.ackedge.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and error in UTF-8, whatever the locale. */
final class Streams {
    static final StandardOutput RESULT = new StandardOutput();
    static final PrintStream OUT = new PrintStream(RESULT, true, StandardCharsets.UTF_8);
    static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Streams() {}
}
