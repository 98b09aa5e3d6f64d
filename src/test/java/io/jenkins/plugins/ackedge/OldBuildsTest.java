package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/**
 * A home that the first version left behind: a finished pipeline, a failed freestyle build, and a pipeline that waits. Each
 * later version must load it.
 */
@WithJenkins
class OldBuildsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private Run<?, ?> build(String job) {
        return jenkins.jenkins.getItemByFullName(job, Job.class).getBuildByNumber(1);
    }

    private OrderRecord order(String job) {
        return build(job).getAction(AckEdgeBuildAction.class).getOrders().get(0);
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
        assertEquals(OrderState.SUCCEEDED, order("done").getState());
        assertEquals(2, order("done").getInstances().size());
        assertEquals("done#1", order("done").getWho());
        assertEquals(Result.SUCCESS, build("done").getResult());
        assertPage("done", "2 × ens.sn1.tiny in cn-beijing-telecom");

        assertEquals(OrderState.FAILED, order("failed").getState());
        assertEquals(Result.FAILURE, build("failed").getResult());
        assertPage("failed", "StockNotEnough none left");
    }

    @LocalData
    @Test
    void configurationAndJobsAreStillUnderstood() {
        AckEdgeCluster cluster = AckEdgeConfiguration.get().getClusters().get(0);
        assertEquals("store-1", cluster.getName());
        assertEquals(Setup.CLUSTER, cluster.getClusterId());
        assertEquals("10", cluster.getMaxCount());
        AckEdgeScaleOutBuilder builder = jenkins.jenkins
                .getItemByFullName("failed", FreeStyleProject.class)
                .getBuildersList()
                .get(AckEdgeScaleOutBuilder.class);
        assertEquals("3", builder.getOrder().getCount());
    }

    @LocalData
    @Test
    void whoWaitedWaitsOn() throws Exception {
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName("waiting", WorkflowJob.class).getBuildByNumber(1);
        assertTrue(run.isBuilding());
        assertPage("waiting", order("waiting").getTaskId());
        jenkins.waitForMessage("No answer about the task", run); // its key and its ACK are not in this home

        run.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains(
                "Aborted: the wait has ended, and task " + order("waiting").getTaskId(), run);
    }
}
