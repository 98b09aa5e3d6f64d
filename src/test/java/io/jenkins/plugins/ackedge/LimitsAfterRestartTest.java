package io.jenkins.plugins.ackedge;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What was ordered stays counted, whatever becomes of the process and of the jobs' folders. */
class LimitsAfterRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private AckSimulator ack;

    @BeforeEach
    void start() {
        ack = Setup.simulator();
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void aRestartAndJobsFromABackupDoNotWidenALimit() throws Throwable {
        Path home = sessions.getHome().toPath();
        Path backup = home.resolveSibling(home.getFileName() + "-jobs");
        sessions.then(r -> {
            Setup.controller(ack.url());
            Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("4"));
            WorkflowJob job = r.createProject(WorkflowJob.class, "p");
            job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 3)", true));
            FileUtils.copyDirectory(home.resolve("jobs").toFile(), backup.toFile());
            r.buildAndAssertSuccess(job);
        });
        FileUtils.deleteDirectory(home.resolve("jobs").toFile());
        FileUtils.moveDirectory(backup.toFile(), home.resolve("jobs").toFile());
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.getItemByFullName("p", WorkflowJob.class);
            r.assertLogContains(
                    "3 nodes were ordered in the last 24 hours", r.buildAndAssertStatus(Result.FAILURE, job));
        });
    }
}
