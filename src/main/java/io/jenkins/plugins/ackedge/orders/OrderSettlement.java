package io.jenkins.plugins.ackedge.orders;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ackedge.config.AckConnections;
import io.jenkins.plugins.ackedge.scaleout.OrderFolder;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Settles orders that no build waits for: after a controller died, or a build did, what was in doubt is looked for and what
 * was bought is watched, each once in the life of a controller's process. What stays open is what {@link OpenOrdersMonitor}
 * shows.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class OrderSettlement extends PeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(OrderSettlement.class.getName());
    private static final long A_DAY = TimeUnit.DAYS.toMillis(1);

    /** So many questions in a row without an answer are worth an administrator's look. */
    private static final int TROUBLED = 10;

    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private volatile List<OrderRecord> open = List.of();
    private volatile List<String> unreadable = List.of();

    static OrderSettlement get() {
        return ExtensionList.lookupSingleton(OrderSettlement.class);
    }

    /** Before pipelines are resumed: what was in doubt for a cluster is settled before anything new is ordered for it. */
    @Initializer(after = InitMilestone.EXTENSIONS_AUGMENTED, before = InitMilestone.JOB_LOADED)
    public static void expectOrdersInDoubt() {
        ControllerOrders service = ControllerOrders.get();
        try {
            service.scaleOuts().expect(service.records().contents().records());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The orders of this controller cannot be read", e);
        }
    }

    @Override
    public long getRecurrencePeriod() {
        return MIN;
    }

    @Override
    public long getInitialDelay() {
        return TimeUnit.SECONDS.toMillis(10);
    }

    /** Records are read from disk, which Jenkins' timers must not wait for. */
    @Override
    protected void doRun() {
        AckConnections.get().workers().execute(this::look);
    }

    /** Goes through all records once. */
    void look() {
        ControllerOrders service = ControllerOrders.get();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            OrderFolder.Contents orders = service.records().contents();
            List<OrderRecord> attention = new ArrayList<>();
            for (OrderRecord record : orders.records()) {
                if (record.isOpen() && !record.isWatchOnly()) {
                    settle(service, record);
                    if (needsAttention(service.scaleOuts(), record)) {
                        attention.add(record);
                    }
                }
                String id = record.getOrderId();
                if (untold.contains(id) && !service.scaleOuts().isUnderWay(id) && untold.remove(id)) {
                    AbandonedBuildLog.ended(record);
                }
            }
            attention.sort(
                    Comparator.comparingLong(OrderRecord::getPlannedMillis).reversed());
            open = List.copyOf(attention);
            unreadable = orders.unreadable();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The orders of this controller cannot be read", e);
        }
    }

    private void settle(ControllerOrders service, OrderRecord record) {
        String id = record.getOrderId();
        if (record.isSetAside()
                || service.scaleOuts().isUnderWay(id)
                || isLeftToItsBuild(record)
                || isLeftToPeople(record)
                || !begun.add(id)) {
            return;
        }
        try {
            LOGGER.log(Level.INFO, "Nobody waits for order {0} of {1}, which is {2}: settling it", new Object[] {
                id, record.getWho(), record.getState()
            });
            service.scaleOuts()
                    .settle(new SettlementSecrets(record), service.records().order(id));
            if (record.getEndedMillis() == 0) { // nobody has told the build
                untold.add(id);
                AbandonedBuildLog.began(record);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Order " + id + " cannot be settled", e);
        }
    }

    /** A build that runs goes on with its order by itself, unless it has given it up. */
    private static boolean isLeftToItsBuild(OrderRecord record) {
        Optional<Run<?, ?>> run = build(record);
        if (run.isEmpty() && record.getState() == OrderState.PLANNED) {
            // Its job may only have another name by now; nothing was sent, so nothing is lost by waiting.
            return System.currentTimeMillis() - record.getPlannedMillis() < A_DAY;
        }
        return run.isPresent() && run.get().isBuilding() && record.getEndedMillis() == 0;
    }

    /** It was looked for to the end, and whoever waited was told so; to look again would tell no more. */
    private static boolean isLeftToPeople(OrderRecord record) {
        return record.getState() == OrderState.UNKNOWN && record.getEndedMillis() != 0 && !record.isAborted();
    }

    /** The build that ordered, if it is still where it was. */
    public static Optional<Run<?, ?>> build(OrderRecord record) {
        if (record.getWho().indexOf('#') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Run.fromExternalizableId(record.getWho()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a build's name
        }
    }

    /** What is unknown after all that can be done, and what was bought and is not watched. */
    private static boolean needsAttention(ScaleOuts all, OrderRecord stored) {
        OrderRecord record = all.underWay(stored.getOrderId()).orElse(stored);
        boolean underWay = all.isUnderWay(stored.getOrderId());
        boolean isTroubled = record.getEndedMillis() != 0 && record.getFailures() >= TROUBLED;
        return !record.isSetAside()
                && record.isOpen()
                && record.getState() != OrderState.PLANNED
                && (underWay ? isTroubled : !isLeftToItsBuild(record));
    }

    /** The orders that an administrator should look at, the newest first. */
    List<OrderRecord> open() {
        return open;
    }

    /** Why records cannot be read, a sentence for each. */
    List<String> unreadable() {
        return unreadable;
    }
}
