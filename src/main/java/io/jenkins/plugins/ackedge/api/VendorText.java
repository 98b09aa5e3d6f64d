package io.jenkins.plugins.ackedge.api;

/**
 * Text of the vendor, safe to show: decoded, secrets masked, one line, no control, format or bidi characters, cut. Only
 * {@link Redaction} makes one from foreign text.
 */
public final class VendorText {
    /** No text. */
    public static final VendorText NONE = new VendorText("");

    /** The longest text, in code points. */
    static final int MOST = 500;

    private final String text;

    private VendorText(String text) {
        this.text = text;
    }

    /** For text that was written down by us earlier: cleaned again, with no secrets known. Null gives {@link #NONE}. */
    public static VendorText stored(String text) {
        return Redaction.NONE.text(text);
    }

    /** Cleans text in which no secret is left. */
    static VendorText clean(String masked, int most) {
        if (isClean(masked, most)) {
            return masked.isEmpty() ? NONE : new VendorText(masked);
        }
        StringBuilder line = new StringBuilder(Math.min(masked.length(), 2 * most));
        int count = 0;
        boolean gap = false;
        for (int i = 0; i < masked.length(); ) {
            int c = masked.codePointAt(i);
            i += Character.charCount(c);
            if (isGap(c)) {
                gap = count > 0;
            } else if (!isInvisible(c)) {
                int more = gap ? 2 : 1;
                if (count + more > most) {
                    return new VendorText(withEllipsis(line, count, most));
                }
                if (gap) {
                    line.append(' ');
                }
                line.appendCodePoint(c);
                count += more;
                gap = false;
            }
        }
        return count == 0 ? NONE : new VendorText(line.toString());
    }

    /** Whether it would stay as it is: short, plain ASCII, and no space but single ones between words. */
    private static boolean isClean(String text, int most) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > 0x7e || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return text.length() <= most && (text.isEmpty() || before != ' ');
    }

    /** The ellipsis counts, so that what is cut once stays as it is when it is read again. */
    private static String withEllipsis(StringBuilder line, int count, int most) {
        if (count == most) {
            line.setLength(line.offsetByCodePoints(line.length(), -1));
        }
        return line.toString().stripTrailing() + "…";
    }

    /** Whether it can stand between the characters of a word and not be seen as one. */
    static boolean isUnseen(int c) {
        return isGap(c) || isInvisible(c);
    }

    /** What would end a line or move the cursor becomes a space. */
    static boolean isGap(int c) {
        return c <= ' ' || Character.isISOControl(c) || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    /** What shows nothing, turns the direction of writing, or means something on some machines alone is left out. */
    static boolean isInvisible(int c) {
        if (c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> isBlank(c);
        };
    }

    /** Letters and marks that Unicode says are drawn as nothing: combining joiner, Hangul fillers, variation selectors. */
    private static boolean isBlank(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x3164
                || c == 0xffa0
                || (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VendorText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text; "" where there is none. */
    @Override
    public String toString() {
        return text;
    }
}
