package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.quoted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.nodes;
import static io.jenkins.plugins.ackedge.adversary.HostileEns.NODES;
import static io.jenkins.plugins.ackedge.adversary.MachineBook.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists of nodes in which a machine must be known again, and no other one may be taken for it. */
final class EnsNodes {
    private EnsNodes() {}

    static List<Scenario> scenarios() {
        return List.of(
                known("without an instance id, by host name", m -> node("null", "n-" + m.id, m.name, "", true)),
                known("without an instance id, by node name", m -> node("\"\"", m.name, "", "", true)),
                known("with its name in the place of the id", m -> node(quoted(m.name), m.name, m.name, "", true)),
                known("by address alone", m -> node("null", "edge-" + m.id, "edge-" + m.id, m.address, true)),
                known("in capital letters", m -> node("null", m.name.toUpperCase(java.util.Locale.ROOT), "", "", true)),
                succeeds("the nodes are on a later page", world -> {
                    onALaterPage(world);
                    world.ens().machines().totalIs(MachineBook.Total.ZERO);
                }),
                succeeds("pages of nodes are smaller than asked for", world -> {
                    onALaterPage(world);
                    world.ens().machines().pagesOfAtMost(7);
                }),
                succeeds(
                        "the list of nodes fails, is cut off, is HTML and is empty before it is right",
                        world -> thenAsUsual(
                                world,
                                refusal(500, "InternalError"),
                                nodes("2", "[{\"instance_id\":").sent(Manner.cutInTheMiddleOfTheBody()),
                                Answer.html(200, "please log in"),
                                Answer.json(200, "{}"),
                                nodes("null", "null"))),
                succeeds(
                        "the list of nodes is forbidden for a while",
                        world -> thenAsUsual(world, refusal(403, "Forbidden.RAM"))),
                succeeds("a node is not ready at first", world -> {
                    world.ens().machines().nodesAreShownAs(m -> node(quoted(m.id), m.name, m.name, m.address, false));
                    int[] asked = {0};
                    world.ens().before(NODES, any -> {
                        if (++asked[0] == 3) {
                            world.ens()
                                    .machines()
                                    .nodesAreShownAs(m -> node(quoted(m.id), m.name, m.name, m.address, true));
                        }
                    });
                }),
                neverTaken(
                        "has the same address and is another machine",
                        m -> node("\"i-other0\"", "web-0", "web-0", m.address, true)),
                neverTaken(
                        "has the same address and the name of another order",
                        m -> node("null", "jk-0123456789abcdef-n001", "jk-0123456789abcdef-n001", m.address, true)),
                neverTaken(
                        "has a name that only begins like it", m -> node("null", m.name + "0", m.name + "0", "", true)),
                neverTaken("is not ready", m -> node(quoted(m.id), m.name, m.name, m.address, false)));
    }

    private static void onALaterPage(World world) {
        for (int i = 0; i < 130; i++) {
            world.ens().machines().add("i-other" + i, "web-" + i, java.util.Map.of()).joins =
                    Optional.of(Instant.EPOCH);
        }
    }

    /** The answers are given in turn, then the list is what it should be. */
    private static void thenAsUsual(World world, Answer... answers) {
        world.ens().onAfterOrder(NODES, answers);
        int[] asked = {0};
        world.ens().before(NODES, any -> {
            if (++asked[0] > answers.length) {
                world.ens().asUsual(NODES);
            }
        });
    }

    private static Scenario succeeds(String name, Scenario.Attack lists) {
        return quick("it is watched to its end where " + name, world -> {
            lists.play(world);
            world.run().exits(0).says("i-ours1").says("i-ours2");
            world.assertOrders(1);
            world.runsAgainAndIsDone();
        });
    }

    private static Scenario known(String how, Function<MachineBook.Machine, String> row) {
        return quick("a node is known as the machine's " + how, world -> {
            world.ens().machines().nodesAreShownAs(row);
            world.run().exits(0).says("i-ours1").says("i-ours2");
            world.assertOrders(1);
        });
    }

    private static Scenario neverTaken(String why, Function<MachineBook.Machine, String> row) {
        return quick("a node that " + why + " is no success", world -> {
            world.ens().machines().nodesAreShownAs(row);
            world.glance(world.command(), Duration.ofSeconds(15)).exits(Outcome.KILLED);
            world.assertOrders(1);
        });
    }
}
