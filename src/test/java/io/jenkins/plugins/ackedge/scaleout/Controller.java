package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.OnCallingThread;
import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Dispatcher;
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
    /** The role that the key assumes; null for none. */
    AssumedRole role;

    TemporaryKeys keys;
    Settings settings = Settings.standard();
    Claims claims = Claims.inMemory();
    OrderMachine machine = OrderMachine.standard();
    Timers timers;
    ScaleOuts scaleOuts;
    private int processes;

    Controller(Via via, VirtualTime time, AckSimulator ack) {
        this.via = via;
        this.time = time;
        this.timers = time;
        this.ack = ack;
        begin();
    }

    /** Another process beside this one. */
    Controller twin() {
        Controller twin = new Controller(via, time, ack);
        twin.processes = 100;
        twin.begin();
        return twin;
    }

    /** The process dies, at once and without a word, and another one takes its place. */
    void restart() {
        time.forgetEverything();
        begin();
    }

    private void begin() {
        OkHttpClient impatient = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofMillis(1000))
                .dispatcher(new Dispatcher(new OnCallingThread()))
                .build();
        OkHttpWire wire = new OkHttpWire(impatient);
        AckClientFactory clients =
                new AckClientFactory(wire, new Gate(timers, () -> settings.requestsPerSecond()), time.clock(), "test");
        InstanceMetadata metadata = InstanceMetadata.at(AckEndpoint.ofUrl(ack.url()), wire, time.clock());
        keys = TemporaryKeys.open(clients, metadata, timers, Duration.ofMillis(500));
        scaleOuts = new ScaleOuts(
                clients,
                timers,
                time,
                time,
                time.clock(),
                new Random(7 + processes++),
                () -> settings,
                claims,
                Audience.JENKINS,
                machine);
    }

    Parameters sample() {
        return via.sample();
    }

    Order order(Parameters parameters) {
        return new Order(via.route(), AckEndpoint.ofUrl(ack.url()), parameters, Origin.of("test"))
                .withEnsEndpoint(AckEndpoint.ofUrl(ack.url()));
    }

    /** A store that outlives a controller, as a disk does. */
    static final class Memory implements OrderStore {
        private final List<OrderRecord> written = new ArrayList<>();
        private int fences;
        boolean full;

        @Override
        public synchronized Optional<OrderRecord> read() throws IOException {
            if (written.isEmpty()) {
                return Optional.empty();
            }
            OrderRecord last = last();
            return Optional.of(
                    fences <= last.getAttempt()
                            ? last
                            : last.with(f -> {
                                f.attempt = fences;
                                f.state = OrderState.SUBMITTING.name();
                                f.sinceListingMillis = -1;
                            }));
        }

        @Override
        public synchronized boolean reserve(OrderRecord first) throws IOException {
            if (!written.isEmpty()) {
                return false;
            }
            write(first);
            return true;
        }

        @Override
        public synchronized boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException {
            if (last().getRevision() != expectedRevision || (fence != 0 && fence <= fences)) {
                return false;
            }
            write(next);
            fences = Math.max(fences, fence);
            return true;
        }

        private void write(OrderRecord record) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            written.add(record);
        }

        /** Every record that was ever written, as it stands on a disk. */
        synchronized String all() {
            StringBuilder all = new StringBuilder();
            written.forEach(record -> all.append(new String(OrderRecordJson.write(record), StandardCharsets.UTF_8))
                    .append('\n'));
            return all.toString();
        }

        synchronized OrderRecord last() {
            return written.get(written.size() - 1);
        }

        /** As it stands there when a process dies just before it sends. */
        void writeAboutToBeSent(long wallMillis) throws IOException {
            OrderRecord last = last();
            advance(
                    last.getRevision(),
                    last.with(f -> {
                        f.revision++;
                        f.state = OrderState.SUBMITTING.name();
                        f.attempt = 1;
                        f.submittingMillis = wallMillis;
                    }),
                    1);
        }

        synchronized int writes() {
            return written.size();
        }

        /** As if the process had died when there were so many writes. */
        synchronized void keep(int writes) {
            written.subList(writes, written.size()).clear();
        }

        /** Whether it ever had a message with these words. */
        synchronized boolean said(String part) {
            return written.stream().anyMatch(record -> record.getMessage().contains(part));
        }

        /** The states that it went through. */
        synchronized List<String> states() {
            List<String> states = new ArrayList<>();
            for (OrderRecord record : written) {
                String state = record.getState().name();
                if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                    states.add(state);
                }
            }
            return states;
        }
    }

    /** Somebody who waits for a scale-out, and what he hears. */
    class Waiter implements ScaleOutListener {
        final List<String> lines = new ArrayList<>();
        final List<ScaleOutResult> results = new ArrayList<>();
        final Map<String, OrderRecord> records = new ConcurrentHashMap<>();
        ScaleOut job;

        @Override
        public void line(String text) {
            lines.add(text);
        }

        @Override
        public void changed(OrderRecord record) {
            records.put("last", record);
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

        /** Gives up; the wait ends with the next turn of the order's mailbox, while time stands still. */
        void abort(boolean cancelTask) {
            job.abort(cancelTask);
            time.pass(Duration.ZERO);
        }

        boolean heard(String part) {
            return lines.stream().anyMatch(line -> line.contains(part));
        }

        @Override
        public String toString() {
            return String.join("\n", lines);
        }
    }

    Waiter start(Parameters parameters, boolean wait, OrderStore journal) {
        Waiter waiter = new Waiter();
        try {
            waiter.job = scaleOuts.start(order(parameters), wait, secrets(), journal, waiter);
        } catch (IOException | ScaleOuts.OtherOrderException e) {
            throw new AssertionError(e);
        }
        return waiter;
    }

    Waiter start(OrderStore journal) {
        return start(sample(), true, journal);
    }

    Waiter resume(OrderStore journal) {
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
                AccessKey key = AccessKey.of("testid", keySecret);
                return role == null ? key : keys.assumed(key, AckEndpoint.ofUrl(ack.url()), role);
            }

            @Override
            public String loginPassword() {
                return PASSWORD;
            }
        };
    }
}
