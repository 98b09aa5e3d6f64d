package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.RestartListener;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.LedgerEntry;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller with many waiting pipelines is stopped in the usual ways and started again: all go on by themselves. */
class ControllerRestartTest {
    private static final int PIPELINES = 200;
    private static final int SIGTERM = 143;
    private static final long PATIENCE_MILLIS = 120_000;

    /** Each on a cluster of its own, by either route. */
    private static final String SCRIPT = """
            int number = env.BUILD_NUMBER as int
            ackEdgeScaleOut(
                count: 1,
                cluster: 'c' + env.BUILD_NUMBER.padLeft(32, '0'),
                via: number % 2 == 0 ? 'nodePool' : 'scaleOutCluster')
            """;

    /** What a safe restart takes where it has nothing to wait for; Jenkins looks once a second. */
    private static final long NO_WAIT_MILLIS = 15_000;

    @RegisterExtension
    private final RealJenkinsExtension controller = RemoteController.process();

    private final AckSimulator ack = RemoteController.simulator();
    private final ArrayList<String> clusters = new ArrayList<>(IntStream.rangeClosed(1, PIPELINES + 1)
            .mapToObj(i -> "c%032d".formatted(i))
            .toList());

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void allGoOnByThemselvesAndEndRight() throws Throwable {
        ack.ending(TaskEnding.never());
        String endpoint = ack.url();
        ArrayList<String> all = clusters;
        int pipelines = PIPELINES;
        controller.startJenkins();
        controller.run(r -> {
            RemoteController.configure(endpoint, all);
            RemoteController.startMany(r, pipelines, SCRIPT);
        });
        await(() -> ack.ledger().orders() == PIPELINES);

        terminate();
        controller.startJenkins();
        awaitPollOfEach();

        String last = clusters.get(PIPELINES);
        Trap trap = new Trap(ack, Operation.SCALE_OUT_CLUSTER, true, List.of(last));
        assertTrue(isReadyToRestart(), "waiting pipelines block no restart");
        controller.run(r -> RemoteController.startOneMore());
        await(trap::hasCaughtAll);
        assertFalse(isReadyToRestart(), "an order on the wire does");
        controller.run(r -> Jenkins.get().doQuietDown());
        trap.open();
        long before = System.nanoTime();
        controller.stopJenkins();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        System.out.printf("a safe restart with %d waiting pipelines: stopped after %d ms%n", PIPELINES + 1, millis);
        assertTrue(millis < NO_WAIT_MILLIS, millis + " ms");

        controller.startJenkins();
        for (LedgerEntry entry : ack.ledger().entries()) {
            ack.task(entry.taskId()).end(TaskEnding.success());
        }
        Integer successes = controller.call(r -> RemoteController.awaitSuccesses(r));
        assertEquals(PIPELINES + 1, successes);
        for (String cluster : clusters) {
            assertEquals(1, ack.ledger().orders(cluster), cluster);
            assertEquals(1, SomebodyElse.timesTheControllerSent(ack, cluster), cluster);
        }
    }

    private boolean isReadyToRestart() throws Throwable {
        Boolean ready = controller.call(r -> RestartListener.isAllReady());
        return ready;
    }

    private void terminate() throws InterruptedException {
        Process process = controller.getProcess();
        process.destroy();
        assertEquals(SIGTERM, process.waitFor());
        controller.stopJenkinsForcibly(); // so that the extension knows
    }

    private void awaitPollOfEach() throws Exception {
        int before = ack.exchanges().size();
        await(() -> ack.exchanges().stream()
                        .skip(before)
                        .filter(x -> x.operation() == Operation.DESCRIBE_TASK_INFO)
                        .map(x -> x.path())
                        .distinct()
                        .count()
                == PIPELINES);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!condition.call()) {
            assertTrue(System.currentTimeMillis() < until, "never reached");
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
