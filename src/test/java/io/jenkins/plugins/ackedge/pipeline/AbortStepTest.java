package io.jenkins.plugins.ackedge.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.ackedge.OnAController;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.SomebodyElse;
import io.jenkins.plugins.ackedge.Trap;
import io.jenkins.plugins.ackedge.Via;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.apache.commons.lang3.StringUtils;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An abort ends the step at once, once, with the abort's own cause, wherever the order is. */
@WithJenkins
class AbortStepTest extends OnAController {
    /** The promise is two seconds; a machine that runs other things too gets more. */
    private static final long AT_ONCE_MILLIS = 10_000;

    private static final String ORDER = "ackEdgeScaleOut(count: 2)";

    private final LogRecorder warnings = new LogRecorder()
            .record("io.jenkins.plugins.ackedge", Level.WARNING)
            .capture(10);

    @BeforeEach
    void tasksDoNotEnd() {
        ack.ending(TaskEnding.never());
    }

    @AfterEach
    void stop() {
        ack.close();
        assertEquals(List.of(), warnings.getMessages());
    }

    private WorkflowRun begin(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun abortedAfter(String words, String script, String point) throws Exception {
        WorkflowRun run = begin(script);
        jenkins.waitForMessage(words, run);
        return aborted(run, point);
    }

    private WorkflowRun aborted(WorkflowRun run, String point) throws Exception {
        CauseOfInterruption alice = new CauseOfInterruption.UserInterruption(User.getById("alice", true));
        long before = System.nanoTime();
        run.getExecutor().interrupt(Result.ABORTED, alice);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        System.out.printf("aborted %s: the build ended after %d ms%n", point, millis);
        assertTrue(millis < AT_ONCE_MILLIS, point + " took " + millis + " ms");
        assertEquals(List.of(alice), run.getAction(InterruptedBuildAction.class).getCauses());
        String log = JenkinsRule.getLog(run);
        assertEquals(1, StringUtils.countMatches(log, "Aborted by alice"), log);
        assertEquals(1, StringUtils.countMatches(log, "Finished: ABORTED"), log);
        assertFalse(log.contains("\tat "), log);
        return run;
    }

    private Trap trap(Operation operation, boolean executed) {
        return new Trap(ack, operation, executed, List.of(Setup.CLUSTER));
    }

    private static void await(Trap trap) throws InterruptedException {
        while (!trap.hasCaughtAll()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String task() {
        return ack.ledger().entries().get(0).taskId();
    }

    @Test
    void whileItLooksBeforeItOrders() throws Exception {
        Trap trap = trap(Operation.DESCRIBE_CLUSTER_TASKS, false);
        WorkflowRun run = begin(ORDER);
        await(trap);
        aborted(run, "while it looks before it orders");
        trap.open();
        jenkins.assertLogContains("Nothing was ordered: aborted before the order was sent.", run);
        assertEquals(0, SomebodyElse.timesTheControllerSent(ack, Setup.CLUSTER));
    }

    @Test
    void whileAnotherOrderIsBeforeIt() throws Exception {
        Trap trap = trap(Operation.SCALE_OUT_CLUSTER, true);
        WorkflowRun first = begin(ORDER);
        await(trap);
        WorkflowRun second = abortedAfter("Waiting for another order", ORDER, "behind another order");
        jenkins.assertLogContains("Nothing was ordered: aborted before the order was sent.", second);
        trap.open();
        jenkins.waitForMessage("Order accepted", first);
        aborted(first, "while it watches");
        assertEquals(1, ack.ledger().orders());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void whileTheClusterIsBusyOrdersNothing(Via via) throws Exception {
        via.configure();
        ack.always(via.operation, Fault.busy());
        WorkflowRun run = abortedAfter("The cluster is busy", ORDER, "while the cluster is busy");
        ack.clear();
        jenkins.assertLogContains("Nothing was ordered: aborted before the order was sent.", run);
        TimeUnit.SECONDS.sleep(7); // it would have tried again by now
        assertEquals(0, ack.ledger().orders());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void whileTheOrderIsOnTheWireItIsStillNotedWhatWasBought(Via via) throws Exception {
        via.configure();
        Trap trap = trap(via.operation, true);
        WorkflowRun run = begin(ORDER);
        await(trap);
        aborted(run, "while the order is on the wire");
        jenkins.assertLogContains(via.twoNodes + " for cluster " + Setup.CLUSTER + " may have been bought", run);
        trap.open();
        while (!order(run).getTaskId().equals(task())) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static OrderRecord order(WorkflowRun run) {
        return run.getAction(AckEdgeBuildAction.class).getOrders().get(0);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void whileTheOrderIsInDoubt(Via via) throws Exception {
        via.configure();
        ack.on(via.operation, Fault.resetBefore());
        WorkflowRun run = abortedAfter("looking for its task", ORDER, "while the order is in doubt");
        jenkins.assertLogContains(via.twoNodes + " for cluster " + Setup.CLUSTER + " may have been bought", run);
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void whileItWatchesTheTaskGoesOn() throws Exception {
        WorkflowRun run = abortedAfter("Stage 1", ORDER, "while it watches");
        jenkins.assertLogContains("Aborted: the wait has ended, and task " + task(), run);
        assertEquals("running", ack.task(task()).state());
        assertTrue(order(run).isAborted());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void cancelsTheTaskIfItIsTo(Via via) throws Exception {
        via.configure();
        WorkflowRun run =
                abortedAfter("Order accepted", "ackEdgeScaleOut(count: 2, cancelOnAbort: true)", "with cancelOnAbort");
        jenkins.assertLogContains("ACK is asked to cancel task " + task(), run);
        awaitMessage(run, "ACK accepted the cancellation of task " + task());
        assertTrue(ack.task(task()).cancelled());
    }

    @Test
    void saysThatAckDidNotCancel() throws Exception {
        ack.on(Operation.CANCEL_TASK, Fault.accessDenied());
        WorkflowRun run = abortedAfter(
                "Order accepted", "ackEdgeScaleOut(count: 2, cancelOnAbort: true)", "with a cancellation refused");
        awaitMessage(run, "ACK did not cancel task " + task());
        assertFalse(ack.task(task()).cancelled());
    }

    @Test
    void doesNotWaitForAnAckThatDoesNotAnswer() throws Exception {
        Trap trap = trap(Operation.CANCEL_TASK, true);
        WorkflowRun run = abortedAfter(
                "Order accepted", "ackEdgeScaleOut(count: 2, cancelOnAbort: true)", "with a cancellation unanswered");
        jenkins.assertLogContains("ACK is asked to cancel task " + task(), run);
        trap.open();
        awaitMessage(run, "ACK accepted the cancellation of task " + task());
    }

    /** The build has ended by then; its page goes on telling. */
    private static void awaitMessage(WorkflowRun run, String part) throws InterruptedException {
        while (!order(run).getMessage().contains(part)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
