package io.jenkins.plugins.ackedge.orders.ledger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Api;
import hudson.model.ManagementLink;
import hudson.model.RootAction;
import hudson.model.User;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.orders.page.OrderView;
import io.jenkins.plugins.ackedge.orders.page.ViewerTimeZone;
import io.jenkins.plugins.ackedge.scaleout.OrderFolder;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * Manage Jenkins → ACK Edge orders: every order of this controller, the newest first, whatever became of the builds that
 * ordered. What is shown is what the records say at that moment.
 */
@Extension
public final class OrderLedger extends ManagementLink implements StaplerProxy {
    static final String URL = "ack-edge-orders";

    private static final PermissionGroup GROUP =
            new PermissionGroup(OrderLedger.class, Messages._OrderLedger_permissions());

    /** For auditors: to see all orders, whoever made them, and nothing else of the controller. */
    public static final Permission VIEW = new Permission(
            GROUP, "ViewOrders", Messages._OrderLedger_view(), Jenkins.ADMINISTER, PermissionScope.JENKINS);

    @Override
    public String getIconFileName() {
        return "symbol-server";
    }

    @Override
    public String getDisplayName() {
        return Messages.OrderLedger_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.OrderLedger_description();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return VIEW;
    }

    /** Nothing of it is for anybody else. */
    @Override
    public Object getTarget() {
        return shown();
    }

    private static Shown shown() {
        Jenkins.get().checkPermission(VIEW);
        return new Shown(Stapler.getCurrentRequest2());
    }

    /** What one request is answered with. */
    @ExportedBean
    public static final class Shown {
        private static final int PAGE = 50;

        private static final Comparator<OrderRecord> NEWEST_FIRST = Comparator.comparingLong(
                        OrderRecord::getPlannedMillis)
                .reversed()
                .thenComparing(OrderRecord::getOrderId);

        private final LedgerQuery query;
        private final List<OrderRecord> all;
        private final List<OrderRecord> found;
        private final List<String> unreadable;

        private Shown(StaplerRequest2 request) {
            query = new LedgerQuery(request::getParameter);
            try {
                OrderFolder.Contents contents = ControllerOrders.get().records().contents();
                all = contents.records().stream()
                        .filter(record -> !record.isWatchOnly())
                        .sorted(NEWEST_FIRST)
                        .toList();
                unreadable = contents.unreadable();
            } catch (IOException e) {
                throw new UncheckedIOException("The orders of this controller cannot be read", e);
            }
            found = query.getFaults().isEmpty()
                    ? all.stream().filter(query.filter()).toList()
                    : List.of();
        }

        public LedgerQuery getQuery() {
            return query;
        }

        public String getDisplayName() {
            return Messages.OrderLedger_displayName();
        }

        /** Orders that have no end yet and need somebody's eyes or patience. */
        public List<LedgerRow> getOpen() {
            return rows(found.stream().filter(LedgerRow::isUnsettled));
        }

        /** Those of this page. */
        public List<LedgerRow> getRows() {
            return rows(ofPage());
        }

        @Exported(name = "orders", inline = true)
        public List<OrderView> getOrders() {
            return getRows().stream().map(LedgerRow::getView).toList();
        }

        /** How many orders there are by this query, on all pages. */
        @Exported
        public int getTotal() {
            return found.size();
        }

        @Exported
        public int getPage() {
            return query.getFaults().isEmpty() ? query.page() : 1;
        }

        @Exported
        public int getPages() {
            return Math.max(1, (found.size() + PAGE - 1) / PAGE);
        }

        /** What is wrong with the query, and why records cannot be read. */
        @Exported
        public List<String> getFaults() {
            List<String> faults = new ArrayList<>(query.getFaults());
            faults.addAll(unreadable);
            return faults;
        }

        /** To choose from, or to type over. */
        public TreeSet<String> getClusters() {
            TreeSet<String> clusters = new TreeSet<>();
            all.forEach(record -> clusters.add(
                    record.getCluster().isEmpty() ? record.getParameter(Parameter.CLUSTER_ID) : record.getCluster()));
            return clusters;
        }

        public OrderState[] getStates() {
            return OrderState.values();
        }

        /** @param viewers the viewer's choice; null for none. Jenkins tells it to views alone */
        public ViewerTimeZone timeZone(String viewers) {
            return query.timeZone(viewers);
        }

        private Stream<OrderRecord> ofPage() {
            return found.stream().skip((long) PAGE * (getPage() - 1)).limit(PAGE);
        }

        private static List<LedgerRow> rows(Stream<OrderRecord> records) {
            long now = System.currentTimeMillis();
            return records.map(record -> {
                        boolean attended = ControllerOrders.get().scaleOuts().isUnderWay(record.getOrderId());
                        return new LedgerRow(record, new OrderView(1, record, attended, now));
                    })
                    .toList();
        }

        public Api getApi() {
            return new Api(this);
        }

        /** All pages of the query. */
        @GET
        public void doCsv(StaplerResponse2 response) throws IOException {
            if (!getFaults().isEmpty() && found.isEmpty()) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST, String.join(" ", getFaults()));
                return;
            }
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"ack-edge-orders.csv\"");
            try (Writer out = response.getWriter()) {
                LedgerCsv.write(found, out);
            }
        }
    }

    /** The same for auditors, who do not see Manage Jenkins. */
    @Extension
    public static final class ForAuditors implements RootAction, StaplerProxy {
        @Override
        public Object getTarget() {
            return shown();
        }

        @Override
        public String getIconFileName() {
            Jenkins jenkins = Jenkins.get();
            boolean seesManage = jenkins.hasAnyPermission(Jenkins.MANAGE, Jenkins.SYSTEM_READ);
            return User.current() != null && jenkins.hasPermission(VIEW) && !seesManage ? "symbol-server" : null;
        }

        @Override
        public String getDisplayName() {
            return Messages.OrderLedger_displayName();
        }

        @Override
        public String getUrlName() {
            return URL;
        }
    }
}
