package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.orders.ledger.OrderLedger;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.SimulatedSts;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.List;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The key of a role, a limit and the ledger on a controller process of its own, which is killed while an order is under way
 * and all temporary keys end.
 */
class RealControllerSpendingTest {
    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private final AckSimulator ack = Setup.simulator();

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void aRoleOrdersWithinALimitAndTheLedgerTellsIt() throws Throwable {
        ack.ending(TaskEnding.never());
        String endpoint = ack.url();
        controller.startJenkins();
        controller.run(r -> beginToOrder(r, endpoint));
        controller.stopJenkinsForcibly();
        ack.sts().endAllTokens();
        ack.task(ack.ledger().entries().get(0).taskId()).end(TaskEnding.success());
        ack.ending(TaskEnding.success());

        controller.startJenkins();
        TreeMap<String, String> pages = controller.call(RealControllerSpendingTest::endAndLook);
        controller.stopJenkins();

        assertEquals(1, ack.ledger().orders());
        assertEquals(2, ack.ledger().nodes());
        assertEquals(List.of("deploy-1", "deploy-1"), ack.sts().sessions().subList(0, 2), "one before and one after");
        Traces traces = new Traces();
        traces.addAll(pages);
        traces.addFiles(controller.getHome().toPath());
        traces.assertNoneHolds(Traces.secrets(ack));
    }

    private static void beginToOrder(JenkinsRule r, String endpoint) throws Exception {
        Setup.controller(endpoint);
        Setup.useRole(endpoint);
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("3"));
        WorkflowJob job = r.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition("echo \"it is ${ackEdgeScaleOut(count: 2).state}\"", true));
        r.waitForMessage("Order accepted", job.scheduleBuild2(0).waitForStart());
    }

    private static TreeMap<String, String> endAndLook(JenkinsRule r) throws Throwable {
        WorkflowJob job = r.jenkins.getItemByFullName("deploy", WorkflowJob.class);
        WorkflowRun ordered = r.waitForCompletion(job.getBuildByNumber(1));
        r.assertBuildStatus(Result.SUCCESS, ordered);
        r.assertLogContains("it is SUCCEEDED", ordered);
        r.assertLogContains("AccessKey ID …eyId, role " + SimulatedSts.ROLE, ordered);
        WorkflowRun refused = r.buildAndAssertStatus(Result.FAILURE, job);
        r.assertLogContains(
                "count '2' is more than is left of maxCountPerDay 3 of cluster store-1: 2 nodes were ordered in the last "
                        + "24 hours, by all jobs together, so 1 are left",
                refused);

        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, OrderLedger.VIEW)
                .everywhere()
                .to("auditor"));

        TreeMap<String, String> pages = new TreeMap<>();
        JenkinsRule.WebClient auditor =
                r.createWebClient().withJavaScriptEnabled(false).login("auditor");
        pages.put("ledger", auditor.goTo("ack-edge-orders/").asNormalizedText());
        assertTrue(pages.get("ledger").contains("deploy#1"), pages.get("ledger"));
        assertTrue(pages.get("ledger").contains("AccessKey ID …eyId"), pages.get("ledger"));
        assertFalse(pages.get("ledger").contains("deploy#2"), "what was refused is no order");

        JenkinsRule.WebClient admin =
                r.createWebClient().withJavaScriptEnabled(false).login("admin");
        for (String path : List.of(
                "manage/ack-edge-orders/csv",
                "manage/ack-edge-orders/api/json?depth=3",
                "manage/configure",
                "manage/log/all",
                "manage/credentials/store/system/domain/_/credential/role/updateDialog",
                "job/deploy/1/",
                "job/deploy/1/ack-edge/",
                "job/deploy/1/api/json?depth=3",
                "job/deploy/2/console")) {
            pages.put(path, admin.goTo(path, null).getWebResponse().getContentAsString());
        }
        String log = pages.get("manage/log/all");
        assertTrue(log.contains("No order of deploy#2"), log);
        return pages;
    }
}
