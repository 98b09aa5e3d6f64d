package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every pipeline of docs/recipes runs as it stands there; what else lies there uses the terminal program, whose build runs it. */
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
