package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many nodes a record counts for, which limits are held against. */
class OrderedNodesTest {
    private static OrderRecord of(Parameter parameter, String value, long most) {
        Parameters parameters = Parameters.none()
                .with(Parameter.CLUSTER_ID, "c")
                .with(Parameter.NODE_POOL_ID, "np1")
                .with(parameter, value);
        Order order = new Order(
                Routes.find("nodePool").orElseThrow(),
                AckEndpoint.ofUrl("http://127.0.0.1:9"),
                parameters,
                Origin.of("test"));
        return OrderRecord.planned("0123456789abcdef", order.atMost(most), 1_000);
    }

    private static OrderRecord three(OrderState state) {
        return OneOrderFile.next(of(Parameter.COUNT, "3", Long.MAX_VALUE), state);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REJECTED")
    void whatIsOrderedOrInDoubtCounts(OrderState state) {
        assertEquals(3, three(state).nodesOrdered());
    }

    @Test
    void whatWasRefusedDoesNot() {
        assertEquals(0, three(OrderState.REJECTED).nodesOrdered());
    }

    @Test
    void aPlanCountsUntilItIsGivenUp() {
        OrderRecord plan = three(OrderState.PLANNED);
        assertEquals(3, plan.nodesOrdered());
        assertEquals(Long.MAX_VALUE, plan.lastSentMillis(), "it may be sent at any time");
        assertEquals(0, plan.with(f -> f.endedMillis = 5).nodesOrdered());
    }

    @Test
    void theTimeIsThatOfTheLastAttempt() {
        OrderRecord sent = three(OrderState.SUBMITTED);
        assertEquals(1_000, sent.lastSentMillis());
        assertEquals(7_000, sent.with(f -> f.submittingMillis = 7_000).lastSentMillis());
    }

    @Test
    void aSizeCountsForWhatItAdds() {
        OrderRecord planned = of(Parameter.DESIRED_SIZE, "9", 4);
        assertEquals(4, planned.nodesOrdered(), "it adds no more than it may");
        assertEquals(2, planned.with(f -> f.adds = 2).nodesOrdered());
        assertEquals(
                Long.MAX_VALUE, of(Parameter.DESIRED_SIZE, "9", Long.MAX_VALUE).nodesOrdered());
    }

    @Test
    void aWaitForSomebodyElsesTaskCountsForNothing() {
        Order task = new Order(
                Routes.standard(), AckEndpoint.ofUrl("http://127.0.0.1:9"), Parameters.none(), Origin.of("test"));
        assertEquals(0, OrderRecord.watched("0123456789abcdef", task, "T-1", 1).nodesOrdered());
    }
}
