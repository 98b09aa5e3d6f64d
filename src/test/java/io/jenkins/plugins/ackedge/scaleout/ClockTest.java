package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets this machine's clock: it is only written down, and moves nothing. The vendor's own clock goes as it goes. */
@EnumSource(value = Via.class, names = "SCALE_OUT_CLUSTER")
class ClockTest extends InSimulatedTime {
    /** What left, and how long after the beginning by a clock that nobody sets. */
    private record Course(List<String> requests, OrderState end, long millis) {}

    /** Reset, so that a look is part of it. */
    private Course run(List<Long> stepsAt, Duration step) {
        newWorld();
        ack.on(via.operation(), 1, via.later());
        ack.on(via.operation(), 2, Fault.resetAfter());
        long began = time.millis();
        stepsAt.forEach(at -> time.after(at, () -> time.setClock(step)));
        ScaleOutResult result = controller.start(new Memory()).result();
        long first = ack.exchanges().get(0).receivedAtMillis();
        List<String> requests = new ArrayList<>();
        for (Exchange x : ack.exchanges()) {
            requests.add(x.operation() + " " + (x.receivedAtMillis() - first));
        }
        return new Course(requests, result.state(), time.millis() - began);
    }

    @ParameterizedTest
    @ValueSource(longs = {-120, 120, -7_200, 7_200})
    void aStepAtAnyPointMovesNothing(long seconds) {
        Course usual = run(List.of(), Duration.ZERO);
        assertEquals(OrderState.SUCCEEDED, usual.end());
        for (String request : List.copyOf(usual.requests())) {
            long at = Long.parseLong(request.substring(request.indexOf(' ') + 1));
            assertEquals(usual, run(List.of(at), Duration.ofSeconds(seconds)), "set at " + at);
            assertEquals(usual, run(List.of(at + 1), Duration.ofSeconds(seconds)), "set after " + at);
        }
    }

    @Test
    void aClockThatIsSetAllTheTimeMovesNothing() {
        Course usual = run(List.of(), Duration.ZERO);
        List<Long> always = new ArrayList<>();
        for (long at = 0; at < usual.millis(); at += 10_000) {
            always.add(at);
        }
        assertEquals(usual, run(always, Duration.ofHours(-1)));
    }

    @Test
    void theTimeLimitIsNotMoved() {
        for (Duration step : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
            newWorld();
            ack.ending(TaskEnding.never());
            long began = time.millis();
            Waiter waiter = controller.start(new Memory());
            time.pass(Duration.ofMinutes(10));
            time.setClock(step);
            assertEquals(OrderState.TIMED_OUT, waiter.result().state());
            assertEquals(Duration.ofHours(1).toMillis(), time.millis() - began);
        }
    }

    // ------------------------------------------------------------------ over a restart

    private long minutesAfterRestart(Duration step) {
        ack.ending(TaskEnding.never());
        controller.start(journal);
        time.pass(Duration.ofMinutes(20));
        controller.restart();
        time.setClock(step);
        long began = time.millis();
        assertEquals(OrderState.TIMED_OUT, controller.resume(journal).result().state());
        return Duration.ofMillis(time.millis() - began).toMinutes();
    }

    @Test
    void afterARestartTheRestOfTheTimeIsLeft() {
        assertEquals(40, minutesAfterRestart(Duration.ZERO));
    }

    /** At most what was left when the record was last written, by the clock that nobody sets. */
    @Test
    void aClockThatIsSetBackOverARestartGivesNoMoreTimeThanTheOtherClockLeft() {
        long minutes = minutesAfterRestart(Duration.ofHours(-2));
        assertTrue(minutes < 60, minutes + " minutes");
    }

    @Test
    void aClockThatIsSetForwardOverARestartLeavesOneMoreMinute() {
        assertEquals(1, minutesAfterRestart(Duration.ofHours(2)));
    }

    /** Otherwise another's task would be taken for ours. */
    @Test
    void afterARestartALookLastsItsWholeTimeWhateverTheClockSays() {
        for (Duration step : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
            newWorld();
            Memory store = new Memory();
            ack.on(via.operation(), Fault.resetAfter());
            Waiter first = controller.start(store);
            time.runUntil(() -> first.heard("It is not sent again"));
            time.pass(Duration.ofMinutes(2));
            controller.restart();
            time.setClock(step);
            long began = time.millis();
            Waiter second = controller.resume(store);
            time.runUntil(() -> second.hasEnded() || second.heard("Found the order"));
            long seconds = (time.millis() - began) / 1000;
            assertTrue(seconds >= 180 && seconds < 190, seconds + " s with the clock set by " + step);
            assertEquals(1, posts());
        }
    }
}
