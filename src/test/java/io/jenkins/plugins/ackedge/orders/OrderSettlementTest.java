package io.jenkins.plugins.ackedge.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.Via;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.config.FastTime;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Orders that no build waits for any more: settled by the controller itself, or shown to its administrators. */
@ExtendWith(FastTime.class)
class OrderSettlementTest {
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

    private WorkflowRun begin(JenkinsRule r, String script) throws Exception {
        Setup.controller(ack.url());
        WorkflowJob job = r.createProject(WorkflowJob.class, "p");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun run(JenkinsRule r) {
        return r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
    }

    private static OrderRecord order(WorkflowRun run) {
        return run.getAction(AckEdgeBuildAction.class).getOrders().get(0);
    }

    private static OrderRecord await(WorkflowRun run, Predicate<OrderRecord> condition) throws InterruptedException {
        OrderRecord order = order(run);
        for (int i = 0; i < 1200 && !condition.test(order); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            order = order(run);
        }
        assertTrue(condition.test(order), order.toString());
        return order;
    }

    /** A build that is gone though nobody has said so: as after a crash that its pipeline did not survive. */
    private static void loseThePipeline(Path home) throws Exception {
        Path build = home.resolve("jobs/p/builds/1");
        Path xml = build.resolve("build.xml");
        Files.writeString(
                xml,
                Files.readString(xml)
                        .replaceAll("(?s)<execution.*</execution>", "")
                        .replace("<completed>false</completed>", "<completed>true</completed>"));
        Files.deleteIfExists(home.resolve("org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml"));
    }

    private Path home;

    @Test
    void whatWasInDoubtWhenTheControllerDiedIsLookedForAndWatched() throws Throwable {
        sessions.then(r -> {
            home = r.jenkins.getRootDir().toPath();
            ack.on(Via.SCALE_OUT_CLUSTER.operation, Fault.resetAfter());
            WorkflowRun run = begin(r, "ackEdgeScaleOut(count: 2)");
            r.waitForMessage("looking for its task", run);
        });
        loseThePipeline(home);
        sessions.then(r -> {
            OrderSettlement.get().look();
            OrderRecord settled = await(run(r), order -> order.getState() == OrderState.SUCCEEDED);

            assertEquals(ack.ledger().entries().get(0).taskId(), settled.getTaskId());
            assertEquals(OrderRecord.Proof.FITS, settled.getProof());
            assertEquals(1, ack.ledger().orders());
            String page = r.createWebClient()
                    .withJavaScriptEnabled(false)
                    .getPage(run(r), "ack-edge/")
                    .asNormalizedText();
            assertTrue(page.contains("It is taken to be this order's"), page);
            OrderSettlement.get().look();
            assertEquals(List.of(), OrderSettlement.get().open());
        });
    }

    @Test
    void whatWasOnlyPlannedIsNeverSent() throws Throwable {
        sessions.then(r -> {
            home = r.jenkins.getRootDir().toPath();
            ack.always(Via.SCALE_OUT_CLUSTER.operation, Fault.busy());
            WorkflowRun run = begin(r, "ackEdgeScaleOut(count: 2)");
            r.waitForMessage("The cluster is busy", run);
        });
        ack.clear();
        loseThePipeline(home);
        sessions.then(r -> {
            OrderSettlement.get().look();
            OrderRecord settled = await(run(r), order -> order.getState() == OrderState.REJECTED);
            assertTrue(settled.getMessage().startsWith("Nothing was ordered: nobody waited"), settled.getMessage());
            assertEquals(0, ack.ledger().orders());
        });
    }

    @Test
    void whatStaysUnknownIsShownToAdministratorsUntilOneSetsItAside() throws Throwable {
        sessions.then(r -> {
            ack.on(Via.SCALE_OUT_CLUSTER.operation, Fault.resetBefore());
            WorkflowRun run = begin(r, "ackEdgeScaleOut(count: 2)");
            r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));
            OpenOrdersMonitor monitor = ExtensionList.lookupSingleton(OpenOrdersMonitor.class);
            // It was looked for to the end by its build, and is left to people.
            OrderSettlement.get().look();
            assertTrue(monitor.isActivated());

            r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
            r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                    .grant(Jenkins.ADMINISTER)
                    .everywhere()
                    .to("admin")
                    .grant(Jenkins.MANAGE, Jenkins.READ)
                    .everywhere()
                    .to("manager"));
            HtmlPage page = r.createWebClient().login("admin").goTo("manage");
            String text = page.asNormalizedText();
            assertTrue(text.contains("2 × ens.sn1.tiny in cn-beijing-cmcc-2"), text);
            assertTrue(text.contains("Outcome unknown: 2 × ens.sn1.tiny"), text);
            assertEquals("p#1", page.getAnchorByText("p#1").getTextContent());
            HtmlForm form = page.getFormByName("setAside-" + order(run).getOrderId());
            r.submit(form);

            assertFalse(monitor.isActivated());
            assertTrue(order(run).isSetAside());
            assertEquals(OrderState.UNKNOWN, order(run).getState());
        });
    }

    @Test
    void anAbortBeforeAResumedStepHasBegunIsCarriedOut() throws Throwable {
        sessions.then(r -> {
            ack.ending(TaskEnding.never());
            WorkflowRun run = begin(r, "ackEdgeScaleOut(count: 2, cancelOnAbort: true)");
            r.waitForMessage("Order accepted", run);
        });
        sessions.then(r -> {
            WorkflowRun run = run(r);
            r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));
            r.assertLogContains("ACK is asked to cancel task", run);
            String task = ack.ledger().entries().get(0).taskId();
            while (!ack.task(task).cancelled()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertEquals(1, ack.ledger().orders());
        });
    }

    /** Aborts what Jenkins has just loaded. */
    @TestExtension("anAbortBeforeAResumedStepHasBegunIsCarriedOut")
    public static final class AbortAtOnce extends FlowExecutionListener {
        @Override
        public void onResumed(FlowExecution execution) {
            try {
                execution.interrupt(Result.ABORTED);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
