package io.jenkins.plugins.ackedge.scaleout;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Looks at whatever a person may see: no secret, however it is escaped, and nothing that moves a cursor. It takes texts apart
 * in its own way, which knows nothing of how the product puts masks on them.
 */
final class StormEyes {
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\u([0-9a-fA-F]{4})|\\\\x([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})|&#([0-9]{1,7});|&#[xX]([0-9a-fA-F]{1,6});"
                    + "|&(amp|lt|gt|quot|apos);|\\\\([\"'\\\\/&<>%])");

    private final Consumer<String> violation;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    StormEyes(Consumer<String> violation) {
        this.violation = violation;
    }

    void mustNotSee(String name, String secret) {
        if (secrets.put(bare(secret), name) == null) {
            seen.clear();
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            // The last digit may hold bits of what follows.
            secrets.put(bare(base64.substring(0, base64.length() - 1)), name + " in Base64");
        }
    }

    void maySee(String secret) {
        secrets.remove(bare(secret));
        seen.clear();
    }

    /** A line or a message. */
    void line(String where, String text) {
        if (text == null || seen.contains(text)) {
            return;
        }
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                violation.accept(where + " shows U+" + Integer.toHexString(c) + ": " + text);
            }
        }
        secrets(where, text);
    }

    /** Anything that is kept. */
    void secrets(String where, String text) {
        if (text == null || !seen.add(text)) {
            return;
        }
        String now = text;
        for (int round = 0; round < 5; round++) {
            String bare = bare(now);
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                if (bare.contains(secret.getKey())) {
                    violation.accept(where + " shows " + secret.getValue() + ": " + some(text, now));
                }
            }
            String next = unescaped(now);
            if (next.equals(now)) {
                return;
            }
            now = next;
        }
    }

    /** Of a whole record only where it differs once it is unescaped. */
    private static String some(String text, String unescaped) {
        return text.length() < 600 ? text : text.substring(text.length() / 2) + " = " + unescaped.length();
    }

    private static String bare(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && (c < 0x7f || isSeen(c))) {
                bare.append(Character.toLowerCase(c));
            }
        }
        return bare.toString();
    }

    private static boolean isSeen(char c) {
        return !Character.isISOControl(c)
                && !Character.isSpaceChar(c)
                && !Character.isWhitespace(c)
                && Character.getType(c) != Character.FORMAT;
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('%') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(m -> {
            String hex = m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3);
            hex = hex == null ? m.group(5) : hex;
            int c;
            if (hex != null) {
                c = Integer.parseInt(hex, 16);
            } else if (m.group(4) != null) {
                c = Integer.parseInt(m.group(4));
            } else if (m.group(6) != null) {
                c = switch (m.group(6)) {
                    case "amp" -> '&';
                    case "lt" -> '<';
                    case "gt" -> '>';
                    case "quot" -> '"';
                    default -> '\'';
                };
            } else {
                c = m.group(7).charAt(0);
            }
            String plain = Character.isValidCodePoint(c) ? Character.toString(c) : "?";
            return java.util.regex.Matcher.quoteReplacement(plain);
        });
    }
}
