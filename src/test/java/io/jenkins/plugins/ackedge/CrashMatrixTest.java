package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A controller process is killed as by {@code kill -9} at each point of the protocol, by each route whose orders are tasks,
 * under each durability
 * setting of pipelines, and the same home is started again: no order is made twice, none is lost, and each build ends with
 * the truth.
 */
class CrashMatrixTest {
    private static final int SECONDS_AT_MOST = 1800;

    @RegisterExtension
    private final RealJenkinsExtension first =
            RemoteController.process().withName("looking").withTimeout(SECONDS_AT_MOST);

    @RegisterExtension
    private final RealJenkinsExtension second =
            RemoteController.process().withName("other").withTimeout(SECONDS_AT_MOST);

    private final AckSimulator ack = RemoteController.simulator();

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void noOrderIsMadeTwiceOrLostAndEachBuildEndsWithTheTruth() throws Throwable {
        // Orders in doubt are looked for over minutes of real time; the other controller makes use of them.
        MortalController looking = new MortalController(first, ack);
        looking.start();
        for (CrashPoint point :
                Stream.of(CrashPoint.values()).filter(CrashPoint::isInDoubt).toList()) {
            killAtByEachRoute(looking, point);
        }

        MortalController other = new MortalController(second, ack);
        other.start();
        kill(other, atOnceByAllRoutes(CrashPoint.BETWEEN_POLLS, CrashPoint.JOURNALED));
        for (CrashPoint point : List.of(
                CrashPoint.BEFORE_THE_JOURNAL_ENTRY,
                CrashPoint.DURING_A_POLL,
                CrashPoint.DURING_CANCEL,
                CrashPoint.JUST_BEFORE_COMPLETION)) {
            killAtByEachRoute(other, point);
        }

        looking.awaitEnd();
        looking.awaitSettlement();
        other.awaitSettlement();
        List<CrashTruth> truths = new ArrayList<>(looking.truths());
        truths.addAll(other.truths());
        System.out.println("kill -9 of the controller at each point:");
        truths.forEach(truth -> System.out.println(truth.line()));
        assertEquals(CrashedOrder.all().size(), truths.size());
        assertAll(truths.stream().map(truth -> (Executable) truth::assertHolds));
    }

    /** What holds up a request is killed by itself: three requests are as many as a controller has under way. */
    private void killAtByEachRoute(MortalController controller, CrashPoint point) throws Throwable {
        for (Via via : Via.WITH_TASKS) {
            kill(controller, CrashedOrder.at(point, via));
        }
    }

    private static List<CrashedOrder> atOnceByAllRoutes(CrashPoint... points) {
        List<CrashedOrder> orders = new ArrayList<>();
        for (CrashPoint point : points) {
            for (Via via : Via.WITH_TASKS) {
                orders.addAll(CrashedOrder.at(point, via));
            }
        }
        return orders;
    }

    private void kill(MortalController controller, List<CrashedOrder> orders) throws Throwable {
        controller.killAt(orders, () -> orders.forEach(this::meanwhile));
    }

    /** The world goes on while the controller is dead: tasks end, unless they are to be cancelled, and others order. */
    private void meanwhile(CrashedOrder order) {
        for (String task : order.tasks(ack)) {
            switch (order.point()) {
                case DURING_CANCEL -> {}
                case DURING_A_POLL -> ack.task(task).end(TaskEnding.fail("StockNotEnough", "none left"));
                default -> ack.task(task).end(TaskEnding.success());
            }
        }
        ack.ending(TaskEnding.success());
        if (order.isAmbiguous()) {
            somebodyElseOrders(order);
            somebodyElseOrders(order);
        }
    }

    private void somebodyElseOrders(CrashedOrder order) {
        SomebodyElse.orders(ack, order.via(), order.cluster(), Setup.KEY_ID + 0);
    }
}
