package io.jenkins.plugins.ackedge.orders.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ackedge.orders.OrderSettlement;
import io.jenkins.plugins.ackedge.orders.page.OrderView;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import java.util.Optional;

/** One order in the list, with the way to its build. */
public final class LedgerRow {
    private final OrderRecord record;
    private final OrderView view;

    LedgerRow(OrderRecord record, OrderView view) {
        this.record = record;
        this.view = view;
    }

    /** Whether it has no end yet: it may have been made, nobody has seen what became of it, and nobody has set it aside. */
    static boolean isUnsettled(OrderRecord record) {
        boolean isGivenUp = record.getState() == OrderState.PLANNED && record.getEndedMillis() != 0;
        return record.isOpen() && !isGivenUp && !record.isSetAside();
    }

    public OrderView getView() {
        return view;
    }

    /** Where the build shows its orders; null if it is gone, or not for this viewer. */
    @CheckForNull
    public String getUrl() {
        Optional<Run<?, ?>> build;
        try (ACLContext ignored =
                ACL.as2(ACL.SYSTEM2)) { // who may not even discover the job is not told so by an error
            build = OrderSettlement.build(record);
        }
        return build.filter(run -> run.getParent().hasPermission(Item.READ))
                .map(run -> run.getUrl() + OrderView.BUILD_PAGE + "/")
                .orElse(null);
    }

    /** How many nodes were ordered, or may have been; null where that is not known. */
    @CheckForNull
    public Long getNodes() {
        long nodes = record.nodesOrdered();
        return nodes == Long.MAX_VALUE ? null : Long.valueOf(nodes);
    }
}
