package io.jenkins.plugins.ackedge;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
        WorkerThreads timers = new WorkerThreads();
        clients = new AckClientFactory(
                new OkHttpWire(new OkHttpClient()), new Gate(timers, () -> 100), Clock.systemUTC(), "sleeping-poll");
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

        private boolean hasEnded() throws InterruptedException {
            CompletableFuture<Answer<TaskInfo>> answer = new CompletableFuture<>();
            clients.client(endpoint, AccessKey.of(Setup.KEY_ID, Setup.SECRET))
                    .describeTaskInfo(taskId, answer::complete);
            try {
                // Where there is no answer it asks again; the server counts it.
                return answer.get().isThere() && answer.get().value().state().isEnd();
            } catch (ExecutionException e) {
                throw new AssertionError(e);
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
