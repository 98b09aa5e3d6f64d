package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is given back with {@code --release-on-failure}: machines of the order that never joined and are paid by use, and no
 * other. One of two is a node at once; the other one is "Expired" and will never be, which ends the order at once.
 */
final class EnsReleases {
    private static final String RELEASE = "ReleasePostPaidInstance";

    private EnsReleases() {}

    static List<Scenario> scenarios() {
        return List.of(
                released("an answer as documented", EnsBodies.done()),
                released("InstanceIdNotFound", refusal(400, "InstanceIdNotFound")),
                released("500 without an end", refusal(500, "InternalError")),
                released("a connection closed without a word", Answer.silence(Manner.hangsUp())),
                released("a refusal", refusal(403, "Forbidden.RAM")),
                released("Throttling", Bodies.throttled().header("Retry-After", "0")),
                released("a code by 200", refusal(200, "Whatever.New")),
                released("307 to itself", Answer.status(307).header("Location", "{{self}}")),
                released("HTML", Answer.html(200, "please log in")),
                released("somebody else's id in a refusal", refusal(400, "InvalidParameter", "use i-other0")),
                quick("a machine that does not join even when restarted is released; the other one stays", world -> {
                    world.commandIs(world.command().paidByUseAndReleased().with("--timeout-mins=2"));
                    world.ens().machines().allJoinBut(2);
                    world.ens().attachingDoesNotHelp();
                    Outcome end = world.run().exits(4, 5);
                    assertEquals(
                            end.exit() == 4 ? List.of("i-ours2") : List.of(),
                            world.ens().released());
                    assertEquals(List.of("i-ours2"), world.ens().attached());
                }),
                quick("without the wish nothing is released", world -> {
                    world.ens().machines().allJoinBut(2);
                    world.ens().machines().statusIs(2, "Expired");
                    world.run().exits(4).says("i-ours2 expired");
                    assertEquals(List.of(), world.ens().released());
                }),
                quick("a subscription is never released: refused before anything is sent", world -> {
                    world.run(world.command().with("--release-on-failure")).exits(2);
                    assertEquals(List.of(), world.ack.requests());
                }),
                quick("machines that lists hold for ours are not released", world -> {
                    begin(world);
                    world.ack.whenOrdered(() -> {
                        String name = world.ens().name();
                        MachineBook machines = world.ens().machines();
                        machines.add("i-other1", name + "001", Map.of(MachineBook.TAG, "0123456789abcdef"));
                        machines.add("i-other2", "x" + name + "002", Map.of());
                        machines.add("i-other3", "web", Map.of("team", name));
                    });
                    // Only the order's number comes back, so that all three are looked for in lists.
                    world.ack.onOrder(OrderStep.carriedOut(EnsBodies.orderedAs("[]")));
                    world.run().exits(4);
                    assertReleased(world);
                }),
                quick("a machine that only the list of tags holds for ours is not released", world -> {
                    begin(world);
                    world.ens().machines().add("i-other1", "web", Map.of("team", "web"));
                    world.ack.onOrder(OrderStep.carriedOut(EnsBodies.orderedAs("[]")));
                    world.ack.whenOrdered(
                            () -> world.ens().onAfterOrder("ListTagResources", tagged(world, "i-other1")));
                    world.glance(world.command(), java.time.Duration.ofSeconds(20))
                            .exits(4, Outcome.KILLED);
                    assertTrue(Set.of("i-ours2").containsAll(world.ens().released()));
                }),
                quick("a machine that only the vendor's answer names is not released", world -> {
                    begin(world);
                    world.ens().machines().add("i-other1", "web", Map.of("team", "web")).status = "Expired";
                    world.ack.onOrder(OrderStep.carriedOut(EnsBodies.orderedAs("[\"i-ours1\",\"i-other1\"]")));
                    world.run().exits(4);
                    assertEquals(List.of(), world.ens().released());
                }),
                quick("killed when a machine is being released: the next run releases no other one", world -> {
                    begin(world);
                    world.ens().onAfterOrder(RELEASE, Answer.silence(Manner.never()));
                    Run run = world.start(world.command());
                    world.await("a release", () -> !world.ens().released().isEmpty());
                    run.kill();
                    world.ens().asUsual(RELEASE);
                    world.run().exits(4);
                    assertReleased(world);
                    world.assertOrders(1);
                }),
                quick("killed right after a machine was released: the next run releases no other one", world -> {
                    begin(world);
                    Run run = world.start(world.command());
                    world.await("a release", () -> !world.ens().released().isEmpty());
                    run.kill();
                    world.run().exits(4);
                    assertReleased(world);
                }),
                quick("asked to end (SIGTERM) while machines join: never a node is released", world -> {
                    begin(world);
                    world.ens().machines().statusIs(2, "Running");
                    Run run = world.start(world.command());
                    world.await(
                            "a list of nodes",
                            () -> world.ack.requests().stream()
                                    .anyMatch(r -> r.path().endsWith("/nodes")));
                    run.terminate();
                    world.end(run);
                    assertTrue(Set.of("i-ours2").containsAll(world.ens().released()));
                }));
    }

    private static void begin(World world) {
        world.commandIs(world.command().paidByUseAndReleased());
        world.ens().machines().allJoinBut(2);
        world.ens().machines().statusIs(2, "Expired");
    }

    private static void assertReleased(World world) {
        assertEquals(Set.of("i-ours2"), new TreeSet<>(world.ens().released()));
    }

    private static Answer tagged(World world, String id) {
        return Answer.json(
                200,
                "{\"TagResources\":[{\"ResourceId\":\"" + id + "\",\"TagKey\":\"" + MachineBook.TAG
                        + "\",\"TagValue\":\"" + world.ens().name().replaceAll("jk-|-n", "") + "\"}]}");
    }

    private static Scenario released(String what, Answer answer) {
        return quick("a machine that never joined is released, answered by " + what + ": no other one is", world -> {
            begin(world);
            world.ens().on(RELEASE, answer);
            world.run().exits(4).says("i-ours1").says("i-ours2");
            assertReleased(world);
            assertTrue(world.ens().released().size() <= 5, world.ens().released()::toString);
            world.run().exits(4);
            world.assertOrders(1);
        });
    }
}
