package io.jenkins.plugins.ackedge.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * One way in which a secret may stand in a text, before escapes: the characters that can be seen, in small letters.
 *
 * @param characters code points
 * @param telling so many of them in a row give the secret away, where somebody cut the rest off
 */
record SecretForm(int[] characters, int telling) {
    private static final int TELLING = 6;

    /** The secret itself, and as a part of Base64. */
    static void of(String secret, Consumer<SecretForm> forms) {
        add(forms, secret);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < 3; offset++) {
            String core = base64(bytes, offset);
            add(forms, core);
            String forUrls = core.replace('+', '-').replace('/', '_');
            if (!forUrls.equals(core)) {
                add(forms, forUrls);
            }
        }
    }

    /** The Base64 digits that depend on these bytes alone, where so many others (modulo 3) stand before them. */
    private static String base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int foreign = offset == 0 ? 0 : offset + 1;
        return digits.substring(foreign, digits.length() - (shifted.length % 3 == 0 ? 0 : 1));
    }

    private static void add(Consumer<SecretForm> forms, String text) {
        int[] seen = new int[text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!VendorText.isUnseen(c)) {
                seen[n++] = Character.toLowerCase(c);
            }
            i += Character.charCount(c);
        }
        if (n > 0) {
            int[] characters = n == seen.length ? seen : Arrays.copyOf(seen, n);
            forms.accept(new SecretForm(characters, n < 2 * TELLING ? (n + 1) / 2 : TELLING));
        }
    }

    /** A record would print the secret's place in memory at most; this says so on purpose. */
    @Override
    public String toString() {
        return "SecretForm of " + characters.length + " characters";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretForm that && Arrays.equals(characters, that.characters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(characters);
    }
}
