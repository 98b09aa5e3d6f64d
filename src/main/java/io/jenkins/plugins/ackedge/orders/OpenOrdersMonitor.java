package io.jenkins.plugins.ackedge.orders;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.orders.page.OrderView;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Shows administrators which orders have an unknown outcome, or were made and are not watched by anybody. */
@Extension
public final class OpenOrdersMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.OpenOrdersMonitor_displayName();
    }

    /** Asked with many pages, so it looks at nothing but what the last round has found. */
    @Override
    public boolean isActivated() {
        return !getOrders().isEmpty() || !getUnreadable().isEmpty();
    }

    public List<OpenOrder> getOrders() {
        return OrderSettlement.get().open().stream().map(OpenOrder::new).toList();
    }

    public List<String> getUnreadable() {
        return OrderSettlement.get().unreadable();
    }

    /**
     * Somebody has looked at an order and wants to hear no more of it. Its record stays.
     *
     * @param orderId of one of {@link #getOrders}
     */
    @POST
    public HttpResponse doSetAside(@QueryParameter String orderId) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        OrderSettlement settlement = OrderSettlement.get();
        if (settlement.open().stream().noneMatch(r -> r.getOrderId().equals(orderId))) {
            throw HttpResponses.errorWithoutStack(404, "There is no such order to set aside.");
        }
        OrderFile file = ControllerOrders.get().records().order(orderId);
        Optional<OrderRecord> record = file.read();
        if (record.isEmpty()
                || !file.advance(record.get().getRevision(), record.get().setAside(), 0)) {
            throw HttpResponses.errorWithoutStack(409, "The order has just changed: look at it again.");
        }
        settlement.look();
        return HttpResponses.redirectViaContextPath("manage");
    }

    /** One of them, for a page. */
    public static final class OpenOrder {
        private final OrderRecord record;
        private final OrderView view;

        private OpenOrder(OrderRecord record) {
            this.record = record;
            this.view = OrderView.of(List.of(record), order -> false, System.currentTimeMillis())
                    .get(0);
        }

        public String getId() {
            return record.getOrderId();
        }

        public String getWho() {
            return record.getWho();
        }

        /** Where the build is; null if it is gone. */
        @CheckForNull
        public String getUrl() {
            return OrderSettlement.build(record)
                    .map(Run::getUrl)
                    .map(url -> url + OrderView.BUILD_PAGE + "/")
                    .orElse(null);
        }

        public OrderView getView() {
            return view;
        }

        /** What is known, in the words of the wait's end. */
        public String getMessage() {
            return record.getMessage();
        }
    }
}
