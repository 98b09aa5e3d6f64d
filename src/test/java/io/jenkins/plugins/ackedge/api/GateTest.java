package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Requests in their turn, in virtual time. */
class GateTest {
    private static final AckEndpoint HERE = AckEndpoint.ofRegion("cn-beijing");
    private static final AckEndpoint THERE = AckEndpoint.ofRegion("cn-hangzhou");

    private final VirtualTimers time = new VirtualTimers();
    private final List<String> left = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Gate.Pass> hanging = new ArrayList<>();

    private Gate gate(double rate) {
        return new Gate(time, () -> rate);
    }

    /** Answered at once. */
    private Consumer<Gate.Pass> quick(String name) {
        return pass -> {
            note(name);
            pass.close();
        };
    }

    /** Not answered until the test does it. */
    private Consumer<Gate.Pass> slow(String name) {
        return pass -> {
            note(name);
            hanging.add(pass);
        };
    }

    private void note(String name) {
        left.add(name);
        times.add(time.millis());
    }

    @Test
    void neverGoesFasterThanAllowed() {
        Gate gate = gate(5);
        for (int i = 0; i < 1000; i++) {
            gate.enter("k", HERE, i % 7 == 0 ? Urgency.ORDER : Urgency.POLL, quick("" + i));
        }
        time.runUntil(() -> left.size() == 1000);
        for (int i = 5; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 5) >= 1000, "six requests within a second");
        }
        assertTrue(times.get(999) - times.get(0) <= 201_000, "slower than allowed");
    }

    /** A request arrives at the server at some time between leaving here and being answered. */
    @Test
    void neverGoesFasterThanAllowedByTheServersClock() {
        Gate gate = gate(3);
        Random random = new Random(20261125);
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            gate.enter("k", HERE, i % 2 == 0 ? Urgency.SETTLE : Urgency.POLL, pass -> {
                long way = random.nextInt(1500);
                time.after(way, () -> arrivals.add(time.millis()));
                time.after(way + random.nextInt(400), pass::close);
            });
        }
        time.runUntil(() -> arrivals.size() == 600);
        arrivals.sort(null);
        for (int i = 3; i < arrivals.size(); i++) {
            assertTrue(arrivals.get(i) - arrivals.get(i - 3) >= 1000, "four requests within a second at the server");
        }
    }

    @Test
    void doesNotMakeUpForTimeInWhichNothingWasAsked() {
        Gate gate = gate(2);
        gate.enter("k", HERE, Urgency.POLL, quick("first"));
        time.pass(3_600_000);
        gate.enter("k", HERE, Urgency.POLL, quick("a"));
        gate.enter("k", HERE, Urgency.POLL, quick("b"));
        time.runUntil(() -> left.size() == 3);
        assertEquals(500, times.get(2) - times.get(1));
    }

    @Test
    void letsOrdersAndWhatSettlesThemGoBeforePolls() {
        Gate gate = gate(1);
        for (int i = 0; i < 100; i++) {
            gate.enter("k", HERE, Urgency.POLL, quick("poll " + i));
        }
        gate.enter("k", HERE, Urgency.SETTLE, quick("settle"));
        gate.enter("k", HERE, Urgency.ORDER, quick("order"));
        time.pass(3_000);
        assertEquals(List.of("poll 0", "settle", "order", "poll 1"), left);
    }

    @Test
    void hangingPollsKeepNoOrderWaiting() {
        Gate gate = gate(100);
        for (int i = 0; i < 10; i++) {
            gate.enter("k", HERE, Urgency.POLL, slow("poll"));
        }
        time.pass(600_000);
        assertEquals(2, left.size());

        gate.enter("k", HERE, Urgency.ORDER, slow("order"));
        assertEquals(List.of("poll", "poll", "order"), left);

        hanging.get(0).close();
        time.pass(600_000);
        assertEquals(4, left.size());
    }

    @Test
    void hangingOrdersKeepNoPollWaiting() {
        Gate gate = gate(100);
        for (int i = 0; i < 10; i++) {
            gate.enter("k", HERE, Urgency.SETTLE, slow("settle"));
        }
        gate.enter("k", HERE, Urgency.POLL, slow("poll"));
        time.pass(600_000);
        assertEquals(3, left.size());
        assertTrue(left.contains("poll"));
    }

    @Test
    void aPassIsGivenBackOnce() {
        Gate gate = gate(100);
        for (int i = 0; i < 10; i++) {
            gate.enter("k", HERE, Urgency.POLL, slow("poll"));
        }
        time.pass(60_000);
        hanging.get(0).close();
        hanging.get(0).close();
        hanging.get(0).close();
        time.pass(60_000);
        assertEquals(3, left.size());
    }

    @Test
    void aHangingEndpointDelaysNeitherAnotherOneNorItsOwnOrders() {
        Gate gate = gate(100);
        for (int key = 0; key < 50; key++) {
            gate.enter("k" + key, HERE, Urgency.POLL, slow("here"));
        }
        time.pass(60_000);
        assertEquals(8, left.size());

        gate.enter("k0", THERE, Urgency.POLL, quick("there"));
        gate.enter("fresh", HERE, Urgency.ORDER, slow("order"));
        assertEquals(List.of("there", "order"), left.subList(8, 10));

        for (int key = 0; key < 50; key++) {
            gate.enter("k" + key, HERE, Urgency.ORDER, slow("order"));
        }
        time.pass(60_000);
        assertEquals(8, left.stream().filter("order"::equals).count());
    }

    @Test
    void oneKeyThatHangsDelaysNoOther() {
        Gate gate = gate(10);
        for (int i = 0; i < 1000; i++) {
            gate.enter("greedy", HERE, Urgency.POLL, slow("greedy"));
        }
        gate.enter("modest", HERE, Urgency.POLL, quick("modest"));
        assertEquals(List.of("greedy", "modest"), left);
    }

    @Test
    void whoComesFirstGoesFirst() {
        Gate gate = gate(100);
        for (int key = 0; key < 8; key++) {
            gate.enter("holder" + key, HERE, Urgency.POLL, slow("holder"));
        }
        for (int i = 0; i < 20; i++) {
            gate.enter("k" + i, HERE, Urgency.POLL, slow("" + i));
        }
        left.clear();
        for (int i = 0; i < 20; i++) {
            hanging.get(i).close();
            gate.enter("late" + i, HERE, Urgency.POLL, slow("late"));
        }
        List<String> inOrder = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            inOrder.add("" + i);
        }
        assertEquals(inOrder, left);
    }

    @Test
    void pausesWhereTheServerAsksForIt() {
        Gate gate = gate(100);
        long start = time.millis();
        gate.enter("k", HERE, Urgency.ORDER, quick("before"));
        gate.pause("k", HERE, 7_000);
        gate.pause("k", HERE, 1_000);
        gate.enter("k", HERE, Urgency.ORDER, quick("order"));
        gate.enter("k", HERE, Urgency.POLL, quick("poll"));
        gate.enter("other", HERE, Urgency.POLL, quick("other key"));
        gate.enter("k", THERE, Urgency.POLL, quick("other endpoint"));
        assertEquals(List.of("before", "other key", "other endpoint"), left);
        time.runUntil(() -> left.size() == 5);
        assertEquals(7_000, times.get(3) - start);
    }

    @Test
    void forgetsKeysOfWhichNothingIsLeftToRemember() {
        Gate gate = gate(1);
        for (int i = 0; i < 5_000; i++) {
            gate.enter("k" + i, HERE, Urgency.POLL, quick("poll"));
            time.pass(10);
        }
        assertTrue(gate.limiters() < 200, () -> gate.limiters() + " limiters");
        time.pass(2_000);
        gate.enter("last", THERE, Urgency.POLL, slow("poll"));
        assertEquals(1, gate.limiters());
        time.pass(3_000);
        gate.enter("last", THERE, Urgency.POLL, slow("poll"));
        assertEquals(1, gate.limiters(), "what is under way is not forgotten");
        assertEquals(0, time.planned());
    }

    @Test
    void doesNotForgetItsRateTooEarly() {
        Gate gate = gate(1);
        for (int i = 0; i < 100; i++) {
            time.pass(50);
            gate.enter("k", HERE, Urgency.POLL, quick("poll"));
        }
        assertEquals(5, left.size());
        gate.pause("p", HERE, 30_000);
        time.pass(29_999);
        gate.enter("p", HERE, Urgency.POLL, quick("paused"));
        assertFalse(left.contains("paused"));
    }

    @Test
    void survivesARequestThatThrows() {
        Gate gate = gate(100);
        for (int i = 0; i < 20; i++) {
            gate.enter("k", HERE, Urgency.POLL, pass -> {
                throw new IllegalStateException("a bug, and this test's log shows it");
            });
        }
        gate.enter("k", HERE, Urgency.POLL, quick("next"));
        time.pass(10_000);
        assertEquals(List.of("next"), left);
    }

    @Test
    void aLongQueueIsNoDeepStack() {
        Gate gate = gate(1000);
        for (int key = 0; key < 8; key++) {
            gate.enter("holder" + key, HERE, Urgency.POLL, slow("holder"));
        }
        for (int i = 0; i < 50_000; i++) {
            gate.enter("k" + i, HERE, Urgency.POLL, quick("poll"));
        }
        hanging.get(0).close();
        assertEquals(50_008, left.size());
    }

    @Test
    void holdsNoLockWhileItCalls() throws Exception {
        Gate gate = gate(1000);
        Awaited<String> other = new Awaited<>();
        gate.enter("a", HERE, Urgency.ORDER, pass -> {
            Thread thread = new Thread(() -> gate.enter("b", HERE, Urgency.ORDER, p -> other.accept("went")));
            thread.start();
            try {
                assertEquals("went", other.get());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            note("a");
        });
        assertEquals(List.of("a"), left);
    }

    @Test
    void aSenselessRateIsTakenForOneASecond() {
        for (double rate : new double[] {0, -1, Double.NaN}) {
            left.clear();
            Gate gate = gate(rate);
            gate.enter("k", HERE, Urgency.POLL, quick("a"));
            gate.enter("k", HERE, Urgency.POLL, quick("b"));
            time.pass(999);
            assertEquals(1, left.size());
            time.pass(1);
            assertEquals(2, left.size());
        }
        left.clear();
        Gate fast = gate(1e12);
        for (int i = 0; i < 100; i++) {
            fast.enter("k", HERE, Urgency.POLL, quick("x"));
        }
        time.pass(100);
        assertEquals(100, left.size());
    }
}
