package io.jenkins.plugins.ackedge.api;

import java.util.Arrays;

/**
 * All the ways in which the characters of a text can be read, if any of them may be an escape (JSON, XML, URL) whose own
 * characters may be escapes again, and so on. For each place it knows the characters that can be read there, and where
 * each of them ends; a character that is not seen (space, control, format) is read over.
 */
final class Escapes {
    /** More readings at one place than this come from no escaping that anybody does. */
    private static final int MOST_READINGS = 64;

    private static final int UNSEEN = Integer.MAX_VALUE;

    private final int[] text;
    private final Budget budget;
    /** For each place its readings, packed; null where the character itself is the only one. */
    private final long[][] readings;

    private long[] own = new long[8];
    private int count;

    /** Counts the steps of one search, so that no text can take long. */
    static final class Budget {
        private int left = 4_000_000;

        boolean take() {
            return left-- > 0;
        }

        void exhaust() {
            left = 0;
        }

        boolean isExhausted() {
            return left <= 0;
        }
    }

    /** @param text code points in small letters, without unseen ones */
    Escapes(int[] text, Budget budget) {
        this.text = text;
        this.budget = budget;
        this.readings = new long[text.length][];
        // From the end, so that what follows an escape's first character is known already.
        for (int at = text.length - 1; at >= 0; at--) {
            if (isBeginning(text[at]) || text[at] == '+') {
                readings[at] = read(at);
            }
        }
    }

    /** Whether the character can begin an escape. */
    static boolean isBeginning(int c) {
        return c == '%' || c == '&' || c == '\\';
    }

    /** What can be read at this place; each as {@link #character} and {@link #end}. */
    long[] at(int place) {
        if (place >= text.length) {
            return new long[0];
        }
        return readings[place] == null ? new long[] {pack(text[place], place + 1)} : readings[place];
    }

    /** Whether the character itself is all that can be read at this place. */
    boolean isPlain(int place) {
        return readings[place] == null;
    }

    static int character(long reading) {
        return (int) (reading >>> 32);
    }

    static int end(long reading) {
        return (int) reading;
    }

    private static long pack(int character, int end) {
        return (long) character << 32 | end;
    }

    private long[] read(int at) {
        count = 0;
        add(text[at], at + 1);
        // The list grows meanwhile: what an escape gives may begin another one.
        for (int i = 0; i < count && !budget.isExhausted(); i++) {
            int next = end(own[i]);
            switch (character(own[i])) {
                case '%' -> percent(next);
                case '&' -> entity(next, new StringBuilder());
                case '\\' -> backslash(next);
                case '+' -> add(' ', next); // as forms write a space
                default -> {}
            }
        }
        for (int i = 0; i < count && !budget.isExhausted(); i++) {
            if (character(own[i]) == UNSEEN) {
                for (long after : at(end(own[i]))) {
                    add(after);
                }
            }
        }
        return Arrays.stream(own, 0, count)
                .filter(reading -> character(reading) != UNSEEN)
                .toArray();
    }

    private void add(int character, int end) {
        boolean unseen = VendorText.isUnseen(character);
        add(pack(unseen ? UNSEEN : Character.toLowerCase(character), end));
    }

    private void add(long reading) {
        for (int i = 0; i < count; i++) {
            if (own[i] == reading) {
                return;
            }
        }
        if (count == MOST_READINGS || !budget.take()) {
            budget.exhaust();
            return;
        }
        if (count == own.length) {
            own = Arrays.copyOf(own, 2 * count);
        }
        own[count++] = reading;
    }

    /** {@code %26}, and several of them for a character outside ASCII. */
    private void percent(int place) {
        octets(place, 0, -1);
    }

    /** One more octet of UTF-8; {@code missing} counts those to come, -1 for the first. */
    private void octets(int place, int value, int missing) {
        for (long high : at(place)) {
            for (long low : hex(high) < 0 || !budget.take() ? new long[0] : at(end(high))) {
                if (hex(low) >= 0) {
                    octet(hex(high) << 4 | hex(low), end(low), value, missing);
                }
            }
        }
    }

    private void octet(int octet, int end, int value, int missing) {
        int left;
        int sum;
        if (missing < 0) {
            left = octet < 0x80 ? 0 : octet < 0xc2 ? -1 : octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : octet < 0xf5 ? 3 : -1;
            sum = left <= 0 ? octet : octet & (0x3f >> left);
        } else {
            left = (octet & 0xc0) == 0x80 ? missing - 1 : -1;
            sum = value << 6 | octet & 0x3f;
        }
        if (left == 0 && Character.isValidCodePoint(sum)) {
            add(sum, end);
        } else if (left > 0) {
            for (long sign : at(end)) {
                if (character(sign) == '%') {
                    octets(end(sign), sum, left);
                }
            }
        }
    }

    /** JSON's escapes, and {@code \x26} of scripts. */
    private void backslash(int place) {
        for (long reading : at(place)) {
            int c = character(reading);
            switch (c) {
                case 'u' -> digits(end(reading), 4, 0, 0);
                case 'x' -> digits(end(reading), 2, 0, 0);
                case 'b', 'f', 'n', 'r', 't' -> add(' ', end(reading));
                default -> {
                    if (!Character.isLetterOrDigit(c)) {
                        add(c, end(reading));
                    }
                }
            }
        }
    }

    private void digits(int place, int missing, int value, int highSurrogate) {
        if (missing > 0) {
            for (long digit : at(place)) {
                if (hex(digit) >= 0 && budget.take()) {
                    digits(end(digit), missing - 1, value << 4 | hex(digit), highSurrogate);
                }
            }
        } else if (highSurrogate != 0) {
            if (Character.isLowSurrogate((char) value)) {
                add(Character.toCodePoint((char) highSurrogate, (char) value), place);
            }
        } else {
            add(value, place);
            if (Character.isHighSurrogate((char) value)) {
                secondHalf(place, value);
            }
        }
    }

    private void secondHalf(int place, int highSurrogate) {
        for (long sign : at(place)) {
            if (character(sign) == '\\') {
                for (long u : at(end(sign))) {
                    if (character(u) == 'u') {
                        digits(end(u), 4, 0, highSurrogate);
                    }
                }
            }
        }
    }

    /** {@code &amp;}, {@code &#38;}, {@code &#x26;}. */
    private void entity(int place, StringBuilder name) {
        for (long reading : at(place)) {
            int c = character(reading);
            if (c == ';') {
                int meant = meaning(name.toString());
                if (meant >= 0) {
                    add(meant, end(reading));
                }
            } else if (name.length() < 10 && (c == '#' || c < 0x7f && Character.isLetterOrDigit(c)) && budget.take()) {
                entity(end(reading), name.append((char) c));
                name.setLength(name.length() - 1);
            }
        }
    }

    private static int meaning(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "nbsp" -> ' ';
            default -> number(name);
        };
    }

    private static int number(String name) {
        if (!name.matches("#([0-9]{1,9}|x[0-9a-f]{1,7})")) {
            return -1;
        }
        int value =
                name.charAt(1) == 'x' ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(value) ? value : -1;
    }

    private static int hex(long reading) {
        int c = character(reading);
        return c < 0x7f ? Character.digit(c, 16) : -1;
    }
}
