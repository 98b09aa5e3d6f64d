package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All rules of an order, asked before anything is sent. */
public final class Check {
    /** Task ids have many forms; this keeps one fit for a path. */
    private static final Rule TASK_ID = Rule.matching("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}", "taskId");

    private Check() {}

    /** One value alone, as a form asks while somebody types. A blank value is a matter of {@link #order}. */
    public static Optional<Violation> value(Parameter parameter, String value) {
        return parameter.rule().broken(value).map(rule -> new Violation(parameter, value, rule));
    }

    /** The same for an order by a route, which may have rules of its own. */
    public static Optional<Violation> value(Route route, Parameter parameter, String value) {
        return route.rule(parameter).broken(value).map(rule -> new Violation(parameter, value, rule));
    }

    /** The words of the rule that this task id breaks. */
    public static Optional<String> taskId(String taskId) {
        return taskId(taskId, Locale.ENGLISH);
    }

    /** The same in the language of whoever types. */
    public static Optional<String> taskId(String taskId, Locale locale) {
        return TASK_ID.broken(taskId).map(rule -> rule.in(locale));
    }

    /** The words of the rule for {@code via} that this name of a route breaks. */
    public static Optional<String> via(String name, Locale locale) {
        return Rule.oneOf(Routes.all().stream().map(Route::name).toArray(String[]::new))
                .broken(name)
                .map(rule -> rule.in(locale));
    }

    /** The words of the rule that a setting breaks which is no parameter of an order. */
    public static Optional<String> wholeNumber(String value, long least, long most, Locale locale) {
        return Rule.wholeNumber(least, most).broken(value).map(rule -> rule.in(locale));
    }

    /** The words of the rule that a setting breaks which may have a fraction. */
    public static Optional<String> number(String value, double least, double most, Locale locale) {
        return Rule.number(least, most).broken(value).map(rule -> rule.in(locale));
    }

    /**
     * The whole order.
     *
     * @param loginPassword the node password, or null if none was given
     * @return every violation there is, in the order of {@link Parameter}; empty if the order may be sent
     */
    public static List<Violation> order(Route route, Parameters parameters, String loginPassword) {
        List<Violation> violations = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            String value = parameter == Parameter.LOGIN_PASSWORD ? loginPassword : parameters.text(parameter);
            if (value == null) {
                if (route.needs(parameter, parameters)) {
                    violations.add(new Violation(parameter, null, missing(parameter)));
                }
            } else if (!route.takes(parameter)) {
                violations.add(new Violation(parameter, value, new RuleText("notTaken", route.name())));
            } else {
                value(route, parameter, value).ifPresent(violations::add);
            }
        }
        violations.addAll(route.crossCheck(parameters, loginPassword));
        return List.copyOf(violations);
    }

    /** For routes on which machines have either. */
    static List<Violation> passwordOrKeyPair(Parameters parameters, String loginPassword) {
        String keyPair = parameters.text(Parameter.KEY_PAIR);
        return loginPassword == null || keyPair == null
                ? List.of()
                : List.of(new Violation(Parameter.KEY_PAIR, keyPair, new RuleText("passwordAndKeyPair")));
    }

    private static RuleText missing(Parameter parameter) {
        return new RuleText(parameter == Parameter.LOGIN_PASSWORD ? "missingPassword" : "missing");
    }
}
