package io.jenkins.plugins.ackedge.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.console.HyperlinkNote;
import hudson.model.AbstractBuild;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.EnvironmentContributingAction;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.orders.page.OrderView;
import io.jenkins.plugins.ackedge.orders.page.ViewerTimeZone;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * What a build has ordered, read from its records: so it tells the truth also of a build that died with its controller. A
 * line for each order on the build's page, a page of its own, and variables for a freestyle build's later steps.
 */
@ExportedBean
public final class AckEdgeBuildAction implements EnvironmentContributingAction {
    static final String URL_NAME = OrderView.BUILD_PAGE;
    static final String ICON = "symbol-server";
    /** The page shows how long an order takes, in seconds; where nothing else happens it counts on in such steps. */
    private static final long STEP_MILLIS = 30_000;

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
        return isWaitedFor || ControllerOrders.get().scaleOuts().isUnderWay(order.getOrderId());
    }

    /**
     * The part of the page that changes, for the page's script. It is rendered when something has changed for this viewer
     * since the last time; otherwise the answer is empty, with HTTP status 304.
     */
    @GET
    public void doOrders(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        List<OrderView> views = getOrderViews();
        if (views != null) {
            String tag = tag(views);
            response.setHeader("ETag", tag);
            response.setHeader("Cache-Control", "private, no-cache");
            response.setHeader("Vary", "Accept-Language, Cookie");
            if (tag.equals(request.getHeader("If-None-Match"))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        request.getView(this, "orders.jelly").forward(request, response);
    }

    /** The entity tag of the orders as they stand (RFC 9110, 8.8.3). */
    private static String tag(List<OrderView> views) {
        StringBuilder tag = new StringBuilder("\"");
        for (OrderView view : views) {
            long counted = view.isLive() ? view.getElapsedMillis() / STEP_MILLIS : 0;
            tag.append(view.getOrderId()).append('-').append(view.getRevision()).append(view.getState());
            tag.append('-').append(view.isLive()).append(counted).append('.');
        }
        return tag.append('"').toString();
    }

    /** A pipeline has the step's result instead. */
    @Override
    public void buildEnvironment(@NonNull Run<?, ?> build, @NonNull EnvVars variables) {
        if (build instanceof AbstractBuild) {
            List<OrderRecord> orders = getOrders();
            if (orders != null) {
                OrderVariables.of(orders).forEach(variables::put);
            }
        }
    }

    /** @param chosen by the viewer; null for the controller's own */
    public ViewerTimeZone timeZone(String chosen) {
        return ViewerTimeZone.of(chosen);
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

        /** Whoever asks for other actions must not wait for a look at a disk. */
        @Override
        public Class<? extends Action> actionType() {
            return AckEdgeBuildAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run target) {
            return new BuildOrders(target).exist() ? Set.of(new AckEdgeBuildAction(target)) : Set.of();
        }
    }
}
