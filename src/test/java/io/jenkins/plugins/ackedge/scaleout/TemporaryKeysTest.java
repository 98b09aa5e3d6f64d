package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedSts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Temporary keys over real HTTP, with a clock that a test moves: got once, renewed in time, forgotten when refused. */
class TemporaryKeysTest {
    private static final AccessKey BASE = AccessKey.of("testid", "testsecret");
    private static final AssumedRole ROLE = new AssumedRole(SimulatedSts.ROLE, "job-7", "", 900);

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final AckSimulator simulator =
            AckSimulator.builder().clock(now::get).checkTimestamps(false).start();
    private final AckEndpoint address = AckEndpoint.ofUrl(simulator.url());
    private final WorkerThreads threads = new WorkerThreads();
    private final OkHttpWire wire = new OkHttpWire(new OkHttpClient());
    private final AckClientFactory clients =
            new AckClientFactory(wire, new Gate(threads, () -> 1000), VirtualTime.showing(now::get), "test");
    private final TemporaryKeys keys = keys(Duration.ofSeconds(20));

    private TemporaryKeys keys(Duration patience) {
        Timers timers = new Timers() {
            @Override
            public long millis() {
                return now.get();
            }

            @Override
            public Timer after(long delayMillis, Runnable task) {
                return threads.after(delayMillis, task);
            }
        };
        return TemporaryKeys.open(
                clients, InstanceMetadata.at(address, wire, VirtualTime.showing(now::get)), timers, patience);
    }

    @AfterEach
    void close() {
        simulator.close();
        threads.close();
    }

    private AccessKey key() throws Secrets.UnavailableException {
        return keys.assumed(BASE, address, ROLE);
    }

    private int given() {
        return simulator.sts().keysGiven();
    }

    private void awaitGiven(int count) throws InterruptedException {
        for (int i = 0; i < 1000 && given() < count; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(count, given());
    }

    private static Secrets.UnavailableException unavailable(Callable<AccessKey> lookUp) {
        return assertThrows(Secrets.UnavailableException.class, lookUp::call);
    }

    @Test
    void oneKeyServesUntilShortlyBeforeItEnds() throws Exception {
        AccessKey first = key();
        now.addAndGet(719_000); // 15 minutes less a fifth
        assertEquals(first, key());
        assertEquals(1, given());

        now.addAndGet(2_000);
        assertEquals(first, key(), "nobody waits for the next one while this is good");
        awaitGiven(2);
        now.addAndGet(120_000);
        AccessKey second = key();
        assertNotEquals(first, second);
        assertEquals(2, given());
    }

    @Test
    void oneThatIsAboutToEndIsWaitedFor() throws Exception {
        AccessKey first = key();
        now.addAndGet(860_000);
        assertNotEquals(first, key());
        assertEquals(2, given());
    }

    @Test
    void theOldOneServesWhileTheNextCannotBeHad() throws Exception {
        AccessKey first = key();
        simulator.always(Operation.ASSUME_ROLE, Fault.accessDenied());
        now.addAndGet(895_000);
        assertEquals(first, key());
        now.addAndGet(6_000);
        Secrets.UnavailableException refused = unavailable(this::key);
        assertFalse(refused.isPassing());
        assertTrue(refused.getMessage().contains(SimulatedSts.ROLE), refused.getMessage());
        simulator.clear();
        assertNotEquals(first, key());
    }

    @Test
    void whoeverComesWhileItIsAskedForWaitsForTheSame() throws Exception {
        simulator.on(Operation.ASSUME_ROLE, Fault.delayBefore(300));
        ExecutorService many = Executors.newFixedThreadPool(20);
        Set<AccessKey> got = ConcurrentHashMap.newKeySet();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(many.submit(() -> got.add(key())));
        }
        for (Future<?> each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        many.shutdown();
        assertEquals(1, got.size());
        assertEquals(1, given());
    }

    @Test
    void anotherKeySessionOrRoleIsAnotherSource() throws Exception {
        key();
        keys.assumed(BASE, address, new AssumedRole(SimulatedSts.ROLE, "job-8", "", 900));
        keys.assumed(key(), address, ROLE);
        keys.ofInstance("edge-controller");
        keys.ofInstance("edge-controller");
        assertEquals(4, given());
    }

    @Test
    void aRefusedKeyIsUsedNoMore() throws Exception {
        AccessKey first = key();
        now.addAndGet(300_000);
        simulator.sts().endAllTokens();
        var answer = new CompletableFuture<AckFault>();
        clients.client(address, first).describeClusterDetail(Controller.CLUSTER, a -> answer.complete(a.fault()));
        assertEquals(AckFault.Kind.KEY_ENDED, answer.get(20, TimeUnit.SECONDS).kind());
        assertNotEquals(first, key());
    }

    /** Whatever is wrong, another key would not mend it. */
    @Test
    void keysThatAreRefusedAtOnceAreNoReasonToGoOn() throws Exception {
        List<Boolean> passing = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            AccessKey young = key();
            simulator.sts().endAllTokens();
            var answer = new CompletableFuture<AckFault>();
            clients.client(address, young).describeClusterDetail(Controller.CLUSTER, a -> answer.complete(a.fault()));
            passing.add(answer.get(20, TimeUnit.SECONDS).isPassing());
        }
        assertEquals(List.of(true, true, false, false), passing);
    }

    @Test
    void aSilentStsIsNotAwaitedForEver() {
        simulator.always(Operation.ASSUME_ROLE, Fault.timeoutBefore());
        TemporaryKeys impatient = keys(Duration.ofMillis(200));
        Secrets.UnavailableException silent = unavailable(() -> impatient.assumed(BASE, address, ROLE));
        assertTrue(silent.isPassing());
        assertEquals(
                "The key of the role " + SimulatedSts.ROLE + " cannot be had just now: no answer within 0 s",
                silent.getMessage());
    }

    @Test
    void anInstanceThatIsNone() throws Exception {
        simulator.metadata().setRole(null);
        Secrets.UnavailableException none = unavailable(() -> keys.ofInstance(""));
        assertFalse(none.isPassing());
        assertTrue(none.getMessage().contains("Attach the RAM role"), none.getMessage());

        simulator.metadata().setRole("edge-controller");
        keys.ofInstance("");
        simulator.metadata().answerInstead(503, "<html>");
        now.addAndGet(Duration.ofHours(7).toMillis());
        assertTrue(unavailable(() -> keys.ofInstance("")).isPassing());
        simulator.metadata().answerInstead(null, null);
        keys.ofInstance("");
    }

    @Test
    void nothingOfItIsPrinted() throws Exception {
        key();
        assertEquals("TemporaryKeys[1 sources]", keys.toString());
    }
}
