package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;
import static io.jenkins.plugins.ackedge.adversary.Scenario.slow;

import java.util.ArrayList;
import java.util.List;

/** Lists of tasks that are long, wrong about themselves, or not to be had. */
final class TaskLists {
    private static final Answer LOST = Answer.silence(Manner.hangsUp());
    private static final Answer ODD = refusal(400, "Whatever.New");

    private TaskLists() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (TaskBook.Total total : TaskBook.Total.values()) {
            String name = total.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            Scenario found = slow("in doubt, ours is on a later page, the total is " + name + ": found", world -> {
                world.ack.tasks().history(250);
                world.ack.tasks().totalIs(total);
                world.ack.onOrder(carriedOut(LOST).listedAfter(10));
                InDoubt.adoptsTheOrder(world);
            });
            all.add(total == TaskBook.Total.MISSING ? found : found.rare());
            all.add(quick("odd, ours is on a later page, the total is " + name + ": never called a refusal", world -> {
                world.ack.tasks().history(250);
                world.ack.tasks().totalIs(total);
                world.ack.onOrder(carriedOut(ODD).listedAfter(10));
                InDoubt.endsUnknown(world).says("T-ours1");
            }));
        }
        all.add(slow("in doubt, the server's pages are smaller than asked for: ours is found on a later one", world -> {
            world.ack.tasks().history(33);
            world.ack.tasks().pagesOfAtMost(10);
            world.ack.onOrder(carriedOut(LOST).listedAfter(10));
            InDoubt.adoptsTheOrder(world);
        }));
        all.add(quick(
                "odd, the server's pages are smaller than asked for and have no total: never called a refusal",
                world -> {
                    world.ack.tasks().history(33);
                    world.ack.tasks().pagesOfAtMost(10);
                    world.ack.tasks().totalIs(TaskBook.Total.MISSING);
                    world.ack.onOrder(carriedOut(ODD).listedAfter(10));
                    InDoubt.endsUnknown(world);
                }));
        all.add(slow("in doubt, somebody else's task is on a later page: several fit, unknown", world -> {
            world.ack.tasks().history(250);
            world.ack.onOrder(carriedOut(LOST).listedAfter(5).whileSomebodyElseOrders(20));
            InDoubt.endsUnknown(world).neverSays("taken to be ours");
        }));
        all.add(slow("in doubt, and every page is the first one again: ends in time, sent once", world -> {
            world.ack.tasks().history(250);
            world.ack.tasks().totalIs(TaskBook.Total.MISSING);
            world.ack.tasks().everyPageIsTheFirst();
            world.ack.onOrder(carriedOut(LOST));
            world.run().exits(0, 6);
            world.assertOrders(1);
        }));
        all.add(unseen("fails with 500", refusal(500, "InternalError")));
        all.add(unseen("is forbidden", refusal(403, "Forbidden.RAM")));
        all.add(unseen("is cut off", Answer.json(200, "{\"tasks\":[").sent(Manner.cutInTheMiddleOfTheBody()))
                .rare());
        all.add(unseen("has 2 MiB", Answer.json(200, "{\"tasks\":[],\"x\":\"" + "x".repeat(2 << 20) + "\"}"))
                .rare());
        all.add(unseen("redirects to itself", Answer.status(307).header("Location", "{{self}}"))
                .rare());
        all.add(slow("in doubt, and the list fails now and then: ours is found", world -> {
            world.ack.onOrder(carriedOut(LOST));
            world.ack.onListAfterOrder(
                    refusal(500, "InternalError"),
                    Answer.silence(Manner.reset()),
                    Bodies.throttled().header("Retry-After", "86400"),
                    Answer.json(
                            200,
                            "{\"tasks\":[{\"task_id\":\"T-ours1\",\"task_type\":\"cluster_scaleout\",\"state\":\"running\","
                                    + "\"created\":\"{{ordered}}\"}]}"));
            InDoubt.adoptsTheOrder(world);
        }));
        all.add(quick("odd, and the list has nothing but tasks of former days: refused after a look", world -> {
            world.ack.tasks().history(250);
            world.ack.onOrder(notCarriedOut(ODD));
            world.run().exits(3).says("checked: no task appeared");
            world.assertOrders(1);
        }));
        return all;
    }

    private static Scenario unseen(String why, Answer list) {
        return slow("in doubt, and the list " + why + ": unknown, never sent again", world -> {
            world.ack.onOrder(carriedOut(LOST));
            world.ack.onListAfterOrder(list);
            InDoubt.endsUnknown(world);
        });
    }
}
