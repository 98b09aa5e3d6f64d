package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Joining;
import io.jenkins.plugins.ackedge.simulator.NodeIdentity;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Machines of ENS: ordered once, found again by their name, and watched until they are Ready nodes. */
class EnsRouteTest extends OnEns {
    /** Whatever happens, a secret is in no URL and in nothing that is written or said. */
    @AfterEach
    void noSecretLeaves() {
        assertEquals(List.of(), ack.leaks());
        String written = journal.all() + "\n" + said;
        for (String secret : secrets()) {
            assertFalse(written.contains(secret), "a secret was written or said");
        }
    }

    @Test
    void ordersOnceAndWaitsUntilTheNodesAreReady() {
        Waiter waiter = start();
        ScaleOutResult result = end(waiter);

        assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
        assertEquals(1, ack.ens().bill().orders());
        assertEquals(2, ack.ens().bill().machines());
        assertTrue(ack.ens().machines().stream().allMatch(SimulatedMachine::ready));
        assertEquals(ids(), result.instanceIds());
        assertEquals(List.of(), result.failedInstanceIds());
        assertEquals("", result.taskId());
        assertEquals(ack.ens().bill().entries().get(0).requestId(), result.requestId());
        assertEquals(List.of("PLANNED", "SUBMITTING", "SUBMITTED", "SUCCEEDED"), journal.states());
        OrderRecord.Instance first = result.instances().get(0);
        SimulatedMachine machine = ack.ens().machine(first.getId());
        assertEquals(machine.name(), first.getName());
        assertTrue(first.isWell());
        assertFalse(first.getAddress().isEmpty());
        assertFalse(first.getExpires().isEmpty());
        assertTrue(result.price().matches("[0-9.]+ CNY"), result.price());
        assertTrue(waiter.heard("Price of the whole order: " + result.price()), waiter.toString());
        assertTrue(
                result.message()
                        .startsWith("Done: 2 instances added (" + String.join(", ", ids()) + "), ENS order jk-"),
                result.message());
    }

    @Test
    void eachMachineCarriesTheOrdersNameAndTag() {
        end(start());
        String orderId = journal.last().getOrderId();
        for (SimulatedMachine machine : ack.ens().machines()) {
            assertTrue(machine.name().matches("jk-" + orderId + "-n00[12]"), machine.name());
            assertEquals(machine.name(), machine.hostName());
            assertEquals(orderId, machine.tags().get("jenkins-scaleout"));
        }
    }

    // ------------------------------------------------------------------ the answer

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("lost", fault(Fault::resetAfter)),
                Arguments.of("a server error", fault(() -> Fault.serverErrorAfter(500))),
                Arguments.of("a server error that asks for more", fault(() -> Fault.serverErrorAfter(503))),
                Arguments.of("without ids", fault(Fault::withoutInstanceIdsAfter)),
                Arguments.of("with fewer ids", fault(() -> Fault.fewerInstanceIdsAfter(1))),
                Arguments.of("with wrapped ids", fault(Fault::wrappedInstanceIdsAfter)));
    }

    private static Supplier<Fault> fault(Supplier<Fault> fault) {
        return fault;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whateverTheAnswerIsLikeTheMachinesAreFoundAndNoneIsOrderedAgain(String name, Supplier<Fault> fault) {
        ack.on(Operation.RUN_INSTANCES, fault.get());
        Waiter waiter = start();
        ScaleOutResult result = end(waiter);

        assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
        assertEquals(1, posts());
        assertEquals(1, ack.ens().bill().orders());
        assertEquals(ids(), result.instanceIds());
    }

    @Test
    void machinesThatAppearLateAreFoundAfterALostAnswer() {
        ack.ens().setVisibleAfter(Duration.ofSeconds(90));
        ack.on(Operation.RUN_INSTANCES, Fault.resetAfter());
        ScaleOutResult result = end(start());

        assertEquals(OrderState.SUCCEEDED, result.state(), result.message());
        assertEquals(1, posts());
    }

    @Test
    void machinesAreFoundOnAnyPageAmongOthersWithASimilarName() {
        ack.ens().addStrangers("cn-beijing-telecom", "jk-", 120);
        ack.on(Operation.RUN_INSTANCES, Fault.resetAfter());
        ack.ens().setVisibleAfter(Duration.ofSeconds(5));
        ScaleOutResult result = end(start());

        assertEquals(OrderState.SUCCEEDED, result.state(), result.message());
        assertEquals(ids(), result.instanceIds());
    }

    @Test
    void anothersMachineWithTheSameNameAndAnotherTagIsNotTaken() {
        ack.on(Operation.RUN_INSTANCES, Fault.resetBefore());
        Waiter waiter = start();
        time.pass(Duration.ofSeconds(10));
        String name = "jk-" + journal.last().getOrderId() + "-n001";
        ack.ens().addStranger("cn-beijing-telecom", name, Map.of("jenkins-scaleout", "somebody else's"));

        assertEquals(OrderState.UNKNOWN, end(waiter).state());
    }

    @Test
    void withoutTagsInTheListTheNamesAreEnough() {
        ack.ens().setTagsReturned(false);
        ack.always(Operation.LIST_TAG_RESOURCES, Fault.noPermission());
        ack.on(Operation.RUN_INSTANCES, Fault.resetAfter());
        assertEquals(OrderState.SUCCEEDED, end(start()).state());
    }

    @Test
    void namesWithoutASuffixAreFoundToo() {
        ack.ens().setSuffixes(false);
        ack.on(Operation.RUN_INSTANCES, Fault.resetAfter());
        ScaleOutResult result = end(controller.start(controller.sample().with(Parameter.COUNT, 1), true, journal));
        assertEquals(OrderState.SUCCEEDED, result.state(), result.message());
    }

    @Test
    void anOrderThatIsNeverSeenStaysUnknownAndTellsWhereToLook() {
        ack.on(Operation.RUN_INSTANCES, Fault.resetBefore());
        Waiter waiter = start();
        ScaleOutResult result = end(waiter);
        String orderId = journal.last().getOrderId();

        assertEquals(OrderState.UNKNOWN, result.state(), waiter.toString());
        assertEquals(1, posts());
        assertTrue(result.elapsedMillis() >= Duration.ofMinutes(15).toMillis(), result.elapsedMillis() + " ms");
        for (String part : List.of(
                "may have been bought",
                "It was not sent again",
                "cn-beijing-telecom",
                "jk-" + orderId + "-n",
                "jenkins-scaleout=" + orderId,
                "created since 20")) {
            assertTrue(result.message().contains(part), part + " is not in: " + result.message());
        }
    }

    @Test
    void aClearRefusalEndsItWithNothingOrdered() {
        ack.on(Operation.RUN_INSTANCES, Fault.stockNotEnough());
        ScaleOutResult result = end(start());

        assertEquals(OrderState.REJECTED, result.state(), result.message());
        assertTrue(result.message().startsWith("Nothing was ordered: "), result.message());
        assertEquals(0, ack.ens().bill().orders());
    }

    /** It is said for many reasons, so it is checked that nothing was bought. */
    @Test
    void aGenericRefusalIsBelievedOnlyAfterALook() {
        ack.on(Operation.RUN_INSTANCES, Fault.orderFailed());
        ScaleOutResult result = end(start());

        assertEquals(OrderState.REJECTED, result.state(), result.message());
        assertTrue(result.message().contains("no machine of it appeared within 5 min"), result.message());
    }

    // ------------------------------------------------------------------ before the order

    @Test
    void aPriceAboveTheLimitOrdersNothing() {
        ScaleOutResult result =
                end(controller.start(controller.sample().with(Parameter.MAX_PRICE, "0.5"), true, journal));
        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("maxPrice '0.5' is less than the price of the order"), result.message());
        assertEquals(0, posts());
    }

    @Test
    void aLimitThatCannotBeCheckedOrdersNothing() {
        ack.always(Operation.DESCRIBE_PRICE, Fault.noPermission());
        ScaleOutResult result =
                end(controller.start(controller.sample().with(Parameter.MAX_PRICE, "5000"), true, journal));
        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("ens:DescribePrice"), result.message());
        assertEquals(0, posts());
    }

    @Test
    void whereTheKeyMayAskForNoPriceAndNoStockTheOrderGoesOn() {
        ack.always(Operation.DESCRIBE_PRICE, Fault.noPermission());
        ack.always(Operation.DESCRIBE_PRE_PAID_INSTANCE_STOCK, Fault.noPermission());
        Waiter waiter = start();
        ScaleOutResult result = end(waiter);

        assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
        assertEquals("", result.price());
        assertEquals(
                1,
                waiter.lines.stream()
                        .filter(l -> l.contains("ens:DescribePrice."))
                        .count());
        assertTrue(waiter.heard("ens:DescribePrePaidInstanceStock"), waiter.toString());
    }

    @Test
    void withoutStockNothingIsOrdered() {
        ack.ens().setStock(0);
        ScaleOutResult result = end(start());
        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("has no ens.sn1.tiny in stock in cn-beijing-telecom"), result.message());
        assertEquals(0, posts());
    }

    @Test
    void aPoolOfAnotherTypeOrdersNothing() {
        ack.cluster(Controller.CLUSTER).nodePool(Controller.POOL).type("ess");
        ScaleOutResult result = end(start());
        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("is a node pool of type 'ess'"), result.message());
        assertEquals(0, posts());
    }

    @Test
    void aJoinScriptThatIsRefusedOrdersNothing() {
        ack.always(Operation.DESCRIBE_CLUSTER_ATTACH_SCRIPTS, Fault.noPermission());
        ScaleOutResult result = end(start());
        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("cs:DescribeClusterAttachScripts"), result.message());
        assertEquals(0, posts());
    }

    // ------------------------------------------------------------------ until they are ready

    @ParameterizedTest
    @EnumSource(NodeIdentity.class)
    void aNodeIsFoundByNameAddressOrId(NodeIdentity identity) {
        ack.ens().setNodeIdentity(identity);
        assertEquals(OrderState.SUCCEEDED, end(start()).state());
    }

    @Test
    void aMachineThatDoesNotJoinIsRestartedWithTheScriptOnce() {
        ack.ens().setJoining(i -> i == 1 ? Joining.AFTER_ATTACH : Joining.BY_ITSELF);
        Waiter waiter = start();
        ScaleOutResult result = end(waiter);

        assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
        assertEquals(1, attaches().values().stream().mapToInt(Integer::intValue).sum());
        assertTrue(waiter.heard("is restarted with the join script (AttachEnsInstances), once"), waiter.toString());
        assertEquals(1, posts());
    }

    @Test
    void aMachineThatNeverJoinsFailsTheOrderAndIsNamedWithHowFarItCame() {
        ack.ens().setJoining(i -> i == 1 ? Joining.NEVER : Joining.BY_ITSELF);
        Waiter waiter = start();
        ScaleOutResult result = end(waiter);
        String lost = ack.ens().machines().stream()
                .filter(m -> !m.ready())
                .findFirst()
                .orElseThrow()
                .id();

        assertEquals(OrderState.FAILED, result.state(), waiter.toString());
        assertTrue(result.isPartial());
        assertEquals(List.of(lost), result.failedInstanceIds());
        assertTrue(result.message().contains(lost + " running, did not join"), result.message());
        assertTrue(result.message().contains(" ready"), result.message());
        assertTrue(result.message().contains("stays bought"), result.message());
        assertEquals(1, attaches().get(lost));
        assertEquals(1, posts());
        assertEquals(2, ack.ens().bill().machinesKept());
    }

    @Test
    void aRestartNeverRestartsAMachineASecondTime() {
        ack.ens().setJoining(Joining.NEVER);
        start();
        time.runUntil(() -> attaches().size() == 2);
        controller.restart();
        Waiter waiter = controller.resume(journal);
        end(waiter);
        assertTrue(
                attaches().values().stream().allMatch(n -> n == 1), attaches().toString());
        assertEquals(1, posts());
    }

    @Test
    void aMachineThatIsReleasedBySomebodyElseFailsTheOrder() {
        ack.ens().setJoining(i -> i == 1 ? Joining.NEVER : Joining.BY_ITSELF);
        Waiter waiter = start();
        time.runUntil(() -> ack.ens().machines().stream().anyMatch(SimulatedMachine::ready));
        SimulatedMachine lost = ack.ens().machines().stream()
                .filter(m -> !m.ready())
                .findFirst()
                .orElseThrow();
        lost.release();
        ScaleOutResult result = end(waiter);

        assertEquals(OrderState.FAILED, result.state(), waiter.toString());
        assertEquals(List.of(lost.id()), result.failedInstanceIds());
        assertTrue(result.message().matches(".*" + lost.id() + " (gone|released).*"), result.message());
    }

    @Test
    void whatNeverJoinedIsReleasedWhereThatIsWanted() {
        ack.ens().setJoining(i -> i == 1 ? Joining.NEVER : Joining.BY_ITSELF);
        Waiter waiter = controller.start(postPaid().with(Parameter.RELEASE_ON_FAILURE, true), true, journal);
        ScaleOutResult result = end(waiter);

        assertEquals(OrderState.FAILED, result.state(), waiter.toString());
        assertEquals(1, ack.ens().bill().machinesKept());
        SimulatedMachine gone = ack.ens().machines().stream()
                .filter(SimulatedMachine::released)
                .findFirst()
                .orElseThrow();
        assertTrue(result.message().contains(gone.id() + " released"), result.message());
        assertFalse(gone.ready());
    }

    @Test
    void nothingIsReleasedUnlessThatIsWanted() {
        ack.ens().setJoining(Joining.NEVER);
        ScaleOutResult result = end(controller.start(postPaid(), true, journal));
        assertEquals(OrderState.FAILED, result.state());
        assertEquals(2, ack.ens().bill().machinesKept());
    }

    @Test
    void automaticRenewalIsSetAfterTheOrder() {
        ScaleOutResult result = end(controller.start(renewing(), true, journal));
        assertEquals(OrderState.SUCCEEDED, result.state(), result.message());
        assertTrue(ack.ens().machines().stream().allMatch(SimulatedMachine::autoRenew));
    }

    @Test
    void aRefusedRenewalIsAWarning() {
        ack.always(Operation.MODIFY_INSTANCE_AUTO_RENEW_ATTRIBUTE, Fault.noPermission());
        Waiter waiter = controller.start(renewing(), true, journal);
        assertEquals(OrderState.SUCCEEDED, end(waiter).state());
        assertTrue(waiter.heard("Automatic renewal by 3 months could not be set"), waiter.toString());
    }

    @Test
    void whenTheTimeIsUpEachMachineIsNamedAndTheOrderIsWatchedOn() {
        ack.ens().setStarting(Duration.ofMinutes(90));
        Waiter waiter = start();
        ScaleOutResult result = end(waiter);
        assertEquals(OrderState.TIMED_OUT, result.state(), waiter.toString());
        for (String id : ids()) {
            assertTrue(result.message().contains(id + " starting"), result.message());
        }
        time.pass(Duration.ofHours(5));
        assertEquals(
                OrderState.SUCCEEDED, journal.last().getState(), journal.last().toString());
        assertEquals(1, posts());
    }

    @Test
    void anAbortNamesWhatIsBought() {
        ack.ens().setStarting(Duration.ofHours(1));
        Waiter waiter = start();
        time.runUntil(() -> journal.last().instanceIds().size() == 2);
        waiter.abort(true);
        ScaleOutResult result = end(waiter);
        assertTrue(result.isAborted());
        assertTrue(result.message().contains("machines of ENS that are bought cannot be cancelled"), result.message());
        assertTrue(ids().stream().allMatch(result.message()::contains), result.message());
        assertEquals(2, ack.ens().bill().machinesKept());
    }

    @Test
    void anAbortReleasesWhatHasNotJoinedWhereThatIsWanted() {
        ack.ens().setStarting(Duration.ofHours(1));
        Waiter waiter = controller.start(postPaid().with(Parameter.RELEASE_ON_FAILURE, true), true, journal);
        time.runUntil(() -> journal.last().instanceIds().size() == 2);
        waiter.abort(true);
        time.pass(Duration.ofMinutes(2));
        assertEquals(0, ack.ens().bill().machinesKept());
        assertTrue(
                journal.last().getMessage().contains("released"), journal.last().getMessage());
    }

    @Test
    void aDryRunTellsThePriceAndShowsTheRequestWithoutSecrets() {
        Waiter waiter = listener();
        controller.scaleOuts.dryRun(controller.order(controller.sample()), true, controller.secrets(), waiter);
        ScaleOutResult result = end(waiter);
        assertEquals(OrderState.PLANNED, result.state(), waiter.toString());
        assertTrue(waiter.heard("Price of the whole order: "), waiter.toString());
        assertTrue(waiter.heard("(RunInstances)"), waiter.toString());
        assertTrue(waiter.heard("Password"), waiter.toString());
        assertEquals(0, posts());
    }

    // ------------------------------------------------------------------

    private Map<String, Integer> attaches() {
        return ack.ens().machines().stream()
                .filter(m -> m.attaches() > 0)
                .collect(Collectors.toMap(SimulatedMachine::id, SimulatedMachine::attaches));
    }

    private long posts() {
        return ack.exchanges().stream()
                .map(Exchange::operation)
                .filter(Operation.RUN_INSTANCES::equals)
                .count();
    }
}
