package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.RemoteController.BuildStatus;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller process that is killed again and again, and started again with the same home. */
final class MortalController {
    private static final int SIGKILL = 137;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long SETTLEMENT_MILLIS = 480_000;

    private final RealJenkinsExtension process;
    private final AckSimulator ack;
    private final List<CrashedOrder> killed = new ArrayList<>();

    MortalController(RealJenkinsExtension process, AckSimulator ack) {
        this.process = process;
        this.ack = ack;
    }

    void start() throws Throwable {
        String endpoint = ack.url();
        ArrayList<String> clusters = new ArrayList<>(
                CrashedOrder.all().stream().map(CrashedOrder::cluster).toList());
        process.startJenkins();
        process.run(r -> RemoteController.configure(endpoint, clusters));
    }

    /**
     * Lets each order get to its point, kills, and starts again. Whoever can end has ended when this returns, so that each
     * is killed at its own point alone.
     *
     * @param meanwhile what goes on in the world while the controller is dead
     */
    void killAt(List<CrashedOrder> together, Runnable meanwhile) throws Throwable {
        List<Trap> traps = new ArrayList<>();
        try (NoWayOut noWayOut = new NoWayOut()) {
            for (CrashPoint point : CrashPoint.values()) {
                List<CrashedOrder> here = together.stream()
                        .filter(order -> order.point() == point)
                        .toList();
                if (!here.isEmpty()) {
                    traps.add(reach(point, here, noWayOut.port()));
                }
            }
            kill();
        }
        traps.forEach(Trap::openAndDrop);
        for (CrashedOrder order : together) {
            assertEquals(order.point().journaled, order.journaled(home()), order::toString);
        }
        meanwhile.run();
        killed.addAll(together);
        process.startJenkins();
        awaitEnd(order -> !order.isLookedFor());
        await(() -> all(
                killed.stream()
                        .filter(CrashedOrder::isLookedFor)
                        .filter(CrashedOrder::resumes)
                        .toList(),
                order -> order.log(home()).contains("It is not sent again; looking for its task")));
    }

    private Trap reach(CrashPoint point, List<CrashedOrder> orders, int noWayOut) throws Throwable {
        ack.ending(point == CrashPoint.JUST_BEFORE_COMPLETION ? TaskEnding.success() : TaskEnding.never());
        Operation held = point.held(orders.get(0).via());
        boolean afterIt = point.isExecuted() || point == CrashPoint.AFTER_THE_ENTRY_BEFORE_THE_POST;
        Trap trap = new Trap(
                ack, held, afterIt, orders.stream().map(CrashedOrder::cluster).toList());
        for (CrashedOrder order : orders) {
            String job = order.job();
            String script = order.script();
            FlowDurabilityHint durability = order.durability();
            process.run(r -> RemoteController.start(r, job, script, durability));
        }
        switch (point) {
            case AFTER_THE_ENTRY_BEFORE_THE_POST -> {
                await(trap::hasCaughtAll);
                process.run(r -> RemoteController.useProxy(noWayOut));
                trap.open();
                await(() -> areAll(orders, OrderState.SUBMITTING));
            }
            case JOURNALED -> await(() -> areAll(orders, OrderState.SUBMITTED));
            case BETWEEN_POLLS -> await(() -> all(orders, o -> o.log(home()).contains("Stage 1")));
            case DURING_CANCEL -> {
                await(() -> areAll(orders, OrderState.SUBMITTED));
                for (CrashedOrder order : orders) {
                    String job = order.job();
                    process.run(r -> RemoteController.abort(job));
                }
            }
            default -> {}
        }
        await(trap::hasCaughtAll);
        if (point == CrashPoint.DURING_CANCEL) {
            // The build does not wait for the answer: it has ended, and its order is given up.
            await(() ->
                    all(orders, order -> Files.readString(buildXml(order)).contains("<completed>true</completed>")));
        }
        // What Jenkins has not written down yet is no build of its own after the kill.
        await(() -> all(orders, order -> Files.exists(buildXml(order))));
        return trap;
    }

    private Path buildXml(CrashedOrder order) {
        return home().resolve("jobs/" + order.job() + "/builds/1/build.xml");
    }

    private void kill() throws InterruptedException {
        Process before = process.getProcess();
        process.stopJenkinsForcibly();
        assertEquals(SIGKILL, before.waitFor());
    }

    /** Waits for the builds of all orders that have come to their point. */
    void awaitEnd() throws Throwable {
        awaitEnd(order -> true);
    }

    /** Waits until orders are settled that no build waits for: looked for, and watched slowly. */
    void awaitSettlement() throws Exception {
        await(SETTLEMENT_MILLIS, () -> all(killed, order -> order.journaled(home()) == order.finalState()));
    }

    private void awaitEnd(Check check) throws Throwable {
        ArrayList<String> jobs = new ArrayList<>();
        for (CrashedOrder order : killed) {
            if (check.holds(order)) {
                jobs.add(order.job());
            }
        }
        process.run(r -> RemoteController.awaitEnd(r, jobs));
    }

    /** How each order turned out. */
    List<CrashTruth> truths() throws Throwable {
        List<CrashTruth> truths = new ArrayList<>();
        for (CrashedOrder order : killed) {
            String job = order.job();
            BuildStatus status = process.call(r -> RemoteController.status(r, job));
            truths.add(new CrashTruth(order, ack, order.journaled(home()), status));
        }
        return truths;
    }

    private Path home() {
        return process.getHome().toPath();
    }

    private interface Check {
        boolean holds(CrashedOrder order) throws Exception;
    }

    private boolean areAll(List<CrashedOrder> orders, OrderState state) throws Exception {
        return all(orders, order -> order.journaled(home()) == state);
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
        await(PATIENCE_MILLIS, condition);
    }

    private static void await(long millis, Callable<Boolean> condition) throws Exception {
        long until = System.currentTimeMillis() + millis;
        while (!condition.call()) {
            assertTrue(System.currentTimeMillis() < until, "never reached");
            Thread.sleep(20);
        }
    }
}
