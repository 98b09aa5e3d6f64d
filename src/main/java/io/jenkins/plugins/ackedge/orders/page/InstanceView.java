package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A machine of the order and how it fared. */
@ExportedBean(defaultVisibility = OrderView.VISIBILITY)
public final class InstanceView {
    private final OrderRecord.Instance instance;
    private final boolean live;

    InstanceView(OrderRecord.Instance instance, boolean live) {
        this.instance = instance;
        this.live = live;
    }

    @Exported
    public String getId() {
        return instance.getId();
    }

    /** The vendor's own word. */
    @Exported
    public String getStatus() {
        return instance.getStatus();
    }

    @Exported
    public boolean isFailed() {
        return instance.isFailed();
    }

    public Severity getSeverity() {
        return instance.isFailed()
                ? Severity.BAD
                : Severity.of(instance.getStatus(), live ? Severity.RUNNING : Severity.WAITING);
    }

    public String getWord() {
        Severity severity = getSeverity();
        if (severity == Severity.GOOD) {
            return Messages.InstanceView_joined();
        }
        if (severity == Severity.BAD) {
            return Messages.InstanceView_failed();
        }
        return severity == Severity.RUNNING || severity == Severity.WAITING
                ? Messages.InstanceView_underWay()
                : OutcomeWord.of(instance.getStatus());
    }
}
