package io.jenkins.plugins.ackedge.api;

import java.util.Objects;
import java.util.function.Function;

/**
 * Answer to a query: exactly one of value and fault; the other one is null.
 *
 * @param value what was asked for
 * @param fault why it is not there
 */
public record Answer<T>(T value, AckFault fault) {
    public Answer {
        if ((value == null) == (fault == null)) {
            throw new IllegalArgumentException("an answer is either a value or a fault");
        }
    }

    public static <T> Answer<T> of(T value) {
        return new Answer<>(Objects.requireNonNull(value), null);
    }

    public static <T> Answer<T> failed(AckFault fault) {
        return new Answer<>(null, Objects.requireNonNull(fault));
    }

    /** The same answer with another value, if there is a value. */
    <R> Answer<R> map(Function<T, R> change) {
        return fault == null ? Answer.of(change.apply(value)) : Answer.failed(fault);
    }

    /** Whether there is a value. */
    public boolean isThere() {
        return fault == null;
    }
}
