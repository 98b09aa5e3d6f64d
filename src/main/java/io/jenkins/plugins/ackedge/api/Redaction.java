package io.jenkins.plugins.ackedge.api;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what a server says: an error may well repeat the password or the signature that it refused, in
 * whatever way it or something on the way escaped them.
 */
public final class Redaction {
    /** Knows no secrets. */
    static final Redaction NONE = new Redaction(List.of());

    /** Of a longer text only these first characters are looked at, so that no text costs more than this. */
    private static final int LOOKED_AT = 8192;

    /** Shorter texts are no secrets that the rules would let through, and would blacken half of every message. */
    private static final int SHORTEST = 6;

    private static final String TOKEN_NAME = "openapi-token";

    /**
     * The token of a cluster's join script. It is kept nowhere, so that a later answer which repeats it can only be known by the
     * option before it: as it is, or escaped for a URL, JSON or a shell.
     */
    private static final Pattern JOIN_TOKEN = Pattern.compile(
            "(?i)(" + TOKEN_NAME + "(?:=|%3d|\\\\u003d|&#61;|[\\s:\"'\\\\]){1,6})[^\\s\"'&;|<>\\\\]{8,}");

    private final List<String> secrets;
    private volatile SecretForms forms;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Masks each of these texts; null and those shorter than 6 characters are passed over. */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(secrets.stream()
                .filter(Objects::nonNull)
                .filter(s -> s.length() >= SHORTEST)
                .distinct()
                .toList());
    }

    /** As {@link #text(String, int)} with at most 500 characters. */
    public VendorText text(String raw) {
        return text(raw, VendorText.MOST);
    }

    /**
     * Foreign text, made safe to show.
     *
     * @param raw null is taken for ""
     * @param most how many characters (code points) are shown, the ellipsis of a cut included; taken to be within 1 to 500
     */
    public VendorText text(String raw, int most) {
        if (raw == null || raw.isEmpty()) {
            return VendorText.NONE;
        }
        boolean cut = raw.length() > LOOKED_AT;
        String text = cut ? raw.substring(0, LOOKED_AT) : raw;
        int limit = Math.max(1, Math.min(most, VendorText.MOST));
        String known = secrets.isEmpty() ? text : forms().mask(text, cut);
        String masked = namesJoinToken(known) ? JOIN_TOKEN.matcher(known).replaceAll("$1****") : known;
        return VendorText.clean(cut ? masked + "…" : masked, limit);
    }

    /** Most requests bring nothing to be said, so the forms are made when they are asked for. */
    private SecretForms forms() {
        SecretForms known = forms;
        if (known == null) {
            known = new SecretForms(secrets);
            forms = known;
        }
        return known;
    }

    /** Whether it is worth while to look for a token: the words alone, in letters of any case. */
    private static boolean namesJoinToken(String text) {
        for (int i = text.length() - TOKEN_NAME.length(); i >= 0; i--) {
            if (text.regionMatches(true, i, TOKEN_NAME, 0, TOKEN_NAME.length())) {
                return true;
            }
        }
        return false;
    }
}
