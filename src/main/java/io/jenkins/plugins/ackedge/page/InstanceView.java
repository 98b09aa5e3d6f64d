package io.jenkins.plugins.ackedge.page;

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

    public Tone getTone() {
        return instance.isFailed() ? Tone.BAD : Tone.of(instance.getStatus(), live ? Tone.RUNNING : Tone.WAITING);
    }

    public String getWord() {
        Tone tone = getTone();
        if (tone == Tone.GOOD) {
            return Messages.InstanceView_joined();
        }
        if (tone == Tone.BAD) {
            return Messages.InstanceView_failed();
        }
        return tone == Tone.RUNNING || tone == Tone.WAITING
                ? Messages.InstanceView_underWay()
                : OutcomeWord.of(instance.getStatus());
    }
}
