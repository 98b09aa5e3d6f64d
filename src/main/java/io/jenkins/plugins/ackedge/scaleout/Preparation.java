package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskSummary;
import java.util.List;
import java.util.Optional;

/** What is asked before an order is sent. */
final class Preparation {
    private final ScaleOut job;
    private final Submission submission;
    private final Order order;

    Preparation(ScaleOut job, Submission submission) {
        this.job = job;
        this.submission = submission;
        this.order = job.order();
    }

    /** Which tasks are there already, so that one which is new later can be told from them. */
    void begin() {
        job.<List<TaskSummary>>ask(true, client -> client.describeClusterTasks(order.clusterId()), reply -> {
            if (reply.isPassing()) {
                submission.retryLater(reply);
            } else if (reply.unavailable() != null) {
                submission.reject(Wording.noSecret(reply.unavailable()));
            } else {
                // Whoever may not list tasks may still order; only a lost answer can then not be settled.
                job.entry().tasksBefore = reply.isAnswer() ? Reconciliation.recent(reply.value(), job.now()) : null;
                if (order.isRepeatable()) {
                    askRoute();
                } else {
                    submission.send();
                }
            }
        });
    }

    private void askRoute() {
        job.<Optional<String>>ask(true, client -> order.route().objection(client, order), reply -> {
            if (reply.isPassing()) {
                submission.retryLater(reply);
            } else if (reply.error() != null) {
                submission.reject(Wording.refused(reply.error(), order));
            } else if (reply.unavailable() != null) {
                submission.reject(Wording.noSecret(reply.unavailable()));
            } else if (reply.value().isPresent()) {
                submission.reject("Nothing was ordered: " + reply.value().get());
            } else {
                submission.send();
            }
        });
    }
}
