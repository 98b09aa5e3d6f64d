package io.jenkins.plugins.ackedge;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AckException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * What {@link WaitingPipelinesBenchmark} compares with: a wait as it is usually written, in a thread that asks, sleeps and
 * asks again. No extension that is found by itself, since other tests have no use for it.
 */
public final class SleepingPollStep extends Step {
    private static volatile AckClientFactory clients;
    private static volatile AckEndpoint endpoint;
    private static volatile long pollMillis;

    private final String taskId;

    @DataBoundConstructor
    public SleepingPollStep(String taskId) {
        this.taskId = taskId;
    }

    /** Makes the step known to this controller. */
    static void install(String url, long everyMillis) {
        clients = new AckClientFactory(new OkHttpClient(), Clock.systemUTC(), "sleeping-poll");
        endpoint = AckEndpoint.ofUrl(url);
        pollMillis = everyMillis;
        DescriptorImpl descriptor = new DescriptorImpl();
        ExtensionList.lookup(Descriptor.class).add(descriptor);
        ExtensionList.lookup(StepDescriptor.class).add(descriptor);
    }

    public String getTaskId() {
        return taskId;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(taskId, context);
    }

    private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
        private static final long serialVersionUID = 1L;

        private final String taskId;

        Execution(String taskId, StepContext context) {
            super(context);
            this.taskId = taskId;
        }

        @Override
        protected Void run() throws InterruptedException {
            while (!hasEnded()) {
                TimeUnit.MILLISECONDS.sleep(pollMillis);
            }
            return null;
        }

        private boolean hasEnded() {
            try {
                return clients.client(endpoint, AccessKey.of(Setup.KEY_ID, Setup.SECRET))
                        .describeTaskInfo(taskId)
                        .state()
                        .isEnd();
            } catch (AckException e) {
                return false; // asks again; the server counts it
            }
        }
    }

    /** Found by the name of its step. */
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "sleepingPoll";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
