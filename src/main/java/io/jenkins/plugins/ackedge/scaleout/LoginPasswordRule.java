package io.jenkins.plugins.ackedge.scaleout;

import java.util.Optional;

/**
 * 8 to 30 characters with at least three of: upper case, lower case, digits, special characters. Which special characters
 * are meant, the page does not say; anything printable in ASCII is let through.
 */
enum LoginPasswordRule implements Rule {
    INSTANCE;

    @Override
    public Optional<RuleText> broken(String value) {
        boolean printable = value.chars().allMatch(c -> c > ' ' && c < 0x7f);
        boolean long8to30 = value.length() >= 8 && value.length() <= 30;
        return Rule.unless(printable && long8to30 && kinds(value) >= 3, new RuleText("loginPassword"));
    }

    private static int kinds(String value) {
        boolean upper = value.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        boolean lower = value.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean digit = value.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean special = value.chars().anyMatch(c -> !Character.isLetterOrDigit(c));
        return (upper ? 1 : 0) + (lower ? 1 : 0) + (digit ? 1 : 0) + (special ? 1 : 0);
    }
}
