package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.RemoteController.Standing;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A controller process is killed as by {@code kill -9} at each point of the protocol, under each durability setting of
 * pipelines, and the same home is started again: no order is made twice, none is lost, and each build ends with the truth.
 */
class CrashMatrixTest {
    private static final int SIGKILL = 137;
    private static final long PATIENCE_MILLIS = 60_000;

    /** What holds up a request is killed alone: three requests are as many as a controller has under way. */
    private static final List<List<CrashPoint>> KILLS = List.of(
            List.of(CrashPoint.BEFORE_THE_JOURNAL_ENTRY),
            List.of(CrashPoint.ANSWERED_BUT_NOT_JOURNALED),
            List.of(CrashPoint.BETWEEN_POLLS, CrashPoint.JOURNALED),
            List.of(CrashPoint.DURING_A_POLL),
            List.of(CrashPoint.DURING_CANCEL),
            List.of(CrashPoint.JUST_BEFORE_COMPLETION),
            List.of(CrashPoint.DURING_THE_POST));

    @RegisterExtension
    private final RealJenkinsExtension controller = RemoteController.process();

    private final AckSimulator ack = RemoteController.simulator();
    private final List<CrashedOrder> killed = new ArrayList<>();

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void noOrderIsMadeTwiceOrLostAndEachBuildEndsWithTheTruth() throws Throwable {
        String endpoint = ack.url();
        ArrayList<String> clusters = new ArrayList<>(
                CrashedOrder.all().stream().map(CrashedOrder::cluster).toList());
        controller.startJenkins();
        controller.run(r -> RemoteController.configure(endpoint, clusters));

        for (List<CrashPoint> together : KILLS) {
            List<Trap> traps = new ArrayList<>();
            for (CrashPoint point : together) {
                traps.add(reach(point));
            }
            kill();
            traps.forEach(Trap::openAndDrop);
            for (CrashPoint point : together) {
                meanwhile(point);
            }
            controller.startJenkins();
            awaitEnds();
        }

        List<Executable> truths = new ArrayList<>();
        System.out.println("kill -9 of the controller at each point:");
        for (CrashedOrder order : killed) {
            Standing standing = standing(order);
            OrderState journaled = order.journaled(home());
            System.out.printf(
                    "%-55s sent %d, ordered %d, journal %-10s build %s%n",
                    order,
                    order.timesSent(ack),
                    order.tasks(ack).size(),
                    journaled,
                    standing.isRunning() ? "looks for its order" : standing.result());
            truths.add(() -> assertTruth(order, standing, journaled));
        }
        assertEquals(CrashedOrder.all().size(), truths.size());
        assertAll(truths);
    }

    /** Lets pipelines of every durability run to the point. */
    private Trap reach(CrashPoint point) throws Throwable {
        List<CrashedOrder> orders = CrashedOrder.at(point);
        ack.ending(point == CrashPoint.JUST_BEFORE_COMPLETION ? TaskEnding.success() : TaskEnding.never());
        Trap trap = new Trap(
                ack,
                point.operation,
                point.executed,
                orders.stream().map(CrashedOrder::cluster).toList());
        for (CrashedOrder order : orders) {
            String job = order.job();
            String script = order.script();
            FlowDurabilityHint durability = order.durability();
            controller.run(r -> RemoteController.start(r, job, script, durability));
        }
        switch (point) {
            case JOURNALED -> await(() -> all(orders, o -> o.journaled(home()) == OrderState.SUBMITTED));
            case BETWEEN_POLLS -> await(() -> all(orders, o -> o.log(home()).contains("Stage 1")));
            case DURING_CANCEL -> {
                await(() -> all(orders, o -> o.journaled(home()) == OrderState.SUBMITTED));
                for (CrashedOrder order : orders) {
                    String job = order.job();
                    controller.run(r -> RemoteController.abort(job));
                }
            }
            default -> {}
        }
        await(trap::hasCaughtAll);
        return trap;
    }

    private void kill() throws InterruptedException {
        Process process = controller.getProcess();
        controller.stopJenkinsForcibly();
        assertEquals(SIGKILL, process.waitFor());
    }

    /** The world goes on while the controller is dead: tasks end, and others order. */
    private void meanwhile(CrashPoint point) throws Exception {
        for (CrashedOrder order : CrashedOrder.at(point)) {
            killed.add(order);
            assertEquals(point.journaled, order.journaled(home()), order::toString);
            meanwhile(order);
        }
        ack.ending(TaskEnding.success());
    }

    private void meanwhile(CrashedOrder order) throws Exception {
        for (String task : order.tasks(ack)) {
            ack.task(task)
                    .end(
                            order.point() == CrashPoint.DURING_A_POLL
                                    ? TaskEnding.fail("StockNotEnough", "none left")
                                    : TaskEnding.success());
        }
        if (isAmbiguous(order)) {
            SomebodyElse.orders(ack, order.cluster(), Setup.KEY_ID + 0);
            SomebodyElse.orders(ack, order.cluster(), Setup.KEY_ID + 0);
        }
    }

    /** Two orders of somebody else's that each could be the one which was not answered. */
    private static boolean isAmbiguous(CrashedOrder order) {
        return order.point() == CrashPoint.DURING_THE_POST
                && order.durability() == FlowDurabilityHint.MAX_SURVIVABILITY;
    }

    /** Whoever can end has ended before the next kill, so that each is killed at its own point alone. */
    private void awaitEnds() throws Throwable {
        ArrayList<String> jobs = new ArrayList<>(killed.stream()
                .filter(order -> !isLookedForInVain(order))
                .map(CrashedOrder::job)
                .toList());
        controller.run(r -> RemoteController.awaitEnd(r, jobs));
        await(() -> all(
                killed.stream().filter(CrashMatrixTest::isLookedForInVain).toList(),
                o -> o.log(home()).contains("It is not sent again; looking for its task")));
    }

    /** It looks for minutes before it says that the outcome is unknown; RestartTest sees that end. */
    private static boolean isLookedForInVain(CrashedOrder order) {
        return order.point() == CrashPoint.DURING_THE_POST && order.resumes() && !isAmbiguous(order);
    }

    private Standing standing(CrashedOrder order) throws Throwable {
        String job = order.job();
        return controller.call(r -> RemoteController.standing(r, job));
    }

    private void assertTruth(CrashedOrder order, Standing standing, OrderState journaled) {
        String what = order + ": " + standing;
        boolean sent = order.resumes() || order.point() != CrashPoint.BEFORE_THE_JOURNAL_ENTRY;
        assertEquals(sent ? 1 : 0, order.timesSent(ack), what);
        boolean executed = sent && order.point() != CrashPoint.DURING_THE_POST;
        assertEquals(executed ? 1 : isAmbiguous(order) ? 2 : 0, order.tasks(ack).size(), what);
        assertTrue(standing.page().contains("2 × ens.sn1.tiny in cn-beijing-cmcc-2"), what);
        assertTrue(standing.page().contains("for cluster " + order.cluster()), what);
        if (!order.resumes()) {
            assertEquals(order.point().journaled, journaled, what);
            assertEquals("FAILURE", standing.result(), what);
        } else if (isLookedForInVain(order)) {
            assertEquals(OrderState.SUBMITTING, journaled, what);
            assertTrue(standing.isRunning(), what);
        } else {
            assertEnd(order, standing, what);
        }
    }

    private static void assertEnd(CrashedOrder order, Standing standing, String what) {
        switch (order.point()) {
            case DURING_THE_POST -> {
                assertEquals("FAILURE", standing.result(), what);
                assertTrue(standing.log().contains("ERROR: Outcome unknown: 2 × ens.sn1.tiny"), what);
            }
            case DURING_A_POLL -> {
                assertEquals("FAILURE", standing.result(), what);
                assertTrue(standing.log().contains("StockNotEnough none left"), what);
            }
            case ANSWERED_BUT_NOT_JOURNALED -> {
                assertEquals("SUCCESS", standing.result(), what);
                assertTrue(standing.log().contains("Found the order: it was placed, as task"), what);
            }
            default -> {
                assertEquals("SUCCESS", standing.result(), what);
                assertTrue(standing.log().contains("Done: 2 instances added"), what);
            }
        }
    }

    private Path home() {
        return controller.getHome().toPath();
    }

    private interface Check {
        boolean holds(CrashedOrder order) throws Exception;
    }

    private static boolean all(List<CrashedOrder> orders, Check check) throws Exception {
        for (CrashedOrder order : orders) {
            if (!check.holds(order)) {
                return false;
            }
        }
        return true;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!condition.call()) {
            assertTrue(System.currentTimeMillis() < until, "never reached");
            Thread.sleep(20);
        }
    }
}
