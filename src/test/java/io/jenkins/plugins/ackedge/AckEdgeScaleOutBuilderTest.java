package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The build step in freestyle jobs on a real Jenkins. */
@WithJenkins
class AckEdgeScaleOutBuilderTest {
    private JenkinsRule jenkins;
    private AckSimulator ack;
    private FreeStyleProject job;
    private AckEdgeScaleOutBuilder builder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        ack = Setup.simulator();
        Setup.controller(ack.url());
        job = jenkins.createFreeStyleProject();
        builder = new AckEdgeScaleOutBuilder();
        builder.setCount("2");
        builder.setEnsRegionId("cn-beijing-telecom");
        job.getBuildersList().add(builder);
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void ordersAndWaits() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertEquals(1, ack.ledger().orders());
        assertEquals(2, ack.ledger().nodes());
        jenkins.assertLogContains("Done: 2 instances added", build);
        assertEquals(
                OrderState.SUCCEEDED,
                build.getAction(AckEdgeBuildAction.class).getOrders().get(0).getState());
    }

    @Test
    void expandsEnvironmentVariables() throws Exception {
        builder.setCount("${NODES}");
        builder.setEnsRegionId("cn-$CITY-telecom");
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("NODES", "1"), new StringParameterDefinition("CITY", "x")));
        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(
                0,
                new ParametersAction(
                        new StringParameterValue("NODES", "3"), new StringParameterValue("CITY", "beijing"))));
        assertEquals(3, ack.ledger().nodes());
        assertTrue(ack.exchanges().stream().anyMatch(x -> x.body().contains("\"cn-beijing-telecom\"")));
    }

    @Test
    void saysWhatAVariableThatIsNotANumberBecame() throws Exception {
        builder.setCount("${NODES}");
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("count '${NODES}' must be a whole number from 1 to 100", build);
        assertEquals(0, ack.exchanges().size());
    }

    @Test
    void failsTheBuildIfTheTaskFails() throws Exception {
        ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("StockNotEnough none left", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void doesNotFailTheBuildIfItIsNotToPropagate() throws Exception {
        builder.setPropagate(false);
        ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("StockNotEnough none left", build);
    }

    @Test
    void anInterruptionIsAnAbort() throws Exception {
        ack.ending(TaskEnding.never());
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Order accepted", build);
        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Aborted: the wait has ended, and task T-", build);
        String taskId = ack.ledger().entries().get(0).taskId();
        assertEquals("running", ack.task(taskId).state());
    }

    @Test
    void anInterruptionCancelsTheTaskIfItIsTo() throws Exception {
        builder.setCancelOnAbort(true);
        ack.ending(TaskEnding.never());
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Order accepted", build);
        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("ACK is asked to cancel task T-", build);
        while (!ack.task(ack.ledger().entries().get(0).taskId()).cancelled()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
