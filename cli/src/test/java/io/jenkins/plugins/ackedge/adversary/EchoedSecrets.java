package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.quoted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.Bodies.running;
import static io.jenkins.plugins.ackedge.adversary.Bodies.succeeded;
import static io.jenkins.plugins.ackedge.adversary.Bodies.taskWith;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Servers that repeat secrets. That no piece of them comes through is checked after every run. */
final class EchoedSecrets {
    private EchoedSecrets() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (Map.Entry<String, String> way : Secrets.escapings(Secrets.PASSWORD).entrySet()) {
            String words = "the value '" + way.getValue() + "' is not allowed";
            all.add(refused("the password (" + way.getKey() + ")", refusal(403, "Forbidden.RAM", words)));
        }
        all.add(refused("the access key's secret", refusal(403, "Forbidden.RAM", "key " + Secrets.KEY_SECRET)));
        Secrets.escapings(Secrets.TOKEN)
                .forEach((way, token) -> all.add(
                        refused("the security token (" + way + ")", refusal(403, "Forbidden.RAM", "token " + token))
                                .rare()));
        all.add(refused("the signature", refusal(403, "SignatureDoesNotMatch", "not {{signature}}")));
        all.add(refused("the security token", refusal(403, "Forbidden.RAM", "token " + Secrets.TOKEN)));
        all.add(refused("the password over and over", longer(Secrets.PASSWORD, "plain")));
        all.add(refused("the whole request as a text", Answer.status(403).body("forbidden: {{body}}")));
        all.add(refused(
                "the whole request as JSON", Answer.json(403, "{\"Code\":\"Forbidden.RAM\",\"Message\":{{body}}}")));
        all.add(refused("the password as the code", refusal(403, Secrets.PASSWORD, "not known")));
        all.add(refused("the password as the request id", passwordAsRequestId()));
        Secrets.escapings(Secrets.PASSWORD)
                .forEach((way, password) ->
                        all.add(refused("the password over and over (" + way + ")", longer(password, way))
                                .rare()));
        all.add(refused("the password over and over in HTML", Answer.html(403, xml().repeat(200))));
        all.add(refused(
                "a text that ends within the password", Answer.status(403).body(cut("no: "))));
        all.add(refused("a message that ends within the password", refusal(403, "Forbidden.RAM", cut("no: "))));
        all.add(refused(
                "the second half of the password", refusal(403, "Forbidden.RAM", "…" + Secrets.PASSWORD.substring(8))));
        all.addAll(later());
        return all;
    }

    private static List<Scenario> later() {
        String password = quoted(Secrets.PASSWORD);
        return List.of(
                quick("a task that repeats the password in its parameters, error, stages and events", world -> {
                    world.ack.onPoll(
                            running(),
                            taskWith(
                                    "running",
                                    "\"parameters\":{\"login_password\":" + password + "}," + stages(password)),
                            taskWith(
                                    "fail",
                                    "\"parameters\":{\"login_password\":" + password + "},\"error\":{\"code\":\"X\","
                                            + "\"message\":" + password + "},",
                                    Secrets.PASSWORD + ":failed"));
                    world.run().exits(4);
                }),
                quick("a poll that fails and repeats the password in every way", world -> {
                    String all =
                            String.join(" ", Secrets.escapings(Secrets.PASSWORD).values());
                    world.ack.onPoll(refusal(500, "InternalError", all), refusal(403, "X", all), succeeded());
                    world.run().exits(0);
                }),
                quick("a list that fails and repeats the password in every way", world -> {
                    String all =
                            String.join(" ", Secrets.escapings(Secrets.PASSWORD).values());
                    world.ack.onOrder(carriedOut(refusal(500, "InternalError", all)));
                    world.ack.onListAfterOrder(refusal(500, "InternalError", all));
                    world.glance(world.command(), Duration.ofSeconds(20));
                    world.assertOrders(1);
                }),
                quick("a wrong password of a kind that is refused before anything is sent", world -> {
                    String wrong = "Xq9 short secret phrase";
                    Outcome end = world.run(world.command().env("ACK_EDGE_LOGIN_PASSWORD", wrong));
                    end.exits(2).neverSays("short secret");
                    world.assertOrders(0);
                }));
    }

    private static String stages(String text) {
        return "\"stages\":[{\"state\":\"running\",\"message\":" + text + "}],\"events\":[{\"message\":" + text + "}],";
    }

    private static Answer passwordAsRequestId() {
        return Answer.json(
                403, "{\"Code\":\"Forbidden.RAM\",\"Message\":\"no\",\"RequestId\":" + quoted(Secrets.PASSWORD) + "}");
    }

    /** Wherever a reader cuts this, it cuts through a secret. */
    private static Answer longer(String text, String way) {
        return refusal(403, "Forbidden.RAM", ("x".repeat(way.length()) + text).repeat(60));
    }

    private static String xml() {
        return Secrets.escapings(Secrets.PASSWORD).get("XML, names");
    }

    private static String cut(String before) {
        return before + Secrets.PASSWORD.substring(0, 12);
    }

    private static Scenario refused(String what, Answer answer) {
        return quick("a refusal that repeats " + what, world -> {
            world.ack.onOrder(notCarriedOut(answer));
            Command command = world.command().withToken();
            world.glance(command, Duration.ofSeconds(75)).exits(3, Outcome.KILLED);
            world.assertOrders(1);
        });
    }
}
