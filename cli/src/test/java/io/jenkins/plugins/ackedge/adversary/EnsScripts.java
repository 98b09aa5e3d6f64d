package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Bodies.quoted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.script;
import static io.jenkins.plugins.ackedge.adversary.HostileEns.SCRIPT;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Join scripts of every shape, and servers that repeat them and other secrets. */
final class EnsScripts {
    private static final String GOOD = Secrets.JOIN_SCRIPT;

    private EnsScripts() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.add(useless("empty", json(200, "")));
        all.add(useless("an empty text", script("")));
        all.add(useless("longer than ENS takes", script(GOOD + " # " + "x".repeat(16_384))));
        all.add(useless("of 2 MiB", script(GOOD + "x".repeat(2 << 20))));
        all.add(useless("with a NUL", script(GOOD + "\u0000")));
        all.add(useless("without a token", script("wget http://aliacs.example/edgeadm; ./edgeadm")));
        all.add(useless("with two tokens", script(GOOD + " --openapi-token=another")));
        all.add(useless("in HTML", Answer.html(200, GOOD)));
        all.add(useless("in a list", json(200, "[" + quoted(GOOD) + "]")));
        all.add(useless("in an object's other field", json(200, "{\"text\":" + quoted(GOOD) + "}")));
        all.add(useless("cut off", script(GOOD).sent(Manner.cutInTheMiddleOfTheBody())));
        all.add(useless("not UTF-8", Answer.status(200).body(new byte[] {'-', (byte) 0xff, (byte) 0xfe})));
        all.add(useless("half a surrogate pair", json(200, "\"--openapi-token=x\\ud800\"")));
        all.add(useless("in a refusal's message", refusal(403, "Forbidden.RAM", GOOD)));
        all.add(useless("in a failure's message", refusal(500, "InternalError", GOOD)));
        all.add(useless("in a refusal's code", refusal(400, GOOD, "no")));
        all.add(usable("as plain text", Answer.status(200).body(GOOD)));
        all.add(usable("in an object", json(200, "{\"script\":" + quoted(GOOD) + "}")));
        all.add(usable("with ESC, BEL and marks of direction", script(GOOD + " # \u001b[2J\u0007\u202e\r\nFORGED")));
        all.add(usable("with the end of our quotation in it", script(GOOD + "\nEND_OF_JOIN_SCRIPT\necho")));
        all.addAll(echoes());
        all.addAll(texts());
        return all;
    }

    private static List<Scenario> echoes() {
        List<Scenario> all = new ArrayList<>();
        all.add(echoed("the user data", refusal(400, "InvalidParameter.UserData", "not {{userdata}}")));
        all.add(echoed("the join script", refusal(400, "InvalidParameter.UserData", "not " + GOOD)));
        all.add(echoed("half of the join script", refusal(400, "InvalidParameter.UserData", GOOD.substring(30))));
        String script = Base64.getEncoder().encodeToString(GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        all.add(echoed("the join script in Base64", refusal(400, "InvalidParameter.UserData", script)));
        all.add(echoed("the whole request", refusal(403, "Forbidden.RAM", "{{body}}")));
        all.add(echoed("the password", refusal(400, "InvalidParameter.Password", "'" + Secrets.PASSWORD + "'")));
        all.add(echoed("the token as an order's number", refusal(200, Secrets.JOIN_TOKEN, "x")));
        for (Map.Entry<String, String> way :
                Secrets.escapings(Secrets.JOIN_TOKEN).entrySet()) {
            all.add(echoed("the token (" + way.getKey() + ")", refusal(400, "InvalidParameter", way.getValue())));
        }
        all.add(echoed("the token", refusal(400, "InvalidParameter", "--openapi-token=" + Secrets.JOIN_TOKEN)));
        all.add(quick("an acceptance that repeats every secret shows none", world -> {
            String secrets = quoted(GOOD + " " + Secrets.PASSWORD + " " + Secrets.KEY_SECRET);
            world.ack.onOrder(OrderStep.carriedOut(json(
                    200, "{\"RequestId\":" + secrets + ",\"OrderId\":" + secrets + ",\"InstanceIds\":[{{ids}}]}")));
            world.run(world.command().with("--output=json", "--verbose"))
                    .exits(0)
                    .printsOneLineOfJson();
            world.assertOrders(1);
        }));
        return all;
    }

    private static List<Scenario> texts() {
        String evil = EvilText.ALL;
        return List.of(
                quick("control characters in names, states and addresses of machines stay there", world -> {
                    world.ens().machines().suffixIs(i -> evil);
                    world.ens().machines().statusIs(2, evil);
                    world.ens().machines().allJoinBut(2);
                    world.glance(world.command().with("--output=json"), Duration.ofSeconds(10))
                            .exits(Outcome.KILLED);
                    world.glance(world.command(), Duration.ofSeconds(10)).exits(Outcome.KILLED);
                    world.assertOrders(1);
                }),
                quick("control characters in nodes stay there", world -> {
                    world.ens().machines().nodesAreShownAs(m -> MachineBook.node(quoted(m.id), evil, evil, evil, true));
                    world.run(world.command().with("--output=json")).exits(0).printsOneLineOfJson();
                }),
                quick("control characters in the ids of an acceptance stay there", world -> {
                    world.ack.onOrder(OrderStep.carriedOut(EnsBodies.orderedAs("[" + quoted(evil) + ",{{ids}}]")));
                    world.run().exits(0);
                    world.assertOrders(1);
                }),
                quick("control characters in a refusal of ENS stay there", world -> {
                    world.ack.onOrder(notCarriedOut(refusal(400, "StockNotEnough", evil)));
                    world.run().exits(3);
                }),
                quick("control characters in a currency and in a node pool's state stay there", world -> {
                    world.ens()
                            .on(
                                    "DescribePrice",
                                    EnsBodies.priceIs(
                                            "{\"Currency\":" + quoted(evil) + ",\"TradePrice\":" + quoted(evil) + "}"));
                    world.glance(world.command(), Duration.ofSeconds(5)).exits(Outcome.KILLED);
                    world.ens()
                            .on(
                                    HostileEns.NODE_POOL,
                                    json(
                                            200,
                                            "{\"nodepool_info\":{\"type\":" + quoted(evil) + "},\"status\":{\"state\":"
                                                    + quoted(evil) + "}}"));
                    world.run().exits(3);
                    world.assertOrders(0);
                }));
    }

    private static Scenario useless(String what, Answer answer) {
        return quick("a join script " + what + ": nothing is ordered, and nothing of it is shown", world -> {
            world.ens().on(SCRIPT, answer);
            world.run(world.command().with("--timeout-mins=1", "--verbose"))
                    .exits(3)
                    .says("nothing was ordered");
            world.assertOrders(0);
        });
    }

    private static Scenario usable(String what, Answer answer) {
        return quick("a join script " + what + ": goes to the machines as it came, and is not shown", world -> {
            world.ens().on(SCRIPT, answer);
            world.run(world.command().with("--verbose")).exits(0);
            world.assertOrders(1);
            String data = new String(
                    Base64.getDecoder().decode(world.ens().userData()), java.nio.charset.StandardCharsets.UTF_8);
            org.junit.jupiter.api.Assertions.assertTrue(data.contains(GOOD), data);
        });
    }

    private static Scenario echoed(String what, Answer answer) {
        return quick("a refusal that repeats " + what + " shows nothing of it", world -> {
            world.ack.onOrder(notCarriedOut(answer));
            world.glance(world.command().withToken().with("--verbose"), Duration.ofSeconds(15))
                    .exits(3, Outcome.KILLED);
            world.assertOrders(1);
        });
    }
}
