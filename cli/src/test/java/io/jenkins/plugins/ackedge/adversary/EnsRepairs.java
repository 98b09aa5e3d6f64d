package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static io.jenkins.plugins.ackedge.adversary.HostileEns.NODES;
import static io.jenkins.plugins.ackedge.adversary.HostileEns.SCRIPT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A machine that runs and does not join is restarted with the join script, once in all runs, and a node never is. With a
 * time limit of a minute that is after half of one.
 */
final class EnsRepairs {
    private static final String ATTACH = "AttachEnsInstances";

    private EnsRepairs() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(answers());
        all.addAll(kills());
        all.addAll(nodes());
        return all;
    }

    private static List<Scenario> answers() {
        return List.of(
                helpedBy("an answer as documented", EnsBodies.done()),
                helpedBy("a connection closed without a word", Answer.silence(Manner.hangsUp())),
                helpedBy("500", refusal(500, "InternalError")),
                helpedBy("503 with Retry-After: 0", refusal(503, "X").header("Retry-After", "0")),
                helpedBy("Throttling", Bodies.throttled().header("Retry-After", "0")),
                helpedBy("HTML", Answer.html(200, "please log in")),
                helpedBy("a code by 200", refusal(200, "Whatever.New")),
                helpedBy("307 to itself", Answer.status(307).header("Location", "{{self}}")),
                helpedBy("a refusal that repeats the script", refusal(400, "InvalidParameter", Secrets.JOIN_SCRIPT)),
                quick("a machine that does not join even so: no success, and never restarted again", world -> {
                    begin(world);
                    world.ens().attachingDoesNotHelp();
                    world.run().exits(4, 5);
                    world.run().exits(4, 5);
                    assertAttached(world, "i-ours2");
                }),
                quick("two machines do not join: each is restarted once", world -> {
                    begin(world);
                    world.ens().machines().nobodyJoins();
                    world.run().exits(0);
                    assertAttached(world, "i-ours1", "i-ours2");
                }),
                quick("the join script is refused when it is wanted again: said, and nothing is restarted", world -> {
                    begin(world);
                    world.ens().onAfterOrder(SCRIPT, refusal(403, "Forbidden.RAM", Secrets.JOIN_SCRIPT));
                    world.run().exits(4, 5).says("cs:DescribeClusterAttachScripts");
                    world.assertOrders(1);
                    assertAttached(world);
                }));
    }

    private static List<Scenario> kills() {
        return List.of(
                quick(
                        "killed when a machine is being restarted: never restarted again, the next run watches on",
                        world -> {
                            begin(world);
                            world.ens().onAfterOrder(ATTACH, Answer.silence(Manner.never()));
                            Run run = world.start(world.command());
                            world.await(
                                    "a repair", () -> !world.ens().attached().isEmpty());
                            run.kill();
                            world.run().exits(0);
                            world.assertOrders(1);
                            assertAttached(world, "i-ours2");
                        }),
                quick("killed before a machine is restarted: restarted once at most", world -> {
                    begin(world);
                    world.ens().onAfterOrder(SCRIPT, Answer.silence(Manner.never()));
                    Run run = world.start(world.command());
                    world.await("a wish for a script", () -> scripts(world) > 1);
                    run.kill();
                    world.ens().asUsual(SCRIPT);
                    world.run().exits(0, 4, 5);
                    world.assertOrders(1);
                }),
                quick("killed soon after a machine was restarted, and once more: never restarted again", world -> {
                    begin(world);
                    world.ens().attachingDoesNotHelp();
                    Run run = world.start(world.command());
                    world.await("a repair", () -> !world.ens().attached().isEmpty());
                    Thread.sleep(1500);
                    run.kill();
                    world.glance(world.command(), java.time.Duration.ofSeconds(10))
                            .exits(Outcome.KILLED);
                    world.run().exits(4, 5);
                    assertAttached(world, "i-ours2");
                }));
    }

    private static List<Scenario> nodes() {
        return List.of(
                quick("a node that is no longer listed is not restarted; one that never joined is", world -> {
                    begin(world);
                    world.ens()
                            .onAfterOrder(
                                    NODES, EnsBodies.nodes("1", row(world, "i-ours1")), EnsBodies.nodes("0", "[]"));
                    world.ens().before(ATTACH, any -> world.ens().asUsual(NODES));
                    world.run().exits(0, 5);
                    assertAttached(world, "i-ours2");
                }),
                quick("a machine that joins while the join script is fetched is not restarted", world -> {
                    begin(world);
                    world.ens().before(SCRIPT, any -> {
                        if (world.ens().machines().find("i-ours2").isPresent()) {
                            joins(world, "i-ours2");
                        }
                    });
                    world.run().exits(0);
                    assertAttached(world);
                }),
                quick("a machine that joins while another one is restarted is not restarted", world -> {
                    begin(world);
                    world.ens().machines().nobodyJoins();
                    world.ens()
                            .before(
                                    ATTACH,
                                    request -> joins(
                                            world,
                                            request.form().get("InstanceId").equals("i-ours1") ? "i-ours2" : "i-none"));
                    world.run().exits(0);
                    assertAttached(world, "i-ours1");
                }),
                quick("a machine that joins while the list of nodes cannot be read in full is not restarted", world -> {
                    begin(world);
                    int[] questions = {0};
                    world.ens().before("DescribeInstances", any -> {
                        questions[0] += questions[0] > 0 || isRepairPlanned(world) ? 1 : 0;
                        if (questions[0] == 1) {
                            joins(world, "i-ours2");
                            world.ens().onAfterOrder(NODES, Answer.json(200, "{\"nodes\":[{}]}"));
                        } else if (questions[0] == 5) {
                            world.ens().asUsual(NODES);
                        }
                    });
                    world.run().exits(0);
                    assertAttached(world);
                }),
                neverKnown("tells of nodes and shows none", EnsBodies.nodes("2", "[]")),
                neverKnown("has neither nodes nor a count", Answer.json(200, "{}")),
                neverKnown("is null without a count of 0", EnsBodies.nodes("2", "null")),
                neverKnown("has a node without a name", EnsBodies.nodes("1", "[{\"node_status\":\"Ready\"}]")),
                neverKnown("fails", refusal(500, "InternalError")),
                neverKnown("is forbidden", refusal(403, "Forbidden.RAM")),
                neverKnown("hangs up", Answer.silence(Manner.hangsUp())));
    }

    /** One machine of two does not join. */
    private static void begin(World world) {
        world.commandIs(world.command().with("--timeout-mins=1"));
        world.ens().machines().allJoinBut(2);
    }

    private static void joins(World world, String id) {
        world.ens().machines().find(id).ifPresent(m -> m.joins = Optional.of(Instant.EPOCH));
    }

    private static long scripts(World world) {
        return world.ack.requests().stream()
                .filter(r -> r.path().endsWith("/attachscript"))
                .count();
    }

    private static String row(World world, String id) {
        return "[" + MachineBook.node(Bodies.quoted(id), "n", "n", "", true) + "]";
    }

    private static boolean isRepairPlanned(World world) {
        try {
            String record = java.nio.file.Files.readString(world.stateFile);
            return record.replaceAll("\\s", "").contains("\"repaired\":true");
        } catch (java.io.IOException e) {
            return false; // it is being written, and there is a next time
        }
    }

    private static void assertAttached(World world, String... ids) {
        assertEquals(List.of(ids), world.ens().attached());
    }

    private static Scenario helpedBy(String what, Answer answer) {
        return quick("a machine that does not join is restarted once, answered by " + what + ": it joins", world -> {
            begin(world);
            world.ens().on(ATTACH, answer);
            world.run().exits(0).says("i-ours2").says("has not joined the cluster");
            world.assertOrders(1);
            assertAttached(world, "i-ours2");
            world.runsAgainAndIsDone();
        });
    }

    /** All machines are nodes in truth; who cannot see that does nothing to them, with or without the wish to release. */
    private static Scenario neverKnown(String why, Answer list) {
        return quick("a list of nodes that " + why + " makes no machine one that never joined", world -> {
            world.commandIs(world.command().paidByUseAndReleased().with("--timeout-mins=1"));
            world.ens().machines().statusIs(2, "Expired");
            world.ens().onAfterOrder(NODES, list);
            world.run().exits(4, 5);
            world.assertOrders(1);
            assertAttached(world);
            assertEquals(List.of(), world.ens().released());
        });
    }
}
