package io.jenkins.plugins.ackedge.adversary;

import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that would drive a terminal, turn a line around or begin a line of their own, and the search for them. */
final class EvilText {
    /** Begins a line in every evil text: a reader must never see it at the start of one. */
    private static final String FORGED = "FORGED nothing to see here";

    /** Carriage return and line feed, ESC, BEL, NUL, DEL, C1, line separators, marks and overrides of direction. */
    static final String ALL = "evil\r\n" + FORGED + "\u001b[2J\u001b]0;title\u0007\u0000\u007f\u009b31m\u0085"
            + "\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069end";

    private static final Pattern CONTROL = Pattern.compile(
            "[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
                    + "&&[^\\n]]");
    private static final Pattern FORGED_LINE = Pattern.compile("(?m)^\\s*FORGED");
    private static final Pattern JSON_CONTROL = Pattern.compile("\\\\[bfr]|\\\\n\\s*FORGED");

    private EvilText() {}

    /** What is wrong with what a terminal shows. */
    static Optional<String> foundIn(String text) {
        if (FORGED_LINE.matcher(text).find()) {
            return Optional.of("a line that the server made up");
        }
        return CONTROL.matcher(text)
                .results()
                .findFirst()
                .map(found ->
                        String.format("the character U+%04X", found.group().codePointAt(0)));
    }

    /** The same for a JSON text, where such characters may stand escaped. */
    static Optional<String> foundInJson(String text) {
        if (JSON_CONTROL.matcher(text.replace("\\\\", "")).find()) {
            return Optional.of("an escaped control character of the server");
        }
        return foundIn(text.replace("\r\n", "\n"))
                .or(() -> foundIn(Secrets.readJson(text.replace("\\\\", "")).replace("\r\n", "\n")));
    }
}
