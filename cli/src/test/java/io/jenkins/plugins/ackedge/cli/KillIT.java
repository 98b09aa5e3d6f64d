package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program is killed as by {@code kill -9}, at each moment that matters and at many others, and then run again with the
 * same state file: it never orders a second time, and it never loses an order that was made.
 */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "via {0}")
@EnumSource(Via.class)
class KillIT {
    /** By each route. */
    private static final int TIMES_EACH = 3;

    private static final int AT_RANDOM = 12;
    private static final int LEAST_KILLS = 50;

    /** From before the first request to the middle of the wait. */
    private static final int LATEST_MILLIS = 3200;

    private static final long SEED = 20_261_124L;

    private static final AtomicInteger KILLS = new AtomicInteger();
    private static final AtomicInteger ORDERS = new AtomicInteger();
    private static final AtomicInteger RESTARTS = new AtomicInteger();
    private static final AtomicInteger ITERATIONS = new AtomicInteger();

    @Parameter
    Via via;

    @TempDir
    Path folder;

    static Stream<KillMoment> moments() {
        return Arrays.stream(KillMoment.values())
                .flatMap(moment -> IntStream.range(0, TIMES_EACH).mapToObj(i -> moment));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void killedAtAMomentThatMatters(KillMoment moment) throws Exception {
        try (Scene scene = scene()) {
            Killer killer = new Killer();
            moment.arm(scene, killer);
            AckEdgeProcess process = scene.order().start();
            killer.watch(process);
            moment.strike(process, killer);
            assertEquals(137, killer.killed().exit());
            KILLS.incrementAndGet();
            assertEquals(moment.left(), scene.state());
            goOn(scene);
            assertEquals(moment.ordersInTheEnd(), scene.orders());
        }
    }

    static IntStream delays() {
        return new Random(SEED).ints(AT_RANDOM, 0, LATEST_MILLIS);
    }

    @ParameterizedTest
    @MethodSource("delays")
    void killedAtAnyMoment(int afterMillis) throws Exception {
        try (Scene scene = scene()) {
            AckEdgeProcess process = scene.order().start();
            if (!process.endsWithin(afterMillis)) {
                process.kill();
                KILLS.incrementAndGet();
            }
            goOn(scene);
        }
    }

    @AfterAll
    static void sumUp() {
        System.out.println("kill -9: " + KILLS + " kills in " + ITERATIONS + " orders' lives, " + RESTARTS
                + " restarts, " + ORDERS + " orders made, none twice and none lost");
        assertTrue(KILLS.get() >= LEAST_KILLS, KILLS + " kills are too few");
    }

    private Scene scene() {
        return Scene.in(folder, via, "c" + String.format("%032x", ITERATIONS.incrementAndGet()));
    }

    /** Runs again until it ends, or until it has said that it looks for an order that was really never made. */
    private static void goOn(Scene scene) throws Exception {
        RESTARTS.incrementAndGet();
        AckEdgeProcess again = scene.order().start();
        if (isInDoubt(scene)) {
            again.awaitSaying("It is not sent again; looking for its task");
            if (scene.orders() == 0) {
                again.kill(); // it would look for minutes, and find nothing
                KILLS.incrementAndGet();
                assertEquals(OrderState.UNKNOWN, scene.state());
                assertEquals(0, scene.orders());
                assertTrue(scene.sent() <= 1);
                scene.assertNoSecretInFiles();
                return;
            }
        }
        AckEdgeEnd end = scene.assertTruthful(again.await());
        if (end.err().contains("(it is not known when the order left)")) {
            // Killed between the fence and the entry: it was not sent, but nobody can know.
            end.assertExit(6);
            assertEquals(0, scene.sent(), end::toString);
            return;
        }
        end.assertExit(0);
        assertEquals(scene.taskId(), end.json().path("taskId").asText());
        assertEquals(1, scene.sent(), end::toString);
        ORDERS.incrementAndGet();
    }

    private static boolean isInDoubt(Scene scene) throws Exception {
        if (!Files.exists(scene.stateFile)) {
            return false;
        }
        OrderState state = scene.state();
        return state == OrderState.SUBMITTING || state == OrderState.UNKNOWN;
    }
}
