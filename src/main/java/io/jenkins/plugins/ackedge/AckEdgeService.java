package io.jenkins.plugins.ackedge;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.XmlFile;
import hudson.init.Terminator;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.ThreadScheduler;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import okhttp3.OkHttpClient;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What all scale-outs of this controller share: threads, connections, rate limits, queues. */
@Extension
@Restricted(NoExternalUse.class)
public final class AckEdgeService {
    private final ThreadScheduler scheduler = new ThreadScheduler();
    // Jenkins' own proxy settings are asked for with each new connection.
    private final AckClientFactory clients = new AckClientFactory(
            AckClientFactory.usualLimits(JenkinsOkHttpClient.newClientBuilder(new OkHttpClient()))
                    .build(),
            Clock.systemUTC(),
            "alibabacloud-ack-edge-jenkins-plugin");
    private final ScaleOuts scaleOuts = new ScaleOuts(
            clients,
            scheduler,
            new SecureRandom(),
            () -> AckEdgeConfiguration.get().settings());

    static AckEdgeService get() {
        return ExtensionList.lookupSingleton(AckEdgeService.class);
    }

    ThreadScheduler scheduler() {
        return scheduler;
    }

    AckClientFactory clients() {
        return clients;
    }

    ScaleOuts scaleOuts() {
        return scaleOuts;
    }

    /** Jenkins is going down: what is under way is in the journals. */
    @Terminator
    public static void stop() {
        get().scheduler.close();
    }

    /** When the proxy settings of Jenkins change, connections that were made by the old ones are not used any more. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class ProxyChange extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof ProxyConfiguration) {
                get().clients.closeIdleConnections();
            }
        }
    }
}
