package io.jenkins.plugins.ackedge.orders;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.scaleout.Audience;
import io.jenkins.plugins.ackedge.scaleout.OrderFolder;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import java.security.SecureRandom;
import java.time.Clock;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** All orders of this controller, whatever becomes of the builds that ordered: their records, and those under way. */
@Extension
@Restricted(NoExternalUse.class)
public final class ControllerOrders {
    private final OrderFolder records = new OrderFolder(
            Jenkins.get().getRootDir().toPath().resolve("ack-edge").resolve("orders"));
    private ScaleOuts scaleOuts;

    public static ControllerOrders get() {
        return ExtensionList.lookupSingleton(ControllerOrders.class);
    }

    /** Made when it is first asked for: extensions are created in no certain order. */
    public synchronized ScaleOuts scaleOuts() {
        if (scaleOuts == null) {
            AckConnections connections = AckConnections.get();
            scaleOuts = new ScaleOuts(
                    connections.clients(),
                    connections.timers(),
                    connections.workers(),
                    connections.lookups(),
                    Clock.systemUTC(),
                    new SecureRandom(),
                    () -> AckEdgeConfiguration.get().settings(),
                    records,
                    Audience.JENKINS);
        }
        return scaleOuts;
    }

    public OrderFolder records() {
        return records;
    }
}
