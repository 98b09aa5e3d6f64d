package io.jenkins.plugins.ackedge.scaleout;

import java.time.Duration;

/** The wait is given up, and the vendor is asked to cancel the task. Whoever gave up does not wait long for its answer. */
final class Cancelling implements Phase {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final ScaleOut job;
    private final JournalEntry entry;

    Cancelling(ScaleOut job) {
        this.job = job;
        this.entry = job.entry();
    }

    @Override
    public void begin() {
        job.line(Wording.cancelling(entry));
        job.write(); // a later process must know that it was given up
        job.<Boolean>ask(
                true,
                client -> {
                    client.cancelTask(entry.taskId);
                    return true;
                },
                reply -> {
                    entry.cancelAccepted = reply.isAnswer();
                    String said = reply.isAnswer()
                            ? "ACK accepted the cancellation of task " + entry.taskId + "."
                            : "ACK did not cancel task " + entry.taskId + ": " + reply.why();
                    job.end(OrderState.SUBMITTED, said + " " + Wording.staysBought(job.order()));
                });
        job.at(job.now() + PATIENCE.toMillis(), () -> {
            if (job.isIn(this)) {
                job.detach("The cancellation of task " + entry.taskId + " was sent; ACK has not answered yet. "
                        + Wording.staysBought(job.order()));
            }
        });
    }

    @Override
    public void timeUp() {
        // The wait is over already.
    }

    @Override
    public void abandon(boolean cancelTask) {
        // It is abandoned already.
    }

    @Override
    public String status() {
        return "cancelling task " + entry.taskId;
    }
}
