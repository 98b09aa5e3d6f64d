package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeWaitTaskBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
            FreestyleOrder order = new FreestyleOrder();
            order.setCount("3");
            freestyle.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
            AckEdgeWaitTaskBuilder wait = new AckEdgeWaitTaskBuilder("${ACK_EDGE_TASK_ID}");
            freestyle.getBuildersList().add(wait);
            FreeStyleBuild build = r.buildAndAssertSuccess(freestyle);
            r.assertLogContains("Done: 3 instances added", build);
            assertEquals(
                    2, build.getAction(AckEdgeBuildAction.class).getOrders().size(), "the order and the wait");
        });

        assertEquals(2, ack.ledger().orders());
        assertEquals(5, ack.ledger().nodes());
        assertTrue(record("pipeline").contains("\"SUCCEEDED\""));
        assertTrue(record("freestyle").contains(ack.ledger().entries().get(1).taskId()));
    }

    /** It ends with its controller, which then looks after what it ordered, and says so where it can be read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFreestyleBuildIsToldAfterARestartWhatBecameOfItsOrder(boolean isKilled) throws Throwable {
        ack.ending(TaskEnding.never());
        String endpoint = ack.url();
        controller.startJenkins();
        controller.run(r -> {
            Setup.controller(endpoint);
            FreestyleOrder order = new FreestyleOrder();
            order.setCount("2");
            order.setCancelOnAbort(true);
            FreeStyleProject job = r.createFreeStyleProject("freestyle");
            job.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
            r.waitForMessage("Order accepted", job.scheduleBuild2(0).waitForStart());
        });
        if (isKilled) {
            controller.stopJenkinsForcibly();
        } else {
            controller.stopJenkins();
        }
        String taskId = ack.ledger().entries().get(0).taskId();
        assertEquals("running", ack.task(taskId).state(), "it is not cancelled");
        assertEquals(
                !isKilled,
                log("freestyle").contains("The controller is going down, which ends this build."),
                log("freestyle"));

        ack.task(taskId).end(TaskEnding.success());
        controller.startJenkins();
        for (int i = 0; i < 200 && !log("freestyle").contains("Done: 2 instances added"); i++) {
            TimeUnit.SECONDS.sleep(1);
        }
        assertTrue(log("freestyle").contains("Done: 2 instances added"), log("freestyle"));
        String page = controller.call(r -> r.createWebClient()
                .getPage(
                        r.jenkins
                                .getItemByFullName("freestyle", FreeStyleProject.class)
                                .getBuildByNumber(1),
                        "ack-edge/")
                .asNormalizedText());
        assertTrue(page.contains("Ordered, and the nodes have joined the cluster."), page);
        assertTrue(
                log("freestyle").contains("This build ended before its order did. It is not sent again"),
                log("freestyle"));
        assertEquals(1, ack.ledger().orders());
    }

    private String log(String job) throws Exception {
        return Files.readString(controller.getHome().toPath().resolve("jobs/" + job + "/builds/1/log"));
    }

    @Test
    void aPartialSuccessAndARefusedSave() throws Throwable {
        ack.ending(TaskEnding.partialSuccess(1));
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            WorkflowJob pipeline = r.createProject(WorkflowJob.class, "partly");
            pipeline.setDefinition(new CpsFlowDefinition(
                    "def r = ackEdgeScaleOut(count: 2, unstableOnPartial: true)\necho \"nodes: ${r.nodes}, ${r.succeeded}\"",
                    true));
            r.assertLogContains("(not ready)], false", r.buildAndAssertStatus(Result.UNSTABLE, pipeline));

            assertThrows(
                    IllegalArgumentException.class,
                    () -> Setup.configureCluster(0, cluster -> cluster.setMaxCount("1O")));
            pipeline.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 11)", true));
            r.assertLogContains(
                    "must be at most 10, the limit set for cluster store-1",
                    r.buildAndAssertStatus(Result.FAILURE, pipeline));
        });
        assertEquals(1, ack.ledger().orders());
    }

    /** The harness refuses unknown arguments by itself; a controller does not. */
    @Test
    void mistypedArgumentsOrderNothing() throws Throwable {
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            WorkflowJob pipeline = r.createProject(WorkflowJob.class, "mistyped");
            for (String arguments : List.of(
                    "count: 2, dryrun: true",
                    "count: 2, dryRun: 'yes'",
                    "count: 'two'",
                    "count: 2.5",
                    "count: 2, workerAutoRenew: 'ja'")) {
                pipeline.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(" + arguments + ")", true));
                WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, pipeline);
                r.assertLogContains("ackEdgeScaleOut: parameters not valid, nothing was sent:", run);
                r.assertLogNotContains("\tat ", run);
            }
        });
        assertEquals(0, ack.exchanges().size());
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
