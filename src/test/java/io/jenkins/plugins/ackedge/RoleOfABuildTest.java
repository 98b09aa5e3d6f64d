package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedSts;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds that order with the temporary keys of a role, which end early or cannot be had. */
@WithJenkins
class RoleOfABuildTest extends OnAController {
    @BeforeEach
    void useARole() throws Exception {
        Setup.useRole(ack.url());
    }

    @AfterEach
    void noSecretIsLeft() throws Exception {
        Traces traces = new Traces();
        traces.addFiles(jenkins.jenkins.getRootDir().toPath());
        JenkinsRule.WebClient client = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false); // a build that ordered nothing has no page
        for (WorkflowJob job : jenkins.jenkins.getAllItems(WorkflowJob.class)) {
            for (WorkflowRun run : job.getBuilds()) {
                for (String page : List.of("", "console", "ack-edge/", "api/json?depth=3")) {
                    String path = run.getUrl() + page;
                    traces.add(path, client.goTo(path, null).getWebResponse().getContentAsString());
                }
            }
        }
        traces.assertNoneHolds(Traces.secrets(ack));
    }

    private WorkflowJob job(String name) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 1)", true));
        return job;
    }

    @Test
    void theVendorsAuditShowsTheBuild() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("deploy"));
        assertEquals(Set.of("deploy-1"), Set.copyOf(ack.sts().sessions()));
        jenkins.assertLogContains("AccessKey ID …eyId, role " + SimulatedSts.ROLE, run);
    }

    @Test
    void tokensThatEndAtTheOrderOrWhileItWaitsCostNothing() throws Exception {
        ack.on(Operation.DESCRIBE_CLUSTER_TASKS, Fault.hook(null, ack.sts()::endAllTokens));
        ack.ending(TaskEnding.never());
        WorkflowRun run = job("deploy").scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Order accepted", run);
        ack.sts().endAllTokens();
        ack.task(ack.ledger().entries().get(0).taskId()).end(TaskEnding.success());
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        assertEquals(1, ack.ledger().orders());
        assertEquals(3, ack.sts().keysGiven());
    }

    @Test
    void aRoleThatMayNotBeAssumedOrdersNothingAndSaysWhat() throws Exception {
        ack.sts().forbid(Setup.KEY_ID);
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job("deploy"));
        jenkins.assertLogContains("The key of the role " + SimulatedSts.ROLE + " cannot be had: NoPermission", run);
        assertEquals(0, ack.ledger().orders());
    }

    /** Whatever STS says is told without what it repeats of secrets, and once it is well again the build orders. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Credentials\":{\"AccessKeyId\":\"%1$s\",\"AccessKeySecret\":\"%2$s\"}}",
                "{\"Code\":\"Whatever\",\"Message\":\"%2$s\"}",
                "<html>%2$s</html>",
                "{\"Credentials\":\"%2$s\"",
                "%2$s",
                ""
            })
    void anStsThatAnswersOddlyDelaysAndNothingElse(String body) throws Exception {
        String said = body.formatted(Setup.KEY_ID, Setup.SECRET);
        ack.on(Operation.ASSUME_ROLE, Fault.rewritten(any -> said));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("deploy"));
        assertEquals(1, ack.ledger().orders(), JenkinsRule.getLog(run));
    }

    @Test
    void aSlowStsDelaysAndNothingElse() throws Exception {
        ack.on(Operation.ASSUME_ROLE, Fault.delay(3_000));
        ack.on(Operation.ASSUME_ROLE, Fault.resetAfter());
        ack.on(Operation.ASSUME_ROLE, Fault.redirect("http://127.0.0.1:1/"));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("deploy"));
        assertEquals(1, ack.ledger().orders(), JenkinsRule.getLog(run));
        assertTrue(ack.sts().keysGiven() >= 1);
    }
}
