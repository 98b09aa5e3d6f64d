package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What docs/recipes has for Jenkins runs as it stands there; the rest is for the terminal program, whose build runs it. */
@WithJenkins
class RecipesTest {
    private static final Path RECIPES = Path.of("docs/recipes");

    @Test
    void run(JenkinsRule jenkins) throws Exception {
        List<Path> recipes;
        try (Stream<Path> files = Files.list(RECIPES)) {
            recipes = files.filter(file -> file.toString().endsWith(".Jenkinsfile"))
                    .sorted()
                    .toList();
        }
        assertEquals(5, recipes.size());
        try (AckSimulator ack = Setup.simulator()) {
            Setup.controller(ack.url());
            for (Path recipe : recipes) {
                int before = ack.ledger().orders();
                WorkflowRun run = jenkins.buildAndAssertSuccess(job(jenkins, recipe));
                int orders = ack.ledger().orders() - before;
                switch (recipe.getFileName().toString()) {
                    case "nightly-dry-run.Jenkinsfile" -> assertEquals(0, orders);
                    case "parallel-regions.Jenkinsfile" -> assertEquals(3, orders);
                    default -> assertEquals(1, orders, run.getFullDisplayName());
                }
            }
        }
    }

    /** What docs/spending.md says of the example: who may name which cluster, and order what. */
    @Test
    void twoTeamsShareACluster(JenkinsRule jenkins) throws Exception {
        try (AckSimulator ack = Setup.simulator()) {
            Setup.controller(ack.url());
            System.setProperty("ALIBABA_CLOUD_ACCESS_KEY_ID", Setup.KEY_ID);
            System.setProperty("ALIBABA_CLOUD_ACCESS_KEY_SECRET", Setup.SECRET);
            Setup.configure(c -> c.setStsEndpoint(ack.url()));
            ConfigurationAsCode.get()
                    .configure(RECIPES.resolve("who-may-spend-what.yaml").toString());
            store(Setup.PASSWORD);
            Folder release = jenkins.createProject(Folder.class, "release").createProject(Folder.class, "shop");
            Folder load = jenkins.createProject(Folder.class, "load-test");
            WorkflowJob deploy = release.createProject(WorkflowJob.class, "deploy");
            WorkflowJob nightly = load.createProject(WorkflowJob.class, "nightly-8");
            WorkflowJob byHand = load.createProject(WorkflowJob.class, "by-hand");

            order(jenkins, nightly, "count: 2, cluster: 'store-night'", Result.SUCCESS, "AccessKey ID …eyId, role ");
            order(jenkins, nightly, "count: 3, cluster: 'store-night'", Result.FAILURE, "must be at most 2");
            order(jenkins, nightly, "count: 1, cluster: 'store-release'", Result.FAILURE, "is not configured");
            order(jenkins, deploy, "count: 10, cluster: 'store-release'", Result.SUCCESS, "maxCountPerDay 30");
            order(jenkins, nightly, "count: 1, cluster: 'store-night'", Result.FAILURE, "so 0 are left");
            order(
                    jenkins,
                    deploy,
                    "count: 1, clusterId: '" + Setup.CLUSTER + "', regionId: 'cn-beijing', credentialsId: 'aliyun', "
                            + "loginCredentialsId: 'node-login', ensRegionId: 'cn-beijing-telecom', "
                            + "workerInstanceType: 'ens.sn1.tiny', workerImageId: 'm-2QVLO2T8NYgm8CNQVg15gF', "
                            + "ensInternetChargeType: 'BandwidthByDay', workerPeriod: 1, workerSystemDiskSize: 20",
                    Result.SUCCESS,
                    "maxCount 10");
            order(jenkins, byHand, "count: 1, cluster: 'store-night'", Result.FAILURE, "configured are new-shop");
            order(jenkins, byHand, "count: 1, cluster: 'new-shop'", Result.FAILURE, "is for dry runs only");
            assertEquals(13, ack.ledger().nodes());
        } finally {
            System.clearProperty("ALIBABA_CLOUD_ACCESS_KEY_ID");
            System.clearProperty("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        }
    }

    /** What the configuration calls {@code node-login} and an administrator keeps elsewhere. */
    private static void store(String password) throws Exception {
        Setup.store(Jenkins.get())
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "node-login", "nodes", Secret.fromString(password)));
    }

    private static void order(JenkinsRule jenkins, WorkflowJob job, String arguments, Result expected, String said)
            throws Exception {
        job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(" + arguments + ")", true));
        jenkins.assertLogContains(said, jenkins.buildAndAssertStatus(expected, job));
    }

    @Test
    void anUnknownOutcomeIsLeftToAPerson(JenkinsRule jenkins) throws Exception {
        try (AckSimulator ack = Setup.simulator()) {
            Setup.controller(ack.url());
            ack.on(Operation.SCALE_OUT_CLUSTER, Fault.resetAfter());
            // Whoever may order but not list tasks cannot settle a lost answer.
            ack.always(Operation.DESCRIBE_CLUSTER_TASKS, Fault.accessDenied());
            WorkflowRun run = jenkins.buildAndAssertStatus(
                    Result.UNSTABLE, job(jenkins, RECIPES.resolve("unknown-outcome.Jenkinsfile")));
            assertEquals("ACK Edge: outcome unknown", run.getDescription());
            assertTrue(JenkinsRule.getLog(run).contains("WARNING: Outcome unknown: 2 × ens.sn1.tiny"));
        }
    }

    private static WorkflowJob job(JenkinsRule jenkins, Path recipe) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(Files.readString(recipe), true));
        return job;
    }
}
