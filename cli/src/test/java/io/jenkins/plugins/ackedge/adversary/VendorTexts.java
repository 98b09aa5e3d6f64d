package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.backendError;
import static io.jenkins.plugins.ackedge.adversary.Bodies.quoted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.Bodies.running;
import static io.jenkins.plugins.ackedge.adversary.Bodies.task;
import static io.jenkins.plugins.ackedge.adversary.Bodies.taskWith;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts of the server that hold control and bidirectional characters. That none of them comes through is checked after
 * every run; here is where they are put.
 */
final class VendorTexts {
    private static final String EVIL = EvilText.ALL;

    private VendorTexts() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(shownAs("text"));
        shownAs("json").forEach(scenario -> all.add(scenario.rare()));
        all.add(quick("control characters in the request id of an accepted order stay there", world -> {
            world.ack.onOrder(carriedOut(Answer.json(
                    200,
                    "{\"cluster_id\":" + quoted(EVIL) + ",\"request_id\":" + quoted(EVIL)
                            + ",\"task_id\":\"{{task}}\"}")));
            world.run(world.command().with("--output=json")).exits(0).printsOneLineOfJson();
            world.assertOrders(1);
        }));
        all.add(quick("control characters in the cluster's description stay there", world -> {
            world.ack.onDetail(Answer.json(
                    200,
                    "{\"cluster_id\":" + quoted(EVIL) + ",\"name\":" + quoted(EVIL) + ",\"state\":" + quoted(EVIL)
                            + ",\"profile\":" + quoted(EVIL) + ",\"cluster_type\":" + quoted(EVIL) + ",\"region_id\":"
                            + quoted(EVIL) + ",\"size\":1}"));
            world.run(world.command().with("--dry-run")).exits(0, 3);
            world.assertOrders(0);
        }));
        return all;
    }

    private static List<Scenario> shownAs(String output) {
        return List.of(
                inRefusal("the message of a refusal", output, refusal(403, "Forbidden.RAM", EVIL)),
                inRefusal("the code of an odd refusal", output, refusal(403, "New" + EVIL, "no")),
                inRefusal("the code of the back end", output, backendError(400, "New" + EVIL, EVIL)),
                inRefusal("the request id of a refusal", output, requestId()),
                inRefusal("a header of a refusal", output, header()),
                inRefusal("a text that is no JSON", output, Answer.status(400).body(EVIL + " not allowed")),
                inTask(
                        "the error of a task",
                        output,
                        4,
                        taskWith(
                                "fail", "\"error\":{\"code\":" + quoted(EVIL) + ",\"message\":" + quoted(EVIL) + "},")),
                inTask("the state of a task", output, 0, task(EVIL)),
                inTask("the id of an instance", output, 4, task("success", EVIL + ":failed", EVIL + ":success")),
                inTask("the state of an instance", output, 4, task("success", "i-a:" + EVIL, "i-b:success")),
                inTask("stages and events", output, 0, taskWith("running", stages())),
                inTask("the message of a poll that fails", output, 0, refusal(403, EVIL, EVIL)));
    }

    private static Answer requestId() {
        return Answer.json(
                403,
                "{\"Code\":\"Forbidden.RAM\",\"Message\":\"no\",\"RequestId\":" + quoted(EVIL) + ",\"HostId\":"
                        + quoted(EVIL) + "}");
    }

    private static Answer header() {
        // A header ends at a line's end; everything else may stand in it.
        String value = EVIL.replaceAll("[\\r\\n\\x00]", "");
        return Answer.json(403, "{\"Code\":\"Forbidden.RAM\",\"Message\":\"no\"}")
                .header("x-acs-request-id", value);
    }

    private static String stages() {
        return "\"current_stage\":" + quoted(EVIL) + ",\"stages\":[{\"state\":" + quoted(EVIL) + ",\"message\":"
                + quoted(EVIL) + ",\"start_time\":" + quoted(EVIL) + "}],\"events\":[{\"action\":" + quoted(EVIL)
                + ",\"level\":\"error\",\"message\":" + quoted(EVIL) + ",\"reason\":" + quoted(EVIL) + "}],";
    }

    private static Scenario inRefusal(String where, String output, Answer answer) {
        return quick("control characters in " + where + " stay there (" + output + ")", world -> {
            world.ack.onOrder(notCarriedOut(answer));
            // An odd one is looked for, one whose words nobody can read may be in doubt: its words are checked anyhow.
            world.glance(world.command().with("--output=" + output), java.time.Duration.ofSeconds(80))
                    .exits(3, Outcome.KILLED);
            world.assertOrders(1);
        });
    }

    private static Scenario inTask(String where, String output, int exit, Answer poll) {
        return quick("control characters in " + where + " stay there (" + output + ")", world -> {
            world.ack.onPoll(running(), poll, Bodies.succeeded());
            world.run(world.command().with("--output=" + output)).exits(exit);
            world.assertOrders(1);
        });
    }
}
