package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is special about node pools: what may be given, and a size that is safe to ask for twice. */
class NodePoolRouteTest {
    private final VirtualTime time = new VirtualTime();
    private final Memory journal = new Memory();
    private final Parameters size =
            Via.NODE_POOL.sample().without(Parameter.COUNT).with(Parameter.DESIRED_SIZE, 5);
    private AckSimulator ack;
    private Controller controller;

    @BeforeEach
    void start() {
        ack = AckSimulator.builder().clock(time::wallMillis).stageMillis(60_000).start();
        controller = new Controller(Via.NODE_POOL, time, ack);
        ack.cluster(Controller.CLUSTER).nodePool(Controller.POOL).size(2);
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    private long poolSize() {
        return ack.cluster(Controller.CLUSTER).nodePool(Controller.POOL).size();
    }

    private List<Exchange> sent(Operation operation) {
        return ack.exchanges().stream().filter(x -> x.operation() == operation).toList();
    }

    @Test
    void addsACountToTheSize() {
        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(4, poolSize());
        Exchange order = sent(Operation.SCALE_CLUSTER_NODE_POOL).get(0);
        assertEquals("/clusters/" + Controller.CLUSTER + "/nodepools/" + Controller.POOL, order.path());
        assertEquals("{\"count\":2}", order.body());
    }

    @Test
    void givesThePoolASize() {
        assertEquals(
                OrderState.SUCCEEDED,
                controller.start(size, true, journal).result().state());
        assertEquals(5, poolSize());
        assertEquals(
                "{\"scaling_group\":{\"desired_size\":5}}",
                sent(Operation.MODIFY_CLUSTER_NODE_POOL).get(0).body());
        assertEquals(3, ack.ledger().nodes());
    }

    @Test
    void refusesASizeThatWouldTakeNodesAway() {
        ack.cluster(Controller.CLUSTER).nodePool(Controller.POOL).size(9);
        ScaleOutResult result = controller.start(size, true, journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("has 9 nodes, and desiredSize 5 would take some away"), result.message());
        assertEquals(9, poolSize());
        assertEquals(List.of(), sent(Operation.MODIFY_CLUSTER_NODE_POOL));
    }

    /** Nobody knows then whether nodes would be taken away. */
    @Test
    void aPoolWithoutANumberOfNodesIsNotGivenASize() {
        for (int i = 0; i < 2000; i++) {
            ack.on(Operation.DESCRIBE_CLUSTER_NODE_POOL_DETAIL, Fault.rewritten(body -> "{\"status\":{}}"));
        }
        ScaleOutResult result = controller.start(size, true, journal).result();

        assertTrue(result.message().contains("no number status.total_nodes"), result.message());
        assertEquals(List.of(), sent(Operation.MODIFY_CLUSTER_NODE_POOL));
    }

    @Test
    void refusesASizeThatWouldAddMoreThanTheLimit() throws Exception {
        Waiter waiter = controller.new Waiter();
        Order order =
                controller.order(size).atMost(2).from(Origin.of("test").withLimits("maxCount 2 of cluster store-1"));
        controller.scaleOuts.start(order, true, controller.secrets(), journal, waiter);

        assertEquals(OrderState.REJECTED, waiter.result().state());
        String message = waiter.result().message();
        assertTrue(
                message.contains("has 2 nodes, and desiredSize 5 would add 3, but at most 2 may be added: "), message);
        assertTrue(message.contains("maxCount 2 of cluster store-1."), message);
        assertEquals(List.of(), sent(Operation.MODIFY_CLUSTER_NODE_POOL));
    }

    /** What it may have added stays counted, also where a second attempt finds the pool grown. */
    @Test
    void notesHowManyNodesASizeAdds() throws Exception {
        ack.on(Operation.MODIFY_CLUSTER_NODE_POOL, Fault.resetAfter());
        Waiter waiter = controller.start(size, true, journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(3, journal.read().orElseThrow().nodesOrdered());
    }

    @Test
    void theLimitHoldsAfterARestart() throws Exception {
        Order order = controller.order(size).atMost(2);
        controller.scaleOuts.start(order, true, controller.secrets(), journal, controller.new Waiter());
        time.runUntil(() -> !journal.states().isEmpty());
        controller.restart();

        assertEquals(OrderState.REJECTED, controller.resume(journal).result().state());
        assertEquals(2, poolSize());
    }

    @Test
    void asksAgainForASizeWhoseRequestWasLost() {
        ack.on(Operation.MODIFY_CLUSTER_NODE_POOL, Fault.resetBefore());
        Waiter waiter = controller.start(size, true, journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(2, sent(Operation.MODIFY_CLUSTER_NODE_POOL).size());
        assertEquals(5, poolSize());
        assertEquals(3, ack.ledger().nodes());
    }

    @Test
    void buysOnceWhereTheAnswerWasLost() {
        ack.on(Operation.MODIFY_CLUSTER_NODE_POOL, Fault.resetAfter());
        Waiter waiter = controller.start(size, true, journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(5, poolSize());
        assertEquals(3, ack.ledger().nodes());
    }

    @Test
    void asksAgainAfterARestart() throws Exception {
        controller.start(size, true, journal);
        time.runUntil(() -> !journal.states().isEmpty());
        controller.restart();
        OrderRecord entry = journal.last();
        journal.writeAboutToBeSent(time.wallMillis());

        assertEquals(OrderState.SUCCEEDED, controller.resume(journal).result().state());
        assertEquals(5, poolSize());
    }

    @Test
    void saysThatAPoolIsNotThere() {
        ack.cluster(Controller.CLUSTER).nodePool(Controller.POOL).remove();
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("ErrorNodePoolNotFound"), result.message());
    }

    @Test
    void takesNothingThatThePoolDecides() {
        Parameters both = Via.NODE_POOL
                .sample()
                .with(Parameter.ENS_REGION_ID, "cn-beijing-telecom")
                .with(Parameter.WORKER_PERIOD, 1)
                .with(Parameter.DESIRED_SIZE, 5);
        assertEquals(
                "[ensRegionId 'cn-beijing-telecom' cannot be given with via 'nodePool',"
                        + " workerPeriod '1' cannot be given with via 'nodePool',"
                        + " loginPassword cannot be given with via 'nodePool',"
                        + " desiredSize '5' cannot be given together with count: choose one of the two]",
                Check.order(Via.NODE_POOL.route(), both, "Hello1234!").toString());
    }

    @Test
    void needsAPoolAndEitherCountOrSize() {
        Parameters nothing = Via.NODE_POOL.sample().without(Parameter.COUNT).without(Parameter.NODE_POOL_ID);
        assertEquals(
                "[count is missing: it is required, nodePoolId is missing: it is required]",
                Check.order(Via.NODE_POOL.route(), nothing, null).toString());
        assertEquals(List.of(), Check.order(Via.NODE_POOL.route(), size, null));
    }

    @Test
    void itsParametersAreNotForTheOtherRoute() {
        Parameters mixed = Via.SCALE_OUT_CLUSTER.sample().with(Parameter.NODE_POOL_ID, Controller.POOL);
        assertEquals(
                "[nodePoolId '" + Controller.POOL + "' cannot be given with via 'scaleOutCluster']",
                Check.order(Via.SCALE_OUT_CLUSTER.route(), mixed, "Hello1234!").toString());
    }
}
