package io.jenkins.plugins.ackedge;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
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

/** What tests do inside a controller process of its own. Runs there; only plain values come and go. */
final class RemoteController {
    /** A request holds a place in its access key's lane, so those that are held up together need a key each. */
    static final int KEYS = FlowDurabilityHint.values().length;

    private RemoteController() {}

    static AckSimulator simulator() {
        AckSimulator.Builder builder = AckSimulator.builder().stageMillis(200);
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
            cluster.setCredentialsId("key-" + clusters.size() % KEYS);
            clusters.add(cluster);
        }
        AckEdgeConfiguration.get().setClusters(clusters);
        AckEdgeConfiguration.get().setRequestsPerSecond(100);
        AckEdgeConfiguration.get().save();
        Jenkins.get().setQuietPeriod(0);
    }

    static void start(JenkinsRule r, String job, String script, FlowDurabilityHint durability) throws Exception {
        WorkflowJob project = r.createProject(WorkflowJob.class, job);
        project.addProperty(new DurabilityHintJobProperty(durability));
        project.setDefinition(new CpsFlowDefinition(script, true));
        project.scheduleBuild2(0).waitForStart();
    }

    static void abort(String job) {
        run(job).doStop();
    }

    static void awaitEnd(JenkinsRule r, List<String> jobs) throws Exception {
        for (String job : jobs) {
            r.waitForCompletion(run(job));
        }
    }

    /** How a build stands. */
    record Standing(String result, String log, String page) implements Serializable {
        boolean isRunning() {
            return result == null;
        }
    }

    static Standing standing(JenkinsRule r, String job) throws Exception {
        WorkflowRun run = run(job);
        Result result = run.isBuilding() ? null : run.getResult();
        return new Standing(
                result == null ? null : result.toString(),
                JenkinsRule.getLog(run),
                r.createWebClient().getPage(run).asNormalizedText());
    }

    private static WorkflowRun run(String job) {
        return Jenkins.get().getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }
}
