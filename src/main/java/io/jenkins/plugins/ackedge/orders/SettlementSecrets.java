package io.jenkins.plugins.ackedge.orders;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.credentials.CloudKeys;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The access key for an order whose build is gone: looked up by the controller itself, where the job was if it is still
 * there. It serves to look and to watch; an order that nobody waits for is never sent.
 */
final class SettlementSecrets implements Secrets {
    /** It is renewed for as long as the order is watched. */
    private static final Duration SESSION = Duration.ofHours(1);

    private final String credentialsId;
    private final String loginCredentialsId;
    private final String who;
    private final String jobName;
    private final Optional<Run<?, ?>> build;

    SettlementSecrets(OrderRecord record) {
        this.credentialsId = record.getCredentialsId();
        this.loginCredentialsId = record.getLoginCredentialsId();
        this.who = record.getWho();
        int number = record.getWho().lastIndexOf('#');
        this.jobName = number < 0 ? "" : record.getWho().substring(0, number);
        this.build = OrderSettlement.build(record);
    }

    @Override
    public String source() {
        return credentialsId;
    }

    @Override
    public AccessKey accessKey() throws UnavailableException {
        StandardCredentials found = find(credentialsId);
        if (found == null || !CloudKeys.MATCHER.matches(found)) {
            throw new UnavailableException("credentialsId '" + credentialsId
                    + "', which the order was made with, is not the id of credentials that this controller can find any more ("
                    + CloudKeys.KINDS + ")");
        }
        return AckConnections.get().keys().of(found, who, SESSION);
    }

    /** Nothing is ordered any more; it only keeps the vendor's texts from repeating it. */
    @Override
    public String loginPassword() {
        return BuildSecrets.password(find(loginCredentialsId));
    }

    /** As the build would find it, if it is still there; it may have been chosen by a parameter of the build. */
    private StandardCredentials find(String id) {
        StandardCredentials ofBuild = id.isEmpty()
                ? null
                : build.map(run ->
                                CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, List.of()))
                        .orElse(null);
        return ofBuild == null ? findByController(id) : ofBuild;
    }

    private StandardCredentials findByController(String id) {
        Item job = jobName.isEmpty() ? null : Jenkins.get().getItemByFullName(jobName);
        List<StandardCredentials> all = job == null
                ? CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of())
                : CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, job, ACL.SYSTEM2, List.of());
        return CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(id));
    }
}
