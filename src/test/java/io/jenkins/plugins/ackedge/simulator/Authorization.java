package io.jenkins.plugins.ackedge.simulator;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Authorization: ACS3-HMAC-SHA256 Credential=..,SignedHeaders=..,Signature=..}: commas, and no spaces
 * after them (fact sheet, section 2b).
 */
record Authorization(String accessKeyId, List<String> signedHeaders, String signature) {
    private static final Pattern FORM = Pattern.compile(Pattern.quote(CanonicalRequest.ALGORITHM)
            + " Credential=([^, ]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");

    /** Null if the header does not have that form. */
    static Authorization parse(String header) {
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            return null;
        }
        return new Authorization(matcher.group(1), List.of(matcher.group(2).split(";", -1)), matcher.group(3));
    }
}
