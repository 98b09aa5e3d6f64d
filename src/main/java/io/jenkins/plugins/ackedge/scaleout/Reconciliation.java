package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Settles an order that was sent and not answered, by looking at the cluster's tasks: exactly one that is new, of the right
 * type and nobody else's is the order's; none after a while, or several, leaves it unknown. It never sends an order.
 */
final class Reconciliation {
    /** The vendor's task list follows an order after seconds; this is many times that. */
    private static final Duration GRACE = Duration.ofMinutes(3);

    /** Where the order may be sent again, nothing is lost by looking less long. */
    private static final Duration SHORT_GRACE = Duration.ofSeconds(20);

    /** A signature is valid for 15 minutes either way, so two clocks that can talk differ by no more. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

    private static final long FIRST_LOOK_MILLIS = 2_000;
    private static final long LONGEST_PAUSE_MILLIS = 20_000;

    private final ScaleOut job;
    private final JournalEntry entry;
    private final BiConsumer<String, String> settled;
    private long until;
    private long pause = FIRST_LOOK_MILLIS;
    private String trouble = "";

    /** @param settled is given a task id and null, or null and the words for an unknown outcome */
    Reconciliation(ScaleOut job, BiConsumer<String, String> settled) {
        this.job = job;
        this.entry = job.entry();
        this.settled = settled;
    }

    /** The tasks that may be taken for an order's later, should it go unanswered: those of the last hour. */
    static ArrayList<String> recent(List<TaskSummary> tasks, long now) {
        ArrayList<String> ids = new ArrayList<>();
        for (TaskSummary task : tasks) {
            if (task.createdMillis().orElse(now) >= now - Duration.ofHours(1).toMillis()) {
                ids.add(task.taskId());
            }
        }
        return ids;
    }

    void begin() {
        until = job.now() + (job.order().isRepeatable() ? SHORT_GRACE : GRACE).toMillis();
        lookAfter(FIRST_LOOK_MILLIS);
    }

    private void lookAfter(long millis) {
        job.at(job.now() + millis, this::look);
    }

    private void look() {
        job.<List<TaskSummary>>ask(
                true, client -> client.describeClusterTasks(job.order().clusterId()), reply -> {
                    trouble = reply.isAnswer() ? "" : reply.why();
                    List<String> found = reply.isAnswer() ? candidates(reply.value()) : List.of();
                    if (found.size() == 1) {
                        settled.accept(found.get(0), null);
                    } else if (found.size() > 1 || isRefused(reply) || job.now() >= until) {
                        settled.accept(null, Wording.unknown(entry, job.order(), found, trouble));
                    } else {
                        pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                        lookAfter(Math.max(pause, reply.retryAfterMillis()));
                    }
                });
    }

    /** Whoever may not list tasks will not be told more by asking on. */
    private static boolean isRefused(Reply<?> reply) {
        return reply.error() != null && !reply.error().isPassing();
    }

    private List<String> candidates(List<TaskSummary> tasks) {
        long earliest = entry.submittingMillis - CLOCK_SKEW.toMillis();
        return tasks.stream()
                .filter(task -> job.order().route().mayBeOurs(task))
                .filter(task -> task.createdMillis().orElse(entry.submittingMillis) >= earliest)
                .map(TaskSummary::taskId)
                .filter(id -> entry.tasksBefore == null || !entry.tasksBefore.contains(id))
                .filter(id -> job.all().claims().isFreeFor(id, entry.orderId))
                .toList();
    }
}
