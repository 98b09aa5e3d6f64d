package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.silence;
import static io.jenkins.plugins.ackedge.adversary.Bodies.running;
import static io.jenkins.plugins.ackedge.adversary.Bodies.succeeded;
import static io.jenkins.plugins.ackedge.adversary.Bodies.throttled;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;
import static io.jenkins.plugins.ackedge.adversary.Scenario.slow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

/** Runs that are killed as by {@code kill -9}, and the next one with their state file. */
final class Kills {
    private Kills() {}

    static List<Scenario> scenarios() {
        return List.of(
                slow("killed right after the order was billed: the next run finds it and watches it", world -> {
                    world.killWhileOrdering(carriedOut(silence(Manner.never())).listedAfter(10));
                    Outcome next = world.run();
                    world.assertOrders(1);
                    next.exits(0).says("taken to be ours").says("T-ours1");
                    world.runsAgainAndIsDone();
                }),
                slow("killed right after the order was sent, and no task: the next run ends unknown", world -> {
                    world.killWhileOrdering(notCarriedOut(silence(Manner.never())));
                    Outcome next = world.run();
                    world.assertOrders(1);
                    next.exits(6).neverSays("nothing was ordered");
                    world.runsAgainAndOnlyLooks();
                }),
                slow("killed while the order is on the wire, three times over: never a second order", world -> {
                    world.killWhileOrdering(carriedOut(silence(Manner.never())).listedAfter(10));
                    for (int i = 0; i < 3; i++) {
                        world.glance(world.command(), Duration.ofSeconds(2 + 3 * i))
                                .exits(Outcome.KILLED);
                        world.assertOrders(1);
                    }
                    world.run().exits(0, 6);
                    world.assertOrders(1);
                }),
                slow("killed while it looks for the order: the next run looks again", world -> {
                    world.ack.onOrder(carriedOut(silence(Manner.hangsUp())).listedAfter(20));
                    world.glance(world.command(), Duration.ofSeconds(8)).exits(Outcome.KILLED);
                    world.assertOrders(1);
                    world.run().exits(0, 6);
                    world.assertOrders(1);
                }),
                quick(
                        "killed while it waits to try a throttled order again: the next run orders",
                        Kills::waitingToTryAgain),
                quick("killed while it watches the task: the next run watches on", world -> {
                    world.ack.onPoll(running());
                    Run run = world.start(world.command());
                    world.await("a poll", () -> world.ack.requests().stream().anyMatch(Request::isPoll));
                    run.kill();
                    world.ack.onPoll(succeeded());
                    world.run().exits(0).says("T-ours1");
                    world.assertOrders(1);
                }),
                quick("killed before the order: the next run orders", world -> {
                    world.ack.onListBeforeOrder(silence(Manner.never()), Answer.json(200, "{\"tasks\":[]}"));
                    Run run = world.start(world.command());
                    world.await("a request", () -> !world.ack.requests().isEmpty());
                    run.kill();
                    int orders = world.ack.orders().size();
                    assertTrue(orders <= 1);
                    if (orders == 0) {
                        world.run().exits(0);
                        world.assertOrders(1);
                    }
                }),
                quick("asked to end (SIGTERM) right after the order was billed: never called a refusal", world -> {
                    askedToEnd(world);
                    world.glance(world.command());
                    world.assertOrders(1);
                }));
    }

    /** By whatever route it orders. */
    static void waitingToTryAgain(World world) throws Exception {
        world.ack.onOrder(notCarriedOut(throttled().header("Retry-After", "30")), carriedOut(world.accepted()));
        Run run = world.start(world.command());
        world.await("the order", () -> !world.ack.orders().isEmpty());
        Thread.sleep(2000);
        run.kill();
        world.run().exits(0);
        world.assertOrders(2);
    }

    /** By SIGTERM, when its order has been billed and nobody answers. */
    static void askedToEnd(World world) throws Exception {
        world.ack.onOrder(carriedOut(silence(Manner.never())));
        Run run = world.start(world.command());
        world.await("the order", () -> !world.ack.orders().isEmpty());
        Thread.sleep(500);
        run.terminate();
        world.end(run);
    }
}
