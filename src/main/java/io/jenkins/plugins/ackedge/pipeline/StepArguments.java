package io.jenkins.plugins.ackedge.pipeline;

import hudson.util.EditDistance;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;

/**
 * The arguments of a step as somebody wrote them, held against what the step declares. Nothing is guessed: a name that the
 * step does not have, a text that is no number, true or false is a fault, and such an argument is not set.
 */
final class StepArguments {
    private static final int MOST_LETTERS = 60;

    /** A name that is further from any of the step's own is not taken for a typing error. */
    private static final int CLOSE = 3;

    private final DescribableModel<? extends Step> model;
    private final Map<String, Object> fitting = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private StepArguments(Class<? extends Step> step) {
        this.model = DescribableModel.of(step);
    }

    /** @param function name of the step in a pipeline */
    static StepArguments of(Class<? extends Step> step, String function, Map<String, ?> given) {
        StepArguments arguments = new StepArguments(step);
        new TreeMap<String, Object>(given).forEach((name, value) -> arguments.add(function, name, value));
        return arguments;
    }

    /** Of a form's fields, those that were filled in. */
    static StepArguments ofForm(Class<? extends Step> step, String function, JSONObject form) {
        StepArguments arguments = new StepArguments(step);
        for (DescribableParameter parameter : arguments.model.getParameters()) {
            Object value = form.opt(parameter.getName());
            if (value != null && !value.toString().isBlank()) {
                arguments.add(function, parameter.getName(), value);
            }
        }
        return arguments;
    }

    /** Those that can be set, by their types. */
    Map<String, Object> fitting() {
        return fitting;
    }

    /** What is wrong with the others, a sentence each. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void add(String function, String name, Object value) {
        DescribableParameter parameter = model.getParameter(name);
        if (parameter == null) {
            faults.add(name + " is not a parameter of " + function + meant(name));
        } else if (value == null) {
            faults.add(name + " has no value (null): give one, or leave it out");
        } else {
            Optional<Object> typed = typed(parameter.getErasedType(), value);
            typed.ifPresentOrElse(fit -> fitting.put(name, fit), () -> faults.add(fault(parameter, value)));
        }
    }

    private String meant(String name) {
        List<String> names = model.getParameters().stream()
                .map(DescribableParameter::getName)
                .toList();
        String nearest = EditDistance.findNearest(name, names);
        boolean isClose = nearest != null
                && (nearest.equalsIgnoreCase(name) || EditDistance.editDistance(name, nearest) <= CLOSE);
        return isClose ? ": did you mean " + nearest + "?" : "";
    }

    private static Optional<Object> typed(Class<?> type, Object value) {
        if (type == Integer.class) {
            return number(value);
        }
        if (type == boolean.class || type == Boolean.class) {
            String text = value.toString();
            boolean fits = value instanceof Boolean
                    || (value instanceof CharSequence && (text.equals("true") || text.equals("false")));
            return fits ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
        }
        if (type == Double.class) {
            return fraction(value);
        }
        return value instanceof CharSequence ? Optional.of(value.toString()) : Optional.empty();
    }

    /** Digits, and perhaps a dot and more digits: Java reads other texts as numbers too. */
    private static Optional<Object> fraction(Object value) {
        String text = value instanceof BigDecimal number
                ? number.toPlainString()
                : value.toString().trim();
        boolean isNumber =
                (value instanceof Number || value instanceof CharSequence) && text.matches("\\d{1,15}(\\.\\d{1,15})?");
        return isNumber ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    private static Optional<Object> number(Object value) {
        boolean isWhole = value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof CharSequence;
        try {
            return isWhole ? Optional.of(Integer.valueOf(value.toString().trim())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // the caller names it
        }
    }

    private static String fault(DescribableParameter parameter, Object value) {
        String name = parameter.getName();
        String text = value.toString();
        String shown =
                name + " '" + (text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "…" : text) + "' ";
        Class<?> type = parameter.getErasedType();
        if (type == boolean.class || type == Boolean.class) {
            return shown + "must be true or false";
        }
        if (type == Integer.class || type == Double.class) {
            return Parameter.find(name)
                    .flatMap(p -> Check.value(p, text))
                    .map(Object::toString)
                    .orElse(shown + (type == Integer.class ? "must be a whole number" : "must be a number"));
        }
        return shown + "must be a text in quotes";
    }
}
