package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.util.OptionalLong;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A stage of the task. One without an end goes on until {@code until}. */
@ExportedBean(defaultVisibility = OrderView.VISIBILITY)
public final class StageView {
    private final int number;
    private final OrderRecord.Stage stage;
    private final Moment start;
    private final Moment end;
    private final boolean open;
    private final long until;

    /** @param until now, for an order that goes on; otherwise when the last was heard of it */
    StageView(int number, OrderRecord.Stage stage, boolean live, long until) {
        this.number = number;
        this.stage = stage;
        this.start = Moment.ofVendor(stage.getStart());
        this.end = Moment.ofVendor(stage.getEnd());
        this.open = stage.getEnd().isBlank() && live;
        this.until = until;
    }

    @Exported
    public int getNumber() {
        return number;
    }

    /** The vendor's own words. */
    @Exported
    public String getName() {
        return stage.getName();
    }

    /** The vendor's own word. */
    @Exported
    public String getState() {
        return stage.getState();
    }

    @Exported(name = "start")
    public String getStartText() {
        return stage.getStart();
    }

    @Exported(name = "end")
    public String getEndText() {
        return stage.getEnd();
    }

    /** Null where the vendor's text is no time. */
    @Exported
    public Long getStartMillis() {
        return boxed(start.millis());
    }

    @Exported
    public Long getEndMillis() {
        return boxed(end.millis());
    }

    private static Long boxed(OptionalLong millis) {
        return millis.isPresent() ? millis.getAsLong() : null;
    }

    public Moment getStart() {
        return start;
    }

    public Moment getEnd() {
        return end;
    }

    public String getWord() {
        return OutcomeWord.of(stage.getState());
    }

    public Severity getSeverity() {
        return Severity.of(stage.getState(), open ? Severity.RUNNING : Severity.WAITING);
    }

    /** Empty where it cannot be told. */
    public String getDuration() {
        return isDrawable() ? Durations.text(toMillis() - fromMillis()) : "";
    }

    /** Whether it is known from when to when the stage was. */
    boolean isDrawable() {
        return start.millis().isPresent()
                && (stage.getEnd().isBlank() || end.millis().isPresent());
    }

    long fromMillis() {
        return start.millis().orElseThrow();
    }

    /** Never before the start: the vendor's clock is not ours. */
    long toMillis() {
        return Math.max(fromMillis(), end.millis().orElse(until));
    }
}
