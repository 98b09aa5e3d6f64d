package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Answer.notHttp;
import static io.jenkins.plugins.ackedge.adversary.Answer.silence;
import static io.jenkins.plugins.ackedge.adversary.Answer.status;
import static io.jenkins.plugins.ackedge.adversary.Bodies.accepted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.order;
import static io.jenkins.plugins.ackedge.adversary.InDoubt.adopts;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;
import static io.jenkins.plugins.ackedge.adversary.Scenario.slow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Answers that are cut off, late, endless or no HTTP; the order was carried out all the same. */
final class BrokenAnswers {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private BrokenAnswers() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(cut(InDoubt::adopts));
        all.addAll(unusable());
        all.addAll(slowly());
        return all;
    }

    /** By whatever route it was ordered. */
    static List<Scenario> cut(InDoubt.Doubt doubt) {
        return List.of(
                doubt.adopts("a connection closed without a word", silence(Manner.hangsUp())),
                doubt.adopts("a connection reset", silence(Manner.reset())),
                doubt.adopts("half a status line", accepted().sent(Manner.cutAfter(7)))
                        .rare(),
                doubt.adopts("half of the headers", accepted().sent(Manner.cutBefore("Date"))),
                doubt.adopts("headers without a body", accepted().sent(Manner.cutBefore("{"))),
                doubt.adopts("half a body", accepted().sent(Manner.cutInTheMiddleOfTheBody())),
                doubt.adopts(
                        "truncated JSON", json(200, "{\"cluster_id\":\"" + World.CLUSTER + "\",\"task_id\":\"T-ou")),
                doubt.adopts(
                        "a refusal that is cut off",
                        Bodies.refusal(403, "Forbidden.RAM").sent(Manner.cutBefore(",\"Message"))),
                doubt.adopts(
                        "chunks with a wrong length", notHttp(CHUNKED + "5\r\n" + order("T-ours1") + "\r\n0\r\n\r\n")),
                doubt.adopts(
                                "chunks with a length that is none",
                                notHttp(CHUNKED + "zz\r\n" + order("T-ours1") + "\r\n0\r\n\r\n"))
                        .rare(),
                doubt.adopts(
                        "a chunk that is announced and does not come",
                        notHttp(CHUNKED + "ff\r\n{").sent(Manner.thenClosed())),
                doubt.adopts(
                                "a negative length",
                                notHttp(OK + "Content-Length: -5\r\n\r\n{").sent(Manner.thenClosed()))
                        .rare(),
                doubt.adopts(
                        "bytes that are no HTTP",
                        notHttp("SSH-2.0-OpenSSH_9.2\r\n").sent(Manner.thenClosed())),
                doubt.adopts(
                                "a status that is no number",
                                notHttp("HTTP/1.1 OK 200\r\n\r\n" + order("T-ours1"))
                                        .sent(Manner.thenClosed()))
                        .rare(),
                doubt.adopts(
                        "101 to another protocol",
                        status(101).header("Upgrade", "x").header("Connection", "Upgrade")));
    }

    private static List<Scenario> unusable() {
        return List.of(
                adopts("a task id that is null", json(200, "{\"task_id\":null}")),
                adopts("a task id that is empty", json(200, order(""))),
                adopts("a task id that is blank", json(200, order("  "))).rare(),
                adopts("a task id that is an object", json(200, "{\"task_id\":{\"id\":\"T-ours1\"}}"))
                        .rare(),
                adopts("a task id that climbs", json(200, order("../clusters/" + World.CLUSTER))),
                adopts("a task id with a line feed", json(200, order("T-ours1\nFORGED done"))),
                adopts("a task id with ESC", json(200, order("T-\u001b[2Jours1"))),
                adopts("a task id that turns the line around", json(200, order("T-\u202eours1")))
                        .rare(),
                adopts("a task id with a space and a query", json(200, order("T-ours1?x=1 y")))
                        .rare(),
                adopts(
                        "2 MiB of well-formed JSON",
                        json(200, "{\"task_id\":\"T-ours1\",\"x\":\"" + "x".repeat(2 << 20) + "\"}")),
                adopts("JSON of a hundred thousand levels", json(200, "[".repeat(100_000)))
                        .rare(),
                adopts(
                        "a gzip bomb",
                        json(200, "").header("Content-Encoding", "gzip").body(gzipBomb())),
                slow("a header of a megabyte: read or looked for, never a second order", world -> {
                            world.ack.onOrder(carriedOut(accepted().header("X-Long", "x".repeat(1 << 20))));
                            world.run().exits(0).says("T-ours1");
                            world.assertOrders(1);
                        })
                        .rare(),
                slow("a task id that stands twice: never a wrong claim, never a second order", world -> {
                    world.ack.onOrder(carriedOut(json(200, "{\"task_id\":\"T-ours1\",\"task_id\":\"T-other\"}")));
                    world.run().exits(0, 6).neverSays("there is no task");
                    world.assertOrders(1);
                }));
    }

    private static List<Scenario> slowly() {
        String forever = "{\"task_id\":\"T-ours1\",\"x\":\"";
        return List.of(
                adopts(
                        "a body without an end",
                        notHttp(OK + "\r\n" + forever).sent(Manner.followedForeverBy("x".repeat(65536), 0))),
                quick("an answer after 100 seconds is still awaited", world -> {
                    world.ack.onOrder(carriedOut(accepted().sent(Manner.afterSeconds(100))));
                    world.run().exits(0).says("T-ours1").neverSays("taken to be ours");
                    world.assertOrders(1);
                }),
                quick("an answer of one byte every 100 ms is read to its end", world -> {
                    world.ack.onOrder(carriedOut(accepted().sent(Manner.oneByteEach(100))));
                    world.run().exits(0).says("T-ours1");
                    world.assertOrders(1);
                }),
                quick("a hundred interim answers and then the right one: accepted", world -> {
                            String interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(100) + OK;
                            String body = order("T-ours1");
                            world.ack.onOrder(carriedOut(
                                    notHttp(interim + "Content-Length: " + body.length() + "\r\n\r\n" + body)));
                            world.run().exits(0, 6);
                            world.assertOrders(1);
                        })
                        .rare(),
                quietForLong("never an answer", silence(Manner.never())),
                quietForLong("headers without an end", notHttp(OK).sent(Manner.followedForeverBy("X-More: x\r\n", 200)))
                        .rare(),
                quietForLong(
                        "interim answers without an end",
                        silence(Manner.followedForeverBy("HTTP/1.1 100 Continue\r\n\r\n", 200))));
    }

    /** The call's own limit and three minutes are too long for a test: it is watched for as long as the others take. */
    private static Scenario quietForLong(String what, Answer answer) {
        return slow(what + ": sent once, and never called a refusal", world -> {
            world.ack.onOrder(carriedOut(answer));
            world.glance(world.command(), Duration.ofSeconds(195)).exits(Outcome.KILLED, 0, 6);
            world.assertOrders(1);
        });
    }

    private static byte[] gzipBomb() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            byte[] spaces = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                out.write(spaces);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bomb.toByteArray();
    }
}
