package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.TopLevelItem;
import hudson.model.queue.QueueTaskFuture;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.orders.OrderAudit;
import io.jenkins.plugins.ackedge.pipeline.AckEdgeScaleOutStep;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What an administrator allows, under attack by those who may write jobs. */
@WithJenkins
class LimitsTest extends OnAController {
    private static final String BY_ID =
            "ackEdgeScaleOut(count: %s, clusterId: '" + Setup.CLUSTER + "', regionId: 'cn-beijing', "
                    + "credentialsId: 'aliyun', loginCredentialsId: 'node-login', ensRegionId: 'cn-beijing-cmcc-2', "
                    + "workerInstanceType: 'ens.sn1.tiny', workerImageId: 'm-2QVLO2T8NYgm8CNQVg15gF', "
                    + "ensInternetChargeType: 'BandwidthByDay', workerPeriod: 1, workerSystemDiskSize: 20)";

    private <T extends ModifiableTopLevelItemGroup> WorkflowJob job(T where, String name, String script)
            throws Exception {
        TopLevelItem job =
                where.createProject(jenkins.jenkins.getDescriptorByType(WorkflowJob.DescriptorImpl.class), name, false);
        ((WorkflowJob) job).setDefinition(new CpsFlowDefinition(script, true));
        return (WorkflowJob) job;
    }

    private Folder folder(String name) throws Exception {
        return jenkins.createProject(Folder.class, name);
    }

    private static String log(WorkflowRun run) throws Exception {
        return JenkinsRule.getLog(run);
    }

    @Test
    void fiftyBuildsAtOnceOrderNoMoreThanADayAllows() throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("10"));
        List<QueueTaskFuture<WorkflowRun>> builds = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String script = i % 2 == 0 ? "ackEdgeScaleOut(count: 3)" : BY_ID.formatted("1");
            builds.add(job(jenkins.jenkins, "job-" + i, script).scheduleBuild2(0));
        }
        int refused = 0;
        for (QueueTaskFuture<WorkflowRun> build : builds) {
            WorkflowRun run = build.get();
            if (run.getResult() == Result.FAILURE) {
                refused++;
                assertTrue(log(run).contains("is more than is left of maxCountPerDay 10 of cluster store-1"), log(run));
            }
        }
        assertEquals(10, ack.ledger().nodes());
        assertEquals(50 - ack.ledger().orders(), refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parallel((0..5).collectEntries { [(it): { ackEdgeScaleOut(count: 1) }] })",
                "for (int i = 0; i < 6; i++) { ackEdgeScaleOut(count: 1) }",
                "for (int i = 0; i < 3; i++) { try { ackEdgeScaleOut(count: 4) } catch (e) { echo 'again' } }\nackEdgeScaleOut(count: 1)",
                "retry(5) { ackEdgeScaleOut(count: 1); ackEdgeScaleOut(count: 2); error 'again' }"
            })
    void onePipelineCannotPassIt(String script) throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("4"));
        WorkflowRun run = run(script, Result.FAILURE);
        assertTrue(ack.ledger().nodes() <= 4, log(run));
        assertTrue(log(run).contains("maxCountPerDay 4 of cluster store-1"), log(run));
    }

    @Test
    void deletedBuildsAndRenamedJobsStayCounted() throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("4"));
        WorkflowJob first = job(folder("a"), "first", "ackEdgeScaleOut(count: 3)");
        jenkins.buildAndAssertSuccess(first).delete();
        first.renameTo("second");
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, first);
        jenkins.assertLogContains(
                "3 nodes were ordered in the last 24 hours, by all jobs together, so 1 are left", run);
        first.delete();

        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        FreestyleOrder order = new FreestyleOrder();
        order.setCount("2");
        other.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
        jenkins.assertLogContains("so 1 are left", jenkins.buildAndAssertStatus(Result.FAILURE, other));
        order.setCount("1");
        jenkins.buildAndAssertSuccess(other);
        assertEquals(4, ack.ledger().nodes());
    }

    @Test
    void aDryRunIsHeldAgainstItAndUsesNothingOfIt() throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("4"));
        WorkflowRun run = run("ackEdgeScaleOut(count: 4, dryRun: true); ackEdgeScaleOut(count: 4)", Result.SUCCESS);
        jenkins.assertLogContains(
                "Limits: maxCount 10 of cluster store-1; maxCountPerDay 4 of cluster store-1, of which 0 were ordered "
                        + "in the 24 hours before.",
                run);
        run = run("ackEdgeScaleOut(count: 1, dryRun: true)", Result.FAILURE);
        jenkins.assertLogContains("so 0 are left", run);
    }

    @Test
    void whatWasRefusedIsNotCounted() throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("2"));
        ack.on(Operation.SCALE_OUT_CLUSTER, Fault.accessDenied());
        run("ackEdgeScaleOut(count: 2)", Result.FAILURE);
        run("ackEdgeScaleOut(count: 2)", Result.SUCCESS);
        assertEquals(2, ack.ledger().nodes());
    }

    /** By its name, by its id and as the default: it is not there, and no message or list tells of it. */
    @Test
    void aJobThatMayNotUseAClusterLearnsNothingOfIt() throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setAllowedItems(List.of("release/**")));
        WorkflowJob inside = job(folder("release"), "deploy", "ackEdgeScaleOut(count: 1)");
        jenkins.buildAndAssertSuccess(inside);
        assertEquals(1, ack.ledger().nodes());

        for (String script : List.of(
                "ackEdgeScaleOut(count: 1)",
                "ackEdgeScaleOut(count: 1, cluster: 'store-1')",
                "ackEdgeScaleOut(count: 1, cluster: 'store-1', dryRun: true)",
                "ackEdgeWaitTask(taskId: 'T-1', cluster: 'store-1')",
                "ackEdgeWaitTask(taskId: 'T-1')",
                BY_ID.formatted("1"),
                BY_ID.replace("Cccfd", "cCCFD").formatted("1"))) {
            WorkflowRun run = run(script, Result.FAILURE);
            assertFalse(
                    log(run).replace("cluster 'store-1' is not configured", "")
                            .replace(script, "")
                            .contains("store-1"),
                    log(run));
            assertFalse(log(run).contains("release"), log(run));
        }
        assertEquals(1, ack.ledger().nodes());
        ListBoxModel list = jenkins.jenkins
                .getDescriptorByType(AckEdgeScaleOutStep.DescriptorImpl.class)
                .doFillClusterItems(jenkins.createProject(WorkflowJob.class, "curious"), "");
        assertEquals(1, list.size(), "the default cluster, without a name");
        assertEquals("(the default cluster)", list.get(0).name);
    }

    @Test
    void saysWhoForbidsAnOrderByTheId() throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setAllowedItems(List.of("release/**")));
        WorkflowRun run = run(BY_ID.formatted("1"), Result.FAILURE);
        jenkins.assertLogContains(
                "clusterId '" + Setup.CLUSTER
                        + "' must not be ordered for by this job: an administrator has said which may (allowedItems)",
                run);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void severalGroupsOfJobsHaveLimitsOfTheirOwn() throws Exception {
        Setup.configure(c -> {
            AckEdgeCluster day = Setup.cluster("store-day", Setup.CLUSTER);
            day.setAllowedItems(List.of("release/**"));
            day.setMaxCountPerDay("6");
            AckEdgeCluster night = Setup.cluster("store-night", Setup.CLUSTER);
            night.setAllowedItems(List.of("nightly/**"));
            night.setMaxCountPerDay("2");
            c.setClusters(List.of(day, night));
        });
        Folder release = folder("release");
        Folder nightly = folder("nightly");
        jenkins.buildAndAssertSuccess(job(release, "three", "ackEdgeScaleOut(count: 3, cluster: 'store-day')"));
        WorkflowRun night = jenkins.buildAndAssertStatus(
                Result.FAILURE, job(nightly, "one", "ackEdgeScaleOut(count: 1, cluster: 'store-night')"));
        jenkins.assertLogContains("maxCountPerDay 2 of cluster store-night: 3 nodes were ordered", night);
        jenkins.assertLogContains(
                "cluster 'store-day' is not configured: configured are store-night",
                jenkins.buildAndAssertStatus(
                        Result.FAILURE, job(nightly, "sly", "ackEdgeScaleOut(count: 1, cluster: 'store-day')")));
        jenkins.buildAndAssertSuccess(job(release, "more", BY_ID.formatted("3")));
        assertEquals(6, ack.ledger().nodes());
    }

    @Test
    void aClusterForDryRunsOnlyOrdersNothing() throws Exception {
        Setup.configureCluster(0, cluster -> cluster.setDryRunOnly("true"));
        run("ackEdgeScaleOut(count: 1, dryRun: true)", Result.SUCCESS);
        for (String script : List.of("ackEdgeScaleOut(count: 1)", BY_ID.formatted("1"))) {
            jenkins.assertLogContains(
                    "dryRun 'false' must be true: cluster store-1 is for dry runs only (dryRunOnly)",
                    run(script, Result.FAILURE));
        }
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void aJobMayLowerThePriceLimitAndNotRaiseIt() throws Exception {
        Via.ENS.configure();
        Setup.configureCluster(0, cluster -> cluster.setMaxPrice("199.99"));
        jenkins.assertLogContains(
                "maxPrice '500' must be at most 199.99, the limit set for cluster store-1",
                run("ackEdgeScaleOut(count: 1, maxPrice: 500)", Result.FAILURE));
        jenkins.assertLogContains(
                "instanceChargeType 'PostPaid' must not be ordered under maxPrice 199.99 of cluster store-1",
                run("ackEdgeScaleOut(count: 1, instanceChargeType: 'PostPaid')", Result.FAILURE));
        assertEquals(0, ack.ens().bill().orders());
        run("ackEdgeScaleOut(count: 1, maxPrice: 150)", Result.SUCCESS);
        assertEquals(1, ack.ens().bill().orders());
    }

    @Test
    void aSizeCountsForWhatItAdds() throws Exception {
        Via.NODE_POOL.configure();
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("4"));
        int has = (int) ack.cluster(Setup.CLUSTER).nodePool(Via.POOL).size();
        run("ackEdgeScaleOut(desiredSize: " + (has + 3) + ")", Result.SUCCESS);
        WorkflowRun run = run("ackEdgeScaleOut(desiredSize: " + (has + 5) + ")", Result.FAILURE);
        jenkins.assertLogContains("would add 2, but at most 1 may be added: ", run);
        run("ackEdgeScaleOut(desiredSize: " + (has + 4) + ")", Result.SUCCESS);
        assertEquals(has + 4, ack.cluster(Setup.CLUSTER).nodePool(Via.POOL).size());
    }

    @Test
    void theLogsSayWhoseMoneyItIs() throws Exception {
        LogRecorder audit =
                new LogRecorder().record(OrderAudit.class, Level.INFO).capture(10);
        Setup.configureCluster(0, cluster -> cluster.setMaxCountPerDay("4"));
        WorkflowRun run = run("ackEdgeScaleOut(count: 2)", Result.SUCCESS);
        jenkins.assertLogContains("AccessKey ID …eyId.", run);
        jenkins.assertLogNotContains(Setup.KEY_ID, run);
        run("ackEdgeScaleOut(count: 3)", Result.FAILURE);

        List<String> lines = audit.getMessages();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(
                lines.get(0)
                        .matches("Order [0-9a-f]{16} of \\S+#1, started by .*: 2 .*, for store-1 \\(" + Setup.CLUSTER
                                + "\\); AccessKey ID …eyId; limits: maxCount 10 .*; maxCountPerDay 4 .*"),
                lines.get(0));
        assertTrue(
                lines.get(1).matches("No order of \\S+#1, started by .*: count '3' is more than is left .*"),
                lines.get(1));
        String page = jenkins.createWebClient().getPage(run, "ack-edge").asNormalizedText();
        assertTrue(page.contains("AccessKey ID …eyId") && page.contains("maxCountPerDay 4 of cluster store-1"), page);
        assertFalse(page.contains(Setup.KEY_ID), page);
    }

    @Test
    void limitsThatAreMistypedForbidOrders() throws Exception {
        for (var mistyped : List.<Consumer<AckEdgeCluster>>of(
                c -> c.setMaxCountPerDay("ten"),
                c -> c.setMaxCountPerDay("0"),
                c -> c.setDryRunOnly("yes"),
                c -> c.setAllowedItems(List.of("/release/")))) {
            assertThrows(IllegalArgumentException.class, () -> Setup.configureCluster(0, mistyped));
        }
        run("ackEdgeScaleOut(count: 1)", Result.SUCCESS);
    }
}
