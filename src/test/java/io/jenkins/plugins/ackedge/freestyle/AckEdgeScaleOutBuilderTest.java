package io.jenkins.plugins.ackedge.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.ackedge.OnAController;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.Via;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.LedgerEntry;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The build step in freestyle jobs on a real Jenkins. */
@WithJenkins
class AckEdgeScaleOutBuilderTest extends OnAController {
    private FreeStyleProject job;
    private FreestyleOrder order;

    @BeforeEach
    void start() throws Exception {
        job = jenkins.createFreeStyleProject();
        order = new FreestyleOrder();
        order.setCount("2");
        order.setEnsRegionId("cn-beijing-telecom");
        job.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
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
        order.setCount("${NODES}");
        order.setEnsRegionId("cn-$CITY-telecom");
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
        order.setCount("${NODES}");
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
        order.setPropagate(false);
        ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("StockNotEnough none left", build);
    }

    /** It was once printed as a line, and as an error after it. */
    @Test
    void saysWhatFailedOnce() throws Exception {
        ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertEquals(
                1,
                JenkinsRule.getLog(build)
                        .lines()
                        .filter(line -> line.contains("StockNotEnough none left. "))
                        .count());
        assertEquals(
                1,
                JenkinsRule.getLog(jenkins.buildAndAssertStatus(Result.FAILURE, job))
                        .lines()
                        .filter(line -> line.startsWith("ERROR: "))
                        .count());
    }

    @Test
    void aPartialSuccessMakesTheBuildUnstableIfItIsTo() throws Exception {
        order.setUnstableOnPartial(true);
        ack.ending(TaskEnding.partialSuccess(1));
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);
        jenkins.assertLogContains("1 of 2 instances failed: i-", build);
        jenkins.assertLogNotContains("ERROR", build);
    }

    @Test
    void laterStepsKnowWhatWasOrdered() throws Exception {
        CaptureEnvironmentBuilder between = new CaptureEnvironmentBuilder();
        CaptureEnvironmentBuilder after = new CaptureEnvironmentBuilder();
        FreestyleOrder second = new FreestyleOrder();
        second.setCount("1");
        job.getBuildersList().add(between);
        job.getBuildersList().add(new AckEdgeScaleOutBuilder(second));
        job.getBuildersList().add(after);
        jenkins.buildAndAssertSuccess(job);

        List<LedgerEntry> bill = ack.ledger().entries();
        Map<String, String> first = between.getEnvVars();
        assertEquals("SUCCEEDED", first.get("ACK_EDGE_STATE"));
        assertEquals(Setup.CLUSTER, first.get("ACK_EDGE_CLUSTER_ID"));
        assertEquals(bill.get(0).taskId(), first.get("ACK_EDGE_TASK_ID"));
        assertEquals(bill.get(0).requestId(), first.get("ACK_EDGE_REQUEST_ID"));
        assertEquals(
                String.join(" ", ack.task(bill.get(0).taskId()).instanceIds()), first.get("ACK_EDGE_INSTANCE_IDS"));
        assertEquals("", first.get("ACK_EDGE_FAILED_INSTANCE_IDS"));

        Map<String, String> both = after.getEnvVars();
        assertEquals(bill.get(1).taskId(), both.get("ACK_EDGE_TASK_ID"), "the last one");
        assertEquals(bill.get(0).taskId(), both.get("ACK_EDGE_TASK_ID_1"));
        assertEquals(bill.get(1).taskId(), both.get("ACK_EDGE_TASK_ID_2"));
        assertEquals(1, both.get("ACK_EDGE_INSTANCE_IDS_2").split(" ").length);
    }

    /** There is no task to wait for; ids and request id are there all the same. */
    @Test
    void laterStepsKnowWhatMachinesOfEnsWereOrdered() throws Exception {
        Via.ENS.configure();
        order.setCount("${NODES}");
        order.setMaxPrice("$LIMIT");
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("NODES", "2"), new StringParameterDefinition("LIMIT", "200.00")));
        CaptureEnvironmentBuilder after = new CaptureEnvironmentBuilder();
        job.getBuildersList().add(after);
        jenkins.buildAndAssertSuccess(job);
        Map<String, String> variables = after.getEnvVars();
        assertEquals("SUCCEEDED", variables.get("ACK_EDGE_STATE"));
        assertEquals("", variables.get("ACK_EDGE_TASK_ID"));
        assertEquals(ack.ens().bill().entries().get(0).requestId(), variables.get("ACK_EDGE_REQUEST_ID"));
        assertEquals(
                ack.ens().machines().stream().map(SimulatedMachine::id).collect(Collectors.joining(" ")),
                variables.get("ACK_EDGE_INSTANCE_IDS"));
        assertEquals("", variables.get("ACK_EDGE_FAILED_INSTANCE_IDS"));
    }

    @Test
    void aLaterStepCanWaitForATask() throws Exception {
        order.setWait(false);
        AckEdgeWaitTaskBuilder wait = new AckEdgeWaitTaskBuilder("${ACK_EDGE_TASK_ID}");
        wait.setCluster("store-1");
        job.getBuildersList().add(wait);
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        String taskId = ack.ledger().entries().get(0).taskId();
        jenkins.assertLogContains("Order accepted: task " + taskId, build);
        jenkins.assertLogContains("task " + taskId + ", after", build);
        assertEquals(
                OrderState.SUCCEEDED,
                build.getAction(AckEdgeBuildAction.class).getOrders().get(1).getState());
    }

    @Test
    void aWaitThatIsWrongSaysSo() throws Exception {
        job.getBuildersList().clear();
        AckEdgeWaitTaskBuilder wait = new AckEdgeWaitTaskBuilder("${NOTHING}/x");
        wait.setTimeoutMins("soon");
        job.getBuildersList().add(wait);
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("taskId '${NOTHING}/x' must be the id of a task", build);
        jenkins.assertLogContains("timeoutMins 'soon' must be a whole number from 1 to 10080", build);
        assertEquals(List.of(), ack.exchanges());
    }

    /** Who chose it decides which credentials a parameter may name, so it is not expanded before they are looked up. */
    @Test
    void credentialsMayBeChosenByAParameter() throws Exception {
        order.setCredentialsId("${KEY}");
        job.addProperty(new ParametersDefinitionProperty(new CredentialsParameterDefinition(
                "KEY", "", "none", StandardUsernamePasswordCredentials.class.getName(), true)));
        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new CredentialsParameterValue("KEY", "aliyun", "", false))));
        assertEquals(
                "aliyun",
                build.getAction(AckEdgeBuildAction.class).getOrders().get(0).getCredentialsId());
    }

    @Test
    void credentialsMayBeNamedByAnyVariable() throws Exception {
        order.setCredentialsId("${WHICH}");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("WHICH", "aliyun")));
        jenkins.buildAndAssertSuccess(job);
        assertEquals(1, ack.ledger().orders());
    }

    /** There it would not go on after a restart, and two of them at once would share a record. */
    @Test
    void aPipelineIsToldToUseItsStep() throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class);
        pipeline.setDefinition(
                new CpsFlowDefinition("node { step([$class: 'AckEdgeScaleOutBuilder', order: [count: '2']]) }", true));
        jenkins.buildAndAssertStatus(Result.FAILURE, pipeline);
        assertEquals(List.of(), ack.exchanges());
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
        order.setCancelOnAbort(true);
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
