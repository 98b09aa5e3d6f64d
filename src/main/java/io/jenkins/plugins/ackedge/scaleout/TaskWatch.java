package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.BodyDigest;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.api.TaskListing;
import io.jenkins.plugins.ackedge.api.TaskReading;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.io.IOException;
import java.util.function.Consumer;

/** Watches the task of one order. */
final class TaskWatch implements OrderWatch {
    /** Right after an order its task may be unknown to the vendor. */
    private static final long NOT_THERE_YET_MILLIS = 60_000;

    private final TaskRoute route;
    private final Order order;

    /** Of the last answer, as long as it said that the task runs: the same again is no news. */
    private BodyDigest running;

    TaskWatch(TaskRoute route, Order order) {
        this.route = route;
        this.order = order;
    }

    @Override
    public void look(Vendor vendor, Look look, Consumer<Judgement> then) {
        vendor.ack()
                .describeClusterTasks(order.clusterId(), answer -> then.accept(record -> looked(look, answer, record)));
    }

    private Finding looked(Look look, Answer<TaskListing> answer, OrderRecord record) throws IOException {
        if (answer.isThere()) {
            return TaskSearch.judge(record, answer.value(), look.claims(), route, look.isSentHere(), look.isFinal());
        }
        // Whoever may not list tasks will not be told more by asking on. Not before the look is over: until then the
        // turn
        // at the cluster is kept, since the next order would take this one's task for its own.
        boolean goesOn = answer.fault().isPassing() || !look.isFinal();
        return Finding.of(
                goesOn ? What.QUESTION_FAILED : What.NO_LIST, answer.fault().message());
    }

    @Override
    public void progress(Vendor vendor, Moment moment, Consumer<Judgement> then) {
        vendor.ack()
                .describeTaskInfo(
                        moment.record().reference(),
                        running,
                        answer -> then.accept(record -> progressed(answer, record, moment.watchedMillis())));
    }

    @Override
    public void forget() {
        running = null;
    }

    private Finding progressed(Answer<TaskReading> answer, OrderRecord record, long watchedMillis) {
        if (answer.isThere() && answer.value().task().isEmpty()) {
            return new Finding(What.RUNNING, Detail.progress(Progress.UNCHANGED));
        }
        running = null;
        if (answer.isThere()) {
            TaskInfo task = answer.value().task().get();
            long expected = record.isWatchOnly() ? 0 : route.expectedInstances(order.parameters());
            What what = TaskProgress.judge(task, expected);
            running = what == What.RUNNING ? answer.value().digest() : null;
            return new Finding(what, Detail.progress(Progress.of(task)));
        }
        AckFault fault = answer.fault();
        if (fault.isTaskNotFound() && watchedMillis < NOT_THERE_YET_MILLIS) {
            return Finding.of(What.NOT_FOUND, fault);
        }
        if (fault.isTaskNotFound() && record.isWatchOnly() && record.getHeardMillis() == 0) {
            return Finding.of(What.NO_SUCH_TASK, fault);
        }
        return Finding.of(What.QUESTION_FAILED, fault);
    }

    @Override
    public void cancel(Vendor vendor, OrderRecord record, Consumer<Finding> then) {
        vendor.ack().cancelTask(record.reference(), answer -> then.accept(cancelled(answer)));
    }

    private static Finding cancelled(Answer<Boolean> answer) {
        if (answer.isThere()) {
            return Finding.of(What.DONE);
        }
        return Finding.of(answer.fault().isPassing() ? What.QUESTION_FAILED : What.REFUSED, answer.fault());
    }
}
