package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;

/** What must happen after an order whose answer settles nothing. */
final class InDoubt {
    /** How an order is found again whose answer was no answer. */
    @FunctionalInterface
    interface Doubt {
        Scenario adopts(String answerName, Answer answer);
    }

    private InDoubt() {}

    /** The order was carried out; its task is listed after 20 seconds, and nobody else orders. */
    static Scenario adopts(String answerName, Answer answer) {
        return Scenario.slow(
                "in doubt after " + answerName + ": sent once, looked for three minutes, taken to be ours", world -> {
                    world.ack.onOrder(carriedOut(answer).listedAfter(20));
                    takesItForOurs(world);
                });
    }

    static void adoptsTheOrder(World world) throws Exception {
        takesItForOurs(world);
        world.runsAgainAndIsDone();
    }

    private static void takesItForOurs(World world) throws Exception {
        Outcome first = world.run();
        world.assertOrders(1);
        first.exits(0).says("taken to be ours").says("T-ours1").says("i-adv1").tookAtLeast(150);
    }

    /** Nobody can know: the run says so, and a second one only looks. */
    static Outcome endsUnknown(World world) throws Exception {
        return endsUnknown(world, world.command());
    }

    static Outcome endsUnknown(World world, Command command) throws Exception {
        Outcome first = world.run(command);
        world.assertOrders(1);
        first.exits(6).neverSays("nothing was ordered").neverSays("nothing ordered");
        Outcome again = world.glance(command);
        world.assertOrders(1);
        again.exits(Outcome.KILLED, 6, 0);
        return first;
    }
}
