package io.jenkins.plugins.ackedge.api;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command that makes a machine a node of a cluster, as DescribeClusterAttachScripts gives it. All of it is a secret:
 * whoever has its token can join. It is run as it came, never put together again.
 */
public final class JoinScript {
    /** The vendor's limit for user data ("16 KB" in the SDK's text of RunInstances), in bytes before Base64. */
    static final int MOST_BYTES = 16_384;

    private static final Pattern TOKEN = Pattern.compile("--openapi-token=[\"']?([^\\s\"';|&<>()]+)");

    /** No line of the script may be this one, or the rest of it would run outside of its quotation. */
    private static final String END_OF_SCRIPT = "END_OF_JOIN_SCRIPT";

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // never saved: it lives as long as an order is placed
    private final String text;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // as well
    private final String token;

    private JoinScript(String text, String token) {
        this.text = text;
        this.token = token;
    }

    /**
     * A script as the vendor gave it.
     *
     * @throws IllegalArgumentException if it is longer than 16,384 bytes in UTF-8, holds what a shell script cannot (NUL,
     *     half a surrogate pair), or has not exactly one {@code --openapi-token=}, however often; the message does not
     *     repeat it
     */
    public static JoinScript of(String text) {
        if (utf8(text).length > MOST_BYTES) {
            throw new IllegalArgumentException("the join script is longer than " + MOST_BYTES + " bytes");
        }
        if (text.indexOf('\0') >= 0 || !new String(utf8(text), StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("the join script is not plain text");
        }
        // With two of them one could be told while the other one is masked.
        String token = token(text);
        if (token.isEmpty()) {
            throw new IllegalArgumentException("there is not exactly one --openapi-token= in the join script");
        }
        return new JoinScript(text, token);
    }

    /** The only token in a text; "" if it has none, or several that differ. */
    static String token(String text) {
        Matcher m = TOKEN.matcher(text);
        String token = "";
        while (m.find()) {
            if (!token.isEmpty() && !token.equals(m.group(1))) {
                return "";
            }
            token = m.group(1);
        }
        return token;
    }

    /** The script, as it came. */
    public String text() {
        return text;
    }

    /** What follows {@code --openapi-token=}: to be masked in every text that a server sends afterwards. */
    public String token() {
        return token;
    }

    /**
     * A shell script for the first boot of a machine: it runs the join script as root up to three times, until it ends well,
     * and takes the token out of {@code /var/log/edgeadm.log}, where edgeadm writes its arguments. It does not trace its
     * commands (no {@code set -x}), since cloud-init logs what a script prints.
     */
    public String userData() {
        String end = END_OF_SCRIPT;
        while (text.contains(end)) {
            end += "_";
        }
        return String.join(
                "\n",
                "#!/bin/bash",
                "cd /root || cd /",
                // A quotation, so that no character of the script means anything here, and an exit in it ends it alone.
                "script=$(cat <<'" + end + "'",
                text,
                end,
                ")",
                "for try in 1 2 3; do",
                "  bash -c \"$script\" </dev/null && break",
                "  [ \"$try\" = 3 ] || sleep $((20 * try))",
                "done",
                "if [ -f /var/log/edgeadm.log ]; then",
                "  sed -i -E 's/(openapi-token[= ]+)[^[:space:]]+/\\1****/g' /var/log/edgeadm.log",
                "fi",
                "");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "JoinScript[]";
    }
}
