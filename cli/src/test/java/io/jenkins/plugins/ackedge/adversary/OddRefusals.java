package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.backendError;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;

import java.util.ArrayList;
import java.util.List;

/** Refusals by a status, with a code that is on no list: called a refusal only after a look. */
final class OddRefusals {
    private static final Answer ODD = refusal(400, "Whatever.New");

    private OddRefusals() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int status : List.of(400, 401, 403, 404, 405, 415, 422)) {
            Answer answer = refusal(status, "Whatever.New");
            Scenario refused = refusedAfterALook(status + " Whatever.New", answer);
            Scenario unknown = unknownIfATaskAppears(status + " Whatever.New", answer, 20);
            all.add(status % 2 == 0 && status != 400 ? refused.rare() : refused);
            all.add(status % 2 == 1 ? unknown.rare() : unknown);
        }
        Answer unauthorized = refusal(401, "Unauthorized.New").header("WWW-Authenticate", "Basic realm=\"ack\"");
        all.add(refusedAfterALook("401 with WWW-Authenticate", unauthorized));
        all.add(unknownIfATaskAppears("401 with WWW-Authenticate", unauthorized, 20));
        all.add(refusedAfterALook("400 InsufficientBalance", refusal(400, "InsufficientBalance")));
        all.add(refusedAfterALook("a code that only begins like a known one", refusal(400, "NoPermissionYet")));
        all.add(refusedAfterALook("a code of the back end", backendError(400, "ErrorNewThing", "not like this")));
        all.add(unknownIfATaskAppears("a task that is listed after 45 seconds", ODD, 45));
        all.add(unknownIfATaskAppears(
                "a Retry-After of 0", refusal(400, "Odd.New").header("Retry-After", "0"), 10));
        all.add(quick("odd, and two tasks appear: unknown", world -> {
            world.ack.onOrder(carriedOut(ODD).listedAfter(20).whileSomebodyElseOrders(5));
            InDoubt.endsUnknown(world);
        }));
        all.add(quick("odd, and only a task of another type appears: refused after a look", world -> {
            world.ack.onOrder(notCarriedOut(ODD).with(new OrderStep.Intruder("T-up", "cluster_upgrade", 1, 5)));
            world.run().exits(3).says("checked: no task appeared");
            world.assertOrders(1);
        }));
        all.add(blind("the list fails from then on", refusal(500, "InternalError")));
        all.add(blind("the list is forbidden from then on", refusal(403, "Forbidden.RAM")));
        all.add(blind("the list is HTML from then on", Answer.html(200, "please log in")));
        all.add(blind("the list is an object without tasks", Answer.json(200, "{}")));
        all.add(blind("the list's tasks are no array", Answer.json(200, "{\"tasks\":{}}")));
        all.add(blind("the list is throttled from then on", Bodies.throttled()));
        all.add(blind("the list hangs up from then on", Answer.silence(Manner.hangsUp())));
        all.add(quick("odd, and the list's second page cannot be read: never called a refusal", world -> {
            world.ack.tasks().history(250);
            world.ack.onOrder(carriedOut(ODD));
            world.ack.onSecondPageAfterOrder(refusal(500, "InternalError"));
            InDoubt.endsUnknown(world);
        }));
        return all;
    }

    private static Scenario refusedAfterALook(String what, Answer answer) {
        return quick("odd: " + what + ", no task: refused after a look of a minute; may be ordered again", world -> {
            world.ack.onOrder(notCarriedOut(answer));
            Outcome first = world.run();
            world.assertOrders(1);
            first.exits(3).says("checked: no task appeared").tookAtLeast(50);
            world.runsAgainAndOrders();
        });
    }

    private static Scenario unknownIfATaskAppears(String what, Answer answer, int lag) {
        return quick("odd: " + what + ", but a task appears: unknown, naming it; never sent again", world -> {
            world.ack.onOrder(carriedOut(answer).listedAfter(lag));
            InDoubt.endsUnknown(world).says("T-ours1").tookAtLeast(50);
        });
    }

    /** The order was carried out, but nobody can see its task. */
    private static Scenario blind(String why, Answer list) {
        return quick("odd, and " + why + ": never called a refusal, unknown", world -> {
            world.ack.onOrder(carriedOut(ODD));
            world.ack.onListAfterOrder(list);
            InDoubt.endsUnknown(world);
        });
    }
}
