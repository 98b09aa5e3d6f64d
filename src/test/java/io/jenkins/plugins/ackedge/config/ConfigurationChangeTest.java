package io.jenkins.plugins.ackedge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The configuration is changed while steps wait, and then the controller is restarted: they go on as they began. */
class ConfigurationChangeTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private AckSimulator ack;

    @BeforeEach
    void start() {
        ack = Setup.simulator();
        ack.ending(TaskEnding.never());
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ackEdgeScaleOut(count: 2)",
                "def o = ackEdgeScaleOut(count: 2, wait: false); ackEdgeWaitTask(taskId: o.taskId)"
            })
    void aResumedStepUsesTheKeyThatItBeganWith(String script) throws Throwable {
        sessions.then(r -> {
            Setup.controller(ack.url());
            WorkflowJob job = r.createProject(WorkflowJob.class, "p");
            job.setDefinition(new CpsFlowDefinition(script, true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            r.waitForMessage("Stage 1", run);
            Setup.configure(c -> c.setClusters(List.of()));
        });
        sessions.then(r -> {
            ack.ledger().entries().forEach(entry -> ack.task(entry.taskId()).end(TaskEnding.success()));
            WorkflowRun run =
                    r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            assertEquals(1, ack.ledger().orders());
        });
    }
}
