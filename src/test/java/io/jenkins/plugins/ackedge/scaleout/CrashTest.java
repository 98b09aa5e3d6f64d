package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The process is killed between any two things that it does, and another one goes on: one order at most, and its end. */
@EnumSource(
        value = Via.class,
        names = {"SCALE_OUT_CLUSTER", "ENS"})
class CrashTest extends InSimulatedTime {
    /** From the plan to the watch there are about so many. */
    private int steps() {
        return via.hasTask() ? 24 : 48;
    }

    private static Function<Via, Fault> fault(Function<Via, Fault> fault) {
        return fault;
    }

    private static Function<CrashTest, Waiter> next(Function<CrashTest, Waiter> next) {
        return next;
    }

    private static Waiter settledAndRunAgain(CrashTest test, Memory store) {
        try {
            test.controller.scaleOuts.settle(test.controller.secrets(), store);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        test.time.pass(Duration.ofMinutes(1));
        return test.controller.start(store);
    }

    private Memory store;

    static Stream<Arguments> lives() {
        Function<CrashTest, Waiter> resumed = next(test -> test.controller.resume(test.store));
        Function<CrashTest, Waiter> again = next(test -> test.controller.start(test.store));
        Function<CrashTest, Waiter> settled = next(test -> settledAndRunAgain(test, test.store));
        return Stream.of(
                Arguments.of("answered, resumed", fault(via -> null), resumed),
                Arguments.of("answered, run again", fault(via -> null), again),
                Arguments.of("answered, settled and run again", fault(via -> null), settled),
                Arguments.of("not answered, resumed", fault(via -> Fault.resetAfter()), resumed),
                Arguments.of("not answered, run again", fault(via -> Fault.resetAfter()), again),
                Arguments.of("busy, resumed", fault(Via::later), resumed),
                Arguments.of("busy, settled and run again", fault(Via::later), settled));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lives")
    void atAnyPoint(String name, Function<Via, Fault> fault, Function<CrashTest, Waiter> next) {
        for (int steps = 0; steps < steps(); steps++) {
            live(fault, next, steps, -1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lives")
    void andOnceMore(String name, Function<Via, Fault> fault, Function<CrashTest, Waiter> next) {
        for (int steps = 1; steps < steps(); steps += 3) {
            live(fault, next, steps, (steps * 7) % 11);
        }
    }

    private void live(Function<Via, Fault> fault, Function<CrashTest, Waiter> next, int steps, int stepsAgain) {
        newWorld();
        store = new Memory();
        if (fault.apply(via) != null) {
            ack.on(via.operation(), fault.apply(via));
        }
        controller.start(store);
        killAfter(steps);
        Waiter waiter = next.apply(this);
        if (stepsAgain >= 0) {
            killAfter(stepsAgain);
            waiter = next.apply(this);
        }
        ScaleOutResult result = waiter.result();
        String what = "killed after " + steps + " and " + stepsAgain + ": " + store.states() + " " + result.message();
        assertTrue(orders() <= 1, what);
        assertEquals(OrderState.SUCCEEDED, result.state(), what);
        assertEquals(billed(0), store.last().reference(), what);
        assertEquals(1, waiter.results.size());
    }

    private void killAfter(int steps) {
        int[] left = {steps};
        time.runUntil(() -> left[0]-- == 0);
        controller.restart();
    }
}
