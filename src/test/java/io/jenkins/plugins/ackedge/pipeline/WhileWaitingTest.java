package io.jenkins.plugins.ackedge.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import io.jenkins.plugins.ackedge.OnAController;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.Trap;
import io.jenkins.plugins.ackedge.Via;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What an administrator may do while a step waits: the wait goes on, or ends, and no order is lost sight of. */
@WithJenkins
class WhileWaitingTest extends OnAController {
    private final LogRecorder warnings = new LogRecorder()
            .record("io.jenkins.plugins.ackedge", Level.WARNING)
            .capture(10);
    private WorkflowJob job;

    @BeforeEach
    void tasksDoNotEnd() {
        ack.ending(TaskEnding.never());
    }

    private WorkflowRun waiting() throws Exception {
        WorkflowRun run = begin();
        jenkins.waitForMessage("Stage 1", run);
        return run;
    }

    private WorkflowRun begin() throws Exception {
        if (job == null) {
            job = jenkins.createProject(WorkflowJob.class, "p");
        }
        job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 2)", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private String task() {
        return ack.ledger().entries().get(0).taskId();
    }

    private void taskEnds() {
        ack.task(task()).end(TaskEnding.success());
    }

    private void assertGoesOnToItsEnd(WorkflowRun run) throws Exception {
        taskEnds();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertEquals(OrderState.SUCCEEDED, order(run).getState());
        assertEquals(1, ack.ledger().orders());
        assertEquals(List.of(), warnings.getMessages());
    }

    private static OrderRecord order(WorkflowRun run) {
        return run.getAction(AckEdgeBuildAction.class).getOrders().get(0);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void theCredentialIsDeletedAndPutBack(Via via) throws Exception {
        via.configure();
        WorkflowRun run = waiting();
        CredentialsStore store = Setup.store(jenkins.jenkins);
        for (Credentials c : store.getCredentials(Domain.global())) {
            if (((IdCredentials) c).getId().equals("aliyun")) {
                store.removeCredentials(Domain.global(), c);
            }
        }
        jenkins.waitForMessage("No answer about the task", run);
        jenkins.waitForMessage("credentialsId 'aliyun' is not the id of credentials", run);

        Setup.addKey(jenkins.jenkins, "aliyun", CredentialsScope.GLOBAL);
        jenkins.waitForMessage("ACK answers again", run);
        assertGoesOnToItsEnd(run);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void theClusterIsRemovedFromTheConfiguration(Via via) throws Exception {
        via.configure();
        WorkflowRun run = waiting();
        Setup.configure(c -> c.setClusters(List.of()));
        assertGoesOnToItsEnd(run);
    }

    @Test
    void theEndpointIsChanged() throws Exception {
        WorkflowRun run = waiting();
        Setup.configure(c -> c.setEndpoint("http://127.0.0.1:9"));
        assertGoesOnToItsEnd(run);
    }

    @Test
    void theFolderOfTheJobIsRenamed() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "before");
        job = folder.createProject(WorkflowJob.class, "p");
        WorkflowRun run = waiting();
        File before = new File(run.getRootDir(), "ack-edge");
        folder.renameTo("after");
        assertGoesOnToItsEnd(run);
        assertFalse(before.exists());
        assertEquals("after/p#1", run.getExternalizableId());
    }

    @Test
    void theJobIsRenamed() throws Exception {
        WorkflowRun run = waiting();
        File before = new File(run.getRootDir(), "ack-edge");
        job.renameTo("q");
        assertGoesOnToItsEnd(run);
        assertFalse(before.exists());
    }

    @Test
    void jenkinsIsQuietingDown() throws Exception {
        WorkflowRun run = waiting();
        jenkins.jenkins.doQuietDown();
        taskEnds();
        jenkins.waitForMessage("Done: 2 instances added", run);
        assertEquals(OrderState.SUCCEEDED, order(run).getState());
        assertTrue(run.isBuilding());

        jenkins.jenkins.doCancelQuietDown();
        assertGoesOnToItsEnd(run);
    }

    @Test
    void theJobIsDeleted() throws Exception {
        WorkflowRun run = waiting();
        File folder = job.getRootDir();
        job.delete();
        assertFalse(run.isBuilding());
        assertStaysAway(folder);
        assertEquals("running", ack.task(task()).state());
    }

    @Test
    void theBuildCannotBeDeletedBeforeItHasEnded() throws Exception {
        WorkflowRun run = waiting();
        assertThrows(IOException.class, run::delete);
        assertGoesOnToItsEnd(run);

        File folder = run.getRootDir();
        run.delete();
        assertStaysAway(folder);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENS")
    void theJobIsDeletedWhileItsOrderIsOnTheWire(Via via) throws Exception {
        via.configure();
        Trap trap = new Trap(ack, via.operation, true, List.of(Setup.CLUSTER));
        begin();
        while (!trap.hasCaughtAll()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        File folder = job.getRootDir();
        job.delete();
        trap.open();
        OrderRecord record = controllersRecord();
        for (int i = 0; i < 600 && record.getTaskId().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            record = controllersRecord();
        }
        // The build, with its log and its page, is gone; the controller's own record tells of the order all the same.
        assertEquals("p#1", record.getWho());
        assertEquals(OrderState.SUBMITTED, record.getState());
        assertEquals(task(), record.getTaskId());
        assertStaysAway(folder);
        assertTrue(ControllerOrders.get().scaleOuts().isUnderWay(record.getOrderId()), "it is watched on");
    }

    private static OrderRecord controllersRecord() throws IOException {
        return ControllerOrders.get().records().contents().records().get(0);
    }

    private static void assertStaysAway(File folder) throws InterruptedException {
        TimeUnit.SECONDS.sleep(3); // a poll would come by
        assertFalse(folder.exists(), folder::toString);
    }
}
