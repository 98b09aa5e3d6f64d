package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.ClusterDetail;
import java.util.List;

/** Asks the vendor what the cluster is, and shows the request. It sends no order. */
final class DryRun implements ScaleOut {
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 5_000;

    private final ScaleOuts all;
    private final Order order;
    private final OrderRecord record;
    private final boolean hasLoginPassword;
    private final Secrets secrets;
    private final WaitingParties waiting;
    private int tries;

    DryRun(
            ScaleOuts all,
            Order order,
            OrderRecord record,
            boolean hasLoginPassword,
            Secrets secrets,
            ScaleOutListener listener) {
        this.all = all;
        this.order = order;
        this.record = record;
        this.hasLoginPassword = hasLoginPassword;
        this.secrets = secrets;
        this.waiting = new WaitingParties(order.clusterId());
        waiting.add(new WaitingParties.Waiter(listener, OrderMachine.Waiting.END));
    }

    ScaleOut begin() {
        all.timers()
                .after(
                        order.timeoutMillis(),
                        () -> all.workers()
                                .execute(() -> end(
                                        OrderState.REJECTED,
                                        "Dry run: the time limit passed before ACK answered. Nothing was ordered.",
                                        false)));
        ask();
        return this;
    }

    private void ask() {
        all.lookups().ask(secrets, found -> {
            if (found.isThere()) {
                Vendor vendor = new Vendor(all.clients(), order, found, all.wallMillis());
                vendor.ack().describeClusterDetail(order.clusterId(), answer -> described(vendor, answer));
            } else {
                all.workers().execute(() -> failed(found.words(), found.isPassing(), 0, ""));
            }
        });
    }

    private synchronized void described(Vendor vendor, Answer<ClusterDetail> answer) {
        if (!answer.isThere()) {
            failed(answer.fault());
            return;
        }
        order.route().inspect(vendor, order, record, inspected -> inspected(answer.value(), inspected));
    }

    private synchronized void inspected(ClusterDetail cluster, Answer<List<String>> answer) {
        if (!answer.isThere()) {
            failed(answer.fault());
            return;
        }
        waiting.line(Wording.cluster(cluster));
        Wording.doubts(cluster, order).forEach(waiting::line);
        answer.value().forEach(waiting::line);
        Route.RequestPreview preview = order.route().preview(order, record, hasLoginPassword);
        waiting.line("Would send to " + preview.host() + ": " + preview.method() + " " + preview.path());
        preview.body().lines().forEach(waiting::line);
        end(OrderState.PLANNED, "Dry run: " + order.describe() + " would be ordered. Nothing was ordered.", false);
    }

    private void failed(AckFault fault) {
        failed(
                fault.message(),
                fault.isPassing(),
                fault.retryAfterMillis(),
                " " + Hints.of(fault, order, all.audience()));
    }

    private synchronized void failed(String why, boolean isPassing, long wishMillis, String hint) {
        if (isPassing && ++tries < TRIES) {
            all.timers()
                    .after(
                            Math.max(PAUSE_MILLIS, wishMillis),
                            () -> all.workers().execute(this::ask));
        } else {
            end(
                    OrderState.REJECTED,
                    "Dry run: cluster " + order.clusterId() + " could not be described: " + why + "." + hint
                            + " Nothing was ordered.",
                    false);
        }
    }

    private synchronized void end(OrderState state, String message, boolean isAborted) {
        OrderRecord ended = record.with(f -> {
            f.state = state.name();
            f.message = message;
        });
        waiting.tell(new ScaleOutResult(ended, message, all.wallMillis(), isAborted, false));
    }

    @Override
    public void abort(boolean cancelTask) {
        all.workers()
                .execute(() ->
                        end(OrderState.REJECTED, "Nothing was ordered: aborted before the order was sent.", true));
    }

    @Override
    public String status() {
        return "describing cluster " + order.clusterId();
    }

    @Override
    public boolean isSending() {
        return false;
    }
}
