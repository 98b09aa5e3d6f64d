package io.jenkins.plugins.ackedge.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.SomebodyElse;
import io.jenkins.plugins.ackedge.Trap;
import io.jenkins.plugins.ackedge.Via;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.config.FastTime;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.StringUtils;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Another attempt of the same build does not order again what may have been ordered already. */
@ExtendWith(FastTime.class)
class RetryTest {
    private static final String GOES_ON =
            "It is not sent again: going on with that one. To order once more, run a new build.";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private AckSimulator ack;

    @BeforeEach
    void start() {
        ack = Setup.simulator();
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    private WorkflowRun begin(JenkinsRule r, String script) throws Exception {
        Setup.controller(ack.url());
        Setup.configureCluster(0, c -> c.setNodePoolId(Via.POOL)); // for those who choose that route
        WorkflowJob job = r.createProject(WorkflowJob.class, "p");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun run(JenkinsRule r, String script, Result expected) throws Exception {
        return r.assertBuildStatus(expected, r.waitForCompletion(begin(r, script)));
    }

    private void outcomeIsUnknown() {
        outcomeIsUnknown(Via.SCALE_OUT_CLUSTER);
    }

    /** The order is executed and its answer lost, and somebody else orders the same: nobody can tell which is whose. */
    private void outcomeIsUnknown(Via via) {
        ack.on(via.operation, Fault.hook(null, () -> {
            try {
                ack.task(ack.ledger().entries().get(0).taskId()).end(TaskEnding.success());
                SomebodyElse.orders(ack, via, Setup.CLUSTER, Setup.KEY_ID);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            throw new IllegalStateException("the answer is lost");
        }));
    }

    private static List<OrderState> states(WorkflowRun run) {
        return run.getAction(AckEdgeBuildAction.class).getOrders().stream()
                .map(order -> order.getState())
                .toList();
    }

    private long timesSent() {
        return SomebodyElse.timesTheControllerSent(ack, Setup.CLUSTER);
    }

    private static String order(Via via) {
        return "ackEdgeScaleOut(count: 2, via: '" + via.word + "')";
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void anUnknownOutcomeStaysUnknown(Via via) throws Throwable {
        sessions.then(r -> {
            outcomeIsUnknown(via);
            WorkflowRun run = run(r, "retry(3) { " + order(via) + " }", Result.FAILURE);

            assertEquals(1, timesSent());
            assertEquals(List.of(OrderState.UNKNOWN), states(run));
            String log = JenkinsRule.getLog(run);
            assertEquals(2, StringUtils.countMatches(log, GOES_ON), log);
            assertEquals(3, StringUtils.countMatches(log, "ERROR: Outcome unknown: " + via.twoNodes), log);
        });
    }

    @Test
    void anotherBuildOrdersAgain() throws Throwable {
        sessions.then(r -> {
            outcomeIsUnknown();
            WorkflowRun run = run(r, "ackEdgeScaleOut(count: 2)", Result.FAILURE);
            r.assertBuildStatusSuccess(run.getParent().scheduleBuild2(0));
            assertEquals(2, timesSent());
        });
    }

    @Test
    void anotherOrderOfTheSameBuildIsMade() throws Throwable {
        sessions.then(r -> {
            outcomeIsUnknown();
            WorkflowRun run =
                    run(r, "catchError { ackEdgeScaleOut(count: 2) }\nackEdgeScaleOut(count: 1)", Result.FAILURE);
            assertEquals(2, timesSent());
            assertEquals(List.of(OrderState.UNKNOWN, OrderState.SUCCEEDED), states(run));
        });
    }

    @Test
    void aSecondAttemptFindsTheOrderThatTheFirstOneGaveUpOn() throws Throwable {
        sessions.then(r -> {
            Trap trap = new Trap(ack, Operation.SCALE_OUT_CLUSTER, true, List.of(Setup.CLUSTER));
            WorkflowRun run = begin(
                    r,
                    "int seconds = 3\nretry(2) { timeout(time: seconds, unit: 'SECONDS') { seconds = 60; ackEdgeScaleOut(count: 2) } }");
            r.waitForMessage("Aborted while the order was being sent", run);
            r.waitForMessage(GOES_ON, run);
            trap.open();

            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            assertEquals(1, timesSent());
            assertEquals(1, run.getAction(AckEdgeBuildAction.class).getOrders().size());
            assertEquals(
                    ack.ledger().entries().get(0).taskId(),
                    run.getAction(AckEdgeBuildAction.class).getOrders().get(0).getTaskId());
        });
    }

    @Test
    void aSecondAttemptWaitsForTheAcceptedOrderThatTheFirstOneGaveUpOn() throws Throwable {
        sessions.then(r -> {
            ack.ending(TaskEnding.never());
            WorkflowRun run = begin(
                    r,
                    "int seconds = 15\nretry(2) { timeout(time: seconds, unit: 'SECONDS') { seconds = 120; ackEdgeScaleOut(count: 2) } }");
            r.waitForMessage("Aborted: the wait has ended, and task", run);
            r.waitForMessage(GOES_ON, run);
            ack.task(ack.ledger().entries().get(0).taskId()).end(TaskEnding.success());

            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            assertEquals(1, timesSent());
            assertEquals(List.of(OrderState.SUCCEEDED), states(run));
        });
    }

    @Test
    void twoBranchesThatMeanTheSameAreTwoOrders() throws Throwable {
        sessions.then(r -> {
            Trap trap = new Trap(ack, Operation.SCALE_OUT_CLUSTER, true, List.of(Setup.CLUSTER));
            WorkflowRun run =
                    begin(r, "parallel a: { ackEdgeScaleOut(count: 2) }, b: { sleep 1; ackEdgeScaleOut(count: 2) }");
            r.waitForMessage("Waiting for another order", run);
            trap.open();

            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            assertEquals(2, ack.ledger().orders());
            assertEquals(List.of(OrderState.SUCCEEDED, OrderState.SUCCEEDED), states(run));
        });
    }

    @Test
    void aFailureWhoseOutcomeIsKnownIsOrderedAgain() throws Throwable {
        sessions.then(r -> {
            ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
            WorkflowRun run = run(r, "retry(2) { ackEdgeScaleOut(count: 2) }", Result.FAILURE);
            assertEquals(2, ack.ledger().orders());
            assertEquals(List.of(OrderState.FAILED, OrderState.FAILED), states(run));
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void aSecondAttemptKnowsItsOrderAfterARestart(Via via) throws Throwable {
        sessions.then(r -> {
            outcomeIsUnknown(via);
            WorkflowRun run = begin(r, "retry(2) { " + order(via) + " }");
            r.waitForMessage("ERROR: Outcome unknown", run);
            ack.always(Operation.DESCRIBE_CLUSTER_TASKS, Fault.serverErrorBefore(500));
            r.waitForMessage(GOES_ON, run);
            TimeUnit.SECONDS.sleep(1);
        });
        ack.clear();
        sessions.then(r -> {
            WorkflowRun run =
                    r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));
            assertEquals(1, timesSent());
            assertEquals(List.of(OrderState.UNKNOWN), states(run));
            assertTrue(JenkinsRule.getLog(run).contains("Outcome unknown"), JenkinsRule.getLog(run));
        });
    }

    /** As after a crash before the pipeline's program was saved: the step runs anew, as another node. */
    @ParameterizedTest
    @EnumSource(names = {"SUBMITTING", "SUBMITTED"})
    void anOrderThatThePipelineHasForgottenIsFound(OrderState state) throws Throwable {
        sessions.then(r -> {
            WorkflowRun first = run(r, "ackEdgeScaleOut(count: 2)", Result.SUCCESS);
            String orderId = Files.readString(marksOf(first).resolve("3.order"));
            Path record = r.jenkins.getRootDir().toPath().resolve("ack-edge/orders/" + orderId + ".json");
            Files.writeString(
                    record,
                    Files.readString(record)
                            .replace("\"SUCCEEDED\"", '"' + state.name() + '"')
                            .replaceAll("\"endedMillis\" : \\d+", "\"endedMillis\" : 0"));
            WorkflowJob job = first.getParent();
            job.setDefinition(new CpsFlowDefinition("sleep 2\nackEdgeScaleOut(count: 2)", true));
            WorkflowRun second = job.scheduleBuild2(0).waitForStart();
            Files.createDirectories(marksOf(second));
            Files.writeString(marksOf(second).resolve("0.order"), orderId);

            r.assertBuildStatusSuccess(r.waitForCompletion(second));
            r.assertLogContains(GOES_ON, second);
            assertEquals(1, timesSent());
            assertEquals(List.of(OrderState.SUCCEEDED), states(second));
        });
    }

    private static Path marksOf(WorkflowRun run) {
        return run.getRootDir().toPath().resolve("ack-edge");
    }
}
