package io.jenkins.plugins.ackedge.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Within the blocks that Jenkins has for failures and aborts, the step behaves as Jenkins' own do. */
@WithJenkins
class StepBlocksTest {
    private JenkinsRule jenkins;
    private AckSimulator ack;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        ack = Setup.simulator();
        ack.ending(TaskEnding.never());
        Setup.controller(ack.url());
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    private WorkflowRun begin(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun run(String script, Result expected) throws Exception {
        return jenkins.assertBuildStatus(expected, jenkins.waitForCompletion(begin(script)));
    }

    private static void abort(WorkflowRun run) {
        run.getExecutor().interrupt();
    }

    @Test
    void timeout() throws Exception {
        WorkflowRun run = run("timeout(time: 3, unit: 'SECONDS') { ackEdgeScaleOut(count: 2) }", Result.ABORTED);
        jenkins.assertLogContains("Timeout has been exceeded", run);
        jenkins.assertLogContains("Aborted: the wait has ended, and task T-", run);
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void timeoutThatCancels() throws Exception {
        run("timeout(time: 3, unit: 'SECONDS') { ackEdgeScaleOut(count: 2, cancelOnAbort: true) }", Result.ABORTED);
        assertTrue(ack.task(ack.ledger().entries().get(0).taskId()).cancelled());
    }

    @Test
    void catchErrorOfAFailure() throws Exception {
        ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
        WorkflowRun run = run(
                "catchError(buildResult: 'UNSTABLE') { ackEdgeScaleOut(count: 2) }\necho 'went on'", Result.UNSTABLE);
        jenkins.assertLogContains("went on", run);
    }

    @Test
    void catchErrorThatLetsAbortsThrough() throws Exception {
        WorkflowRun run = begin("catchError(catchInterruptions: false) { ackEdgeScaleOut(count: 2) }\necho 'went on'");
        jenkins.waitForMessage("Order accepted", run);
        abort(run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("went on", run);
    }

    @Test
    void tryAndCatchOfAFailure() throws Exception {
        ack.on(Operation.SCALE_OUT_CLUSTER, Fault.accessDenied());
        WorkflowRun run = run(
                "try { ackEdgeScaleOut(count: 2) } catch (hudson.AbortException e) { echo \"caught ${e.message}\" }",
                Result.SUCCESS);
        jenkins.assertLogContains("caught Nothing was ordered: ACK refused the order.", run);
    }

    @Test
    void tryAndFinallyOfAnAbort() throws Exception {
        WorkflowRun run = begin("try { ackEdgeScaleOut(count: 2) } finally { echo 'tidied up' }");
        jenkins.waitForMessage("Order accepted", run);
        abort(run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("tidied up", run);
    }

    @Test
    void retryDoesNotRetryAnAbort() throws Exception {
        WorkflowRun run = begin("retry(2) { ackEdgeScaleOut(count: 2) }");
        jenkins.waitForMessage("Order accepted", run);
        abort(run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("Retrying", run);
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void retryOfARefusalOrdersOnce() throws Exception {
        ack.ending(TaskEnding.success());
        ack.on(Operation.SCALE_OUT_CLUSTER, Fault.accessDenied());
        run("retry(2) { ackEdgeScaleOut(count: 2) }", Result.SUCCESS);
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void parallelThatFailsFast() throws Exception {
        WorkflowRun run = begin(
                "parallel failFast: true, order: { ackEdgeScaleOut(count: 2) }, other: { sleep 4; error 'no more' }");
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("Aborted: the wait has ended, and task T-", run);
        jenkins.assertLogContains("Failed in branch other", run);
    }

    @Test
    void parallelOnSeveralClusters() throws Exception {
        ack.ending(TaskEnding.success());
        String other = "c" + "0".repeat(32);
        WorkflowRun run = run("""
                parallel one: { ackEdgeScaleOut(count: 2) }, two: {
                    ackEdgeScaleOut(count: 1, clusterId: '%s', regionId: 'cn-beijing', credentialsId: 'aliyun',
                        ensRegionId: 'cn-beijing-telecom', workerInstanceType: 'ens.sn1.tiny', workerImageId: 'm-1',
                        ensInternetChargeType: 'BandwidthByDay', workerPeriod: 1, workerSystemDiskSize: 20, keyPair: 'ops')
                }""".formatted(other), Result.SUCCESS);
        assertEquals(1, ack.ledger().orders(Setup.CLUSTER));
        assertEquals(1, ack.ledger().orders(other));
        jenkins.assertLogContains("Done: 1 instance added", run);
    }
}
