package io.jenkins.plugins.ackedge.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a run ended, what it said, and after how long. */
record Outcome(int exit, String out, String err, Duration took) {
    static final int KILLED = 137;

    Outcome exits(int... allowed) {
        assertTrue(
                Arrays.stream(allowed).anyMatch(status -> status == exit),
                () -> "exit status " + exit + " is not " + Arrays.toString(allowed) + " in " + this);
        return this;
    }

    /** That it says this on one of its streams, in small or capital letters. */
    Outcome says(String words) {
        assertTrue(isSaid(words), () -> "'" + words + "' is missing in " + this);
        return this;
    }

    /** Neither in the result as text nor as JSON. */
    Outcome neverSaysTheStateIs(String state) {
        String result = "(?m)^state +" + state + "|\"state\" ?: ?\"" + state;
        assertFalse(Pattern.compile(result).matcher(out).find(), () -> state + " must not be the state in " + this);
        return this;
    }

    /** That it says at least one of these. */
    Outcome saysOneOf(String... words) {
        assertTrue(
                Arrays.stream(words).anyMatch(this::isSaid),
                () -> "none of " + Arrays.toString(words) + " stands in " + this);
        return this;
    }

    /** But for what a further run says of itself, after it has told that the order ended or was made before. */
    Outcome neverSaysThatNothingWasOrdered() {
        Pattern claim =
                Pattern.compile("(?i)(?<!This file's order (ended|was made) at [-0-9T:]{19}Z; )nothing was ordered");
        assertFalse(claim.matcher(out + err).find(), () -> "'nothing was ordered' must not stand in " + this);
        return this;
    }

    Outcome neverSays(String words) {
        assertFalse(isSaid(words), () -> "'" + words + "' must not stand in " + this);
        return this;
    }

    Outcome tookAtLeast(int seconds) {
        assertTrue(took.toSeconds() >= seconds, () -> "did not take " + seconds + " s: " + this);
        return this;
    }

    Outcome printsOneLineOfJson() {
        assertEquals(1, out.lines().count(), this::toString);
        assertTrue(out.startsWith("{") && out.stripTrailing().endsWith("}"), this::toString);
        return this;
    }

    private boolean isSaid(String words) {
        String small = words.toLowerCase(Locale.ROOT);
        return (out + "\n" + err).toLowerCase(Locale.ROOT).contains(small);
    }

    @Override
    public String toString() {
        return "[exit " + exit + " after " + took.toSeconds() + " s; out: " + printable(out) + "; err: "
                + printable(err) + "]";
    }

    /** Without anything that could drive the terminal of whoever reads a report. */
    static String printable(String text) {
        String printable = text.strip().replace("\n", " | ").replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() < 1500 ? printable : printable.substring(0, 1500) + "...";
    }
}
