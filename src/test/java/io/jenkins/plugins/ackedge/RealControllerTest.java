package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The plugin as it is installed: with class loaders of its own, on a controller process of its own, over real HTTP. */
class RealControllerTest {
    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private final AckSimulator ack = Setup.simulator();

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void ordersForAPipelineAndForAFreestyleJob() throws Throwable {
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            WorkflowJob pipeline = r.createProject(WorkflowJob.class, "pipeline");
            pipeline.setDefinition(new CpsFlowDefinition("echo \"it is ${ackEdgeScaleOut(count: 2).state}\"", true));
            r.assertLogContains("it is SUCCEEDED", r.buildAndAssertStatus(Result.SUCCESS, pipeline));

            FreeStyleProject freestyle = r.createFreeStyleProject("freestyle");
            AckEdgeScaleOutBuilder builder = new AckEdgeScaleOutBuilder();
            builder.setCount("3");
            freestyle.getBuildersList().add(builder);
            r.assertLogContains("Done: 3 instances added", r.buildAndAssertSuccess(freestyle));
        });

        assertEquals(2, ack.ledger().orders());
        assertEquals(5, ack.ledger().nodes());
        assertTrue(record("pipeline").contains("\"SUCCEEDED\""));
        assertTrue(record("freestyle").contains(ack.ledger().entries().get(1).taskId()));
    }

    /** What the controller's store says of the one order of the job's first build. */
    private String record(String job) throws Exception {
        Path home = controller.getHome().toPath();
        try (var marks = Files.list(home.resolve("jobs/" + job + "/builds/1/ack-edge"))) {
            String orderId = Files.readString(marks.findFirst().orElseThrow());
            return Files.readString(home.resolve("ack-edge/orders/" + orderId + ".json"));
        }
    }
}
