package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One access key's requests to one endpoint. */
class LaneTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> done = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    private Runnable request(String name) {
        return () -> {
            done.add(name);
            times.add(time.nowMillis());
        };
    }

    @Test
    void neverGoesFasterThanAllowed() {
        Lane lane = new Lane(time, () -> 5);
        for (int i = 0; i < 1000; i++) {
            lane.enter(i % 7 == 0, request("" + i));
        }
        time.runUntil(() -> done.size() == 1000);
        for (int i = 5; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 5) >= 1000, "six requests within a second");
        }
    }

    @Test
    void doesNotMakeUpForTimeInWhichNothingWasAsked() {
        Lane lane = new Lane(time, () -> 2);
        time.pass(Duration.ofHours(1));
        lane.enter(false, request("a"));
        lane.enter(false, request("b"));
        time.runUntil(() -> done.size() == 2);
        assertEquals(500, times.get(1) - times.get(0));
    }

    @Test
    void letsOrdersGoBeforePolls() {
        Lane lane = new Lane(time, () -> 1);
        for (int i = 0; i < 100; i++) {
            lane.enter(false, request("poll"));
        }
        lane.enter(true, request("order"));
        time.pass(Duration.ofSeconds(2));
        assertEquals(List.of("poll", "order", "poll"), done);
    }

    @Test
    void hasNoMoreThanTwoUnderWay() {
        List<Runnable> talking = new ArrayList<>();
        Scheduler hanging = new Scheduler() {
            @Override
            public long nowMillis() {
                return time.nowMillis();
            }

            @Override
            public Timer at(long dueMillis, Runnable task) {
                return time.at(dueMillis, task);
            }

            @Override
            public void run(Runnable task) {
                talking.add(task); // and no answer comes
            }
        };
        Lane lane = new Lane(hanging, () -> 100);
        for (int i = 0; i < 10; i++) {
            lane.enter(true, request("" + i));
        }
        time.pass(Duration.ofMinutes(10));
        assertEquals(2, talking.size());

        talking.get(0).run();
        time.pass(Duration.ofMinutes(10));
        assertEquals(3, talking.size());
    }

    @Test
    void pausesWhereTheServerAsksForIt() {
        Lane lane = new Lane(time, () -> 100);
        long start = time.nowMillis();
        lane.pauseUntil(start + 7000);
        lane.enter(true, request("a"));
        time.runUntil(() -> done.size() == 1);
        assertEquals(7000, times.get(0) - start);
    }

    @Test
    void survivesARequestThatThrows() {
        Lane lane = new Lane(time, () -> 100);
        lane.enter(false, () -> {
            throw new IllegalStateException("a bug");
        });
        lane.enter(false, request("next"));
        try {
            time.pass(Duration.ofSeconds(1));
        } catch (IllegalStateException expected) {
            time.pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of("next"), done);
    }
}
