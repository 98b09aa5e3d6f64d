package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.TaskListing;
import io.jenkins.plugins.ackedge.api.TaskSummary;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A route on which ACK runs a task for each order: the answer names it, the cluster lists it, and it is watched. */
abstract class TaskRoute extends Route {

    /** Whether a task in the cluster's list can come from an order of this route. */
    abstract boolean mayBeOurs(TaskSummary task);

    /**
     * What an order would do to the cluster as it is now.
     *
     * @param adds how many nodes; empty where the order's count says it
     * @param objection why it must not be sent; "" if it may
     */
    record Effect(OptionalLong adds, String objection) {
        static final Effect AS_COUNTED = new Effect(OptionalLong.empty(), "");
    }

    void effect(Vendor vendor, Order order, Consumer<Answer<Effect>> then) {
        then.accept(Answer.of(Effect.AS_COUNTED));
    }

    @Override
    RouteWords words() {
        return TaskWords.INSTANCE;
    }

    @Override
    void survey(Vendor vendor, Order order, OrderRecord record, Consumer<Finding> then) {
        vendor.ack()
                .describeClusterTasks(
                        order.clusterId(),
                        tasks -> effect(vendor, order, effect -> then.accept(surveyed(tasks, effect))));
    }

    private static Finding surveyed(Answer<TaskListing> tasks, Answer<Effect> effect) {
        AckFault passing = passing(tasks) != null ? passing(tasks) : passing(effect);
        if (passing != null) {
            return Finding.of(What.QUESTION_FAILED, passing);
        }
        if (!effect.isThere()) {
            return Finding.of(What.OBJECTION, effect.fault());
        }
        if (!tasks.isThere() && tasks.fault().isOnThisSide()) {
            return Finding.of(What.OBJECTION, tasks.fault()); // the order would fare the same
        }
        if (!effect.value().objection().isEmpty()) {
            return Finding.of(What.OBJECTION, effect.value().objection());
        }
        OptionalLong adds = effect.value().adds();
        if (!tasks.isThere() || !tasks.value().complete()) {
            // Whoever may not list tasks may still order; only a lost answer can then not be settled.
            return new Finding(What.MAY_NOT_LIST, Detail.NONE.withAdds(adds));
        }
        TaskListing listing = tasks.value();
        return new Finding(
                What.TASKS,
                Detail.tasks(TaskSearch.ids(listing), listing.serverMillis(), "")
                        .withAdds(adds));
    }

    private static AckFault passing(Answer<?> answer) {
        return answer.isThere() || !answer.fault().isPassing() ? null : answer.fault();
    }

    @Override
    void prepare(Vendor vendor, Order order, OrderRecord record, Consumer<Preparation> then) {
        vendor.ack().readyToOrder(pass -> then.accept(Preparation.ready(pass, null)));
    }

    @Override
    OrderWatch watch(Order order) {
        return new TaskWatch(this, order);
    }
}
