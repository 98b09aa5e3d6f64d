package io.jenkins.plugins.ackedge.scaleout;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A parameter that breaks its rule: its name, its value (unless secret or missing) and the rule in words. */
public final class Violation {
    private final Parameter parameter;
    private final String value;
    private final RuleText rule;

    Violation(Parameter parameter, String value, RuleText rule) {
        this.parameter = parameter;
        this.value = parameter == Parameter.LOGIN_PASSWORD ? null : value;
        this.rule = rule;
    }

    public Parameter parameter() {
        return parameter;
    }

    /** What was given; empty for nothing, and for a secret. */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    /** The rule alone, as a form shows it beside the field. */
    public String rule(Locale locale) {
        return rule.in(locale);
    }

    /** {@code count '0' must be …}; the name as {@code naming} gives it, for a terminal has others than a step. */
    public String sentence(UnaryOperator<String> naming) {
        String shown = value == null ? "" : " '" + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + "'";
        return naming.apply(parameter.key()) + shown + " " + rule.in(Locale.ENGLISH);
    }

    /** All of them in one message, a line each. */
    public static String message(Collection<Violation> violations, UnaryOperator<String> naming) {
        return violations.stream().map(v -> v.sentence(naming)).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return sentence(UnaryOperator.identity());
    }
}
