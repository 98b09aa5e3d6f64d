package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.util.Locale;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something that the vendor says happened on the way. */
@ExportedBean(defaultVisibility = OrderView.VISIBILITY)
public final class EventView {
    private final OrderRecord.Event event;

    EventView(OrderRecord.Event event) {
        this.event = event;
    }

    @Exported
    public String getLevel() {
        return event.getLevel();
    }

    @Exported
    public String getText() {
        return event.getText();
    }

    @Exported(name = "time")
    public String getTimeText() {
        return event.getTime();
    }

    public Moment getTime() {
        return Moment.ofVendor(event.getTime());
    }

    public String getLevelWord() {
        return switch (level()) {
            case "info", "normal" -> Messages.EventView_info();
            case "warn", "warning" -> Messages.EventView_warning();
            case "error" -> Messages.EventView_error();
            default -> event.getLevel();
        };
    }

    /** Null where there is nothing to warn of. */
    public Severity getSeverity() {
        return switch (level()) {
            case "warn", "warning" -> Severity.DOUBT;
            case "error" -> Severity.BAD;
            default -> null;
        };
    }

    private String level() {
        return event.getLevel().toLowerCase(Locale.ROOT);
    }
}
