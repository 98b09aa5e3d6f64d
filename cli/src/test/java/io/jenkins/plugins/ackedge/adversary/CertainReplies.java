package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Answer.status;
import static io.jenkins.plugins.ackedge.adversary.Bodies.accepted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.backendError;
import static io.jenkins.plugins.ackedge.adversary.Bodies.order;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;

import java.util.List;

/** Replies that settle the order: accepted, or refused by a documented code. */
final class CertainReplies {
    static final String REFUSED = "refused for %s: nothing was ordered, at once; may be ordered again";

    private CertainReplies() {}

    static List<Scenario> scenarios() {
        return List.of(
                acceptedBy("200", json(200, order("{{task}}"))),
                acceptedBy("201", json(201, order("{{task}}"))).rare(),
                acceptedBy("202 with Connection: close", accepted().header("Connection", "close")),
                acceptedBy(
                        "202, then closed without a word about it", accepted().sent(Manner.thenClosed())),
                acceptedBy("200 with unknown fields", json(200, "{\"x\":[{}],\"task_id\":\"{{task}}\",\"y\":null}"))
                        .rare(),
                acceptedBy("200 without Date", json(200, order("{{task}}")).header("Date", "yesterday")),
                refusedFor("SignatureDoesNotMatch", refusal(400, "SignatureDoesNotMatch")),
                refusedFor("SignatureDoesNotMatch by 403", refusal(403, "SignatureDoesNotMatch"))
                        .rare(),
                refusedFor("IncompleteSignature", refusal(400, "IncompleteSignature")),
                refusedFor("InvalidTimeStamp.Expired", refusal(400, "InvalidTimeStamp.Expired")),
                refusedFor("InvalidTimeStamp.Format", refusal(400, "InvalidTimeStamp.Format"))
                        .rare(),
                refusedFor("InvalidAccessKeyId.NotFound", refusal(404, "InvalidAccessKeyId.NotFound")),
                refusedFor("InvalidSecurityToken.Expired", refusal(400, "InvalidSecurityToken.Expired")),
                refusedFor("Forbidden.RAM", refusal(403, "Forbidden.RAM")),
                refusedFor(
                                "Forbidden.RAM with Retry-After: 0",
                                refusal(403, "Forbidden.RAM").header("Retry-After", "0"))
                        .rare(),
                refusedFor("NoPermission", refusal(403, "NoPermission")),
                refusedFor("ErrorClusterNotFound", backendError(404, "ErrorClusterNotFound", "cluster not found")),
                refusedFor("SignatureDoesNotMatch in XML", xml("SignatureDoesNotMatch")),
                refusedFor("Forbidden.RAM by 401 with WWW-Authenticate", challenged()),
                quick("a state file of a refused order whose second run is in doubt is not refused again", world -> {
                    world.ack.onOrder(notCarriedOut(refusal(403, "Forbidden.RAM")));
                    world.run().exits(3);
                    world.ack.onOrder(carriedOut(refusal(500, "InternalError")));
                    world.glance(world.command()).exits(Outcome.KILLED);
                    world.assertOrders(2);
                    world.runsAgainAndOnlyLooks();
                }),
                quick("without waiting: accepted is enough, and a second run watches the task", world -> {
                    world.run(world.command().with("--no-wait")).exits(0).says("T-ours1");
                    world.run().exits(0);
                    world.assertOrders(1);
                }),
                quick("a dry run orders nothing, whatever the server says", world -> {
                    world.ack.onDetail(status(307).header("Location", "{{self}}"));
                    world.run(world.command().with("--dry-run")).exits(1, 2, 3);
                    world.assertOrders(0);
                }));
    }

    private static Answer challenged() {
        return refusal(401, "Forbidden.RAM").header("WWW-Authenticate", "Basic realm=\"ack\"");
    }

    private static Answer xml(String code) {
        return status(400)
                .header("Content-Type", "text/xml;charset=utf-8")
                .body("<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>" + Bodies.REQUEST_ID
                        + "</RequestId><HostId>cs.aliyuncs.com</HostId><Code>" + code
                        + "</Code><Message>The vendor's words.</Message></Error>");
    }

    private static Scenario acceptedBy(String what, Answer answer) {
        return quick("accepted by " + what + ": watched to its end, and a second run is done", world -> {
            world.ack.onOrder(carriedOut(answer));
            world.run().exits(0).says("T-ours1").says("i-adv1").says("i-adv2");
            world.assertOrders(1);
            world.assertNeverLooked();
            world.runsAgainAndIsDone();
        });
    }

    private static Scenario refusedFor(String what, Answer answer) {
        return quick(REFUSED.formatted(what), world -> refusedBy(answer, world));
    }

    /** By whatever route it was ordered. */
    static void refusedBy(Answer answer, World world) throws Exception {
        world.ack.onOrder(notCarriedOut(answer));
        world.run().exits(3).says("nothing was ordered");
        world.assertOrders(1);
        world.assertNeverLooked();
        world.runsAgainAndOrders();
    }
}
