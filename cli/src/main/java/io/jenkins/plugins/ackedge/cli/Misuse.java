package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.Violation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something that the user gave and that is not usable.
 *
 * @param option the option, or the environment variable
 * @param value what was given; null for nothing, or for a secret
 * @param rule what it must be, in words that read on after option and value
 */
record Misuse(String option, String value, String rule) {
    private static final int MOST_SHOWN = 60;

    static Misuse of(Violation violation) {
        return new Misuse(
                CommonOptions.optionName(violation.parameter().key()),
                violation.value().orElse(null),
                violation.rule(Locale.ENGLISH));
    }

    /** {@code --count '0' must be …}. */
    String sentence() {
        return option + (value == null ? "" : " '" + shown() + "'") + " " + rule;
    }

    /** The name of a file is shown as a whole: its end is what tells it from others. */
    private String shown() {
        boolean isFile = option.toLowerCase(Locale.ROOT).endsWith("file");
        return shown(isFile || value.length() <= MOST_SHOWN ? value : value.substring(0, MOST_SHOWN) + "…");
    }

    /** What would move the cursor, or could not be seen, is spelt out. */
    static String shown(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    /** By the keys that JSON has them by. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("option", option);
        map.put("value", value);
        map.put("rule", rule);
        return map;
    }
}
