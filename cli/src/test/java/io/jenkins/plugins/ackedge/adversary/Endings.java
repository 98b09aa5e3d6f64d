package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.html;
import static io.jenkins.plugins.ackedge.adversary.Answer.notHttp;
import static io.jenkins.plugins.ackedge.adversary.Answer.silence;
import static io.jenkins.plugins.ackedge.adversary.Answer.status;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.Bodies.running;
import static io.jenkins.plugins.ackedge.adversary.Bodies.succeeded;
import static io.jenkins.plugins.ackedge.adversary.Bodies.task;
import static io.jenkins.plugins.ackedge.adversary.Bodies.taskNotFound;
import static io.jenkins.plugins.ackedge.adversary.Bodies.taskWith;
import static io.jenkins.plugins.ackedge.adversary.Bodies.throttled;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;

import java.util.List;

/** How a task ends, and polls that try to end the watch before it. */
final class Endings {
    private Endings() {}

    static List<Scenario> scenarios() {
        return List.of(
                partly("a failed instance", "i-bad", "i-good:success", "i-bad:failed"),
                partly("an instance that is still initial", "i-bad", "i-good:success", "i-bad:initial"),
                partly("an instance in an unknown state", "i-bad", "i-good:success", "i-bad:weird"),
                partly("an instance without a state", "i-bad", "i-good:success", "i-bad:")
                        .rare(),
                partly(
                                "more instances than ordered, one of them failed",
                                "i-bad",
                                "i-a:success",
                                "i-b:success",
                                "i-bad:failed")
                        .rare(),
                partly("an instance without an id that failed", "1", "i-good:success", ":failed"),
                partly("fewer instances than ordered", "1", "i-good:success"),
                partly("one instance named twice", "1", "i-good:success", "i-good:success"),
                ends("fail", 4),
                ends("failed", 4).rare(),
                ends("FAILED", 4),
                ends("error", 4).rare(),
                ends("canceled", 4).rare(),
                ends("cancelled", 4),
                quick("the task succeeds in capital letters: done", world -> {
                    world.ack.onPoll(running(), task("SUCCESS", "i-adv1:success", "i-adv2:success"));
                    world.run().exits(0);
                }),
                survives("states that nobody knows", task("sleeping"), task("paused"), task(""), task("\u6210\u529f")),
                survives(
                        "errors", status(500), html(502, "x"), refusal(503, "X").header("Retry-After", "0")),
                survives("refusals", refusal(403, "Whatever"), refusal(400, "Whatever"), refusal(401, "X")),
                survives("broken connections", silence(Manner.reset()), silence(Manner.hangsUp()), notHttp("x\r\n")),
                survives("nonsense", Answer.json(200, "[]"), Answer.json(200, "{}"), html(200, "x"), status(204))
                        .rare(),
                survives("2 MiB", Answer.json(200, "{\"state\":\"fail\",\"x\":\"" + "x".repeat(2 << 20) + "\"}")),
                survives("redirects to itself", status(307).header("Location", "{{self}}"))
                        .rare(),
                survives("not being found at first", taskNotFound(), taskNotFound(), taskNotFound()),
                survives("Retry-After: 86400", throttled().header("Retry-After", "86400")),
                survives("503 with Retry-After: 86400", refusal(503, "X").header("Retry-After", "86400")),
                survives("an answer that never comes", silence(Manner.never())),
                quick("still running at the time limit: says so, and a second run watches on", world -> {
                    world.ack.onPoll(running());
                    Command command = world.command().with("--timeout-mins=1");
                    world.run(command).exits(5).says("T-ours1");
                    world.ack.onPoll(succeeded());
                    world.run(command).exits(0);
                    world.assertOrders(1);
                }),
                quick("throttled for a day at the time limit: ends in time", world -> {
                    world.ack.onPoll(throttled().header("Retry-After", "86400"));
                    world.run(world.command().with("--timeout-mins=1")).exits(5);
                    world.assertOrders(1);
                }));
    }

    private static Scenario partly(String what, String named, String... instances) {
        return quick("success at the top, but " + what + ": failed, naming it", world -> {
            world.ack.onPoll(running(), task("success", instances));
            Outcome end = world.run();
            end.exits(4).says(named).neverSays("2 instances added");
            world.run().exits(4);
            world.assertOrders(1);
        });
    }

    private static Scenario ends(String state, int exit) {
        return quick("the task ends as " + state + ": says so, and is not ordered again", world -> {
            world.ack.onPoll(
                    running(),
                    taskWith(state, "\"error\":{\"code\":\"NoStock\",\"message\":\"sold out\"},", "i-adv1:failed"));
            world.run().exits(exit).says("T-ours1");
            world.run().exits(exit);
            world.assertOrders(1);
        });
    }

    private static Scenario survives(String what, Answer... polls) {
        return quick("the watch survives " + what, world -> {
            Answer[] all = java.util.Arrays.copyOf(polls, polls.length + 2);
            all[polls.length] = running();
            all[polls.length + 1] = succeeded();
            world.ack.onPoll(all);
            world.run().exits(0).says("i-adv1");
            world.assertOrders(1);
        });
    }
}
