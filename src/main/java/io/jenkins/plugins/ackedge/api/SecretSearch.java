package io.jenkins.plugins.ackedge.api;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Finds secrets in one text, however they are escaped or drawn apart in it, and masks them. */
final class SecretSearch {
    private static final String MASK = "****";

    /** What stands where somebody cut: the rest of an escape, dots, the end of a quotation. */
    private static final int RAGGED = 12;

    private static final String AROUND_CUTS = ".…\"'`{}[]()<>,;";

    /** The code points that can be seen, in small letters, and where each stands in the text. */
    private final int[] seen;

    private final int[] begins;
    private final int[] ends;
    private final boolean cut;
    private final Escapes.Budget budget = new Escapes.Budget();
    private final Escapes escapes;
    private final BitSet secret = new BitSet();

    private int[] places = new int[8];
    private int[] nextPlaces = new int[8];
    private int placeCount;

    private SecretSearch(String text, boolean cut) {
        int[] visible = new int[text.length()];
        int[] from = new int[text.length()];
        int[] to = new int[text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int end = i + Character.charCount(c);
            if (!VendorText.isUnseen(c)) {
                visible[n] = Character.toLowerCase(c);
                from[n] = i;
                to[n++] = end;
            }
            i = end;
        }
        this.seen = Arrays.copyOf(visible, n);
        this.begins = from;
        this.ends = to;
        this.cut = cut;
        this.escapes = new Escapes(seen, budget);
    }

    /**
     * The text with each secret masked; all of it is masked if it is so twisted that the search would take long.
     *
     * @param cut whether the text was cut by us: then even a single character at its end may begin a secret
     */
    static String mask(String text, boolean cut, List<SecretForm> forms) {
        SecretSearch search = new SecretSearch(text, cut);
        for (SecretForm form : forms) {
            search.find(form);
        }
        return search.budget.isExhausted() ? MASK : search.masked(text);
    }

    private void find(SecretForm form) {
        int[] characters = form.characters();
        for (int place = 0; place < seen.length; place++) {
            follow(form, place, 0);
        }
        for (int place = 0; place <= Math.min(RAGGED, seen.length - 1); place++) {
            if (isRaggedBeginning(place)) {
                for (int i = 1; i <= characters.length - form.telling(); i++) {
                    follow(form, place, i);
                }
            }
        }
    }

    /** Reads the secret from its character {@code first} on, at this place and on. */
    private void follow(SecretForm form, int place, int first) {
        int[] characters = form.characters();
        if (escapes.isPlain(place) && seen[place] != characters[first]) {
            return;
        }
        places[0] = place;
        placeCount = 1;
        int telling = cut && first == 0 ? 1 : form.telling();
        int end = place;
        for (int i = first; i < characters.length; i++) {
            step(characters[i]);
            if (placeCount == 0) {
                break;
            }
            if (i + 1 == characters.length) {
                end = furthest();
            } else if (i + 1 - first >= telling) {
                end = Math.max(end, endOfTheCut());
            }
        }
        secret.set(place, end);
    }

    private int furthest() {
        int end = 0;
        for (int i = 0; i < placeCount; i++) {
            end = Math.max(end, places[i]);
        }
        return end;
    }

    /** From each place that was reached to all that follow it by this character. */
    private void step(int character) {
        int count = 0;
        for (int i = 0; i < placeCount && budget.take(); i++) {
            int place = places[i];
            if (place < seen.length && escapes.isPlain(place)) {
                count = seen[place] == character ? reach(place + 1, count) : count;
            } else {
                for (long reading : escapes.at(place)) {
                    count = Escapes.character(reading) == character ? reach(Escapes.end(reading), count) : count;
                }
            }
        }
        int[] swap = places;
        places = nextPlaces;
        nextPlaces = swap;
        placeCount = count;
    }

    private int reach(int place, int count) {
        for (int i = 0; i < count; i++) {
            if (nextPlaces[i] == place) {
                return count;
            }
        }
        if (count == nextPlaces.length) {
            nextPlaces = Arrays.copyOf(nextPlaces, 2 * count);
        }
        nextPlaces[count] = place;
        return count + 1;
    }

    /** Where a secret ends whose rest somebody cut off here; 0 if the text goes on. */
    private int endOfTheCut() {
        for (int i = 0; i < placeCount; i++) {
            int place = places[i];
            if (seen.length - place <= RAGGED) {
                if (isAroundCuts(place, seen.length)) {
                    return place;
                }
                if (Escapes.isBeginning(seen[place])) {
                    return seen.length; // which is the beginning of an escape, most likely
                }
            }
        }
        return 0;
    }

    /** Whether what stands before this place may be left over from a cut: nothing, dots, or the end of an escape. */
    private boolean isRaggedBeginning(int place) {
        if (place == 0 || seen[place - 1] == ';' || isAroundCuts(0, place)) {
            return true;
        }
        int from = seen[0] == 'u' || seen[0] == 'x' ? 1 : 0;
        for (int i = from; i < place; i++) {
            if (seen[i] > 0x7f || Character.digit(seen[i], 16) < 0) {
                return false;
            }
        }
        int digits = place - from;
        return from == 0 ? digits <= 4 : digits == (seen[0] == 'u' ? 4 : 2);
    }

    private boolean isAroundCuts(int from, int to) {
        for (int i = from; i < to; i++) {
            if (AROUND_CUTS.indexOf(seen[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private String masked(String text) {
        if (secret.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        for (int i = secret.nextSetBit(0); i >= 0; i = secret.nextSetBit(i)) {
            masked.append(text, copied, begins[i]).append(MASK);
            i = secret.nextClearBit(i);
            copied = ends[i - 1];
        }
        return masked.append(text.substring(copied)).toString();
    }
}
