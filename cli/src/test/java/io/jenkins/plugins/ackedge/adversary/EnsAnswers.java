package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Answer.notHttp;
import static io.jenkins.plugins.ackedge.adversary.Answer.silence;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.Bodies.throttled;
import static io.jenkins.plugins.ackedge.adversary.ByEns.adopts;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static io.jenkins.plugins.ackedge.adversary.ByEns.slow;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.ordered;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.orderedAs;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;

import java.util.ArrayList;
import java.util.List;

/** What ENS may answer to RunInstances: every kind of no answer, odd shapes of good ones, and refusals. */
final class EnsAnswers {
    private EnsAnswers() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(BrokenAnswers.cut(ByEns::adopts));
        all.addAll(LostAnswers.of(ByEns::adopts));
        all.addAll(shapes());
        all.addAll(inDoubt());
        all.addAll(refusals());
        return all;
    }

    private static List<Scenario> shapes() {
        return List.of(
                accepted("the ids of all machines", ordered()),
                accepted("ids in an object, as older products write them", orderedAs("{\"InstanceIds\":[{{ids}}]}")),
                accepted("the same ids twice", orderedAs("[{{ids}},{{ids}}]")),
                accepted("one id of two", orderedAs("[\"i-ours1\"]")),
                accepted("an order without ids", orderedAs("null")),
                accepted("an order with an empty list of ids", orderedAs("[]")),
                accepted("ids that are null, numbers and objects", orderedAs("[null,7,{\"InstanceId\":\"i-ours1\"}]")),
                accepted("ids as one text", orderedAs("\"i-ours1,i-ours2\"")),
                accepted("ids that climb", orderedAs("[\"../clusters/x\",\"i-ours1\\nFORGED\"]")),
                accepted(
                        "a code of 0 beside them",
                        json(200, "{\"Code\":0,\"InstanceIds\":[{{ids}}],\"OrderId\":\"7\"}")),
                quick("accepted with ids of nobody: ends without success, sent once", world -> {
                    world.ack.onOrder(carriedOut(orderedAs("[\"i-none1\",\"i-none2\"]")));
                    world.run(world.command().with("--timeout-mins=1"))
                            .exits(4, 5)
                            .says("i-none1");
                    world.assertOrders(1);
                    world.run().exits(0, 4, 5);
                    world.assertOrders(1);
                }),
                quick("accepted, but one machine of two is all there is: no success, sent once", world -> {
                    world.ens().machines().suffixIs(i -> String.format("%03d", i));
                    world.ens().machines().statusIs(2, "Released");
                    world.ens().machines().allJoinBut(2);
                    world.run().exits(4).says("i-ours2 released");
                    world.assertOrders(1);
                    world.run().exits(4);
                    world.assertOrders(1);
                }));
    }

    private static List<Scenario> inDoubt() {
        return List.of(
                adopts("ids that are cut off", json(200, "{\"OrderId\":\"7\",\"InstanceIds\":[\"i-ours1\",\"i-ou")),
                adopts("ids that stand twice", json(200, "{\"InstanceIds\":[\"i-a\"],\"InstanceIds\":[{{ids}}]}")),
                adopts("ids of another letter case", json(200, "{\"instanceIds\":[{{ids}}]}")),
                adopts("an acceptance that names nothing", json(200, "{\"RequestId\":\"R\"}")),
                adopts("a refusal that names machines", named("StockNotEnough")),
                adopts("a refusal that names an order", json(400, "{\"Code\":\"InvalidParameter\",\"OrderId\":\"7\"}")),
                adopts(
                        "a refusal of a part of the order",
                        refusal(400, "InvalidParameter.X", "Some of the bulk orders failed, please try again:1.")),
                adopts("a refusal of a part of the order in Chinese", refusal(400, "StockNotEnough", "批量订单中有部分订单下单失败")),
                adopts("StockNotEnough by 500", refusal(500, "StockNotEnough")),
                adopts("StockNotEnough by 200", refusal(200, "StockNotEnough")),
                adopts("OrderFailed", refusal(400, "OrderFailed")),
                adopts("a nonce that was used", refusal(400, "SignatureNonceUsed")),
                adopts(
                        "2 MiB of well-formed JSON",
                        json(200, "{\"InstanceIds\":[\"i-ours1\"],\"x\":\"" + "x".repeat(2 << 20) + "\"}")),
                adopts("JSON of a hundred thousand levels", json(200, "[".repeat(100_000))),
                adopts(
                        "a body without an end",
                        notHttp("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"OrderId\":\"7\",\"x\":\"")
                                .sent(Manner.followedForeverBy("x".repeat(65536), 0))),
                slow("never an answer: looked for after two minutes, and found; sent once", world -> {
                    world.ack.onOrder(carriedOut(silence(Manner.never())));
                    ByEns.findsTheOrder(world);
                }),
                slow("an answer after 100 seconds is still awaited", world -> {
                    world.ack.onOrder(carriedOut(ordered().sent(Manner.afterSeconds(100))));
                    world.run().exits(0).says("i-ours1").neverSays("Found the order");
                    world.assertOrders(1);
                }),
                quick("throttled, although it was carried out: found before it is sent again", world -> {
                    world.ack.onOrder(carriedOut(throttled()));
                    world.glance(world.command(), java.time.Duration.ofSeconds(30))
                            .exits(0);
                    world.assertOrders(1);
                }),
                quick("throttled, and the answer to the second attempt is lost: never a third", world -> {
                    world.ack.onOrder(
                            notCarriedOut(throttled()),
                            carriedOut(refusal(503, "X").header("Retry-After", "0")));
                    world.run().exits(0).says("Found the order");
                    world.assertOrders(2);
                    world.runsAgainAndIsDone();
                }));
    }

    private static List<Scenario> refusals() {
        return List.of(
                refused("StockNotEnough", refusal(400, "StockNotEnough")),
                refused("InvalidParameter.ImageId", refusal(400, "InvalidParameter.ImageId")),
                refused("MissingParameter", refusal(400, "MissingParameter")),
                refused("InvalidUserData.NotInWhiteList", refusal(400, "InvalidUserData.NotInWhiteList")),
                refused("Forbidden.RAM", refusal(403, "Forbidden.RAM")),
                refused("SignatureDoesNotMatch", refusal(400, "SignatureDoesNotMatch")),
                refused("InvalidAction.NotFound", refusal(404, "InvalidAction.NotFound")),
                quick("not carried out after Throttling: ordered again within a minute, and once", world -> {
                    world.ack.onOrder(notCarriedOut(throttled().header("Retry-After", "86400")), carriedOut(ordered()));
                    world.run().exits(0).says("i-ours1");
                    world.assertOrders(2);
                    world.runsAgainAndIsDone();
                }));
    }

    private static Answer named(String code) {
        return json(400, "{\"Code\":\"" + code + "\",\"Message\":\"no\",\"InstanceIds\":[{{ids}}]}");
    }

    private static Scenario accepted(String what, Answer answer) {
        return quick("accepted with " + what + ": all machines are watched, and a second run is done", world -> {
            world.ack.onOrder(carriedOut(answer));
            world.run().exits(0).says("i-ours1").says("i-ours2");
            world.assertOrders(1);
            world.runsAgainAndIsDone();
        });
    }

    private static Scenario refused(String what, Answer answer) {
        return quick(CertainReplies.REFUSED.formatted(what), world -> CertainReplies.refusedBy(answer, world));
    }
}
