package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.accepted;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two runs whose state file is one file, though it has two names. */
final class Twins {
    /** Makes the second name of the state file. */
    @FunctionalInterface
    private interface SecondName {
        Path of(World world) throws Exception;
    }

    private Twins() {}

    static List<Scenario> scenarios() {
        return List.of(
                atOnce("the same name", false, world -> world.stateFile),
                atOnce("a name with dots", false, world -> world.folder.resolve("../state/order.json")),
                atOnce("a symbolic link to a file that does not exist yet", false, Twins::symbolicLink),
                atOnce("a symbolic link", true, Twins::symbolicLink),
                quick("a state file with a second name, a hard link, is refused by each of its names", world -> {
                    leaveAStateFile(world);
                    Path second = hardLink(world);
                    int orders = world.ack.orders().size();
                    int before = world.ack.requests().size();
                    world.run().exits(2).says("order.json").says("hard links");
                    world.run(world.command().stateFile(second))
                            .exits(2)
                            .says("order-link.json")
                            .says("hard links");
                    world.assertOrders(orders);
                    assertEquals(before, world.ack.requests().size());
                }),
                atOnce("a symbolic link to the folder", false, Twins::linkedFolder),
                oneAfterTheOther("a symbolic link to a file that does not exist yet", false, Twins::symbolicLink),
                oneAfterTheOther("a symbolic link", true, Twins::symbolicLink),
                oneAfterTheOther("a symbolic link to the folder", false, Twins::linkedFolder),
                quick("two runs at once by a bind mount: one order at most", world -> {
                    Path elsewhere = world.folder.resolveSibling("elsewhere");
                    Mount.again(world.folder, elsewhere, mount -> {
                        atOnce(world, elsewhere.resolve("order.json"));
                    });
                }),
                quick("ten runs at once: one order at most", world -> {
                    world.ack.onOrder(carriedOut(accepted().sent(Manner.afterSeconds(12))));
                    List<Run> runs = new java.util.ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        runs.add(world.start(world.command()));
                    }
                    for (Run run : runs) {
                        endsOrTells(world.end(run));
                    }
                    world.assertOrders(1);
                }));
    }

    private static Scenario atOnce(String what, boolean fileExists, SecondName name) {
        return quick("two runs at once by " + what + ": one order at most, and a clear message", world -> {
            if (fileExists) {
                leaveAStateFile(world);
            }
            atOnce(world, name.of(world));
        });
    }

    private static void atOnce(World world, Path second) throws Exception {
        int before = world.ack.orders().size();
        world.ack.onOrder(carriedOut(accepted().sent(Manner.afterSeconds(8))));
        List<Run> runs = world.startTogether(world.command(), world.command().stateFile(second));
        Outcome first = world.end(runs.get(0));
        Outcome other = world.end(runs.get(1));
        world.assertOrders(before + 1);
        endsOrTells(first);
        endsOrTells(other);
    }

    /** Whoever does not end well names the file that is in use. */
    private static void endsOrTells(Outcome outcome) {
        if (outcome.exit() != 0) {
            outcome.exits(1, 2).saysOneOf("order.json", "order-link.json");
        }
    }

    private static Scenario oneAfterTheOther(String what, boolean fileExists, SecondName name) {
        return quick("a second run by " + what + " finds the first one's order", world -> {
            if (fileExists) {
                leaveAStateFile(world);
            }
            int before = world.ack.orders().size();
            Path second = name.of(world);
            world.ack.onOrder(carriedOut(accepted()));
            world.run(world.command().stateFile(second)).exits(0);
            world.assertOrders(before + 1);
            Outcome again = world.run();
            world.assertOrders(before + 1);
            again.exits(0, 1, 2);
        });
    }

    /** Of an order that was refused, so that the next run may order. */
    private static void leaveAStateFile(World world) throws Exception {
        world.ack.onOrder(notCarriedOut(refusal(403, "Forbidden.RAM")));
        world.run().exits(3);
    }

    private static Path symbolicLink(World world) throws Exception {
        return Files.createSymbolicLink(
                Files.createDirectories(world.folder.resolveSibling("links")).resolve("order-link.json"),
                world.stateFile);
    }

    private static Path hardLink(World world) throws Exception {
        return Files.createLink(
                Files.createDirectories(world.folder.resolveSibling("links")).resolve("order-link.json"),
                world.stateFile);
    }

    private static Path linkedFolder(World world) throws Exception {
        Path link = Files.createSymbolicLink(world.folder.resolveSibling("linked"), world.folder);
        return link.resolve("order.json");
    }
}
