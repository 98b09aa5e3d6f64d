package io.jenkins.plugins.ackedge.api;

/** Text from outside, made fit to stand in a log: one line, no control characters, not longer than a sentence or two. */
final class OneLine {
    static final int MAX = 500;

    private OneLine() {}

    static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.length() <= MAX ? line : line.substring(0, MAX) + "…";
    }
}
