package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.accepted;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;
import static io.jenkins.plugins.ackedge.adversary.Scenario.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** State files that cannot be read, written or understood. */
final class StateFiles {
    private StateFiles() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(List.of(
                notUnderstood("empty", ""),
                notUnderstood("blank", "\n \n"),
                notUnderstood("no JSON", "not a state file\n"),
                notUnderstood("half written", "{\"version\":1,\"state\":\"SUBMI"),
                notUnderstood("an array", "[]"),
                notUnderstood("null", "null"),
                notUnderstood("an empty object", "{}"),
                notUnderstood("of a later version", "{\"version\": 99}"),
                notUnderstood("something else's", "{\"name\":\"package\",\"version\":\"1.0.0\",\"private\":true}")));
        all.add(changed("cut in half", text -> text.substring(0, text.length() / 2)));
        all.add(changed(
                "without its last character",
                text -> text.strip().substring(0, text.strip().length() - 1)));
        all.add(changed(
                "written by a later version", text -> text.replaceFirst("\"version\"\\s*:\\s*\\d+", "\"version\":99")));
        all.add(changed("in an unknown state", text -> text.replaceAll("SUCCEEDED|SUBMITTED", "BEYOND")));
        all.addAll(notFiles());
        all.addAll(notWritable());
        all.addAll(duringARun());
        return all;
    }

    private static List<Scenario> notFiles() {
        return List.of(
                refused("a folder", world -> Files.createDirectories(world.folder.resolve("folder.json"))),
                refused("/dev/full", world -> Path.of("/dev/full")),
                refused("/dev/zero", world -> Path.of("/dev/zero")),
                refused("/dev/null", world -> Path.of("/dev/null")),
                refused("a pipe that nobody writes to", world -> {
                    Path pipe = world.folder.resolve("pipe.json");
                    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString())
                                    .start()
                                    .waitFor()
                            == 0);
                    return pipe;
                }),
                refused(
                        "below a file",
                        world -> Files.createFile(world.folder.resolve("file")).resolve("order.json")),
                refused("a link to itself", world -> {
                    Path link = world.folder.resolve("loop.json");
                    return Files.createSymbolicLink(link, link);
                }));
    }

    private static List<Scenario> notWritable() {
        return List.of(
                quick("the state file is unreadable: nothing is sent, and the message names it", world -> {
                    world.run().exits(0);
                    permit(world.stateFile, "---------");
                    int requests = world.ack.requests().size();
                    Outcome end = world.run(world.command().withoutPrivileges());
                    nothingSent(world, end, world.stateFile, requests);
                }),
                quick("the folder may not be written: nothing is sent, and the message names the file", world -> {
                    permit(world.folder, "r-xr-xr-x");
                    Outcome end = world.run(world.command().withoutPrivileges());
                    permit(world.folder, "rwxr-xr-x");
                    nothingSent(world, end, world.stateFile, 0);
                }),
                quick("the disk is read-only: nothing is sent, and the message names the file", world -> {
                    Mount.small(world.folder, mount -> {
                        mount.readOnly();
                        nothingSent(world, world.run(), world.stateFile, 0);
                    });
                }),
                quick("the disk is full: nothing is sent; with room again, at most one order", world -> {
                    Mount.small(world.folder, mount -> {
                        Path filler = Mount.fill(world.folder);
                        nothingSent(world, world.run(), world.stateFile, 0);
                        Files.delete(filler);
                        Outcome again = world.run();
                        again.exits(world.ack.orders().isEmpty() ? 2 : 0);
                        assertTrue(world.ack.orders().size() <= 1);
                    });
                }));
    }

    private static List<Scenario> duringARun() {
        return List.of(
                quick("the disk is full when the order has been accepted: told, and never ordered again", world -> {
                    Mount.small(world.folder, mount -> {
                        world.ack.onOrder(carriedOut(accepted()));
                        world.ack.whenOrdered(() -> unchecked(() -> Mount.fill(world.folder)));
                        world.run().says("T-ours1");
                        Files.delete(world.folder.resolve("filler"));
                        world.glance(world.command());
                        world.assertOrders(1);
                    });
                }),
                quick(
                        "the folder may not be written any more when the order has been accepted: told, and never ordered again",
                        world -> {
                            world.ack.whenOrdered(() -> unchecked(() -> permit(world.folder, "r-xr-xr-x")));
                            Outcome first = world.run(world.command().withoutPrivileges());
                            first.says("T-ours1").says("order.json");
                            permit(world.folder, "rwxr-xr-x");
                            world.ack.whenOrdered(() -> {});
                            world.glance(world.command());
                            world.assertOrders(1);
                        }),
                quick(
                        "the folder is moved away when the order has been accepted: told, and never ordered again",
                        world -> {
                            Path moved = world.folder.resolveSibling("moved");
                            world.ack.whenOrdered(() -> unchecked(() -> Files.move(world.folder, moved)));
                            Files.createDirectories(world.folder);
                            Outcome first = world.run();
                            first.says("T-ours1").says("order.json");
                            world.ack.whenOrdered(() -> {});
                            world.glance(world.command().stateFile(moved.resolve("order.json")));
                            world.assertOrders(1);
                        }),
                quick("the folder is moved away before a second attempt: that one is not sent", world -> {
                    Path moved = world.folder.resolveSibling("moved");
                    world.ack.onOrder(notCarriedOut(Bodies.throttled()), carriedOut(accepted()));
                    world.ack.whenOrdered(() -> unchecked(() -> Files.move(world.folder, moved)));
                    Outcome first = world.run();
                    world.assertOrders(1);
                    first.exits(1, 2, 3).says("order.json");
                }));
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Scenario notUnderstood(String what, String content) {
        return quick(
                "the state file is " + what + ": nothing is sent, it stays as it is, the message names it", world -> {
                    Files.writeString(world.stateFile, content);
                    nothingSent(world, world.run(), world.stateFile, 0);
                    assertEquals(content, Files.readString(world.stateFile));
                });
    }

    /** A good state file of an order that was placed, then changed: it must never be taken for none. */
    private static Scenario changed(String what, java.util.function.UnaryOperator<String> change) {
        return quick("the state file of an order is " + what + ": nothing more is sent, it stays as it is", world -> {
            world.run().exits(0);
            String good = Files.readString(world.stateFile);
            String bad = change.apply(good);
            assertTrue(!bad.equals(good), () -> "nothing to change in " + good);
            Files.writeString(world.stateFile, bad);
            nothingSent(
                    world, world.run(), world.stateFile, world.ack.requests().size());
            assertEquals(bad, Files.readString(world.stateFile));
        });
    }

    private interface Place {
        Path in(World world) throws Exception;
    }

    private static Scenario refused(String what, Place place) {
        return quick("the state file is " + what + ": nothing is sent, and the message names it", world -> {
            Path file = place.in(world);
            Outcome end = world.run(world.command().stateFile(file));
            nothingSent(world, end, file, 0);
        });
    }

    private static void nothingSent(World world, Outcome end, Path file, int requests) {
        int orders = (int) world.ack.requests().stream()
                .limit(requests)
                .filter(Request::isOrder)
                .count();
        world.assertOrders(orders);
        end.exits(2).says(file.getFileName().toString());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void unchecked(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
