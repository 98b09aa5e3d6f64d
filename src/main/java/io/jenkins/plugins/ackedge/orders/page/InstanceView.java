package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A machine of the order and how it fared. */
@ExportedBean(defaultVisibility = OrderView.VISIBILITY)
public final class InstanceView {
    private final OrderRecord.Instance instance;
    private final boolean live;
    private final boolean ofTask;

    /** @param ofTask whether its status is a word of ACK's, for a task; else it is one of ours or of ENS */
    InstanceView(OrderRecord.Instance instance, boolean live, boolean ofTask) {
        this.instance = instance;
        this.live = live;
        this.ofTask = ofTask;
    }

    @Exported
    public String getId() {
        return instance.getId();
    }

    /** The vendor's own word; where there is no task, how far it is: ordered, running, joined, ready and others. */
    @Exported
    public String getStatus() {
        return instance.getStatus();
    }

    /** "" where the route does not know it, as the next two. */
    @Exported
    public String getName() {
        return instance.getName();
    }

    @Exported
    public String getAddress() {
        return instance.getAddress();
    }

    /** Until when it is bought, as the vendor writes it. */
    @Exported(name = "expires")
    public String getExpiresText() {
        return instance.getExpires();
    }

    public Moment getExpires() {
        return Moment.ofVendor(instance.getExpires());
    }

    /** Whether it is a node of the cluster that is ready. */
    @Exported
    public boolean isReady() {
        return instance.isWell();
    }

    @Exported
    public boolean isFailed() {
        return instance.isFailed();
    }

    public Severity getSeverity() {
        Severity meanwhile = live ? Severity.RUNNING : Severity.WAITING;
        if (instance.isFailed()) {
            return Severity.BAD;
        }
        if (!ofTask) {
            return instance.isWell() ? Severity.GOOD : meanwhile;
        }
        return Severity.of(instance.getStatus(), meanwhile);
    }

    /** How far it is. */
    public String getWord() {
        return ofTask ? wordOfTask() : wordOfMachine();
    }

    private String wordOfMachine() {
        return switch (instance.getStatus()) {
            case "ordered" -> Messages.InstanceView_ordered();
            case "pending" -> Messages.InstanceView_pending();
            case "starting" -> Messages.InstanceView_starting();
            case "running" -> Messages.InstanceView_running();
            case "joined" -> Messages.InstanceView_joinedNotReady();
            case "ready" -> Messages.InstanceView_ready();
            case "stopped" -> Messages.InstanceView_stopped();
            case "released" -> Messages.InstanceView_released();
            case "expired" -> Messages.InstanceView_expired();
            case "gone" -> Messages.InstanceView_gone();
            case "running, did not join" -> Messages.InstanceView_didNotJoin();
            case "running, no longer listed as a node" -> Messages.InstanceView_noLongerNode();
            case "running, did not join, and has neither the name nor the tag of the order" ->
                Messages.InstanceView_notOurs();
            case "ordered, and never listed" -> Messages.InstanceView_neverListed();
            default -> instance.getStatus(); // another word of ENS, or what it said when it did not release the machine
        };
    }

    private String wordOfTask() {
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
