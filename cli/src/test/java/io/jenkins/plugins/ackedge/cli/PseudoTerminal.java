package io.jenkins.plugins.ackedge.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The program on a pseudo terminal, which Python's standard library knows to make. */
final class PseudoTerminal {
    /** What begins each drawing of the moving row. */
    static final String CLEAR_ROW = "\r\u001b[2K";

    private PseudoTerminal() {}

    /**
     * @param streams which of 0, 1 and 2 are the terminal. What it shows is found on standard error
     * @param resize a text, and the width that the terminal has after it
     */
    static AckEdgeCommand of(AckEdgeCommand command, String streams, int columns, String... resize) {
        List<String> words =
                new ArrayList<>(List.of("python3", script("pseudo_terminal.py"), streams, String.valueOf(columns)));
        words.addAll(Arrays.asList(resize));
        words.add("--");
        return command.env("TERM", "xterm").behind(words.toArray(new String[0]));
    }

    static String script(String name) {
        try {
            return Path.of(Objects.requireNonNull(PseudoTerminal.class.getResource("/" + name))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The moving rows that were drawn one after the other. */
    static List<String> rows(AckEdgeEnd end) {
        List<String> rows = new ArrayList<>();
        for (String part : end.err().split(Pattern.quote(CLEAR_ROW))) {
            if (part.startsWith("… ")) {
                rows.add(part);
            }
        }
        return rows;
    }

    /** By the rule that everything from the Hangul letters on, and every picture, is wide. */
    static int columns(String row) {
        return row.codePoints()
                .map(c -> c >= 0x2e80 || (c >= 0x1100 && c < 0x1200) ? 2 : 1)
                .sum();
    }
}
