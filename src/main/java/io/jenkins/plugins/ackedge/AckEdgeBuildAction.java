package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.console.HyperlinkNote;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.page.OrderView;
import io.jenkins.plugins.ackedge.page.Zone;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build has ordered, read from its records: so it tells the truth also of a build that died with its controller. A
 * line for each order on the build's page, and a page of its own.
 */
@ExportedBean
public final class AckEdgeBuildAction implements Action {
    static final String URL_NAME = "ack-edge";
    static final String ICON = "symbol-server";
    private static final Logger LOGGER = Logger.getLogger(AckEdgeBuildAction.class.getName());

    private final Run<?, ?> run;

    AckEdgeBuildAction(Run<?, ?> run) {
        this.run = run;
    }

    /** For the build's log: where to watch what was ordered. */
    static String link(Run<?, ?> run) {
        return "Watch it on " + HyperlinkNote.encodeTo("/" + run.getUrl() + URL_NAME + "/", "its page") + ".";
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** The build's orders, the earliest first; null if they cannot be read. */
    public List<OrderRecord> getOrders() {
        try {
            return new BuildOrders(run).records();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The orders of " + run + " cannot be read", e);
            return null;
        }
    }

    /** The same, as they stand at this moment. */
    @Exported(name = "orders", inline = true)
    public List<OrderView> getOrderViews() {
        List<OrderRecord> orders = getOrders();
        return orders == null ? null : OrderView.of(orders, this::isAttended, System.currentTimeMillis());
    }

    /** A build that is over may still settle an order in the background; one that runs may just be going on after a restart. */
    private boolean isAttended(OrderRecord order) {
        boolean isWaitedFor = run.isBuilding() && order.getEndedMillis() == 0;
        return isWaitedFor || AckEdgeService.get().scaleOuts().isUnderWay(order.getOrderId());
    }

    /** @param chosen by the viewer; null for the controller's own */
    public Zone zone(String chosen) {
        return Zone.of(chosen);
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getIconFileName() {
        return ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.AckEdgeBuildAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }

    /** The action is there where there is something to show, and nothing of it is stored in the build. */
    @Extension
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run target) {
            return new BuildOrders(target).exist() ? Set.of(new AckEdgeBuildAction(target)) : Set.of();
        }
    }
}
