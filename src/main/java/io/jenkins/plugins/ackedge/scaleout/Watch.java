package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.api.TaskState;
import java.time.Duration;
import java.util.List;

/** From an accepted order to the end of its task. No failed question fails the wait: only the time limit does. */
final class Watch implements Phase {
    private static final long FIRST_POLL_MILLIS = 2_000;
    private static final long LONGEST_PAUSE_MILLIS = 120_000;

    /** Right after an order its task may be unknown to the vendor for a while; that is no news. */
    private static final Duration NOT_THERE_YET = Duration.ofMinutes(1);

    /** Fewer failures in a row are no news either. */
    private static final int WORTH_A_LINE = 3;

    private final ScaleOut job;
    private final JournalEntry entry;
    private int failures;
    private boolean troubleTold;
    private String strangeWord = "";

    Watch(ScaleOut job) {
        this.job = job;
        this.entry = job.entry();
    }

    @Override
    public void begin() {
        entry.state = OrderState.SUBMITTED.name();
        if (entry.heardMillis == 0) {
            entry.heardMillis = job.now(); // nothing heard since the watch began
        }
        pollAfter(FIRST_POLL_MILLIS);
    }

    private void pollAfter(long millis) {
        job.at(job.now() + millis, () -> {
            if (job.isIn(this)) {
                poll();
            }
        });
    }

    private void poll() {
        job.<TaskInfo>ask(false, client -> job.order().route().progress(client, entry.taskId), reply -> {
            if (reply.isAnswer()) {
                heard(reply.value());
            } else {
                unheard(reply);
            }
        });
    }

    private void unheard(Reply<TaskInfo> reply) {
        failures++;
        long since = Math.max(entry.submittedMillis, entry.plannedMillis);
        boolean notThereYet =
                reply.error() != null && reply.error().isTaskNotFound() && job.now() - since < NOT_THERE_YET.toMillis();
        if (entry.watchOnly
                && entry.taskWord.isEmpty()
                && reply.error() != null
                && reply.error().isTaskNotFound()
                && !notThereYet) {
            job.end(OrderState.REJECTED, Wording.noSuchTask(entry.taskId, job.order()));
            return;
        }
        if (failures >= WORTH_A_LINE && !notThereYet && !troubleTold) {
            troubleTold = true;
            job.line(Wording.notHeard(reply.why(), job.now() - entry.heardMillis));
        }
        long pause = job.all().settings().poll().toMillis() * Math.min(failures, 4);
        pollAfter(Math.max(job.all().jittered(Math.min(pause, LONGEST_PAUSE_MILLIS)), reply.retryAfterMillis()));
    }

    private void heard(TaskInfo info) {
        if (troubleTold) {
            job.line(Wording.heardAgain(job.now() - entry.heardMillis));
        }
        failures = 0;
        troubleTold = false;
        entry.heardMillis = job.now();
        List<String> news = TaskNews.into(entry, info);
        news.forEach(job::line);
        TaskState state = info.state();
        if (state == TaskState.UNKNOWN && !info.word().equals(strangeWord)) {
            strangeWord = info.word();
            job.line(Wording.strangeState(info.word()));
        }
        switch (state) {
            case SUCCEEDED -> succeeded();
            case FAILED -> job.end(OrderState.FAILED, Wording.failed(entry, job.order(), info));
            case CANCELLED -> job.end(OrderState.CANCELLED, Wording.cancelled(entry, job.order()));
            case RUNNING, UNKNOWN -> {
                if (!news.isEmpty()) {
                    job.write();
                }
                pollAfter(job.all().jittered(job.all().settings().poll().toMillis()));
            }
        }
    }

    /** Success at the top can hide failed instances. */
    private void succeeded() {
        boolean whole = entry.instances.stream().noneMatch(JournalEntry.Instance::isFailed);
        job.end(
                whole ? OrderState.SUCCEEDED : OrderState.FAILED,
                whole ? Wording.succeeded(entry, job.now()) : Wording.partly(entry, job.order()));
    }

    @Override
    public void timeUp() {
        job.end(OrderState.TIMED_OUT, Wording.timedOut(entry, job.order(), job.now()));
    }

    @Override
    public void abandon(boolean cancelTask) {
        if (cancelTask) {
            job.switchTo(new Cancelling(job));
        } else {
            job.end(OrderState.SUBMITTED, Wording.abandoned(entry, job.order()));
        }
    }

    @Override
    public String status() {
        String stage = entry.currentStage.isEmpty() ? "" : ", stage " + entry.currentStage;
        return "watching task " + entry.taskId + stage;
    }
}
