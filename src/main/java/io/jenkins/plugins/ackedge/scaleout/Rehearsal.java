package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.ClusterDetail;

/** A dry run: asks the vendor what the cluster is, and shows the request. It sends no order. */
final class Rehearsal implements Phase {
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 5_000;

    private final ScaleOut job;
    private final boolean hasLoginPassword;
    private int tries;

    Rehearsal(ScaleOut job, boolean hasLoginPassword) {
        this.job = job;
        this.hasLoginPassword = hasLoginPassword;
    }

    @Override
    public void begin() {
        Order order = job.order();
        job.<ClusterDetail>ask(true, client -> client.describeClusterDetail(order.clusterId()), reply -> {
            if (reply.isAnswer()) {
                shown(reply.value());
            } else if (reply.isPassing() && ++tries < TRIES) {
                job.at(job.now() + Math.max(PAUSE_MILLIS, reply.retryAfterMillis()), this::begin);
            } else {
                String hint = reply.error() == null ? "" : " " + Hints.of(reply.error(), order);
                job.end(
                        OrderState.REJECTED,
                        "Dry run: cluster " + order.clusterId() + " could not be described: " + reply.why() + "." + hint
                                + " Nothing was ordered.");
            }
        });
    }

    private void shown(ClusterDetail cluster) {
        Order order = job.order();
        job.line(Wording.cluster(cluster));
        Wording.doubts(cluster, order).forEach(job::line);
        Route.RequestPreview preview = order.route().preview(order.parameters(), hasLoginPassword);
        job.line("Would send to " + order.endpoint().url() + ": " + preview.method() + " " + preview.path());
        preview.body().lines().forEach(job::line);
        job.end(OrderState.PLANNED, "Dry run: " + order.describe() + " would be ordered. Nothing was ordered.");
    }

    @Override
    public void timeUp() {
        job.end(OrderState.REJECTED, "Dry run: the time limit passed before ACK answered. Nothing was ordered.");
    }

    @Override
    public void abandon(boolean cancelTask) {
        job.end(OrderState.REJECTED, Wording.abortedBeforeOrder());
    }

    @Override
    public String status() {
        return "describing cluster " + job.order().clusterId();
    }
}
