package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.silence;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static io.jenkins.plugins.ackedge.adversary.HostileEns.NODES;
import static io.jenkins.plugins.ackedge.adversary.HostileEns.SCRIPT;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Orders of ENS machines that are killed as by {@code kill -9}, and the next run with their state file. */
final class EnsKills {
    private static final long SEED = 20_261_126L;

    private EnsKills() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(atMoments());
        for (String operation : List.of("DescribeInstances", "DescribePrice", "DescribePrePaidInstanceStock", SCRIPT)) {
            all.add(quick("killed before the order, at " + operation + ": the next run orders, once", world -> {
                world.ens().on(operation, silence(Manner.never()));
                int[] asked = {0};
                world.ens().before(operation, any -> asked[0]++);
                Run run = world.start(world.command());
                world.await(operation, () -> asked[0] > 0);
                run.kill();
                world.assertOrders(0);
                world.ens().asUsual(operation);
                world.run().exits(0);
                world.assertOrders(1);
                world.runsAgainAndIsDone();
            }));
        }
        int[] delays = new Random(SEED).ints(10, 0, 6000).toArray();
        for (int i = 0; i < delays.length; i++) {
            int millis = delays[i];
            Scenario scenario = quick("killed " + millis + " ms after its first request: one order in all", world -> {
                world.ens().machines().joinsAfter(n -> java.util.Optional.of(Duration.ofSeconds(3)));
                world.glance(world.command(), Duration.ofMillis(millis));
                // Killed between the note and the order's departure, nobody can know: that look is long.
                world.glance(world.command(), Duration.ofSeconds(60));
                org.junit.jupiter.api.Assertions.assertTrue(
                        world.ack.orders().size() <= 1, world.ack.orders()::toString);
            });
            all.add(scenario);
        }
        return all;
    }

    private static List<Scenario> atMoments() {
        return List.of(
                quick("killed right after the order was billed: the next run finds it", world -> {
                    world.killWhileOrdering(carriedOut(silence(Manner.never())).listedAfter(5));
                    ByEns.findsTheOrder(world);
                }),
                quick(
                        "killed right after the order was sent, and it was not carried out: the next run only looks",
                        world -> {
                            world.killWhileOrdering(notCarriedOut(silence(Manner.never())));
                            ByEns.looksOn(world, 30);
                        }),
                quick("killed while the order is on the wire, three times over: never a second order", world -> {
                    world.ens().machines().hidesNewOnes();
                    world.killWhileOrdering(carriedOut(silence(Manner.never())));
                    for (int i = 0; i < 3; i++) {
                        world.glance(world.command(), Duration.ofSeconds(1 + 2 * i))
                                .exits(Outcome.KILLED);
                        world.assertOrders(1);
                    }
                    world.ens().machines().showsAll();
                    ByEns.findsTheOrder(world);
                }),
                quick("killed while it looks for the order: the next run looks again", world -> {
                    world.ens().machines().hidesNewOnes();
                    world.ack.onOrder(carriedOut(silence(Manner.hangsUp())));
                    world.glance(world.command(), Duration.ofSeconds(10)).exits(Outcome.KILLED);
                    world.assertOrders(1);
                    world.ens().machines().showsAll();
                    ByEns.findsTheOrder(world);
                }),
                quick("killed while it watches the machines: the next run watches on", world -> {
                    world.ens().on(NODES, EnsBodies.nodes("0", "[]"));
                    Run run = world.start(world.command());
                    world.await(
                            "a list of nodes",
                            () -> world.ack.requests().stream()
                                    .anyMatch(r -> r.path().endsWith("/nodes")));
                    run.kill();
                    world.ens().asUsual(NODES);
                    world.run().exits(0).says("i-ours1");
                    world.assertOrders(1);
                    world.runsAgainAndIsDone();
                }),
                quick(
                        "killed while it waits to try a throttled order again: the next run orders",
                        Kills::waitingToTryAgain),
                quick("asked to end (SIGTERM) right after the order was billed: never called a refusal", world -> {
                    Kills.askedToEnd(world);
                    world.run().exits(0);
                    world.assertOrders(1);
                }),
                quick("two at the same time with one state file: one order", world -> {
                    List<Run> runs = world.startTogether(world.command(), world.command());
                    for (Run run : runs) {
                        world.end(run);
                    }
                    world.assertOrders(1);
                }));
    }
}
