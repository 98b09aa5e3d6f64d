package io.jenkins.plugins.ackedge.orders.ledger;

import hudson.Extension;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.scaleout.OrderFolder;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Removes records of orders that ended longer ago than an administrator wants to keep them; never one that is open. */
@Extension
@Restricted(NoExternalUse.class)
public final class OrderRetention extends PeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(OrderRetention.class.getName());

    @Override
    public long getRecurrencePeriod() {
        return DAY;
    }

    /** Records are read from disk, which Jenkins' timers must not wait for. */
    @Override
    protected void doRun() {
        AckConnections.get().workers().execute(() -> {
            try {
                removeOld(ControllerOrders.get().records(), Clock.systemUTC());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Old orders cannot be removed", e);
            }
        });
    }

    static void removeOld(OrderFolder orders, Clock clock) throws IOException {
        Optional<Duration> keep = AckEdgeConfiguration.get().keepOrders();
        if (keep.isEmpty()) {
            return;
        }
        long before = clock.millis() - keep.get().toMillis();
        for (OrderRecord record : orders.contents().records()) {
            if (!LedgerRow.isUnsettled(record) && record.getEndedMillis() != 0 && record.getEndedMillis() < before) {
                orders.remove(record);
                LOGGER.log(Level.FINE, "Removed order {0} of {1}", new Object[] {record.getOrderId(), record.getWho()});
            }
        }
    }
}
