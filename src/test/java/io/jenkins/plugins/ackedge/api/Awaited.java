package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a callback is given, for a test that has to wait for it. */
final class Awaited<T> implements Consumer<T> {
    private final CompletableFuture<T> first = new CompletableFuture<>();
    private final List<T> all = new ArrayList<>();

    /** Starts something with a callback and waits for what it is given. */
    static <T> T from(Consumer<Consumer<T>> start) throws Exception {
        Awaited<T> awaited = new Awaited<>();
        start.accept(awaited);
        return awaited.get();
    }

    /** As {@link #from}; it has to be a value. */
    static <T> T value(Consumer<Consumer<Answer<T>>> start) throws Exception {
        Answer<T> answer = from(start);
        assertTrue(answer.isThere(), () -> answer.fault().message());
        return answer.value();
    }

    /** As {@link #from}; it has to be a fault. */
    static <T> AckFault fault(Consumer<Consumer<Answer<T>>> start) throws Exception {
        Answer<T> answer = from(start);
        assertTrue(!answer.isThere(), () -> String.valueOf(answer.value()));
        return answer.fault();
    }

    @Override
    public synchronized void accept(T value) {
        all.add(value);
        first.complete(value);
    }

    /** The limit is there to end a test that hangs. */
    T get() throws Exception {
        return first.get(30, TimeUnit.SECONDS);
    }

    synchronized int calls() {
        return all.size();
    }
}
