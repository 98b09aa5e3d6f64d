package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;

/** A process that orders, in a world of its own time: {@link ScaleOuts} over real HTTP to a simulated control plane. */
final class Controller {
    static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";
    static final String POOL = "np1c9229d9be2d432c93f77a88fca0abcd";
    static final String PASSWORD = "Hello1234!";
    static final String SECRET = "testsecret";

    final Via via;
    final VirtualTime time;
    final AckSimulator ack;
    final List<Runnable> beforeCall = new ArrayList<>();
    String keySecret = SECRET;
    Settings settings = Settings.standard();
    ScaleOuts scaleOuts;

    Controller(Via via, VirtualTime time, AckSimulator ack) {
        this.via = via;
        this.time = time;
        this.ack = ack;
        restart();
    }

    /** The process dies, at once and without a word, and another one takes its place. */
    void restart() {
        time.forgetEverything();
        OkHttpClient impatient = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofMillis(250))
                .build();
        scaleOuts = new ScaleOuts(
                new AckClientFactory(impatient, time.clock(), "test"), time, new Random(7), () -> settings);
    }

    Parameters sample() {
        return via.sample();
    }

    Order order(Parameters parameters) {
        return new Order(via.route(), AckEndpoint.ofUrl(ack.url()), parameters, "test");
    }

    /** A journal that outlives a controller, as a disk does. */
    static final class Memory implements Journal {
        private final List<JournalEntry> written = new ArrayList<>();
        boolean full;

        @Override
        public Optional<JournalEntry> read() {
            return written.isEmpty() ? Optional.empty() : Optional.of(last());
        }

        @Override
        public void write(JournalEntry entry) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            written.add(entry.copy());
        }

        JournalEntry last() {
            return written.get(written.size() - 1).copy();
        }

        /** The states that it went through. */
        List<String> states() {
            List<String> states = new ArrayList<>();
            for (JournalEntry e : written) {
                if (states.isEmpty() || !states.get(states.size() - 1).equals(e.state)) {
                    states.add(e.state);
                }
            }
            return states;
        }
    }

    /** Somebody who waits for a scale-out, and what he hears. */
    final class Waiter implements ScaleOutListener {
        final List<String> lines = new ArrayList<>();
        final List<ScaleOutResult> results = new ArrayList<>();
        final Map<String, JournalEntry> entries = new ConcurrentHashMap<>();
        ScaleOut job;

        @Override
        public void line(String text) {
            lines.add(text);
        }

        @Override
        public void changed(JournalEntry entry) {
            entries.put("last", entry);
        }

        @Override
        public void ended(ScaleOutResult result) {
            results.add(result);
        }

        boolean hasEnded() {
            return !results.isEmpty();
        }

        ScaleOutResult result() {
            time.runUntil(this::hasEnded);
            if (results.size() != 1) {
                throw new AssertionError("ended " + results.size() + " times");
            }
            return results.get(0);
        }

        boolean heard(String part) {
            return lines.stream().anyMatch(line -> line.contains(part));
        }

        @Override
        public String toString() {
            return String.join("\n", lines);
        }
    }

    Waiter start(Parameters parameters, boolean wait, Journal journal) {
        Waiter waiter = new Waiter();
        try {
            waiter.job = scaleOuts.start(order(parameters), wait, secrets(), journal, waiter);
        } catch (IOException | ScaleOuts.OtherOrderException e) {
            throw new AssertionError(e);
        }
        return waiter;
    }

    Waiter start(Journal journal) {
        return start(sample(), true, journal);
    }

    Waiter resume(Journal journal) {
        Waiter waiter = new Waiter();
        try {
            waiter.job = scaleOuts.resume(true, secrets(), journal, waiter);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return waiter;
    }

    Secrets secrets() {
        return new Secrets() {
            @Override
            public AccessKey accessKey() throws UnavailableException {
                beforeCall.forEach(Runnable::run);
                if (keySecret == null) {
                    throw new UnavailableException("There are no credentials 'aliyun'.");
                }
                return AccessKey.of("testid", keySecret);
            }

            @Override
            public String loginPassword() {
                return PASSWORD;
            }
        };
    }
}
