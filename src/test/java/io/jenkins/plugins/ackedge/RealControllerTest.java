package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.matrix.Axis;
import hudson.matrix.AxisList;
import hudson.matrix.MatrixProject;
import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.config.AckEdgeSettings;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeWaitTaskBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
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

    /** In a matrix each cell would order, and the step {@code step} cannot be gone on with after a restart. */
    @Test
    void theBuildStepOrdersNothingInAMatrixAndNothingInAPipeline() throws Throwable {
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            MatrixProject matrix = r.createProject(MatrixProject.class, "matrix");
            matrix.setAxes(new AxisList(new Axis("zone", "a", "b")));
            matrix.getBuildersList().add(order("2", null));
            for (var cell : r.buildAndAssertStatus(Result.FAILURE, matrix).getRuns()) {
                r.assertLogContains("this build step is for freestyle and Maven jobs, and nothing was sent", cell);
            }

            WorkflowJob pipeline = r.createProject(WorkflowJob.class, "pipeline");
            pipeline.setDefinition(new CpsFlowDefinition(
                    "node { step([$class: 'AckEdgeScaleOutBuilder', order: [count: '1']]) }", true));
            r.assertLogContains("AckEdgeScaleOutBuilder", r.buildAndAssertStatus(Result.FAILURE, pipeline));
        });
        assertEquals(0, ack.exchanges().size());
    }

    /** The expression goes to the look-up as it is: it alone says that the user of the build chose the credentials. */
    @Test
    void aFreestyleBuildUsesItsUsersOwnCredentialsAndSaysAFailureOnce() throws Throwable {
        ack.ending(TaskEnding.failed("NodeInitFailed", "the nodes did not start"));
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
            User alice = User.getById("alice", true);
            try (ACLContext context = ACL.as(alice)) {
                Setup.addKey(alice, "own-key", CredentialsScope.USER);
            }
            FreeStyleProject job = r.createFreeStyleProject("freestyle");
            job.addProperty(new ParametersDefinitionProperty(new CredentialsParameterDefinition(
                    "KEY", "", "aliyun", StandardUsernamePasswordCredentials.class.getName(), false)));
            job.getBuildersList().add(order("1", "${KEY}"));

            FreeStyleBuild build = r.waitForCompletion(job.scheduleBuild2(
                            0,
                            new Cause.UserIdCause("alice"),
                            new ParametersAction(new CredentialsParameterValue("KEY", "own-key", "", false)))
                    .waitForStart());
            String log = JenkinsRule.getLog(build);
            r.assertBuildStatus(Result.FAILURE, build);
            assertTrue(log.contains("Order accepted"), log);
            assertEquals(2, log.split("NodeInitFailed the nodes did not start", -1).length, log);
        });
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void thePagesAreCheapAndOpenToWhoMayOnlyRead() throws Throwable {
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            WorkflowJob job = r.createProject(WorkflowJob.class, "seldom");
            job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 1)", true));
            r.buildAndAssertStatus(Result.SUCCESS, job);

            JenkinsRule.WebClient client = r.createWebClient();
            client.setThrowExceptionOnFailingStatusCode(false);
            WebRequest news = new WebRequest(new URL(r.getURL(), "job/seldom/1/ack-edge/orders"));
            String tag = client.getPage(news).getWebResponse().getResponseHeaderValue("ETag");
            news.setAdditionalHeader("If-None-Match", tag);
            assertEquals(304, client.getPage(news).getWebResponse().getStatusCode(), "nothing has changed");
            assertFalse(
                    text(client, r.getURL() + "job/seldom/1/api/json?depth=1").contains("events"));
            assertTrue(text(client, r.getURL() + "job/seldom/1/ack-edge/api/json?tree=orders[events[text]]")
                    .contains("events"));

            job.setDefinition(new CpsFlowDefinition("echo 'no order'", true));
            for (int i = 0; i < 21; i++) {
                r.buildAndAssertStatus(Result.SUCCESS, job);
            }
            assertTrue(
                    text(client, r.getURL() + "job/seldom/").contains("job/seldom/ack-edge"), "the job's link stays");

            r.jenkins.setCrumbIssuer(null); // the permission alone is asked
            r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
            r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                    .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                    .everywhere()
                    .to("auditor"));
            JenkinsRule.WebClient auditor = r.createWebClient().login("auditor");
            auditor.setThrowExceptionOnFailingStatusCode(false);
            String descriptor = r.getURL() + "descriptorByName/" + AckEdgeConfiguration.class.getName() + "/";
            for (String question : List.of("fillDefaultClusterItems", "checkDefaultCluster?value=store-1")) {
                WebResponse answer = auditor.getPage(new WebRequest(new URL(descriptor + question), HttpMethod.POST))
                        .getWebResponse();
                assertEquals(200, answer.getStatusCode(), question);
            }
        });
    }

    /** As an administrator may leave the file who changes it by hand. */
    @Test
    void aPollIntervalOfZeroInTheFileForbidsOrdersAndNoWaits() throws Throwable {
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            WorkflowJob job = r.createProject(WorkflowJob.class, "job");
            job.setDefinition(
                    new CpsFlowDefinition("echo \"task ${ackEdgeScaleOut(count: 1, wait: false).taskId}.\"", true));
            String log = JenkinsRule.getLog(r.buildAndAssertStatus(Result.SUCCESS, job));
            String taskId = log.replaceAll("(?s).*\\ntask (T-\\w+)\\..*", "$1");

            Path file = r.jenkins.getRootDir().toPath().resolve("io.jenkins.plugins.ackedge.AckEdgeConfiguration.xml");
            Files.writeString(file, Files.readString(file).replaceAll("<pollSeconds>1<", "<pollSeconds>0<"));
            AckEdgeConfiguration.get().load();

            job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 1)", true));
            r.assertLogContains(
                    "pollSeconds '0' must be a whole number from 1 to 600",
                    r.buildAndAssertStatus(Result.FAILURE, job));
            job.setDefinition(new CpsFlowDefinition("ackEdgeWaitTask(taskId: '" + taskId + "')", true));
            r.assertLogContains("Done: 1 instance added", r.buildAndAssertStatus(Result.SUCCESS, job));
        });
        assertEquals(1, ack.ledger().orders());
    }

    /** A class that another plugin lacks is an Error, which is not to be swallowed on the way to the pipeline. */
    @Test
    void anErrorWhereTheStepBeginsEndsThePipeline() throws Throwable {
        String endpoint = ack.url();
        controller.then(r -> {
            Setup.controller(endpoint);
            AckEdgeSettings settings = AckEdgeConfiguration.get().current();
            Field clusters = AckEdgeSettings.class.getDeclaredField("clusters");
            clusters.setAccessible(true);
            clusters.set(
                    settings, new BrokenForWorkers(AckEdgeConfiguration.get().getClusters()));

            WorkflowJob job = r.createProject(WorkflowJob.class, "job");
            job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 1)", true));
            r.assertLogContains(
                    "NoClassDefFoundError: com/example/Missing", r.buildAndAssertStatus(Result.FAILURE, job));
        });
        assertEquals(0, ack.exchanges().size());
    }

    private static final class BrokenForWorkers extends ArrayList<AckEdgeCluster> {
        private static final long serialVersionUID = 1L;

        BrokenForWorkers(List<AckEdgeCluster> clusters) {
            super(clusters);
        }

        @Override
        public Object[] toArray() {
            if (Thread.currentThread().getName().startsWith("ack-edge-worker")) {
                throw new NoClassDefFoundError("com/example/Missing");
            }
            return super.toArray();
        }
    }

    private static AckEdgeScaleOutBuilder order(String count, String credentialsId) {
        FreestyleOrder order = new FreestyleOrder();
        order.setCount(count);
        order.setCredentialsId(credentialsId);
        return new AckEdgeScaleOutBuilder(order);
    }

    private static String text(JenkinsRule.WebClient client, String url) throws Exception {
        return client.getPage(new URL(url)).getWebResponse().getContentAsString();
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
