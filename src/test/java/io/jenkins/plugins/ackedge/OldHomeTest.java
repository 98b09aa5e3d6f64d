package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.diagnosis.OldDataMonitor;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.orders.OrderSettlement;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/**
 * A home that the plugin left behind when all of its classes for Jenkins were in one package: a finished
 * pipeline, a failed freestyle build, one that did not wait, and three pipelines that wait. It was stopped in the usual way.
 */
@WithJenkins
class OldHomeTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private Run<?, ?> build(String job) {
        return jenkins.jenkins.getItemByFullName(job, Job.class).getBuildByNumber(1);
    }

    private WorkflowRun pipeline(String job) {
        return jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }

    private FreestyleOrder builder(String job) {
        return jenkins.jenkins
                .getItemByFullName(job, FreeStyleProject.class)
                .getBuildersList()
                .get(AckEdgeScaleOutBuilder.class)
                .getOrder();
    }

    private List<OrderRecord> orders(String job) {
        return build(job).getAction(AckEdgeBuildAction.class).getOrders();
    }

    private OrderRecord order(String job) {
        List<OrderRecord> orders = orders(job);
        return orders.get(orders.size() - 1); // what it waits for, where there are several
    }

    private void assertPage(String job, String part) throws Exception {
        String page = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .getPage(build(job), "ack-edge/")
                .asNormalizedText();
        assertTrue(page.contains(part), page);
    }

    @LocalData
    @Test
    void whatWasOrderedIsStillKnown() throws Exception {
        assertEquals(Result.SUCCESS, build("done").getResult());
        assertEquals(1, orders("done").size());
        assertEquals(OrderState.SUCCEEDED, order("done").getState());
        assertEquals(2, order("done").getInstances().size());
        assertEquals("done#1", order("done").getWho());
        assertEquals("aliyun", order("done").getCredentialsId());
        assertEquals("node-login", order("done").getLoginCredentialsId());
        assertPage("done", "2 × ens.sn1.tiny in cn-beijing-telecom");
        jenkins.assertLogContains("Done: 2 instances added", build("done"));

        assertEquals(Result.FAILURE, build("failed").getResult());
        assertEquals(OrderState.FAILED, order("failed").getState());
        assertEquals(3, order("failed").getInstances().size());
        assertPage("failed", "StockNotEnough none left");

        assertEquals(Result.SUCCESS, build("nowait").getResult());
        assertEquals(OrderState.SUBMITTED, order("nowait").getState());
        assertEquals("nodePool", order("nowait").getVia());
        assertPage("nowait", order("nowait").getTaskId());

        assertEquals(2, orders("waiting-task").size());
        assertFalse(orders("waiting-task").get(0).isWatchOnly());
        assertTrue(orders("waiting-task").get(1).isWatchOnly());
    }

    @LocalData
    @Test
    void theConfigurationIsStillUnderstood() {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        assertEquals("store-1", configuration.getDefaultCluster());
        assertEquals("http://127.0.0.1:9", configuration.getEndpoint());
        assertEquals("1", configuration.getPollSeconds());
        assertEquals("50", configuration.getRequestsPerSecond());
        assertEquals(
                List.of("store-1", "store-2", "store-3"),
                configuration.getClusters().stream()
                        .map(AckEdgeCluster::getName)
                        .toList());

        AckEdgeCluster one = configuration.getClusters().get(0);
        assertEquals("Cccfd68c474454665ace07efce924abcd", one.getClusterId());
        assertEquals("cn-beijing", one.getRegionId());
        assertEquals("aliyun", one.getCredentialsId());
        assertEquals("10", one.getMaxCount());
        assertEquals("scaleOutCluster", one.getVia());
        assertEquals("cn-beijing-cmcc-2", one.getEnsRegionId());
        assertEquals("ens.sn1.tiny", one.getWorkerInstanceType());
        assertEquals("m-2QVLO2T8NYgm8CNQVg15gF", one.getWorkerImageId());
        assertEquals("BandwidthByDay", one.getEnsInternetChargeType());
        assertEquals("1", one.getWorkerPeriod());
        assertEquals("20", one.getWorkerSystemDiskSize());
        assertEquals("20", one.getWorkerDataDiskSize());
        assertEquals("true", one.getWorkerAutoRenew());
        assertEquals("2", one.getWorkerAutoRenewPeriod());
        assertEquals("node-login", one.getLoginCredentialsId());
        assertNull(one.getKeyPair());
        assertEquals("90", one.getTimeoutMins());
        assertEquals("np1c9229d9be2d432c93f77a88fca0abcd", one.getNodePoolId());
        AckEdgeCluster two = configuration.getClusters().get(1);
        assertNull(two.getVia());
        assertEquals("ops", two.getKeyPair());
        AckEdgeCluster three = configuration.getClusters().get(2);
        assertEquals("nodePool", three.getVia());
        assertNull(three.getTimeoutMins());
    }

    @LocalData
    @Test
    void jobsAreStillUnderstood() throws Exception {
        FreestyleOrder failed = builder("failed");
        assertEquals("store-1", failed.getCluster());
        assertNull(failed.getClusterId());
        assertNull(failed.getRegionId());
        assertEquals("aliyun", failed.getCredentialsId());
        assertEquals("3", failed.getCount());
        assertEquals("cn-beijing-telecom", failed.getEnsRegionId());
        assertEquals("ens.sn1.small", failed.getWorkerInstanceType());
        assertEquals("m-2QVLO2T8NYgm8CNQVg15gF", failed.getWorkerImageId());
        assertEquals("95BandwidthByMonth", failed.getEnsInternetChargeType());
        assertEquals("12", failed.getWorkerPeriod());
        assertEquals("40", failed.getWorkerSystemDiskSize());
        assertEquals("60", failed.getWorkerDataDiskSize());
        assertEquals("true", failed.getWorkerAutoRenew());
        assertEquals("3", failed.getWorkerAutoRenewPeriod());
        assertEquals("node-login", failed.getLoginCredentialsId());
        assertEquals("30", failed.getTimeoutMins());
        assertEquals("scaleOutCluster", failed.getVia());
        assertTrue(failed.isWait());
        assertTrue(failed.isPropagate());
        assertFalse(failed.isCancelOnAbort());
        assertFalse(failed.isDryRun());

        FreestyleOrder nowait = builder("nowait");
        assertNull(nowait.getCluster());
        assertEquals("c4d5e6f708192a3b4c5d6e7f8091abcd", nowait.getClusterId());
        assertEquals("cn-hangzhou", nowait.getRegionId());
        assertEquals("np1c9229d9be2d432c93f77a88fca0abcd", nowait.getNodePoolId());
        assertEquals("3", nowait.getDesiredSize());
        assertEquals("nodePool", nowait.getVia());
        assertEquals("45", nowait.getTimeoutMins());
        assertFalse(nowait.isWait());
        assertFalse(nowait.isPropagate());
        assertTrue(nowait.isCancelOnAbort());
        assertFalse(nowait.isDryRun());

        // Nothing was dropped silently, in a job, a build or the configuration.
        assertEquals(
                Map.of(), ExtensionList.lookupSingleton(OldDataMonitor.class).getData());
    }

    @LocalData
    @Test
    void theStepsOfOldPipelinesAreStillKnown() throws Exception {
        assertStep("done", "3", "ackEdgeScaleOut");
        assertStep("waiting", "3", "ackEdgeScaleOut");
        assertStep("waiting-task", "3", "ackEdgeScaleOut");
        assertStep("waiting-task", "4", "ackEdgeWaitTask");
        assertStep("declarative-waiting", "5", "ackEdgeScaleOut");
    }

    private void assertStep(String job, String node, String function) throws Exception {
        StepAtomNode step = assertInstanceOf(
                StepAtomNode.class, pipeline(job).asFlowExecutionOwner().get().getNode(node));
        assertEquals(function, step.getDescriptor().getFunctionName());
    }

    /** Its access key and its ACK are not in this home, so what waits asks on, in vain. */
    @LocalData
    @Test
    void whoWaitedWaitsOn() throws Exception {
        List<String> jobs = List.of("waiting", "waiting-task", "declarative-waiting");
        for (String job : jobs) {
            assertTrue(pipeline(job).isBuilding(), job);
            assertEquals(OrderState.SUBMITTED, order(job).getState(), job);
            assertPage(job, order(job).getTaskId());
            jenkins.waitForMessage("No answer about the task", pipeline(job));
        }
        for (String job : jobs) {
            pipeline(job).getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(pipeline(job)));
            assertTrue(order(job).isAborted(), job);
        }
        for (String job : List.of("waiting", "declarative-waiting")) {
            jenkins.assertLogContains(
                    "Aborted: the wait has ended, and ACK is asked to cancel task "
                            + order(job).getTaskId(),
                    pipeline(job));
        }
        OrderRecord watched = order("waiting-task");
        jenkins.assertLogContains(
                "Aborted: the wait has ended, and task " + watched.getTaskId() + " goes on.", pipeline("waiting-task"));
        // What an earlier step returned is still there, and so is what it says.
        jenkins.assertLogContains(
                "waited for " + watched.getTaskId() + ", which was SUBMITTED (0 instances)", pipeline("waiting-task"));
    }

    /** What no build waits for is watched on by the controller itself. */
    @LocalData
    @Test
    void whatNobodyWaitsForIsSettled() throws Exception {
        ExtensionList.lookupSingleton(OrderSettlement.class).run();
        String id = order("nowait").getOrderId();
        for (int i = 0; i < 600 && !ControllerOrders.get().scaleOuts().isUnderWay(id); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(ControllerOrders.get().scaleOuts().isUnderWay(id));
    }
}
