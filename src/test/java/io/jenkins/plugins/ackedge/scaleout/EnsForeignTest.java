package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Joining;
import io.jenkins.plugins.ackedge.simulator.NodeIdentity;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that lie: nothing of somebody else is taken, restarted or released, and nothing of ours is taken for absent. */
class EnsForeignTest extends OnEns {
    private static final String REGION = "cn-beijing-telecom";

    private Parameters releasing() {
        return postPaid().with(Parameter.RELEASE_ON_FAILURE, true);
    }

    private SimulatedMachine machine(int index) {
        return ack.ens().machines().get(index);
    }

    private long asked(Operation operation) {
        return ack.exchanges().stream().filter(x -> x.operation() == operation).count();
    }

    /** One more node in each list of the cluster's nodes. */
    private void alsoANode(String json) {
        ack.always(
                Operation.DESCRIBE_CLUSTER_NODES,
                Fault.rewritten(body -> body.replace("\"nodes\":[]", "\"nodes\":[" + json + "]")
                        .replace("\"nodes\":[{", "\"nodes\":[" + json + ",{")
                        .replace("," + json + ",{", ",{")));
    }

    private static String node(String name, String host, String address, String id, String status) {
        return "{\"node_name\":\"" + name + "\",\"host_name\":\"" + host + "\",\"ip_address\":[\"" + address
                + "\"],\"instance_id\":\"" + id + "\",\"node_status\":\"" + status + "\",\"state\":\"running\"}";
    }

    // ------------------------------------------------------------------ found again

    /** The list of the tag names machines that no other list shows: they are bought, whatever was answered. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOnlyTheListOfItsTagKnowsIsNotTakenForNothing(boolean isOdd) {
        ack.on(Operation.RUN_INSTANCES, isOdd ? Fault.executedBut(Fault.orderFailed()) : Fault.resetAfter());
        ack.always(
                Operation.DESCRIBE_INSTANCES,
                Fault.rewritten(body -> body.replaceAll("(?s)\"Instance\":\\[.*\\]", "\"Instance\":[]")
                        .replaceAll("\"TotalCount\":[0-9]+", "\"TotalCount\":0")));
        ScaleOutResult result = end(start());

        assertEquals(1, ack.ens().bill().orders());
        assertEquals(OrderState.UNKNOWN, result.state(), result.message());
    }

    /** Somebody gave them back while they were looked for: they were ordered all the same. */
    @Test
    void machinesThatAreBeingReleasedWereOrdered() {
        ack.on(Operation.RUN_INSTANCES, Fault.executedBut(Fault.orderFailed()));
        ack.ens().onOrder(bought -> bought.machines().forEach(machine -> machine.status("Releasing")));
        ScaleOutResult result = end(controller.start(postPaid(), true, journal));

        assertEquals(1, ack.ens().bill().orders());
        assertNotEquals(OrderState.REJECTED, result.state(), result.message());
    }

    static Stream<Arguments> partial() {
        return Stream.of(
                Arguments.of("Some of the bulk orders failed, please try again:i-1."),
                Arguments.of("批量订单中有部分订单下单失败，请重试"));
    }

    /** HTTP 400 with any code: the vendor's page has this text for an order of which a part went through. */
    @ParameterizedTest
    @MethodSource("partial")
    void aBulkOrderThatFailedInPartIsLookedFor(String text) {
        for (String code : List.of("OrderFailed", "StockNotEnough", "InvalidParameter", "MissingParameter", "Any")) {
            stop();
            begin();
            Controller.Memory store = new Controller.Memory();
            ack.on(Operation.RUN_INSTANCES, Fault.executedBut(Fault.capitalisedError(400, code, text)));
            Waiter waiter = controller.start(store);
            ScaleOutResult result = end(waiter);
            assertEquals(OrderState.SUCCEEDED, result.state(), code + "\n" + waiter);
            assertEquals(1, ack.ens().bill().orders());
            assertEquals(1, asked(Operation.RUN_INSTANCES));
        }
    }

    @Test
    void aBulkOrderThatFailedInPartAndIsNeverSeenIsUnknown() {
        ack.on(
                Operation.RUN_INSTANCES,
                Fault.capitalisedError(400, "StockNotEnough", "Some of the bulk orders failed, please try again:x."));
        ScaleOutResult result = end(start());
        assertEquals(OrderState.UNKNOWN, result.state(), result.message());
        assertEquals(1, asked(Operation.RUN_INSTANCES));
    }

    // ------------------------------------------------------------------ other people's machines

    /** The answer to the order names a machine of somebody else beside ours. */
    @ParameterizedTest
    @ValueSource(strings = {"beside", "instead"})
    void aMachineOfSomebodyElseInTheAnswerIsNeitherRestartedNorReleased(String how) {
        SimulatedMachine theirs = ack.ens().addStranger(REGION, "production-1", Map.of("owner", "somebody-else"));
        ack.ens().setJoining(Joining.NEVER);
        ack.on(
                Operation.RUN_INSTANCES,
                Fault.rewritten(body -> how.equals("beside")
                        ? body.replace("\"InstanceIds\":[", "\"InstanceIds\":[\"" + theirs.id() + "\",")
                        : body.replaceAll(
                                "\"InstanceIds\":\\[[^\\]]*\\]",
                                "\"InstanceIds\":[\"" + theirs.id() + "\",\"" + theirs.id() + "x\"]")));
        ScaleOutResult result = end(controller.start(releasing(), true, journal));
        time.pass(Duration.ofHours(3));

        assertEquals(0, theirs.attaches(), result.message());
        assertFalse(theirs.released(), result.message());
        assertNotEquals(OrderState.SUCCEEDED, result.state());
    }

    /** The same where whoever waits gives up and wants everything undone. */
    @Test
    void anAbortReleasesNothingOfSomebodyElse() {
        SimulatedMachine theirs = ack.ens().addStranger(REGION, "production-1", Map.of("owner", "somebody-else"));
        ack.ens().setJoining(Joining.NEVER);
        ack.on(
                Operation.RUN_INSTANCES,
                Fault.rewritten(
                        body -> body.replace("\"InstanceIds\":[", "\"InstanceIds\":[\"" + theirs.id() + "\",")));
        Waiter waiter = controller.start(releasing(), true, journal);
        time.pass(Duration.ofMinutes(3));
        waiter.abort(true);
        time.pass(Duration.ofMinutes(5));

        assertFalse(theirs.released());
        assertEquals(0, ack.ens().bill().machinesKept());
    }

    /** Renewal costs money. It was set for whatever the answer named. */
    @Test
    void aMachineOfSomebodyElseInTheAnswerIsNotRenewed() {
        SimulatedMachine theirs = ack.ens().addStranger(REGION, "production-1", Map.of("owner", "somebody-else"));
        ack.on(
                Operation.RUN_INSTANCES,
                Fault.rewritten(
                        body -> body.replace("\"InstanceIds\":[", "\"InstanceIds\":[\"" + theirs.id() + "\",")));
        ScaleOutResult result = end(controller.start(renewing(), true, journal));

        assertFalse(theirs.autoRenew(), result.message());
        assertTrue(ack.ens().machines().stream().allMatch(SimulatedMachine::autoRenew), result.message());
    }

    /** A list by ids that answers with whatever it likes. */
    @Test
    void strangersInEachListAreNotTaken() {
        ack.ens().addStrangers(REGION, "jk-someone-n", 30);
        ack.always(
                Operation.LIST_TAG_RESOURCES,
                Fault.rewritten(body -> body.replace(
                        "\"TagResource\":[",
                        "\"TagResource\":[{\"ResourceId\":\"i-theirs\",\"TagKey\":\"owner\",\"TagValue\":\"x\"},")));
        ack.on(Operation.RUN_INSTANCES, Fault.resetAfter());
        ScaleOutResult result = end(start());
        assertEquals(ids(), result.instanceIds());
    }

    // ------------------------------------------------------------------ other people's nodes

    /** Private networks of different regions have the same addresses. */
    @Test
    void aNodeOfAnotherMachineWithTheSameAddressIsNotOurs() {
        ack.ens().setJoining(Joining.NEVER);
        Waiter waiter = start();
        time.runUntil(() -> !ack.ens().machines().isEmpty());
        String address = machine(0).privateAddress();
        alsoANode(node("other-1", "other-1", address, "i-another", "Ready"));
        ScaleOutResult result = end(waiter);

        OrderRecord.Instance first = result.instances().stream()
                .filter(i -> i.getId().equals(machine(0).id()))
                .findFirst()
                .orElseThrow();
        assertFalse(first.isWell(), result.message());
        assertEquals(OrderState.FAILED, result.state(), result.message());
        assertEquals(1, machine(0).attaches(), "it is repaired as any other");
    }

    @Test
    void aNodeOfAnotherOrderWithTheSameAddressIsNotOurs() {
        ack.ens().setJoining(Joining.NEVER);
        Waiter waiter = start();
        time.runUntil(() -> !ack.ens().machines().isEmpty());
        String address = machine(0).privateAddress();
        alsoANode(node("jk-ffffffffffff-n001", "jk-ffffffffffff-n001", address, "", "Ready"));
        ScaleOutResult result = end(waiter);

        assertTrue(result.instances().stream().noneMatch(OrderRecord.Instance::isWell), result.message());
    }

    /** One node cannot be two machines: without suffixes all machines of an order have one name. */
    @Test
    void oneNodeMakesOneMachineReady() {
        ack.ens().setSuffixes(false);
        ack.ens().setJoining(i -> i == 0 ? Joining.BY_ITSELF : Joining.NEVER);
        ScaleOutResult result = end(start());

        assertEquals(OrderState.FAILED, result.state(), result.message());
        assertEquals(0, machine(0).attaches(), "the one that is Ready is not restarted");
        assertEquals(1, machine(1).attaches());
        assertEquals(List.of(machine(1).id()), result.failedInstanceIds());
    }

    /** Without suffixes, and with the machine missing from the list whose node it is: the node makes no other one ready. */
    @Test
    void theNodeOfAMachineThatIsNotListedMakesNoOtherReady() {
        ack.ens().setSuffixes(false);
        ack.ens().setJoining(i -> i == 0 ? Joining.BY_ITSELF : Joining.NEVER);
        Waiter waiter = start();
        time.runUntil(() -> journal.last().getInstances().stream().anyMatch(OrderRecord.Instance::isWell));
        String first = machine(0).id();
        ack.on(Operation.DESCRIBE_INSTANCES, Fault.rewritten(body -> body.replace(first, first + "x")));
        ScaleOutResult result = end(waiter);

        assertEquals(OrderState.FAILED, result.state(), result.message());
        assertEquals(List.of(machine(1).id()), result.failedInstanceIds());
        assertEquals(0, machine(0).attaches());
        assertEquals(1, machine(1).attaches());
    }

    @Test
    void oneNodeKeepsItsMachineFromBeingReleasedAndNoOther() {
        ack.ens().setSuffixes(false);
        ack.ens().setNodeIdentity(NodeIdentity.HOST_NAME);
        ack.ens().setJoining(i -> i == 1 ? Joining.BY_ITSELF : Joining.NEVER);
        end(controller.start(releasing(), true, journal));

        assertFalse(machine(1).released());
        assertTrue(machine(0).released());
    }

    // ------------------------------------------------------------------ a list of nodes that forgets

    /** The list of nodes is empty for a while, and says that it is whole. */
    private void theNodesAreForgottenFrom(Duration delay, Duration length) {
        time.after(
                delay.toMillis(),
                () -> ack.always(
                        Operation.DESCRIBE_CLUSTER_NODES,
                        Fault.rewritten(body -> "{\"nodes\":[],\"page\":{\"page_number\":1,\"page_size\":100,"
                                + "\"total_count\":0}}")));
        time.after(delay.plus(length).toMillis(), () -> ack.clear());
    }

    @Test
    void aMachineThatWasANodeIsNotRestartedWhenTheListForgetsIt() {
        ack.ens().setJoining(i -> i == 1 ? Joining.NEVER : Joining.BY_ITSELF);
        theNodesAreForgottenFrom(Duration.ofMinutes(8), Duration.ofMinutes(20));
        Waiter waiter = start();
        end(waiter);

        assertEquals(0, machine(0).attaches(), waiter.toString());
        assertEquals(1, machine(1).attaches(), waiter.toString());
    }

    @Test
    void aMachineThatWasANodeIsNotReleasedWhenTheListForgetsIt() {
        ack.ens().setJoining(i -> i == 1 ? Joining.NEVER : Joining.BY_ITSELF);
        theNodesAreForgottenFrom(Duration.ofMinutes(8), Duration.ofHours(2));
        Waiter waiter = controller.start(releasing(), true, journal);
        end(waiter);
        time.pass(Duration.ofHours(1));

        assertFalse(machine(0).released(), waiter.toString());
    }

    @Test
    void anAbortDoesNotReleaseAMachineThatWasANode() {
        ack.ens().setJoining(i -> i == 1 ? Joining.NEVER : Joining.BY_ITSELF);
        theNodesAreForgottenFrom(Duration.ofMinutes(8), Duration.ofHours(2));
        Waiter waiter = controller.start(releasing(), true, journal);
        time.pass(Duration.ofMinutes(9));
        waiter.abort(true);
        time.pass(Duration.ofMinutes(9));

        assertFalse(machine(0).released(), journal.last().getMessage());
        assertTrue(machine(1).released(), journal.last().getMessage());
    }

    /** Also by a process that has never seen the node itself. */
    @Test
    void aLaterProcessDoesNotReleaseAMachineThatWasANode() {
        ack.ens().setJoining(i -> i == 1 ? Joining.NEVER : Joining.BY_ITSELF);
        theNodesAreForgottenFrom(Duration.ofMinutes(8), Duration.ofHours(2));
        controller.start(releasing(), true, journal);
        time.pass(Duration.ofMinutes(9));
        controller.restart();
        ack.always(
                Operation.DESCRIBE_CLUSTER_NODES,
                Fault.rewritten(body -> "{\"nodes\":[],\"page\":{\"total_count\":0}}"));
        end(controller.resume(journal));
        time.pass(Duration.ofHours(1));

        assertFalse(machine(0).released(), journal.last().getMessage());
        assertEquals(0, machine(0).attaches());
    }

    // ------------------------------------------------------------------ a machine that joins in the last moment

    private void joinsAtOnceWhenItMay(int index) {
        ack.ens().setJoiningTakes(Duration.ZERO);
        ack.ens().setGettingReady(Duration.ZERO);
        ack.ens().setJoining(i -> i == index ? Joining.NEVER : Joining.BY_ITSELF);
    }

    private Fault joining(int index) {
        return Fault.hook(() -> machine(index).joining(Joining.BY_ITSELF), null);
    }

    @Test
    void aMachineThatJoinsWhileItsScriptIsFetchedIsNotRestarted() {
        joinsAtOnceWhenItMay(1);
        ack.on(Operation.DESCRIBE_CLUSTER_ATTACH_SCRIPTS, 2, joining(1));
        Waiter waiter = start();

        assertEquals(OrderState.SUCCEEDED, end(waiter).state(), waiter.toString());
        assertEquals(0, machine(1).attaches(), waiter.toString());
    }

    /** It is not in the list of nodes, but that one does not tell of all. */
    @Test
    void aMachineIsNotRestartedByAListThatIsNotWhole() {
        joinsAtOnceWhenItMay(1);
        ack.on(
                Operation.DESCRIBE_CLUSTER_ATTACH_SCRIPTS,
                2,
                Fault.hook(
                        () -> ack.always(Operation.DESCRIBE_CLUSTER_NODES, Fault.rewritten(b -> "{\"nodes\":[{}]}")),
                        null));
        time.after(Duration.ofMinutes(15).toMillis(), ack::clear);
        Waiter waiter = start();
        time.pass(Duration.ofMinutes(14));
        assertEquals(2, asked(Operation.DESCRIBE_CLUSTER_ATTACH_SCRIPTS), waiter.toString());
        assertEquals(0, machine(1).attaches(), waiter.toString());

        end(waiter);
        assertEquals(1, machine(1).attaches(), waiter.toString());
    }

    @Test
    void aMachineThatJoinsWhileAnotherOneIsReleasedIsNotReleased() {
        ack.ens().setJoiningTakes(Duration.ZERO);
        ack.ens().setGettingReady(Duration.ZERO);
        ack.ens().setJoining(Joining.NEVER);
        ack.on(Operation.RELEASE_POST_PAID_INSTANCE, joining(1));
        Waiter waiter = controller.start(releasing(), true, journal);
        end(waiter);

        assertTrue(machine(0).released(), waiter.toString());
        assertFalse(machine(1).released(), waiter.toString());
    }

    // ------------------------------------------------------------------ two that watch one order

    @Test
    void twoProcessesRestartAMachineOnce() {
        for (int offset = 1; offset <= 40; offset++) {
            stop();
            begin();
            Controller.Memory store = new Controller.Memory();
            ack.ens().setJoining(Joining.NEVER);
            Waiter first = controller.start(store);
            time.pass(Duration.ofSeconds(30 + offset));
            Waiter second = controller.twin().start(store);
            end(first);
            end(second);
            for (SimulatedMachine machine : ack.ens().machines()) {
                assertTrue(machine.attaches() <= 1, "offset " + offset + ": " + machine.attaches());
            }
            assertEquals(1, ack.ens().bill().orders());
        }
    }
}
