package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.accepted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.busy;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.Bodies.throttled;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Orders that certainly did not run and are tried again, but within bounds. */
final class TriedAgain {
    private TriedAgain() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (String code : List.of("Throttling.User", "Throttling.Api", "Rejected.Throttling")) {
            all.add(orderedAfter("400 " + code, refusal(400, code)).rare());
        }
        all.add(orderedAfter("400 Throttling", refusal(400, "Throttling")));
        all.add(orderedAfter("429 Throttling", refusal(429, "Throttling")));
        all.add(orderedAfter(
                "429 Throttling with Retry-After: 0", refusal(429, "Throttling").header("Retry-After", "0")));
        all.add(orderedAfter("a busy cluster", busy()));
        for (String value : List.of("86400", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT")) {
            all.add(orderedAfter("a Retry-After of " + value, throttled().header("Retry-After", value)));
        }
        for (String value : List.of("-1", "soon", "1e9", "")) {
            all.add(orderedAfter("a Retry-After of '" + value + "'", throttled().header("Retry-After", value))
                    .rare());
        }
        all.add(quick("throttled, and the answer to the second attempt is lost: never a third", world -> {
            world.ack.onOrder(
                    notCarriedOut(throttled()), carriedOut(refusal(503, "X").header("Retry-After", "0")));
            Outcome first = world.glance(world.command(), Duration.ofSeconds(90));
            world.assertOrders(2);
            first.exits(Outcome.KILLED);
            world.runsAgainAndOnlyLooks();
        }));
        all.add(givenUp("throttled without an end", throttled()));
        all.add(givenUp(
                "throttled with Retry-After: 0 without an end", throttled().header("Retry-After", "0")));
        all.add(givenUp("throttled with Retry-After: 86400", throttled().header("Retry-After", "86400")));
        all.add(givenUp("busy without an end", busy()));
        all.addAll(unreachable());
        return all;
    }

    private static List<Scenario> unreachable() {
        return List.of(
                quick("connection refused until the time is up: nothing was ordered", world -> {
                    String nobody = "http://127.0.0.1:" + portOfNobody();
                    nothingWasOrdered(world, world.command().with("--endpoint=" + nobody));
                }),
                quick("a name that does not resolve until the time is up: nothing was ordered", world -> {
                    // Names come from an empty file, so that no question leaves this machine.
                    Path hosts = Files.createFile(world.folder.resolveSibling("hosts"));
                    nothingWasOrdered(
                            world,
                            world.command()
                                    .with("--endpoint=https://cs.no-such-region.invalid")
                                    .java("-Djdk.net.hosts.file=" + hosts));
                }),
                quick("no TLS on the other side until the time is up: nothing was ordered", world -> {
                    String tls = "https://127.0.0.1:" + world.ack.port();
                    nothingWasOrdered(world, world.command().with("--endpoint=" + tls));
                    world.assertOrders(0);
                }),
                quick(
                        "the list before the order fails without an end: never more than one order, never a wrong claim",
                        world -> {
                            world.ack.onListBeforeOrder(refusal(500, "InternalError"));
                            Outcome end = world.run(world.command().with("--timeout-mins=1"));
                            assertTrue(world.ack.orders().size() <= 1, world.ack.requests()::toString);
                            end.exits(world.ack.orders().isEmpty() ? 3 : 0);
                        }),
                quick("the list before the order fails once: ordered all the same", world -> {
                    world.ack.onListBeforeOrder(refusal(500, "InternalError"), Answer.json(200, "{\"tasks\":[]}"));
                    world.run().exits(0);
                    world.assertOrders(1);
                }),
                quick("the list is forbidden: the order is placed and watched without it", world -> {
                    world.ack.onListBeforeOrder(refusal(403, "Forbidden.RAM"));
                    world.ack.onListAfterOrder(refusal(403, "Forbidden.RAM"));
                    world.run().exits(0).says("T-ours1");
                    world.assertOrders(1);
                }));
    }

    /** Refused once, then accepted; a server's wish to wait counts at most a minute. */
    private static Scenario orderedAfter(String what, Answer answer) {
        return quick("not carried out after " + what + ": ordered again within a minute, and accepted once", world -> {
            world.ack.onOrder(notCarriedOut(answer), carriedOut(accepted()));
            world.run().exits(0).says("T-ours2");
            world.assertOrders(2);
            Instant first = world.ack.orders().get(0).at();
            Instant second = world.ack.orders().get(1).at();
            assertTrue(Duration.between(first, second).toMinutes() < 10, world.ack.orders()::toString);
            world.runsAgainAndIsDone();
        });
    }

    private static Scenario givenUp(String what, Answer answer) {
        return quick(what + ": ends at the time limit, nothing was ordered; may be ordered again", world -> {
            world.ack.onOrder(notCarriedOut(answer));
            Command command = world.command().with("--timeout-mins=1");
            nothingWasOrdered(world, command);
            int attempts = world.ack.orders().size();
            assertTrue(attempts >= 1 && attempts <= 130, () -> attempts + " attempts in a minute");
            world.runsAgainAndOrders(command);
        });
    }

    private static void nothingWasOrdered(World world, Command command) throws Exception {
        world.run(command.with("--timeout-mins=1")).exits(3).says("nothing was ordered");
    }

    private static int portOfNobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
