package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.TaskListing;
import io.jenkins.plugins.ackedge.api.TaskSummary;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.util.function.Consumer;

/** A route on which ACK runs a task for each order: the answer names it, the cluster lists it, and it is watched. */
abstract class TaskRoute extends Route {

    /** Whether a task in the cluster's list can come from an order of this route. */
    abstract boolean mayBeOurs(TaskSummary task);

    /** Why this order must not be sent to the cluster as it is now; "" if it may. */
    void objection(Vendor vendor, Order order, Consumer<Answer<String>> then) {
        then.accept(Answer.of(""));
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
                        tasks -> objection(vendor, order, objection -> then.accept(surveyed(tasks, objection))));
    }

    private static Finding surveyed(Answer<TaskListing> tasks, Answer<String> objection) {
        AckFault passing = passing(tasks) != null ? passing(tasks) : passing(objection);
        if (passing != null) {
            return Finding.of(What.QUESTION_FAILED, passing);
        }
        if (!objection.isThere()) {
            return Finding.of(What.OBJECTION, objection.fault());
        }
        if (!tasks.isThere() && tasks.fault().isOnThisSide()) {
            return Finding.of(What.OBJECTION, tasks.fault()); // the order would fare the same
        }
        if (!objection.value().isEmpty()) {
            return Finding.of(What.OBJECTION, objection.value());
        }
        if (!tasks.isThere() || !tasks.value().complete()) {
            // Whoever may not list tasks may still order; only a lost answer can then not be settled.
            return Finding.of(What.MAY_NOT_LIST);
        }
        TaskListing listing = tasks.value();
        return new Finding(What.TASKS, Detail.tasks(TaskSearch.ids(listing), listing.serverMillis(), ""));
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
