package io.jenkins.plugins.ackedge.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.XmlFile;
import hudson.init.Terminator;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.credentials.CloudKeys;
import io.jenkins.plugins.ackedge.scaleout.TemporaryKeys;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What all conversations of this controller with ACK share: threads, timers, connections, and the gate to the vendor. */
@Extension
@Restricted(NoExternalUse.class)
public final class AckConnections {
    /** Tests let time run faster, before they start a controller. */
    static UnaryOperator<Timers> pace = UnaryOperator.identity();

    private final WorkerThreads threads = new WorkerThreads();
    private final Timers timers = pace.apply(threads);
    // Jenkins' own proxy settings are asked for with each new connection.
    private final OkHttpWire wire =
            new OkHttpWire(OkHttpWire.usualLimits(JenkinsOkHttpClient.newClientBuilder(new OkHttpClient()))
                    .build());
    private final Gate gate =
            new Gate(timers, () -> AckEdgeConfiguration.get().settings().requestsPerSecond());
    private final AckClientFactory clients =
            new AckClientFactory(wire, gate, Clock.systemUTC(), "alibabacloud-ack-edge-jenkins-plugin");

    private final CloudKeys keys = new CloudKeys(
            TemporaryKeys.open(
                    clients,
                    new InstanceMetadata(
                            new OkHttpWire(OkHttpWire.nearbyLimits(new OkHttpClient.Builder())
                                    .build()),
                            Clock.systemUTC()),
                    timers),
            () -> AckEndpoint.sts(AckEdgeConfiguration.get().current().stsEndpoint(), null));

    public static AckConnections get() {
        return ExtensionList.lookupSingleton(AckConnections.class);
    }

    /** For what reads or writes a disk, and must not keep a thread of Jenkins. */
    public Executor workers() {
        return threads.workers();
    }

    /** For look-ups of secrets, which may ask another system and hang. */
    public Executor lookups() {
        return threads.lookups();
    }

    public Timers timers() {
        return timers;
    }

    /** What credentials give to sign with. */
    public CloudKeys keys() {
        return keys;
    }

    public AckClientFactory clients() {
        return clients;
    }

    /** Jenkins is going down: what is under way is in the records. */
    @Terminator
    public static void stop() {
        get().threads.close();
    }

    /** When the proxy settings of Jenkins change, connections that were made by the old ones are not used any more. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class ProxyChange extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof ProxyConfiguration) {
                get().wire.closeIdleConnections();
            }
        }
    }
}
