package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static org.junit.jupiter.api.Assertions.fail;

/** Attacks on orders of ENS machines, and what must happen after an order whose answer settles nothing. */
final class ByEns {
    /** A look comes every 20 seconds; what is not found in so many never will be, and a whole look lasts too long to wait. */
    private static final int LOOKS = 12;

    private ByEns() {}

    static Scenario quick(String name, Scenario.Attack attack) {
        return Scenario.quick("ENS: " + name, world -> {
            world.orderByEns();
            attack.play(world);
        });
    }

    static Scenario slow(String name, Scenario.Attack attack) {
        return Scenario.slow("ENS: " + name, world -> {
            world.orderByEns();
            attack.play(world);
        });
    }

    /** The order was carried out, and its machines are listed at once. */
    static Scenario adopts(String answerName, Answer answer) {
        return quick("in doubt after " + answerName + ": sent once, found by its name and tag", world -> {
            world.ack.onOrder(carriedOut(answer));
            findsTheOrder(world);
        });
    }

    static void findsTheOrder(World world) throws Exception {
        Run run = world.start(world.command());
        while (!run.endsWithin(java.time.Duration.ofMillis(100))) {
            if (looks(world) > LOOKS) {
                run.kill();
                fail("not found in " + LOOKS + " looks: " + run.outcome());
            }
        }
        Outcome first = world.end(run);
        world.assertOrders(1);
        first.exits(0).says("Found the order").says("i-ours1").says("i-ours2");
        world.runsAgainAndIsDone();
    }

    /** At whole lists, by all runs. */
    private static long looks(World world) {
        return world.ack.requests().stream()
                .filter(request -> request.isAction("DescribeInstances")
                        && !request.form().containsKey("InstanceIds")
                        && request.form().getOrDefault("PageNumber", "").equals("1"))
                .count();
    }

    /** Nobody knows yet, so it is watched for a while; neither this run nor the next one orders again or gives up. */
    static void looksOn(World world, int seconds) throws Exception {
        Outcome first = world.glance(world.command(), java.time.Duration.ofSeconds(seconds));
        world.assertOrders(1);
        first.exits(Outcome.KILLED)
                .says("looking for machines named " + world.ens().name())
                .says("cn-beijing-telecom")
                .neverSays("Found the order");
        world.runsAgainAndOnlyLooks();
    }

    /** To the end of a look, which takes long: what cannot be known is called unknown, with all that a reader needs. */
    static void endsUnknown(World world) throws Exception {
        Outcome first = world.run();
        world.assertOrders(1);
        String name = world.ens().name();
        first.exits(6)
                .says("begins with " + name)
                .says("tag jenkins-scaleout=" + name.replaceAll("jk-|-n", ""))
                .says("region cn-beijing-telecom")
                .says("was sent at 20");
        world.runsAgainAndOnlyLooks();
    }
}
