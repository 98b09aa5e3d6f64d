package io.jenkins.plugins.ackedge.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Takes secrets out of what a server says: an error may well repeat the password or the signature that it refused. */
public final class Redaction {
    private static final String MASK = "****";

    /** Shorter texts are no secrets that the rules would let through, and would blacken half of every message. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Masks each of these texts, as they are and as they stand in JSON; null and very short ones are passed over. */
    public static Redaction of(Collection<String> secrets) {
        List<String> forms = new ArrayList<>();
        for (String secret : secrets) {
            if (secret != null && secret.length() >= SHORTEST) {
                forms.add(secret);
                String quoted = new String(Json.write(secret), StandardCharsets.UTF_8);
                forms.add(quoted.substring(1, quoted.length() - 1));
            }
        }
        return new Redaction(forms);
    }

    public String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }
}
