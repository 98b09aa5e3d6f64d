package io.jenkins.plugins.ackedge.page;

/** Words that must fit into a picture on a phone. */
final class Label {
    /** In the width of a Latin letter; a Chinese character takes two. */
    private static final int MOST = 30;

    private Label() {}

    static String shortened(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += Character.isIdeographic(text.codePointAt(i)) ? 2 : 1;
            if (width > MOST) {
                return text.substring(0, i) + "…";
            }
        }
        return text;
    }
}
