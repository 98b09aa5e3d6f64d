package io.jenkins.plugins.ackedge.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.ackedge.OnAController;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.graphanalysis.NodeStepTypePredicate;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The step in sandboxed pipelines on a real Jenkins. */
@WithJenkins
class AckEdgeScaleOutStepTest extends OnAController {
    @Test
    void oneLineIsEnoughInAScriptedPipeline() throws Exception {
        WorkflowRun run = run("ackEdgeScaleOut(count: 2, ensRegionId: 'cn-beijing-telecom')", Result.SUCCESS);

        assertEquals(1, ack.ledger().orders());
        assertEquals(2, ack.ledger().nodes());
        Exchange order = order();
        assertEquals(
                Map.of(
                        "count",
                        2,
                        "ens_region_id",
                        "cn-beijing-telecom",
                        "worker_instance_type",
                        "ens.sn1.tiny",
                        "worker_image_id",
                        "m-2QVLO2T8NYgm8CNQVg15gF",
                        "ens_internet_charge_type",
                        "BandwidthByDay",
                        "worker_period",
                        1,
                        "login_password",
                        Setup.PASSWORD,
                        "worker_system_disk_size",
                        20,
                        "is_edge_worker",
                        true,
                        "timeout_mins",
                        60),
                new ObjectMapper().readValue(order.body(), Map.class));
        jenkins.assertLogContains("Order accepted: task T-", run);
        jenkins.assertLogContains("Done: 2 instances added", run);
        jenkins.assertLogNotContains(Setup.PASSWORD, run);
    }

    @Test
    void worksInADeclarativePipelineWithoutAnAgentAndReturnsAResult() throws Exception {
        WorkflowRun run = run("""
                pipeline {
                  agent none
                  stages {
                    stage('Scale out') {
                      steps {
                        script {
                          def r = ackEdgeScaleOut(count: 2, ensRegionId: 'cn-beijing-telecom')
                          echo "state=${r.state} task=${r.taskId} cluster=${r.clusterId} request=${r.requestId}"
                          echo "ids=${r.instanceIds.join('+')} failed=${r.failedInstanceIds.size()}"
                          echo "took=${r.elapsedMillis > 0} says=${r.message} all=${r}"
                        }
                      }
                    }
                  }
                }""", Result.SUCCESS);

        String taskId = ack.ledger().entries().get(0).taskId();
        jenkins.assertLogContains(
                "state=SUCCEEDED task=" + taskId + " cluster=" + Setup.CLUSTER + " request="
                        + ack.ledger().entries().get(0).requestId(),
                run);
        jenkins.assertLogContains("ids=" + String.join("+", ack.task(taskId).instanceIds()) + " failed=0", run);
        jenkins.assertLogContains("took=true says=Done: 2 instances added", run);
    }

    @Test
    void doesNotWaitIfToldSo() throws Exception {
        ack.ending(TaskEnding.never());
        WorkflowRun run = run("echo ackEdgeScaleOut(count: 1, wait: false).state", Result.SUCCESS);
        jenkins.assertLogContains("SUBMITTED", run);
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void isADryRunIfToldSo() throws Exception {
        WorkflowRun run = run("echo ackEdgeScaleOut(count: 1, dryRun: true).state", Result.SUCCESS);
        assertEquals(0, ack.ledger().orders());
        jenkins.assertLogContains("profile Edge", run);
        jenkins.assertLogContains("Would send to " + ack.url() + ": POST /api/v2/clusters/" + Setup.CLUSTER, run);
        jenkins.assertLogContains("\"login_password\" : \"****\"", run);
        jenkins.assertLogContains("Nothing was ordered", run);
    }

    @Test
    void failsTheBuildWithOneMessageThatSaysWhatHappened() throws Exception {
        ack.ending(TaskEnding.partialSuccess(1));
        WorkflowRun run = run("ackEdgeScaleOut(count: 2)", Result.FAILURE);
        jenkins.assertLogContains("ERROR: 1 of 2 instances failed: i-", run);
        jenkins.assertLogContains("stay bought", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void returnsAFailureIfItIsNotToPropagate() throws Exception {
        ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
        WorkflowRun run = run(
                "def r = ackEdgeScaleOut(count: 2, propagate: false)\necho \"${r.state}: ${r.message}\"",
                Result.SUCCESS);
        jenkins.assertLogContains("FAILED: Task T-", run);
        jenkins.assertLogContains("StockNotEnough none left", run);
    }

    @Test
    void aPartialSuccessMakesTheBuildUnstableIfItIsTo() throws Exception {
        ack.ending(TaskEnding.partialSuccess(1));
        WorkflowRun run = run(
                "def r = ackEdgeScaleOut(count: 2, unstableOnPartial: true)\n"
                        + "echo \"${r.state} ${r.succeeded} ${r.nodes.collect { it.ready }}\"",
                Result.UNSTABLE);
        jenkins.assertLogContains("1 of 2 instances failed: i-", run);
        jenkins.assertLogContains("FAILED false [true, false]", run);
        FlowNode node = new DepthFirstScanner()
                .findFirstMatch(run.getExecution(), new NodeStepTypePredicate("ackEdgeScaleOut"));
        assertEquals(
                Result.UNSTABLE, node.getPersistentAction(WarningAction.class).getResult());
    }

    @Test
    void whatFailsAsAWholeFailsTheBuildAllTheSame() throws Exception {
        ack.ending(TaskEnding.fail("StockNotEnough", "none left"));
        WorkflowRun run = run("ackEdgeScaleOut(count: 2, unstableOnPartial: true)", Result.FAILURE);
        jenkins.assertLogContains("ERROR: Task T-", run);
    }

    @Test
    void theResultNamesItsNodes() throws Exception {
        WorkflowRun run = run(
                "def r = ackEdgeScaleOut(count: 2)\necho \"${r.succeeded}: ${r.nodes*.instanceId == r.instanceIds}, ${r.nodes}\"",
                Result.SUCCESS);
        String taskId = ack.ledger().entries().get(0).taskId();
        jenkins.assertLogContains("true: true, " + ack.task(taskId).instanceIds(), run);
    }

    @Test
    void canBeCaughtLikeAnyOtherStep() throws Exception {
        ack.on(Operation.SCALE_OUT_CLUSTER, Fault.accessDenied());
        WorkflowRun run = run(
                "catchError(buildResult: 'UNSTABLE') { ackEdgeScaleOut(count: 2) }\necho 'went on'", Result.UNSTABLE);
        jenkins.assertLogContains("went on", run);
        jenkins.assertLogContains("Nothing was ordered: ACK refused the order.", run);
        jenkins.assertLogContains("cs:ScaleCluster", run);
    }

    @Test
    void reportsEveryViolationInOneMessageBeforeAnythingIsSent() throws Exception {
        WorkflowRun run = run("""
                ackEdgeScaleOut(count: 101, clusterId: 'x', regionId: 'beijing', ensRegionId: 'Beijing',
                    workerInstanceType: 'ecs.g6', workerImageId: 'a b', ensInternetChargeType: 'PayByTraffic',
                    workerPeriod: 4, workerSystemDiskSize: 25, workerDataDiskSize: 10, workerAutoRenew: true,
                    keyPair: '1', timeoutMins: 0, via: 'smoke')""", Result.FAILURE);

        assertEquals(List.of(), ack.exchanges());
        for (String part : List.of(
                "count '101' must be a whole number from 1 to 100",
                "clusterId 'x' must be a cluster id",
                "regionId 'beijing' must be the id of the region",
                "ensRegionId 'Beijing' must be",
                "workerInstanceType 'ecs.g6' must be",
                "workerImageId 'a b' must be",
                "ensInternetChargeType 'PayByTraffic' must be one of BandwidthByDay, 95BandwidthByMonth",
                "workerPeriod '4' must be one of 1, 2, 3, 6, 12, 24, 36, 48, 60",
                "workerSystemDiskSize '25' must be a multiple of 10 from 20 to 100",
                "workerDataDiskSize '10' must be 0 (none) or a multiple of 10 from 20 to 200",
                "workerAutoRenewPeriod is missing",
                "keyPair '1' must be",
                "timeoutMins '0' must be a whole number from 1 to 10080",
                "via 'smoke' must be one of scaleOutCluster",
                "credentialsId is missing")) {
            jenkins.assertLogContains(part, run);
        }
        jenkins.assertLogContains("ERROR: ackEdgeScaleOut: parameters not valid, nothing was sent:", run);
    }

    @Test
    void saysWhatIsMissingWhereNobodySaidAnything() throws Exception {
        Setup.configure(c -> c.setClusters(List.of()));
        WorkflowRun run = run("ackEdgeScaleOut()", Result.FAILURE);
        jenkins.assertLogContains("count is missing: it is required", run);
        jenkins.assertLogContains(
                "cluster is missing: name one, or give clusterId and regionId; no cluster is configured", run);
        jenkins.assertLogNotContains("clusterId is missing", run);
    }

    @Test
    void namesTheConfiguredClustersWhereOneIsMisspelt() throws Exception {
        WorkflowRun run = run("ackEdgeScaleOut(count: 1, cluster: 'store-2')", Result.FAILURE);
        jenkins.assertLogContains("cluster 'store-2' is not configured: configured are store-1", run);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void guardsAClusterByItsMaximumHoweverItIsNamed() throws Exception {
        WorkflowRun byName = run("ackEdgeScaleOut(count: 11)", Result.FAILURE);
        jenkins.assertLogContains("count '11' must be at most 10, the limit set for cluster store-1", byName);
        WorkflowRun byId = run(
                "ackEdgeScaleOut(count: 11, clusterId: '" + Setup.CLUSTER + "', regionId: 'cn-beijing')",
                Result.FAILURE);
        jenkins.assertLogContains("count '11' must be at most 10", byId);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void aPasswordThatBreaksTheRuleIsNotEchoed() throws Exception {
        Setup.store(jenkins.jenkins)
                .addCredentials(
                        com.cloudbees.plugins.credentials.domains.Domain.global(),
                        new org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl(
                                com.cloudbees.plugins.credentials.CredentialsScope.GLOBAL,
                                "weak",
                                "",
                                hudson.util.Secret.fromString("swordfish")));
        WorkflowRun run = run("ackEdgeScaleOut(count: 1, loginCredentialsId: 'weak')", Result.FAILURE);
        jenkins.assertLogContains("loginCredentialsId must have 8 to 30 characters", run);
        jenkins.assertLogNotContains("swordfish", run);
    }

    @Test
    void aKeyPairOfTheStepStandsInForTheClustersPassword() throws Exception {
        run("ackEdgeScaleOut(count: 1, keyPair: 'ops')", Result.SUCCESS);
        assertTrue(order().body().contains("\"key_pair\":\"ops\""), order().body());
        assertFalse(order().body().contains("login_password"), order().body());
    }

    @Test
    void showsItsArgumentsAndItsProgressOnTheNode() throws Exception {
        WorkflowRun run =
                run("ackEdgeScaleOut(count: 2, cluster: 'store-1', ensRegionId: 'cn-beijing-telecom')", Result.SUCCESS);
        FlowNode node = new DepthFirstScanner()
                .findFirstMatch(run.getExecution(), new NodeStepTypePredicate("ackEdgeScaleOut"));
        assertNotNull(node);
        assertEquals("Scale out +2: done", node.getAction(LabelAction.class).getDisplayName());
        assertEquals(
                "+2 → store-1 (cn-beijing-telecom)",
                org.jenkinsci.plugins.workflow.actions.ArgumentsAction.getStepArgumentsAsString(node));
    }

    @Test
    void leavesAJournalInTheBuild() throws Exception {
        WorkflowRun run = run("ackEdgeScaleOut(count: 2)", Result.SUCCESS);
        AckEdgeBuildAction action = run.getAction(AckEdgeBuildAction.class);
        assertEquals(1, action.getOrders().size());
        assertEquals(OrderState.SUCCEEDED, action.getOrders().get(0).getState());
        assertEquals(run.getExternalizableId(), action.getOrders().get(0).getWho());
        String page = jenkins.createWebClient().getPage(run).asNormalizedText();
        assertTrue(page.contains("ACK Edge scale-out: 2 × ens.sn1.tiny in cn-beijing-cmcc-2"), page);
    }

    @Test
    void twoStepsAreTwoOrders() throws Exception {
        WorkflowRun run = run("ackEdgeScaleOut(count: 2)\nackEdgeScaleOut(count: 1)", Result.SUCCESS);
        assertEquals(2, ack.ledger().orders());
        assertEquals(3, ack.ledger().nodes());
        assertEquals(2, run.getAction(AckEdgeBuildAction.class).getOrders().size());
    }

    private Exchange order() {
        return ack.exchanges().stream()
                .filter(x -> x.operation() == Operation.SCALE_OUT_CLUSTER)
                .findFirst()
                .orElseThrow();
    }
}
