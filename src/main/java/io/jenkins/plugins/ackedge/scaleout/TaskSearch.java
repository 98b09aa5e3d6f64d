package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskListing;
import io.jenkins.plugins.ackedge.api.TaskSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which of a cluster's tasks may be an order's whose answer did not come: of the right kind, not there before the attempt,
 * created after that listing and before the request can have ended by the vendor's own clock, and no other order's of ours.
 */
final class TaskSearch {
    /** The longest time from a request's leaving to its answer, in milliseconds: what OkHttpWire allows an order. */
    static final long CALL_MILLIS = 120_000;

    /** How far the vendor's task list may lag behind, in milliseconds. An assumption: the vendor names no time. */
    static final long LAG_MILLIS = 60_000;

    /** How long an order is looked for that was refused in words of no list. */
    static final long SHORT_MILLIS = LAG_MILLIS;

    /** How long an order is looked for whose answer did not come, from when it was sent. */
    static final long LONG_MILLIS = CALL_MILLIS + LAG_MILLIS;

    /** HTTP dates and creation times are in whole seconds. */
    private static final long SECOND = 1_000;

    /** Clocks that differ by more do not accept each other's signatures. */
    private static final long SIGNATURE_MILLIS = 15 * 60_000;

    private TaskSearch() {}

    /** What is there before an attempt. */
    static List<String> ids(TaskListing listing) {
        return listing.tasks().stream().map(TaskSummary::taskId).toList();
    }

    /**
     * What a listing says of an order in doubt, as a finding of a look.
     *
     * @param isSentHere whether this process sent the attempt; another one, which may look long after, cannot tell by the list
     *     alone that a task is of that time
     * @param isFinal whether the look has lasted its whole time; before it only what is certain counts
     */
    static Finding judge(
            OrderRecord record,
            TaskListing listing,
            Claims claims,
            TaskRoute route,
            boolean isSentHere,
            boolean isFinal)
            throws IOException {
        Optional<String> answered = claims.answered(record.getOrderId());
        if (answered.isPresent()) {
            return finding(OrderEvent.What.OURS, List.of(answered.get()), "");
        }
        if (!isFinal) {
            return finding(OrderEvent.What.NOT_YET, List.of(), "");
        }
        if (record.getTasksBefore() == null) {
            return finding(
                    OrderEvent.What.NO_LIST, List.of(), "it is not known which of them were there before the order");
        }
        if (record.getSinceListingMillis() < 0) {
            // Any task of anybody's that came later would fit.
            return finding(OrderEvent.What.NO_LIST, List.of(), "it is not known when the order left");
        }
        if (!isSentHere && !isDated(record, listing)) {
            return finding(OrderEvent.What.NO_LIST, List.of(), "ACK does not say of each new one when it was created");
        }
        if (!listing.complete()) {
            return finding(OrderEvent.What.NO_LIST, List.of(), "their list was not complete");
        }
        List<String> fitting = new ArrayList<>();
        for (TaskSummary task : listing.tasks()) {
            boolean free = claims.owner(task.taskId())
                    .map(owner -> owner.equals(record.getOrderId()))
                    .orElse(true);
            if (free && fits(task, record, route)) {
                fitting.add(task.taskId());
            }
        }
        OrderEvent.What what = fitting.isEmpty()
                ? OrderEvent.What.NO_TASK
                : fitting.size() == 1 ? OrderEvent.What.ONE : OrderEvent.What.SEVERAL;
        return finding(what, fitting, "");
    }

    /** Whether the vendor says of each new task when it was created. */
    private static boolean isDated(OrderRecord record, TaskListing listing) {
        return record.getListedServerMillis() != 0
                && listing.tasks().stream()
                        .filter(task -> !record.getTasksBefore().contains(task.taskId()))
                        .allMatch(task -> task.createdMillis().isPresent());
    }

    private static boolean fits(TaskSummary task, OrderRecord record, TaskRoute route) {
        return route.mayBeOurs(task)
                && !record.getTasksBefore().contains(task.taskId())
                && isInTime(task.createdMillis(), record);
    }

    /** Where one of the two does not say when, being new in the list has to do. */
    private static boolean isInTime(OptionalLong created, OrderRecord record) {
        long listed = record.getListedServerMillis();
        if (created.isEmpty() || listed == 0) {
            return true;
        }
        if (record.getDoubt() == OrderRecord.Doubt.ODD) {
            // None at all means that nothing was ordered, so the two clocks of the vendor need not agree to the second.
            return created.getAsLong() >= listed - SIGNATURE_MILLIS;
        }
        boolean after = created.getAsLong() >= listed - SECOND;
        boolean before = created.getAsLong() <= listed + record.getSinceListingMillis() + CALL_MILLIS + SECOND;
        return after && before;
    }

    private static Finding finding(OrderEvent.What what, List<String> tasks, String words) {
        boolean single = what == OrderEvent.What.ONE || what == OrderEvent.What.OURS;
        OrderEvent.Detail detail = OrderEvent.Detail.tasks(tasks, OptionalLong.empty(), words);
        return new Finding(what, single ? detail.withReference(tasks.get(0)) : detail);
    }
}
