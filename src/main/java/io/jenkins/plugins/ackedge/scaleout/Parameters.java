package io.jenkins.plugins.ackedge.scaleout;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that somebody gave for an order, as text: forms, pipelines and terminals all begin there, and a check can
 * then report everything at once. Immutable, and without secrets.
 */
public final class Parameters {
    private static final Parameters NONE = new Parameters(new EnumMap<>(Parameter.class));

    private final Map<Parameter, String> values;

    private Parameters(Map<Parameter, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    public static Parameters none() {
        return NONE;
    }

    /** With this value besides; null and blank mean that nothing was given, and change nothing. */
    public Parameters with(Parameter parameter, Object value) {
        if (parameter == Parameter.LOGIN_PASSWORD) {
            throw new IllegalArgumentException("a password is no plain parameter");
        }
        String text = value == null ? "" : value.toString().trim();
        if (text.isEmpty()) {
            return this;
        }
        Map<Parameter, String> more = new EnumMap<>(Parameter.class);
        more.putAll(values);
        more.put(parameter, text);
        return new Parameters(more);
    }

    public Parameters without(Parameter parameter) {
        Map<Parameter, String> fewer = new EnumMap<>(Parameter.class);
        fewer.putAll(values);
        fewer.remove(parameter);
        return new Parameters(fewer);
    }

    /** These, and the defaults where these say nothing. */
    public Parameters orElse(Parameters defaults) {
        Map<Parameter, String> all = new EnumMap<>(Parameter.class);
        all.putAll(defaults.values);
        all.putAll(values);
        return new Parameters(all);
    }

    public Optional<String> get(Parameter parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /** The value as text, or null. */
    String text(Parameter parameter) {
        return values.get(parameter);
    }

    /** The value as a number, or null; only after a check. */
    Long number(Parameter parameter) {
        String text = values.get(parameter);
        return text == null ? null : Long.valueOf(text);
    }

    /** The value as a boolean, or null. */
    Boolean flag(Parameter parameter) {
        String text = values.get(parameter);
        return text == null ? null : Boolean.valueOf(text);
    }

    public Map<Parameter, String> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
