package io.jenkins.plugins.ackedge.cli;

import org.jline.utils.WCWidth;

/** The columns that a text takes on a terminal: Chinese characters and most pictures take two, accents none. */
final class Columns {
    private Columns() {}

    /** As much of a text as has room, with an ellipsis where something is missing. */
    static String cut(String text, int most) {
        int columns = 0;
        int end = 0; // of what has room beside an ellipsis
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            columns += Math.max(0, WCWidth.wcwidth(c));
            if (columns > most) {
                return most < 1 ? "" : text.substring(0, end) + "…";
            }
            i += Character.charCount(c);
            if (columns < most) {
                end = i;
            }
        }
        return text;
    }
}
