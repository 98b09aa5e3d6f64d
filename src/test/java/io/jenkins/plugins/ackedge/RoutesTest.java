package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.pipeline.AckEdgeWaitTaskStep;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.LedgerEntry;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Moving from one way to buy nodes to another, and waiting for a task later. */
@WithJenkins
class RoutesTest extends OnAController {
    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private List<Operation> bill() {
        return ack.ledger().entries().stream().map(LedgerEntry::operation).toList();
    }

    @Test
    void theSameJobRunsByEachRouteAfterAChangeOfTheConfiguration() throws Exception {
        WorkflowJob job = job("ackEdgeScaleOut(count: 2)");
        WorkflowRun before = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("ACK has phased out the operation ScaleOutCluster", before);

        Via.NODE_POOL.configure();
        WorkflowRun after = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogNotContains("phased out", after);
        assertEquals(List.of(Operation.SCALE_OUT_CLUSTER, Operation.SCALE_CLUSTER_NODE_POOL), bill());
        assertEquals(4, ack.ledger().nodes());
        assertEquals(0, ack.ens().bill().orders());

        Via.ENS.configure();
        WorkflowRun last = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("Done: 2 instances added", last);
        assertEquals(2, bill().size());
        assertEquals(1, ack.ens().bill().orders());
        assertEquals(
                2, ack.ens().machines().stream().filter(SimulatedMachine::ready).count());
    }

    @Test
    void machinesOfEnsComeBackWithTheirNamesAndThePrice() throws Exception {
        Via.ENS.configure();
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("""
                def order = ackEdgeScaleOut(count: 2, maxPrice: 200.00)
                echo "task '${order.taskId}', ${order.price}, ${order.instanceIds.size()} ids, ${order.nodes.size()} nodes"
                for (node in order.nodes) {
                    echo "${node.instanceId} ${node.name} ${node.address} ${node.expires} ${node.ready}"
                }
                echo "request ${order.requestId}"
                """));
        jenkins.assertLogContains("task '', 200 CNY, 2 ids, 2 nodes", run);
        for (SimulatedMachine machine : ack.ens().machines()) {
            jenkins.assertLogContains(
                    machine.id() + " " + machine.name() + " " + machine.privateAddress() + " 20", run);
        }
        jenkins.assertLogContains("request " + ack.ens().bill().entries().get(0).requestId(), run);
        jenkins.assertLogNotContains("(not ready)", run);
        String page = jenkins.createWebClient().getPage(run, "ack-edge").asNormalizedText();
        for (SimulatedMachine machine : ack.ens().machines()) {
            assertTrue(page.contains(machine.name()) && page.contains(machine.privateAddress()), page);
        }
        assertTrue(page.contains("200 CNY") && page.contains("Bought until"), page);
        assertFalse(page.contains("Task id") || page.contains("Wait for the task"), page);
    }

    @Test
    void aWaitForATaskThatThereIsNotSaysWhy() throws Exception {
        Via.ENS.configure();
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, job("ackEdgeWaitTask(taskId: ackEdgeScaleOut(count: 1, wait: false).taskId)"));
        jenkins.assertLogContains("taskId is missing: it is required (an order with via 'ens' has no task)", run);
        assertEquals(1, ack.ens().bill().orders());
    }

    @Test
    void aPriceAboveTheLimitOrdersNothing() throws Exception {
        Via.ENS.configure();
        Setup.configureCluster(0, cluster -> cluster.setMaxPrice("199.99"));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job("ackEdgeScaleOut(count: 2)"));
        jenkins.assertLogContains("maxPrice '199.99' is less than the price of the order, 200 CNY.", run);
        assertEquals(0, ack.ens().bill().orders());
    }

    @Test
    void aDryRunTellsThePriceAndOrdersNothing() throws Exception {
        Via.ENS.configure();
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("ackEdgeScaleOut(count: 2, dryRun: true)"));
        jenkins.assertLogContains("Price of the whole order: 200 CNY.", run);
        jenkins.assertLogContains("Dry run: " + Via.ENS.twoNodes, run);
        jenkins.assertLogNotContains(Setup.PASSWORD, run);
        assertEquals(0, ack.ens().bill().orders());
    }

    @Test
    void saysThatTheOperationIsPhasedOutOnceForEachBuild() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("ackEdgeScaleOut(count: 1)\nackEdgeScaleOut(count: 1)"));
        assertEquals(1, JenkinsRule.getLog(run).split("phased out", -1).length - 1);
    }

    @Test
    void refusesWhatTheNodePoolDecides() throws Exception {
        Via.NODE_POOL.configure();
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, job("ackEdgeScaleOut(count: 2, ensRegionId: 'cn-beijing-telecom', workerPeriod: 1)"));
        jenkins.assertLogContains("ensRegionId 'cn-beijing-telecom' cannot be given with via 'nodePool'", run);
        jenkins.assertLogContains("workerPeriod '1' cannot be given with via 'nodePool'", run);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void refusesASizeThatAddsMoreThanTheAdministratorsLimit() throws Exception {
        Via.NODE_POOL.configure();
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job("ackEdgeScaleOut(desiredSize: 40)"));
        jenkins.assertLogContains("but at most 10 may be added: maxCount 10 of cluster store-1.", run);
        assertEquals(List.of(), bill());
    }

    @Test
    void givesANodePoolASize() throws Exception {
        Via.NODE_POOL.configure();
        jenkins.buildAndAssertSuccess(job("ackEdgeScaleOut(desiredSize: 3)"));
        assertEquals(List.of(Operation.MODIFY_CLUSTER_NODE_POOL), bill());
        assertEquals(3, ack.cluster(Setup.CLUSTER).nodePool(Via.POOL).size());
        String page = jenkins.createWebClient()
                .getPage(jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getLastBuild(), "ack-edge")
                .asNormalizedText();
        assertTrue(page.contains("Node pool " + Via.POOL + " with 3 nodes"), page);
    }

    @Test
    void pointsToTheWayOutWhenTheOperationIsGone() throws Exception {
        ack.always(Operation.SCALE_OUT_CLUSTER, Fault.gone());
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job("ackEdgeScaleOut(count: 2)"));
        jenkins.assertLogContains("Nothing was ordered: ACK refused the order.", run);
        jenkins.assertLogContains("Choose another via in the cluster's configuration", run);
        jenkins.assertLogContains("docs/moving-off-scaleoutcluster.md", run);
    }

    @Test
    void waitsLaterForATaskThatWasOrderedWithoutWaiting() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("""
                def order = ackEdgeScaleOut(count: 2, wait: false)
                echo 'other work'
                def nodes = ackEdgeWaitTask(taskId: order.taskId)
                echo "${nodes.state}: ${nodes.instanceIds.size()} of ${nodes.clusterId}"
                """));
        jenkins.assertLogContains("SUCCEEDED: 2 of " + Setup.CLUSTER, run);
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void saysThatThereIsNoTaskIdAndNoKey() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, job("ackEdgeWaitTask(taskId: 'a/b', regionId: 'nowhere')"));
        jenkins.assertLogContains("taskId 'a/b' must be the id of a task", run);
        jenkins.assertLogContains("regionId 'nowhere' must be the id of the region", run);
        jenkins.assertLogContains("credentialsId is missing", run);
        assertTrue(ack.exchanges().isEmpty());
    }

    @Test
    void theFormOfTheWaitKeepsWhatIsFilledIn() throws Exception {
        AckEdgeWaitTaskStep step = new AckEdgeWaitTaskStep("T-1");
        step.cluster = "store-1";
        step.regionId = "cn-hangzhou";
        step.credentialsId = "aliyun";
        step.timeoutMins = 5;
        step.propagate = false;
        step.cancelOnAbort = true;
        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(new AckEdgeWaitTaskStep("T-1"), "ackEdgeWaitTask 'T-1'");
    }
}
