package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.html;
import static io.jenkins.plugins.ackedge.adversary.Answer.silence;
import static io.jenkins.plugins.ackedge.adversary.Answer.status;
import static io.jenkins.plugins.ackedge.adversary.Bodies.accepted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.slow;

import java.time.Duration;
import java.util.List;

/** Orders in doubt that looking cannot settle, and those that it must settle in spite of what stands around. */
final class Unsettled {
    private static final Answer LOST = silence(Manner.hangsUp());

    private Unsettled() {}

    static List<Scenario> scenarios() {
        return List.of(
                unknown(
                        "503 with Retry-After: 0 and no task",
                        notCarriedOut(refusal(503, "X").header("Retry-After", "0"))),
                unknown("408 and no task", notCarriedOut(status(408))),
                unknown("307 to itself and no task", notCarriedOut(status(307).header("Location", "{{self}}")))
                        .rare(),
                unknown("400 ServiceUnavailable and no task", notCarriedOut(refusal(400, "ServiceUnavailable"))),
                unknown("500 and no task", notCarriedOut(html(500, "Internal Server Error")))
                        .rare(),
                unknown("a reset and no task", notCarriedOut(silence(Manner.reset()))),
                unknown("half a body and no task", notCarriedOut(accepted().sent(Manner.cutInTheMiddleOfTheBody())))
                        .rare(),
                unknown("200 without a task id and no task", notCarriedOut(Answer.json(200, "{}")))
                        .rare(),
                slow("in doubt, and the server dropped the order unread: unknown, and only looked for again", world -> {
                    world.ack.dropOrdersUnread();
                    Outcome first = world.run();
                    first.exits(6).neverSays("nothing was ordered");
                    world.glance(world.command()).exits(Outcome.KILLED, 6);
                }),
                slow("in doubt, and somebody else's task appears before ours: several fit, unknown", world -> {
                    world.ack.onOrder(carriedOut(LOST).listedAfter(60).whileSomebodyElseOrders(3));
                    InDoubt.endsUnknown(world).neverSays("taken to be ours");
                }),
                slow("in doubt, and somebody else's task appears after ours: several fit, unknown", world -> {
                    world.ack.onOrder(carriedOut(LOST).listedAfter(3).whileSomebodyElseOrders(120));
                    InDoubt.endsUnknown(world).neverSays("taken to be ours");
                }),
                slow("in doubt, and ours is listed after two and a half minutes: found all the same", world -> {
                    world.ack.onOrder(carriedOut(LOST).listedAfter(150));
                    InDoubt.adoptsTheOrder(world);
                }),
                slow("in doubt, and only a task of another type is new: unknown", world -> {
                    world.ack.onOrder(
                            notCarriedOut(LOST).with(new OrderStep.Intruder("T-upgrade", "cluster_upgrade", 1, 5)));
                    InDoubt.endsUnknown(world).neverSays("taken to be ours");
                }),
                slow("in doubt, and a task of an hour ago is listed late: not taken for ours", world -> {
                    world.ack.onOrder(
                            notCarriedOut(LOST).with(new OrderStep.Intruder("T-late", "cluster_scaleout", -3600, 5)));
                    InDoubt.endsUnknown(world).neverSays("taken to be ours");
                }),
                slow("in doubt, and a task of an hour ago is listed late beside ours: ours is found", world -> {
                    world.ack.onOrder(carriedOut(LOST)
                            .listedAfter(20)
                            .with(new OrderStep.Intruder("T-late", "cluster_scaleout", -3600, 5)));
                    InDoubt.adoptsTheOrder(world);
                }),
                clockOff("two hours ahead", Duration.ofHours(2)),
                clockOff("two hours behind", Duration.ofHours(-2)),
                slow("in doubt by node pool: sent once, unknown, and only looked for again", world -> {
                    world.ack.onOrder(notCarriedOut(LOST));
                    InDoubt.endsUnknown(world, Command.scaleNodePool(world.ack.endpoint(), world.stateFile));
                }),
                slow("in doubt and unknown, told as JSON", world -> {
                    world.ack.onOrder(notCarriedOut(LOST));
                    InDoubt.endsUnknown(world, world.command().with("--output=json"))
                            .printsOneLineOfJson()
                            .says("\"UNKNOWN\"");
                }));
    }

    private static Scenario unknown(String what, OrderStep step) {
        return slow("in doubt after " + what + ": unknown, and only looked for again", world -> {
            world.ack.onOrder(step);
            InDoubt.endsUnknown(world).tookAtLeast(150);
        });
    }

    private static Scenario clockOff(String how, Duration off) {
        return slow("in doubt while the server's clock is " + how + ": ours is found", world -> {
                    world.ack.onOrder(carriedOut(LOST).listedAfter(20));
                    InDoubt.adoptsTheOrder(world);
                })
                .withServerClock(off);
    }
}
