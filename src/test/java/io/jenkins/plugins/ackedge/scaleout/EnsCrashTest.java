package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Joining;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process is killed after each exchange with the vendor and after each write of its record, or can write no more, through
 * repair, renewal and release, and another one goes on: one order at most, each machine is restarted once at most, and the end is the truth.
 */
class EnsCrashTest extends OnEns {
    enum Life {
        WELL,
        LOST,
        LISTED_LATE,
        REPAIRED,
        RENEWED,
        RELEASED
    }

    private Memory store;

    private Parameters world(Life life) {
        stop();
        begin();
        store = new Memory();
        ack.ens().setPending(Duration.ofSeconds(20));
        if (life == Life.LOST || life == Life.LISTED_LATE) {
            ack.on(Operation.RUN_INSTANCES, Fault.resetAfter());
        }
        if (life == Life.LISTED_LATE) {
            ack.ens().setVisibleAfter(Duration.ofSeconds(70));
        }
        if (life == Life.REPAIRED) {
            ack.ens().setJoining(i -> i == 0 ? Joining.AFTER_ATTACH : Joining.BY_ITSELF);
        } else if (life == Life.RELEASED) {
            ack.ens().setJoining(i -> i == 0 ? Joining.NEVER : Joining.BY_ITSELF);
        }
        return switch (life) {
            case RENEWED -> renewing();
            case RELEASED -> postPaid().with(Parameter.RELEASE_ON_FAILURE, true);
            default -> controller.sample();
        };
    }

    /** What leaves at these requests changes something; around them each exchange counts, elsewhere every fifth. */
    private List<Integer> points(Life life) {
        Parameters parameters = world(life);
        end(controller.start(parameters, true, store));
        List<Integer> points = new ArrayList<>();
        List<Operation> all = ack.exchanges().stream().map(x -> x.operation()).toList();
        for (int i = 0; i <= all.size(); i++) {
            boolean isNear = false;
            for (int k = Math.max(0, i - 3); k < Math.min(all.size(), i + 3); k++) {
                isNear |= List.of(
                                Operation.RUN_INSTANCES,
                                Operation.ATTACH_ENS_INSTANCES,
                                Operation.MODIFY_INSTANCE_AUTO_RENEW_ATTRIBUTE,
                                Operation.RELEASE_POST_PAID_INSTANCE)
                        .contains(all.get(k));
            }
            if (isNear || i < 12 || i % 5 == 0) {
                points.add(i);
            }
        }
        return points;
    }

    @ParameterizedTest
    @EnumSource(Life.class)
    void afterAnyExchange(Life life) {
        List<Integer> points = points(life);
        assertTrue(points.size() >= 12, points.toString());
        for (int exchanges : points) {
            Parameters parameters = world(life);
            Waiter first = controller.start(parameters, true, store);
            time.runUntil(() -> ack.exchanges().size() >= exchanges || first.hasEnded());
            controller.restart();
            goesOn(life, "killed after " + exchanges + " exchanges");
        }
    }

    /** One life to its end, and then as many that have come to a write of the record, from this one on. */
    private void atEachWrite(Life life, int from, IntConsumer then) {
        Parameters whole = world(life);
        end(controller.start(whole, true, store));
        int most = store.writes();
        for (int writes = from; writes <= most; writes++) {
            Parameters parameters = world(life);
            int enough = writes;
            Waiter waiter = controller.start(parameters, true, store);
            time.runUntil(() -> store.writes() >= enough || waiter.hasEnded());
            then.accept(writes);
        }
    }

    /** As it stands on the disk when it died between a write and what was to be done then. */
    @ParameterizedTest
    @EnumSource(Life.class)
    void atAnyWrite(Life life) {
        atEachWrite(life, 1, writes -> {
            controller.restart();
            goesOn(life, "killed at write " + writes);
        });
    }

    /** What was done after a write, and written in vain: the record is one write behind what happened. */
    @ParameterizedTest
    @EnumSource(Life.class)
    void withTheLastWriteLost(Life life) {
        atEachWrite(life, 3, writes -> {
            controller.restart();
            store.keep(writes - 1);
            goesOn(life, "killed at write " + writes + ", which was lost");
        });
    }

    /** From some write on the disk is full: what the record has to say before it is done is not done meanwhile. */
    @ParameterizedTest
    @EnumSource(Life.class)
    void withNothingWrittenAnyMore(Life life) {
        atEachWrite(life, 1, writes -> {
            store.full = true;
            time.pass(Duration.ofMinutes(30));
            for (SimulatedMachine machine : ack.ens().machines()) {
                boolean isWritten = store.last().getInstances().stream()
                        .anyMatch(i -> i.getId().equals(machine.id()) && i.isRepaired());
                assertTrue(machine.attaches() == 0 || isWritten, life + " restarted, full after write " + writes);
            }
            controller.restart();
            store.full = false;
            goesOn(life, "its disk was full after write " + writes);
        });
    }

    private void goesOn(Life life, String how) {
        if (store.writes() == 0) {
            assertEquals(0, ack.ens().bill().orders(), how);
            return;
        }
        Waiter waiter = controller.resume(store);
        ScaleOutResult result = end(waiter);
        String what = life + " " + how + ": " + store.states() + " " + result.message();

        assertTrue(ack.ens().bill().orders() <= 1, what);
        long posts = ack.exchanges().stream()
                .filter(x -> x.operation() == Operation.RUN_INSTANCES)
                .count();
        assertTrue(posts <= 1, what);
        for (SimulatedMachine machine : ack.ens().machines()) {
            assertTrue(machine.attaches() <= 1, what);
            assertFalse(machine.ready() && machine.released(), what);
        }
        if (result.state() == OrderState.SUCCEEDED) {
            assertTrue(ack.ens().machines().stream().allMatch(SimulatedMachine::ready), what);
            assertEquals(2, ack.ens().machines().size(), what);
        } else if (result.state() == OrderState.UNKNOWN) {
            // Killed between the fence and the request: nobody can know, and it says so.
            assertEquals(0, ack.ens().bill().orders(), what);
        } else {
            // A restart that was written down and died before it was done is not done again.
            assertTrue(life == Life.RELEASED || life == Life.REPAIRED, what);
            assertEquals(OrderState.FAILED, result.state(), what);
            assertEquals(1, ack.ens().bill().orders(), what);
        }
        if (life == Life.RENEWED && result.state() == OrderState.SUCCEEDED) {
            assertTrue(ack.ens().machines().stream().allMatch(SimulatedMachine::autoRenew), what);
        }
        if (life == Life.RELEASED && ack.ens().bill().orders() == 1) {
            assertEquals(1, ack.ens().bill().machinesKept(), what);
        }
        assertEquals(List.of(), ack.leaks(), what);
        String kept = store.all() + said;
        for (String secret : secrets()) {
            assertFalse(kept.contains(secret), "a secret was written or said: " + life + " " + how);
        }
        for (String script : ack.ens().joinScripts()) {
            assertFalse(kept.contains(script), "a join script was written or said: " + life + " " + how);
        }
    }
}
