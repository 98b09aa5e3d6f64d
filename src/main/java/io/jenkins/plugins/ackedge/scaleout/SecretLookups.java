package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.api.VendorText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks for secrets, away from the threads that serve orders: a source may ask a network, fail in any way, or hang. Whatever
 * it does becomes an answer. No source has more than two look-ups under way, so that one which hangs holds up nobody else.
 */
public final class SecretLookups {
    private static final Logger LOGGER = Logger.getLogger(SecretLookups.class.getName());
    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Executor threads;
    private final Timers timers;
    private final Map<String, Source> sources = new HashMap<>();

    private static final class Source {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private int underWay;
    }

    SecretLookups(Executor threads, Timers timers) {
        this.threads = threads;
        this.timers = timers;
    }

    /**
     * What a look-up brought.
     *
     * @param key null if there is none
     * @param password null if the order needs none
     * @param faults why they cannot be had, each a sentence for the user; empty if they are there
     * @param isPassing whether they may well be there later
     */
    public record Found(AccessKey key, String password, List<String> faults, boolean isPassing) {
        public boolean isThere() {
            return faults.isEmpty();
        }

        String words() {
            return String.join(" ", faults);
        }

        @Override
        public String toString() {
            return isThere() ? "Found[" + key + "]" : "Found[" + words() + "]";
        }
    }

    /** @param then called once, from any thread */
    void ask(Secrets secrets, Consumer<Found> then) {
        AtomicBoolean answered = new AtomicBoolean();
        Timers.Timer patience = timers.after(PATIENCE.toMillis(), () -> {
            if (answered.compareAndSet(false, true)) {
                then.accept(passing("the credentials were not there within " + PATIENCE.toSeconds() + " s"));
            }
        });
        enter(secrets.source(), () -> {
            if (answered.get()) {
                return; // nobody waits for it any more
            }
            Found found = lookUp(secrets);
            if (answered.compareAndSet(false, true)) {
                patience.cancel();
                then.accept(found);
            }
        });
    }

    private static Found lookUp(Secrets secrets) {
        List<Secrets.UnavailableException> faults = new ArrayList<>();
        AccessKey key = null;
        String password = null;
        try {
            try {
                key = secrets.accessKey();
            } catch (Secrets.UnavailableException e) {
                faults.add(e);
            }
            try {
                password = secrets.loginPassword();
            } catch (Secrets.UnavailableException e) {
                faults.add(e);
            }
        } catch (Throwable e) { // also a NoSuchMethodError of somebody else's plugin
            LOGGER.log(Level.WARNING, "Credentials cannot be read", e);
            return passing("the credentials cannot be read just now ("
                    + VendorText.stored(e.getClass().getSimpleName() + ": " + e.getMessage()) + ")");
        }
        boolean isPassing = !faults.isEmpty() && faults.stream().allMatch(Secrets.UnavailableException::isPassing);
        return new Found(
                key, password, faults.stream().map(Throwable::getMessage).toList(), isPassing);
    }

    private static Found passing(String why) {
        return new Found(null, null, List.of(why), true);
    }

    private void enter(String source, Runnable lookUp) {
        synchronized (sources) {
            Source s = sources.computeIfAbsent(source, key -> new Source());
            if (s.underWay >= AT_A_TIME) {
                s.waiting.add(lookUp);
                return;
            }
            s.underWay++;
        }
        start(source, lookUp);
    }

    private void start(String source, Runnable lookUp) {
        threads.execute(() -> {
            try {
                lookUp.run();
            } finally {
                next(source);
            }
        });
    }

    private void next(String source) {
        Runnable next;
        synchronized (sources) {
            Source s = sources.get(source);
            next = s.waiting.poll();
            if (next == null && --s.underWay == 0) {
                sources.remove(source);
            }
        }
        if (next != null) {
            start(source, next);
        }
    }
}
