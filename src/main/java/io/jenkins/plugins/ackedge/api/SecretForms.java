package io.jenkins.plugins.ackedge.api;

import java.util.ArrayList;
import java.util.List;

/**
 * All ways in which some secrets may stand in a text. Most texts hold none of them, and that is seen at a glance, since few
 * pairs of neighbouring characters occur in a secret: only a text in which enough such pairs follow each other is searched.
 */
final class SecretForms {
    /** The pairs are remembered in so many bits, by a hash; two pairs with the same bit cost a needless search at most. */
    private static final int BITS = 4096;

    private final List<SecretForm> forms = new ArrayList<>();
    private final long[] pairs = new long[BITS / Long.SIZE];
    private int shortest = Integer.MAX_VALUE;

    SecretForms(List<String> secrets) {
        for (String secret : secrets) {
            SecretForm.of(secret, this::add);
        }
    }

    private void add(SecretForm form) {
        forms.add(form);
        shortest = Math.min(shortest, form.telling());
        int[] characters = form.characters();
        for (int i = 1; i < characters.length; i++) {
            int bit = bit(characters[i - 1], characters[i]);
            pairs[bit / Long.SIZE] |= 1L << bit;
        }
    }

    /** The text with each secret masked; see {@link SecretSearch#mask}. */
    String mask(String text, boolean cut) {
        return cut || mayBeIn(text) ? SecretSearch.mask(text, cut, forms) : text;
    }

    /** False only if {@link SecretSearch} would find nothing: every find is a row of at least {@code shortest} characters. */
    boolean mayBeIn(String text) {
        int before = -1;
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7e || c == '+' || Escapes.isBeginning(c)) {
                return true; // it may be read in more than one way
            }
            if (!VendorText.isGap(c)) {
                int seen = Character.toLowerCase((int) c);
                row = row > 0 && isPair(before, seen) ? row + 1 : 1;
                if (row >= shortest) {
                    return true;
                }
                before = seen;
            }
        }
        return false;
    }

    private boolean isPair(int first, int second) {
        int bit = bit(first, second);
        return (pairs[bit / Long.SIZE] & 1L << bit) != 0;
    }

    private static int bit(int first, int second) {
        return (first * 31 + second) * 0x9e3779b1 >>> 20;
    }
}
