package io.jenkins.plugins.ackedge.scaleout;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value must be. The rule's words are in Rules.properties, since forms show them in the user's language. */
@FunctionalInterface
interface Rule {
    /** The words of the rule that this value breaks; empty if it keeps it. */
    Optional<RuleText> broken(String value);

    static Rule wholeNumber(long least, long most) {
        RuleText text = new RuleText("wholeNumber", least, most);
        return value -> unless(isNumber(value) && between(value, least, most), text);
    }

    /** Digits, and after a dot at most three more. */
    static Rule number(double least, double most) {
        RuleText text = new RuleText("number", plain(least), plain(most));
        return value -> unless(
                value.matches("\\d{1,9}(\\.\\d{1,3})?")
                        && Double.parseDouble(value) >= least
                        && Double.parseDouble(value) <= most,
                text);
    }

    static Rule oneOf(String... values) {
        List<String> allowed = List.of(values);
        RuleText text = new RuleText("oneOf", String.join(", ", allowed));
        return value -> unless(allowed.contains(value), text);
    }

    static Rule tens(long least, long most, boolean orZero) {
        RuleText text = new RuleText(orZero ? "zeroOrTens" : "tens", least, most);
        return value -> {
            if (!isNumber(value)) {
                return Optional.of(text);
            }
            boolean good = (orZero && Long.parseLong(value) == 0)
                    || (between(value, least, most) && Long.parseLong(value) % 10 == 0);
            return unless(good, text);
        };
    }

    static Rule matching(String regex, String textKey) {
        Pattern pattern = Pattern.compile(regex);
        RuleText text = new RuleText(textKey);
        return value -> unless(pattern.matcher(value).matches(), text);
    }

    /** Refuses one value that another rule would let through. */
    static Rule not(String value, String textKey) {
        RuleText text = new RuleText(textKey);
        return given -> unless(!given.equals(value), text);
    }

    /** Refuses values of something else that is easily mistaken for this. */
    static Rule notBeginningWith(String prefix, String textKey) {
        RuleText text = new RuleText(textKey);
        return given -> unless(!given.startsWith(prefix), text);
    }

    /** Both rules; where both are broken, the words are those of the first. */
    static Rule first(Rule one, Rule other) {
        return value -> one.broken(value).or(() -> other.broken(value));
    }

    static Rule trueOrFalse() {
        return value -> unless(value.equals("true") || value.equals("false"), new RuleText("trueOrFalse"));
    }

    static Optional<RuleText> unless(boolean good, RuleText text) {
        return good ? Optional.empty() : Optional.of(text);
    }

    /** Plain digits: no sign, no fraction, and short enough for a long. */
    private static boolean isNumber(String value) {
        return value.matches("\\d{1,18}");
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static boolean between(String value, long least, long most) {
        long number = Long.parseLong(value);
        return number >= least && number <= most;
    }
}
