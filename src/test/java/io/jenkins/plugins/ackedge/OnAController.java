package io.jenkins.plugins.ackedge;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;

/** A test on a controller of the harness, as {@link Setup} leaves it, with a simulated ACK behind its one cluster. */
public abstract class OnAController {
    protected JenkinsRule jenkins;
    protected AckSimulator ack;

    @BeforeEach
    final void startAck(JenkinsRule rule) throws Exception {
        jenkins = rule;
        ack = Setup.simulator();
        Setup.controller(ack.url());
    }

    @AfterEach
    final void stopAck() {
        ack.close();
    }

    /** A pipeline of its own, in the sandbox, to its end. */
    protected final WorkflowRun run(String script, Result expected) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
