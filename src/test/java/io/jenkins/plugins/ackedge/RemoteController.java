package io.jenkins.plugins.ackedge;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import io.jenkins.plugins.ackedge.build.AckEdgeBuildAction;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.orders.page.OrderView;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** What tests do inside a controller process of its own. Runs there; only plain values come and go. */
final class RemoteController {
    /** A request holds a place at its access key's gate, so those that are held up together need a key each. */
    static final int KEYS = FlowDurabilityHint.values().length;

    private static final String MANY = "many";

    private RemoteController() {}

    /** A controller that starts as fast as it can: less to compile, and without plugins that no pipeline here needs. */
    static RealJenkinsExtension process() {
        return new RealJenkinsExtension()
                .javaOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                .omitPlugins(
                        "configuration-as-code",
                        "matrix-auth",
                        "pipeline-model-definition",
                        "pipeline-model-extensions",
                        "pipeline-model-api",
                        "pipeline-stage-tags-metadata",
                        "workflow-multibranch",
                        "branch-api");
    }

    static AckSimulator simulator() {
        return simulator(200);
    }

    static AckSimulator simulator(long stageMillis) {
        AckSimulator.Builder builder = AckSimulator.builder().stageMillis(stageMillis);
        for (int i = 0; i < KEYS; i++) {
            builder.accessKey(Setup.KEY_ID + i, Setup.SECRET);
        }
        return builder.start();
    }

    /** Clusters are named by their ids, and take turns with the keys. */
    static void configure(String endpoint, List<String> clusterIds) throws Exception {
        Setup.controller(endpoint);
        for (int i = 0; i < KEYS; i++) {
            Setup.store(Jenkins.get())
                    .addCredentials(
                            Domain.global(),
                            new UsernamePasswordCredentialsImpl(
                                    CredentialsScope.GLOBAL, "key-" + i, "", Setup.KEY_ID + i, Setup.SECRET));
        }
        List<AckEdgeCluster> clusters = new ArrayList<>();
        for (String id : clusterIds) {
            AckEdgeCluster cluster = Setup.cluster(id, id);
            cluster.setNodePoolId(Via.POOL); // for those who choose that route
            cluster.setCredentialsId("key-" + clusters.size() % KEYS);
            clusters.add(cluster);
        }
        AckEdgeConfiguration.get().setClusters(clusters);
        AckEdgeConfiguration.get().setRequestsPerSecond("100");
        AckEdgeConfiguration.get().save();
        Jenkins.get().setQuietPeriod(0);
    }

    /** All clusters with one key, and so with one limit. */
    static void useOneKey(int requestsPerSecond, int pollSeconds) {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        List<AckEdgeCluster> clusters = configuration.getClusters();
        clusters.forEach(cluster -> cluster.setCredentialsId("aliyun"));
        configuration.setClusters(clusters);
        configuration.setRequestsPerSecond(Integer.toString(requestsPerSecond));
        configuration.setPollSeconds(Integer.toString(pollSeconds));
        configuration.save();
    }

    /** Until this process ends: the setting is not saved. */
    static void useProxy(int port) {
        Jenkins.get().setProxy(new ProxyConfiguration("127.0.0.1", port));
    }

    static void start(JenkinsRule r, String job, String script, FlowDurabilityHint durability) throws Exception {
        WorkflowJob project = r.createProject(WorkflowJob.class, job);
        project.addProperty(new DurabilityHintJobProperty(durability));
        project.setDefinition(new CpsFlowDefinition(script, true));
        project.scheduleBuild2(0).waitForStart();
    }

    /** A job for each of the scripts, with a build that runs. */
    static void startEach(JenkinsRule r, int firstNumber, List<String> scripts) throws Exception {
        int number = firstNumber;
        for (String script : scripts) {
            start(r, "p-" + number++, script, FlowDurabilityHint.PERFORMANCE_OPTIMIZED);
        }
    }

    /** Builds of one job that run at the same time. */
    static void startMany(JenkinsRule r, int builds, String script) throws Exception {
        WorkflowJob project = r.createProject(WorkflowJob.class, MANY);
        project.setDefinition(new CpsFlowDefinition(script, false));
        for (int i = 0; i < builds; i++) {
            startOneMore();
        }
    }

    static void startOneMore() throws Exception {
        Jenkins.get()
                .getItemByFullName(MANY, WorkflowJob.class)
                .scheduleBuild2(0)
                .waitForStart();
    }

    /** The tasks that the many builds have in their journals. */
    static ArrayList<String> tasks() {
        ArrayList<String> tasks = new ArrayList<>();
        for (WorkflowRun run :
                Jenkins.get().getItemByFullName(MANY, WorkflowJob.class).getBuilds()) {
            run.getAction(AckEdgeBuildAction.class).getOrders().forEach(order -> tasks.add(order.getTaskId()));
        }
        return tasks;
    }

    static int awaitSuccesses(JenkinsRule r) throws Exception {
        int successes = 0;
        for (WorkflowRun run :
                Jenkins.get().getItemByFullName(MANY, WorkflowJob.class).getBuilds()) {
            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            successes++;
        }
        return successes;
    }

    static void abort(String job) {
        run(job).doStop();
    }

    static void awaitEnd(JenkinsRule r, List<String> jobs) throws Exception {
        for (String job : jobs) {
            r.waitForCompletion(run(job));
        }
    }

    /**
     * How a build stands.
     *
     * @param page of the build
     * @param orders the page of what it ordered
     * @param api the same for programs
     */
    record BuildStatus(String result, String log, String page, String orders, String api) implements Serializable {
        boolean isRunning() {
            return result == null;
        }
    }

    static BuildStatus status(JenkinsRule r, String job) throws Exception {
        WorkflowRun run = run(job);
        Result result = run.isBuilding() ? null : run.getResult();
        JenkinsRule.WebClient browser = r.createWebClient().withJavaScriptEnabled(false);
        return new BuildStatus(
                result == null ? null : result.toString(),
                JenkinsRule.getLog(run),
                browser.getPage(run).asNormalizedText(),
                browser.getPage(run, OrderView.BUILD_PAGE).asNormalizedText(),
                browser.goTo(run.getUrl() + OrderView.BUILD_PAGE + "/api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString());
    }

    private static WorkflowRun run(String job) {
        return Jenkins.get().getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }
}
