package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckException;
import io.jenkins.plugins.ackedge.api.ClusterDetail;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people read: what happened, what was bought, what to do. The endings are listed with their meaning in
 * docs/operations.md.
 */
final class Wording {
    static final String NO_JOURNAL =
            "Nothing was ordered: the journal could not be written, and without it an order could be made twice. "
                    + "Check the disk and the log of this process, then run again.";
    static final String JOURNAL_LOST =
            "The journal could not be written; keep this line, it may be the only record of the order.";
    static final String INTERRUPTED = "the process that sent it ended before an answer came";
    static final String NO_TASK_ID = "it was accepted, but the answer named no task";

    private Wording() {}

    static String planned(Order order) {
        return "Ordering " + order.describe() + " for cluster " + order.clusterId() + ", with "
                + duration(order.timeoutMillis()) + " of time.";
    }

    static String queued(int before, String clusterId) {
        return "Waiting for " + (before == 1 ? "another order" : before + " other orders") + " for cluster " + clusterId
                + " to be placed first.";
    }

    static String tryingAgain(AckException e, long deadlineMillis) {
        String what =
                switch (e.kind()) {
                    case BUSY -> "The cluster is busy with another change";
                    case THROTTLED -> "ACK is throttling requests";
                    case NEVER_SENT -> "ACK cannot be reached";
                    default -> "ACK gave no usable answer to a question";
                };
        return what + "; nothing is ordered yet, trying again until " + time(deadlineMillis) + ": " + e.getMessage();
    }

    static String accepted(JournalEntry entry) {
        return "Order accepted: " + task(entry) + ".";
    }

    static String task(JournalEntry entry) {
        return "task " + entry.taskId + (entry.requestId.isEmpty() ? "" : ", request id " + entry.requestId);
    }

    /** All that somebody needs who has nothing else left of an order. */
    static String record(JournalEntry entry, Order order) {
        return "order of " + order.describe() + " for cluster " + order.clusterId() + " by " + entry.who + ", state "
                + entry.state + (entry.taskId.isEmpty() ? "" : ", " + task(entry));
    }

    static String inDoubt(String why) {
        return "The order was sent and its outcome is not known (" + why
                + "). It is not sent again; looking for its task " + "among the cluster's tasks.";
    }

    static String adopted(JournalEntry entry) {
        return "Found the order: it was placed, as task " + entry.taskId + ".";
    }

    static String unknown(JournalEntry entry, Order order, List<String> found, String trouble) {
        String looked = !trouble.isEmpty()
                ? "The cluster's tasks could not be listed (" + trouble + ")."
                : found.isEmpty()
                        ? "The cluster lists no new task of this kind, which may still change."
                        : "The cluster lists several new tasks that could be it: " + String.join(", ", found) + ".";
        return "Outcome unknown: " + order.describe() + " may have been bought. The order for cluster "
                + order.clusterId() + " was sent at " + time(entry.submittingMillis) + ", and " + entry.unanswered
                + ". "
                + looked + " It was not sent again. Look at the cluster's tasks (ACK console, or GET /clusters/"
                + order.clusterId() + "/tasks) and at the ENS instances created since then, before you order again.";
    }

    static String refused(AckException e, Order order) {
        return "Nothing was ordered: ACK refused the order. " + e.getMessage() + ". " + Hints.of(e, order);
    }

    static String noSecret(String why) {
        return "Nothing was ordered: " + why;
    }

    static String behindOthers(String clusterId) {
        return "other orders for cluster " + clusterId + " were still being placed";
    }

    static String neverSent(Duration waited, String why) {
        return "Nothing was ordered: the time limit passed after " + duration(waited.toMillis())
                + (why.isEmpty() ? "" : ", and until then: " + why)
                + ". Run again, with a larger timeoutMins if need be.";
    }

    static String abortedBeforeOrder() {
        return "Nothing was ordered: aborted before the order was sent.";
    }

    static String abortedInDoubt(Order order, boolean cancelTask) {
        return "Aborted while the order was being sent: " + order.describe() + " for cluster " + order.clusterId()
                + " may have been bought. The answer is still awaited in the background and noted in the journal"
                + (cancelTask ? ", and the task is cancelled then." : ".");
    }

    static String abandoned(JournalEntry entry, Order order) {
        return "Aborted: the wait has ended, and " + task(entry) + " goes on."
                + (entry.watchOnly
                        ? ""
                        : " " + order.describe() + " stays ordered for cluster " + order.clusterId() + ".");
    }

    static String notWaiting(JournalEntry entry, Order order) {
        return "Ordered " + order.describe() + " for cluster " + order.clusterId() + ": " + task(entry)
                + ". Not waiting for its end.";
    }

    static String cancelling(JournalEntry entry) {
        return "Asking ACK to cancel task " + entry.taskId + ".";
    }

    static String staysBought(Order order) {
        return "Instances that it has bought already stay bought: look for them in the ENS console"
                + order.parameters()
                        .get(Parameter.ENS_REGION_ID)
                        .map(region -> " (" + region + ").")
                        .orElse(".");
    }

    static String succeeded(JournalEntry entry, long now) {
        String what = entry.instances.isEmpty()
                ? "Done: task " + entry.taskId + " succeeded"
                : "Done: " + entry.instances.size() + (entry.instances.size() == 1 ? " instance" : " instances")
                        + " added (" + ids(entry.instances) + "), task " + entry.taskId;
        return what + ", after " + duration(now - entry.plannedMillis) + ".";
    }

    static String partly(JournalEntry entry, Order order) {
        List<JournalEntry.Instance> failed =
                entry.instances.stream().filter(i -> i.failed).toList();
        return failed.size() + " of " + entry.instances.size() + " instances failed: " + ids(failed) + ". Task "
                + entry.taskId + " as a whole reports success. " + staysBought(order);
    }

    static String failed(JournalEntry entry, Order order, TaskInfo info) {
        String why = (info.errorCode() + " " + info.errorMessage()).trim();
        return "Task " + entry.taskId + " failed" + (why.isEmpty() ? "." : ": " + why + ".")
                + (entry.instances.isEmpty() ? " " : " Instances: " + instances(entry.instances) + ". ")
                + staysBought(order);
    }

    static String cancelled(JournalEntry entry, Order order) {
        return "Task " + entry.taskId + " was cancelled at ACK. " + staysBought(order);
    }

    static String timedOut(JournalEntry entry, Order order, long now) {
        long silent = now - entry.heardMillis;
        return "The time limit passed, and task " + entry.taskId + " is still running"
                + (entry.currentStage.isEmpty() ? "" : " (stage " + entry.currentStage + ")")
                + (silent < 60_000 ? "" : "; nothing was heard from ACK for the last " + duration(silent)) + ". "
                + (order.clusterId().isEmpty() ? "" : "The order stands. ")
                + "Wait for the task again, do not order again.";
    }

    static String strangeState(String word) {
        return "ACK reports a state that is not documented, '" + word + "'; taking it for running.";
    }

    static String notHeard(String why, long silentMillis) {
        return "No answer about the task for " + duration(silentMillis) + "; asking on until the time limit. " + why;
    }

    static String noSuchTask(String taskId, Order order) {
        return "There is no task " + taskId + " at " + order.endpoint()
                + ". Check its id, and the region of its cluster.";
    }

    static String heardAgain(long silentMillis) {
        return "ACK answers again, after " + duration(silentMillis) + ".";
    }

    static String heartbeat(String status, long sinceMillis) {
        return "Still " + status + ", " + duration(sinceMillis) + " since the start.";
    }

    static String internalError(Throwable e, JournalEntry entry) {
        String known = entry.taskId.isEmpty()
                ? "The order's last noted state is " + entry.state + "."
                : "The order was placed: " + task(entry) + ".";
        return "Internal error (" + e.getClass().getSimpleName() + "), see the log of this process. " + known;
    }

    static String cluster(ClusterDetail c) {
        return "Cluster " + c.clusterId() + (c.name().isEmpty() ? "" : " '" + c.name() + "'") + ": state " + c.state()
                + ", profile " + c.profile() + ", Kubernetes " + c.version() + ", " + c.size() + " nodes, region "
                + c.regionId() + ".";
    }

    /** What about a cluster speaks against an order for it. */
    static List<String> doubts(ClusterDetail c, Order order) {
        List<String> doubts = new ArrayList<>();
        if (!c.profile().isEmpty() && !c.profile().equalsIgnoreCase("Edge")) {
            doubts.add("Warning: it is not an edge cluster; ENS nodes can be added to edge clusters only.");
        }
        if (!c.state().isEmpty() && !c.state().equalsIgnoreCase("running")) {
            doubts.add("Warning: it is not running, so an order would wait or be refused.");
        }
        String region = order.parameters().get(Parameter.REGION_ID).orElse("");
        if (!c.regionId().isEmpty() && !region.isEmpty() && !c.regionId().equals(region)) {
            doubts.add("Warning: it is in region " + c.regionId() + ", not in " + region + ".");
        }
        return doubts;
    }

    static String instances(List<JournalEntry.Instance> instances) {
        return instances.stream()
                .map(i -> i.status.isEmpty() ? i.id : i.id + " " + i.status)
                .collect(Collectors.joining(", "));
    }

    private static String ids(List<JournalEntry.Instance> instances) {
        return instances.stream().map(i -> i.id).collect(Collectors.joining(", "));
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String duration(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
