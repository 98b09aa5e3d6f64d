package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** After runs that succeed, fail and are aborted, no secret is found anywhere. */
@WithJenkins
class SecretsTest {
    private final Traces traces = new Traces();

    @Test
    void areNowhere(JenkinsRule jenkins) throws Exception {
        try (AckSimulator ack = Setup.simulator()) {
            Setup.controller(ack.url());
            WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
            pipeline.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 2)\nsleep 1\necho 'end'", true));
            FreeStyleProject freestyle = jenkins.createFreeStyleProject("freestyle");
            FreestyleOrder order = new FreestyleOrder();
            order.setCount("1");
            freestyle.getBuildersList().add(new AckEdgeScaleOutBuilder(order));

            jenkins.buildAndAssertSuccess(pipeline);
            jenkins.buildAndAssertSuccess(freestyle);
            ack.ending(TaskEnding.fail("Broken", "cannot log in with " + Setup.PASSWORD));
            jenkins.buildAndAssertStatus(Result.FAILURE, pipeline);
            jenkins.buildAndAssertStatus(Result.FAILURE, freestyle);
            // Whoever waits for the task of another step sends no password, and is told it all the same.
            WorkflowJob waiting = jenkins.createProject(WorkflowJob.class, "waiting");
            for (String arguments : List.of("", ", regionId: 'cn-beijing', credentialsId: 'aliyun'")) {
                waiting.setDefinition(new CpsFlowDefinition(
                        "def order = ackEdgeScaleOut(count: 2, wait: false)\nackEdgeWaitTask(taskId: order.taskId"
                                + arguments + ")",
                        true));
                jenkins.assertLogContains(
                        "cannot log in with ****", jenkins.buildAndAssertStatus(Result.FAILURE, waiting));
            }
            ack.ending(TaskEnding.never());
            WorkflowRun aborted = pipeline.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Order accepted", aborted);
            traces.add("thread dump", threadDump());
            traces.add(
                    "pipeline's thread dump",
                    ((CpsFlowExecution) aborted.getExecution()).getThreadDump().toString());
            aborted.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(aborted));

            List<String> secrets = Traces.secrets(ack);
            assertTrue(secrets.size() > 10, "signatures of " + secrets.size() + " requests");
            pages(
                    jenkins,
                    List.of(
                            pipeline.getLastBuild(),
                            pipeline.getFirstBuild(),
                            freestyle.getLastBuild(),
                            waiting.getLastBuild()));
            traces.addFiles(jenkins.jenkins.getRootDir().toPath());
            traces.assertNoneHolds(secrets);
        }
    }

    private void pages(JenkinsRule jenkins, List<Run<?, ?>> builds) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        List<String> paths = new ArrayList<>(List.of("manage/configure", "api/xml?depth=3"));
        for (Run<?, ?> build : builds) {
            for (String page : List.of("", "consoleText", "api/json?depth=2", "../configure", "../config.xml")) {
                paths.add(build.getUrl() + page);
            }
        }
        for (String path : paths) {
            traces.add(path, client.goTo(path, null).getWebResponse().getContentAsString());
        }
    }

    private static String threadDump() {
        StringBuilder all = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            all.append(thread.getName()).append('\n');
            for (StackTraceElement element : stack) {
                all.append(element).append('\n');
            }
        });
        return all.toString();
    }
}
