package io.jenkins.plugins.ackedge.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.ackedge.OnAController;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.FastTime;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.core.Authentication;

/** A credentials provider that fails, in whatever way, pauses an order or a wait: it never ends one, and never buys twice. */
@WithJenkins
@ExtendWith(FastTime.class)
class CredentialsTroubleTest extends OnAController {
    private static volatile Supplier<Secret> password = () -> Secret.fromString(Setup.SECRET);

    @BeforeEach
    void start() throws Exception {
        works();
        AckEdgeCluster vault = Setup.cluster("vault", "c%032d".formatted(7));
        vault.setCredentialsId("vault-key");
        Setup.configure(c -> c.setClusters(List.of(vault, Setup.cluster("store-1", Setup.CLUSTER))));
    }

    @AfterEach
    void stop() {
        works();
    }

    private static void works() {
        password = () -> Secret.fromString(Setup.SECRET);
    }

    private WorkflowRun begin(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Waits for the trouble to be told, mends it, and sees the build through. */
    private void pausesAndGoesOn(WorkflowRun run, String told) throws Exception {
        jenkins.waitForMessage(told, run);
        works();
        ack.ledger().entries().forEach(order -> ack.task(order.taskId()).end(TaskEnding.success()));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertEquals(1, ack.ledger().orders());
        assertFalse(JenkinsRule.getLog(run).contains("\tat "), JenkinsRule.getLog(run));
    }

    @Test
    void aProviderThatThrowsWhileATaskIsWatchedDoesNotMakeRetryBuyTwice() throws Exception {
        ack.ending(TaskEnding.never());
        WorkflowRun run = begin("retry(2) { ackEdgeScaleOut(count: 2, cluster: 'vault') }");
        jenkins.waitForMessage("Order accepted", run);
        password = () -> {
            throw new IllegalStateException("vault is sealed");
        };
        pausesAndGoesOn(run, "IllegalStateException: vault is sealed");
    }

    @Test
    void anErrorOfAProviderDoesNotHangTheStep() throws Exception {
        ack.ending(TaskEnding.never());
        WorkflowRun run = begin("ackEdgeScaleOut(count: 2, cluster: 'vault')");
        jenkins.waitForMessage("Order accepted", run);
        password = () -> {
            throw new NoSuchMethodError("com.example.Vault.read");
        };
        pausesAndGoesOn(run, "NoSuchMethodError: com.example.Vault.read");
    }

    @Test
    void aProviderThatThrowsBeforeTheOrderPausesIt() throws Exception {
        password = () -> {
            throw new IllegalStateException("rate exceeded");
        };
        WorkflowRun run = begin("ackEdgeScaleOut(count: 2, cluster: 'vault')");
        pausesAndGoesOn(run, "The credentials cannot be read; nothing is ordered yet");
    }

    @Test
    void aProviderThatHangsDelaysNoOtherOrderAndNoAbort() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try {
            password = () -> {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Secret.fromString(Setup.SECRET);
            };
            WorkflowRun stuck = begin("ackEdgeScaleOut(count: 2, cluster: 'vault')");
            for (int i = 0; i < 3; i++) {
                WorkflowRun other = begin("ackEdgeScaleOut(count: 1, cluster: 'store-1')");
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(other));
            }
            assertTrue(stuck.isBuilding());
            stuck.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(stuck));
        } finally {
            hanging.countDown();
        }
        TimeUnit.SECONDS.sleep(1); // it would order now, if an abort did not end it for good
        assertEquals(3, ack.ledger().orders());
    }

    /** Keeps one key, and gives its secret in the way that the test wants. */
    @TestExtension
    public static final class Vault extends CredentialsProvider {
        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup itemGroup, Authentication authentication, List<DomainRequirement> domains) {
            return type.isAssignableFrom(VaultKey.class) ? List.of(type.cast(new VaultKey())) : List.of();
        }
    }

    /** A key whose secret is fetched when it is asked for, as external stores do it. */
    public static final class VaultKey extends BaseStandardCredentials implements StandardUsernamePasswordCredentials {
        private static final long serialVersionUID = 1L;

        VaultKey() {
            super(CredentialsScope.GLOBAL, "vault-key", "");
        }

        @Override
        public String getUsername() {
            return Setup.KEY_ID;
        }

        @Override
        public Secret getPassword() {
            return password.get();
        }
    }
}
