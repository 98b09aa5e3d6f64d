package io.jenkins.plugins.ackedge.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The log of a build leads to the page of its scale-outs: before anything else, and once for each. */
@WithJenkins
class ConsoleLinkTest {
    private static final String WORDS = "its page";

    @Test
    void leadsToThePage(JenkinsRule jenkins) throws Exception {
        try (AckSimulator ack = Setup.simulator()) {
            Setup.controller(ack.url());
            WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class);
            pipeline.setDefinition(new CpsFlowDefinition("""
                    def task = ackEdgeScaleOut(count: 1, wait: false).taskId
                    ackEdgeWaitTask(taskId: task)
                    """, true));
            Run<?, ?> run = jenkins.buildAndAssertSuccess(pipeline);
            assertEquals(2, links(jenkins, run));
            jenkins.assertLogContains("Watch it on its page.", run);

            FreeStyleProject job = jenkins.createFreeStyleProject();
            FreestyleOrder order = new FreestyleOrder();
            order.setCount("1");
            job.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
            assertEquals(1, links(jenkins, jenkins.buildAndAssertSuccess(job)));

            order.setDryRun(true); // has no page
            assertEquals(0, links(jenkins, jenkins.buildAndAssertSuccess(job)));
        }
    }

    private static long links(JenkinsRule jenkins, Run<?, ?> run) throws Exception {
        HtmlPage console = jenkins.createWebClient().getPage(run, "console");
        return console.getAnchors().stream()
                .filter(a -> a.getTextContent().equals(WORDS))
                .filter(a -> a.getHrefAttribute().equals("/jenkins/" + run.getUrl() + "ack-edge/"))
                .count();
    }
}
