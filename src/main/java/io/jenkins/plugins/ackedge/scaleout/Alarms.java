package io.jenkins.plugins.ackedge.scaleout;

import java.time.Duration;

/** When a job is called although nothing happened: at its time limit, and with a sign of life for the log until then. */
final class Alarms {
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);

    private final ScaleOut job;
    private Scheduler.Timer deadline = () -> {};
    private Scheduler.Timer heartbeat = () -> {};

    Alarms(ScaleOut job) {
        this.job = job;
    }

    void set(long deadlineMillis) {
        deadline = job.at(deadlineMillis, job::timeUp);
        beatLater();
    }

    private void beatLater() {
        heartbeat = job.at(job.now() + HEARTBEAT.toMillis(), () -> {
            job.line(Wording.heartbeat(job.status(), job.now() - job.entry().plannedMillis));
            beatLater();
        });
    }

    void off() {
        deadline.cancel();
        heartbeat.cancel();
    }
}
