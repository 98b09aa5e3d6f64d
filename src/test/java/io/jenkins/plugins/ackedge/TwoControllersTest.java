package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.RemoteController.BuildStatus;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Two controllers that know nothing of each other order for one cluster, which takes one order at a time and refuses all
 * others meanwhile.
 */
class TwoControllersTest {
    private static final int BUILDS_EACH = 10;
    private static final long STAGE_MILLIS = 300;
    private static final int STAGES = 4;
    private static final String SHARED = "c%032d".formatted(1);

    /** Is busy for as long as the tests run. */
    private static final String BUSY = "c%032d".formatted(2);

    /** By the one route and the other: a cluster that grows by either takes no order by either. */
    private static final String SCRIPT = """
            int number = env.BUILD_NUMBER as int
            ackEdgeScaleOut(count: 1, cluster: '%s', via: number %% 2 == 0 ? 'nodePool' : 'scaleOutCluster')
            """.formatted(SHARED);

    @RegisterExtension
    private final RealJenkinsExtension one = RemoteController.process().withName("one");

    @RegisterExtension
    private final RealJenkinsExtension other = RemoteController.process().withName("other");

    private final AckSimulator ack = RemoteController.simulator(STAGE_MILLIS);

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void ordersOfBothAreMadeOneAfterAnotherAndEachOnce() throws Throwable {
        Via.WITH_TASKS.stream().forEach(via -> ack.cluster(busy(via)).state("updating"));
        start(one);
        start(other);
        // Their minute passes while the others order.
        for (Via via : Via.WITH_TASKS) {
            String script =
                    "ackEdgeScaleOut(count: 2, cluster: '" + busy(via) + "', via: '" + via.word + "', timeoutMins: 1)";
            String job = via.word;
            one.run(r -> RemoteController.start(r, job, script, FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        }
        one.run(r -> RemoteController.startMany(r, BUILDS_EACH, SCRIPT));
        other.run(r -> RemoteController.startMany(r, BUILDS_EACH, SCRIPT));

        assertEquals(BUILDS_EACH, successes(one));
        assertEquals(BUILDS_EACH, successes(other));
        assertEachHasAnOrderOfItsOwn();
        assertOneAfterAnother();
        assertAll(Via.WITH_TASKS.stream().map(via -> (Executable) () -> assertNothingOrderedInTime(via)));
    }

    /** One for each route: orders for one cluster would wait for each other, and the second would have no time to ask. */
    private static String busy(Via via) {
        return BUSY + via.ordinal();
    }

    private void start(RealJenkinsExtension controller) throws Throwable {
        String endpoint = ack.url();
        ArrayList<String> clusters = new ArrayList<>(List.of(SHARED));
        Via.WITH_TASKS.stream().map(TwoControllersTest::busy).forEach(clusters::add);
        controller.startJenkins();
        controller.run(r -> RemoteController.configure(endpoint, clusters));
    }

    private static int successes(RealJenkinsExtension controller) throws Throwable {
        Integer successes = controller.call(r -> RemoteController.awaitSuccesses(r));
        return successes;
    }

    private void assertEachHasAnOrderOfItsOwn() throws Throwable {
        List<String> journaled = new ArrayList<>();
        for (RealJenkinsExtension controller : List.of(one, other)) {
            ArrayList<String> tasks = controller.call(r -> RemoteController.tasks());
            journaled.addAll(tasks);
        }
        List<String> billed = bill().stream().map(LedgerEntry::taskId).toList();
        assertEquals(2 * BUILDS_EACH, billed.size(), "none lost, none twice");
        assertEquals(2 * BUILDS_EACH, ack.ledger().nodes());
        assertEquals(2 * BUILDS_EACH, journaled.size());
        assertEquals(new TreeSet<>(billed), new TreeSet<>(journaled));
    }

    private List<LedgerEntry> bill() {
        return ack.ledger().entries();
    }

    /** By the clock of ACK, no task began before the one before it had ended; and that took some refusals. */
    private void assertOneAfterAnother() {
        long earliest = 0;
        for (LedgerEntry order : bill()) {
            assertEquals(SHARED, order.clusterId());
            assertTrue(order.atMillis() >= earliest, order::toString);
            earliest = order.atMillis() + STAGES * STAGE_MILLIS;
        }
        long sent = SomebodyElse.timesTheControllerSent(ack, SHARED);
        System.out.printf(
                "two controllers, one cluster: %d orders, %d refused as busy%n", bill().size(), sent - bill().size());
        assertTrue(sent > bill().size(), "the cluster was never busy");
    }

    private void assertNothingOrderedInTime(Via via) throws Throwable {
        String job = via.word;
        one.run(r -> RemoteController.awaitEnd(r, new ArrayList<>(List.of(job))));
        BuildStatus status = one.call(r -> RemoteController.status(r, job));
        assertEquals("FAILURE", status.result(), status::toString);
        String log = status.log();
        assertTrue(
                log.contains("The cluster is busy with another change; nothing is ordered yet, trying again until"),
                log);
        assertTrue(log.contains("ERROR: Nothing was ordered: the time limit passed after 1 min"), log);
        assertTrue(status.api().contains("\"state\":\"REJECTED\""), status.api());
        assertTrue(status.page().contains("Nothing ordered"), status.page());
        assertTrue(SomebodyElse.timesTheControllerSent(ack, busy(via)) > 0, "it tried");
        assertEquals(0, ack.ledger().orders(busy(via)));
    }
}
