package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One order as its page shows it and as {@code api/json} says it, at one moment. */
@ExportedBean(defaultVisibility = OrderView.VISIBILITY)
public final class OrderView {
    /** Where the page of a build with its orders is, below the build. */
    public static final String BUILD_PAGE = "ack-edge";

    /** Whoever asks for an order gets all of it, however deep it stands in the answer. */
    static final int VISIBILITY = 9;

    private final int number;
    private final OrderRecord entry;
    private final OrderStatus status;
    private final long now;

    /**
     * @param number of the order within its build, from 1
     * @param attended whether somebody works on the order at this moment; a journal cannot tell that its build has died
     */
    public OrderView(int number, OrderRecord entry, boolean attended, long now) {
        this.number = number;
        this.entry = entry;
        this.status = new OrderStatus(entry, attended);
        this.now = now;
    }

    /** Views of all of a build's orders. */
    public static List<OrderView> of(List<OrderRecord> entries, Predicate<OrderRecord> attended, long now) {
        List<OrderView> views = new ArrayList<>();
        for (OrderRecord entry : entries) {
            views.add(new OrderView(views.size() + 1, entry, attended.test(entry), now));
        }
        return views;
    }

    @Exported
    public int getNumber() {
        return number;
    }

    /** Where on its page the order stands. */
    public String getAnchor() {
        return "order-" + number;
    }

    /** Changes with everything that is known of the order. */
    public long getRevision() {
        return entry.getRevision();
    }

    @Exported
    public String getOrderId() {
        return entry.getOrderId();
    }

    @Exported
    public OrderState getState() {
        return entry.getState();
    }

    /** Whether more news can be expected. */
    @Exported
    public boolean isLive() {
        return status.isLive();
    }

    @Exported
    public String getVia() {
        return entry.getVia();
    }

    @Exported
    public String getWho() {
        return entry.getWho();
    }

    /** What an administrator called the cluster; "" where it was given by its id. */
    @Exported
    public String getCluster() {
        return entry.getCluster();
    }

    /** Until when the first of its machines is bought, as the vendor writes it; "" where the route does not know it. */
    @Exported(name = "boughtUntil")
    public String getBoughtUntilText() {
        return entry.boughtUntil();
    }

    public Moment getBoughtUntil() {
        return Moment.ofVendor(entry.boughtUntil());
    }

    public List<String> getInstanceIds() {
        return entry.instanceIds();
    }

    /** Who or what started the build; "" where that was not noted. */
    @Exported
    public String getStartedBy() {
        return entry.getStartedBy();
    }

    /** Whose money it is: the last characters of the AccessKey ID, and the role. */
    @Exported
    public String getAccount() {
        return entry.getAccount();
    }

    /** The administrators' limits that allowed it, with what was used of them. */
    @Exported
    public String getLimits() {
        return entry.getLimits();
    }

    /** What was ordered, by the names of the step; never a secret. */
    @Exported
    public Map<String, String> getParameters() {
        return entry.getParameters();
    }

    @Exported
    public String getTaskId() {
        return entry.getTaskId();
    }

    /** Whether ACK runs a task for it; where not, its own id is what it is found by. */
    public boolean isWithTask() {
        return entry.hasTask();
    }

    /** What the vendor asked for it, with the currency; "" where the route knows no price. */
    @Exported
    public String getPrice() {
        return entry.getPrice();
    }

    @Exported
    public String getRequestId() {
        return entry.getRequestId();
    }

    @Exported
    public String getMessage() {
        return entry.getMessage();
    }

    @Exported
    public String getCurrentStage() {
        return entry.getCurrentStage();
    }

    @Exported
    public long getPlannedMillis() {
        return entry.getPlannedMillis();
    }

    @Exported
    public long getSubmittedMillis() {
        return entry.getSubmittedMillis();
    }

    @Exported
    public long getEndedMillis() {
        return entry.getEndedMillis();
    }

    @Exported
    public long getDeadlineMillis() {
        return entry.getDeadlineMillis();
    }

    /** From the plan to the end, or until now; until the last that was heard, where nobody watches any more. */
    @Exported
    public long getElapsedMillis() {
        return Math.max(0, until() - entry.getPlannedMillis());
    }

    @Exported
    public List<StageView> getStages() {
        List<StageView> stages = new ArrayList<>();
        for (OrderRecord.Stage stage : entry.getStages()) {
            stages.add(new StageView(stages.size() + 1, stage, isLive(), until()));
        }
        return stages;
    }

    /** In JSON only for who asks, by {@code tree} or a depth of 2: there are many, and each costs as much as the rest. */
    @Exported(visibility = -1)
    public List<EventView> getEvents() {
        return entry.getEvents().stream().map(EventView::new).toList();
    }

    @Exported
    public List<InstanceView> getInstances() {
        return entry.getInstances().stream()
                .map(instance -> new InstanceView(instance, isLive(), isWithTask()))
                .toList();
    }

    /** Whether any of its machines has a name or an address: not each route knows them. */
    public boolean isWithNames() {
        return getInstances().stream()
                .anyMatch(i -> !i.getName().isEmpty() || !i.getAddress().isEmpty());
    }

    private long until() {
        if (entry.getEndedMillis() != 0) {
            return entry.getEndedMillis();
        }
        return isLive() ? now : lastHeard();
    }

    private long lastHeard() {
        return Math.max(
                Math.max(entry.getPlannedMillis(), entry.getSubmittingMillis()),
                Math.max(entry.getSubmittedMillis(), entry.getHeardMillis()));
    }

    public Severity getSeverity() {
        return status.severity();
    }

    public String getStateWord() {
        return status.word();
    }

    public String getAdvice() {
        return status.advice();
    }

    public String getDuration() {
        return Durations.text(getElapsedMillis());
    }

    public Moment getPlanned() {
        return Moment.of(entry.getPlannedMillis());
    }

    public Moment getSubmitted() {
        return Moment.of(entry.getSubmittedMillis());
    }

    public Moment getEnded() {
        return Moment.of(entry.getEndedMillis());
    }

    public Moment getDeadline() {
        return Moment.of(entry.getDeadlineMillis());
    }

    /** What was ordered and where, in one phrase; each route has its own. */
    public String getTitle() {
        String pool = get(Parameter.NODE_POOL_ID);
        String size = get(Parameter.DESIRED_SIZE);
        if (entry.isWatchOnly()) {
            return Messages.OrderView_watch(entry.getTaskId());
        }
        if (!size.isEmpty()) {
            return Messages.OrderView_poolSize(pool, size);
        }
        boolean isSoldByThePool =
                !pool.isEmpty() && get(Parameter.WORKER_INSTANCE_TYPE).isEmpty();
        if (isSoldByThePool) {
            return Messages.OrderView_poolCount(get(Parameter.COUNT), pool);
        }
        return Messages.OrderView_title(
                get(Parameter.COUNT), get(Parameter.WORKER_INSTANCE_TYPE), get(Parameter.ENS_REGION_ID));
    }

    public String getClusterId() {
        return get(Parameter.CLUSTER_ID);
    }

    private String get(Parameter parameter) {
        return entry.getParameter(parameter);
    }

    /** The picture; null where no stage has times to draw. */
    public Timeline getTimeline() {
        return Timeline.of(entry, getStages());
    }
}
