package io.jenkins.plugins.ackedge.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Util;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.ClusterDetail;
import io.jenkins.plugins.ackedge.credentials.CloudKeys;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;

/** The button beside a configured cluster: asks ACK what the cluster is, and orders nothing. */
final class ConnectionTest {
    /** Longer than a question may take, with its turn at the gate. */
    private static final int PATIENCE_SECONDS = 45;

    private ConnectionTest() {}

    static FormValidation run(String clusterId, String regionId, String credentialsId) {
        String id = Util.fixNull(clusterId).trim();
        String region = Util.fixNull(regionId).trim();
        for (var given : List.of(List.of(Parameter.CLUSTER_ID, id), List.of(Parameter.REGION_ID, region))) {
            var violation = Check.value((Parameter) given.get(0), (String) given.get(1));
            if (violation.isPresent()) {
                return FormValidation.error(violation.get().parameter().key() + ": "
                        + violation.get().rule(FormAccess.locale()));
            }
        }
        StandardCredentials credentials = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()),
                CredentialsMatchers.allOf(CloudKeys.MATCHER, CredentialsMatchers.withId(Util.fixNull(credentialsId))));
        if (credentials == null) {
            return FormValidation.error(Messages.ConnectionTest_noCredentials());
        }
        try {
            AckEndpoint target =
                    AckEndpoint.of(AckEdgeConfiguration.get().current().endpoint(), region);
            AccessKey key = AckConnections.get().keys().of(credentials, "connection-test", Duration.ZERO);
            CompletableFuture<Answer<ClusterDetail>> answer = new CompletableFuture<>();
            AckConnections.get().clients().client(target, key).describeClusterDetail(id, answer::complete);
            Answer<ClusterDetail> cluster = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return cluster.isThere()
                    ? judged(cluster.value(), region, credentials.getScope())
                    : FormValidation.error(
                            Messages.ConnectionTest_failed(cluster.fault().message()));
        } catch (IllegalArgumentException | Secrets.UnavailableException e) {
            return FormValidation.error(e.getMessage());
        } catch (TimeoutException e) {
            return FormValidation.error(Messages.ConnectionTest_failed("no answer within " + PATIENCE_SECONDS + " s"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never exceptional", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.ConnectionTest_failed("interrupted"));
        }
    }

    private static FormValidation judged(ClusterDetail cluster, String region, CredentialsScope scope) {
        String what = Messages.ConnectionTest_found(
                cluster.name(), cluster.state(), cluster.profile(), cluster.version(), cluster.size());
        if (!cluster.profile().equalsIgnoreCase("Edge")) {
            return FormValidation.warning(what + " " + Messages.ConnectionTest_notEdge());
        }
        if (!cluster.regionId().isEmpty() && !cluster.regionId().equals(region)) {
            return FormValidation.warning(what + " " + Messages.ConnectionTest_region(cluster.regionId()));
        }
        if (scope == CredentialsScope.SYSTEM) {
            return FormValidation.warning(what + " " + Messages.ConnectionTest_systemScope());
        }
        return FormAccess.told(what);
    }
}
