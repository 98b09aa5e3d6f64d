package io.jenkins.plugins.ackedge.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.ClusterLimits;
import io.jenkins.plugins.ackedge.orders.OrderLimits.OverLimitException;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderFolder;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import io.jenkins.plugins.ackedge.scaleout.StoredOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What limits leave, counted from the records of a controller. */
class OrderLimitsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @TempDir
    Path home;

    private OrderFolder orders;
    private AckEdgeCluster cluster;

    @BeforeEach
    void start() {
        orders = new OrderFolder(home.resolve("orders"));
        cluster = new AckEdgeCluster("store-1");
        cluster.setMaxCountPerDay("10");
    }

    private StoredOrder hoursAgo(int hours) {
        return new StoredOrder().sent(NOW.toEpochMilli() - hours * HOUR);
    }

    private Order asked(Parameter parameter, int nodes, Instant now) throws IOException, OverLimitException {
        Parameters parameters = Parameters.none()
                .with(Parameter.CLUSTER_ID, "Cccfd68c474454665ace07efce924abcd")
                .with(parameter, Integer.toString(nodes));
        Order order =
                new Order(Routes.standard(), AckEndpoint.ofUrl("http://127.0.0.1:9"), parameters, Origin.of("job#2"));
        return new OrderLimits(orders, Clock.fixed(now, ZoneOffset.UTC))
                .allow(order, ClusterLimits.of(List.of(cluster)));
    }

    private String used(int count) throws IOException, OverLimitException {
        return asked(Parameter.COUNT, count, NOW).origin().limits();
    }

    private String refusal(int count) {
        return assertThrows(OverLimitException.class, () -> asked(Parameter.COUNT, count, NOW))
                .getMessage();
    }

    @Test
    void whatIsLeftMayBeOrdered() throws Exception {
        hoursAgo(1).count(4).putInto(orders, 1);
        hoursAgo(23).count(3).putInto(orders, 2);
        assertEquals("maxCountPerDay 10 of cluster store-1, of which 7 were ordered in the 24 hours before", used(3));
        assertEquals(
                "count '4' is more than is left of maxCountPerDay 10 of cluster store-1: 7 nodes were ordered in the "
                        + "last 24 hours, by all jobs together, so 3 are left",
                refusal(4));
    }

    @Test
    void theDayBeforeAndOtherClustersDoNotCount() throws Exception {
        hoursAgo(24).count(9).putInto(orders, 1);
        hoursAgo(1).count(9).cluster("c00000000000000000000000000000000").putInto(orders, 2);
        assertTrue(used(10).contains("of which 0 were"));
    }

    @Test
    void theClusterCountsHoweverItsIdIsWritten() throws Exception {
        hoursAgo(1).count(9).cluster("cCCFD68C474454665ACE07EFCE924ABCD").putInto(orders, 1);
        assertTrue(refusal(2).contains("9 nodes were ordered"));
    }

    @Test
    void whatIsInDoubtCountsAndWhatWasRefusedDoesNot() throws Exception {
        hoursAgo(1).count(3).state(OrderState.UNKNOWN).putInto(orders, 1);
        hoursAgo(1).count(3).state(OrderState.REJECTED).putInto(orders, 2);
        hoursAgo(1).count(3).state(OrderState.TIMED_OUT).putInto(orders, 3);
        hoursAgo(1).count(1).state(OrderState.PLANNED).ended(NOW.toEpochMilli()).putInto(orders, 4);
        assertTrue(used(4).contains("of which 6 were"));
    }

    /** A day later it may be sent all the same. */
    @Test
    void aPlanCountsHoweverOldItIs() throws Exception {
        hoursAgo(30).count(8).state(OrderState.PLANNED).putInto(orders, 1);
        assertTrue(refusal(3).contains("8 nodes were ordered"));
    }

    @Test
    void aClockThatIsSetBackForgetsNothing() throws Exception {
        hoursAgo(1).count(8).putInto(orders, 1);
        Instant lastWeek = NOW.minus(Duration.ofDays(7));
        String refusal = assertThrows(OverLimitException.class, () -> asked(Parameter.COUNT, 3, lastWeek))
                .getMessage();
        assertTrue(refusal.contains("8 nodes were ordered"), refusal);
    }

    @Test
    void aSizeMayAddNoMoreThanIsLeft() throws Exception {
        hoursAgo(1).count(8).putInto(orders, 1);
        cluster.setMaxCount("5");
        Order allowed = asked(Parameter.DESIRED_SIZE, 40, NOW);
        assertEquals(
                "maxCount 5 of cluster store-1; maxCountPerDay 10 of cluster store-1, of which 8 were ordered in the 24"
                        + " hours before",
                allowed.origin().limits());
        hoursAgo(1).count(2).putInto(orders, 2);
        String refusal = assertThrows(OverLimitException.class, () -> asked(Parameter.DESIRED_SIZE, 40, NOW))
                .getMessage();
        assertTrue(refusal.startsWith("desiredSize '40' is more than is left"), refusal);
    }

    /** Nobody knows what it ordered. */
    @Test
    void aRecordThatCannotBeReadAllowsNothing() throws Exception {
        hoursAgo(1).putInto(orders, 1);
        Files.writeString(home.resolve("orders/0000000000000002.json"), "{");
        assertEquals(
                "nothing can be counted against maxCountPerDay 10 of cluster store-1: 1 records of orders cannot be "
                        + "read, and Manage Jenkins tells an administrator which",
                refusal(1));
        cluster.setMaxCountPerDay(null);
        assertEquals("", used(1));
    }

    @Test
    void ofSeveralClustersTheStrictestHolds() throws Exception {
        AckEdgeCluster stricter = new AckEdgeCluster("store-night");
        stricter.setMaxCountPerDay("2");
        cluster.setMaxCount("1");
        ClusterLimits both = ClusterLimits.of(List.of(cluster, stricter));
        assertEquals(
                "maxCountPerDay 2 of cluster store-night",
                both.maxCountPerDay().orElseThrow().words());
        assertEquals(
                "maxCount 1 of cluster store-1", both.maxCount().orElseThrow().words());
    }
}
