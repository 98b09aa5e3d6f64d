package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckException;
import io.jenkins.plugins.ackedge.api.TaskTicket;
import java.time.Duration;

/** From the plan to an order that is accepted, refused or in doubt. The order's request leaves here and nowhere else. */
final class Submission implements Phase {
    private static final long FIRST_RETRY_MILLIS = 5_000;
    private static final long LONGEST_RETRY_MILLIS = 60_000;

    private final ScaleOut job;
    private final JournalEntry entry;
    private final Order order;
    private ClusterQueue.Ticket ticket;
    private volatile boolean hasTurn;
    private volatile boolean sending;
    private volatile Reconciliation doubt;
    private int refusals;
    private volatile String lastRefusal = "";

    Submission(ScaleOut job) {
        this.job = job;
        this.entry = job.entry();
        this.order = job.order();
    }

    @Override
    public void begin() {
        if (entry.getState() == OrderState.PLANNED) {
            job.line(Wording.planned(order));
        }
        String line = order.endpoint().url() + "/" + order.clusterId();
        int before = job.all().queue().length(line);
        if (before > 0) {
            job.line(Wording.queued(before, order.clusterId()));
        }
        ticket = job.all().queue().enter(line, entry.plannedMillis, () -> job.locked(this::turn));
    }

    private void turn() {
        if (!job.isIn(this)) {
            ticket.leave();
            return;
        }
        hasTurn = true;
        if (entry.getState() == OrderState.PLANNED) {
            prepare();
        } else if (!isSettledMeanwhile()) {
            reconcile(entry.unanswered.isEmpty() ? Wording.INTERRUPTED : entry.unanswered);
        }
    }

    /** An attempt before this one may have gone on with the same order in the background until now. */
    private boolean isSettledMeanwhile() {
        JournalEntry latest = job.notes().latest();
        if (latest.getState() == OrderState.REJECTED) {
            reject(latest.message);
        } else if (latest.getState() == OrderState.SUBMITTED) {
            entry.requestId = latest.requestId;
            found(latest.taskId);
        } else {
            return false;
        }
        return true;
    }

    private void prepare() {
        new Preparation(job, this).begin();
    }

    /** Nothing speaks against it. */
    void send() {
        job.<TaskTicket>ask(
                true,
                client -> {
                    String password = job.secrets().loginPassword();
                    return writeAhead() ? order.route().place(client, order.parameters(), password) : null;
                },
                this::sent);
    }

    /** The last thing before the first byte: from here on the order may exist. */
    private boolean writeAhead() {
        boolean[] go = new boolean[1];
        job.locked(() -> {
            if (!job.isIn(this) || entry.abandoned) {
                return;
            }
            entry.state = OrderState.SUBMITTING.name();
            entry.submittingMillis = job.now();
            if (job.write()) {
                sending = true;
                go[0] = true;
            } else {
                reject(Wording.NO_JOURNAL);
            }
        });
        return go[0];
    }

    private void sent(Reply<TaskTicket> reply) {
        sending = false;
        if (reply.isAnswer()) {
            accepted(reply.value());
        } else if (reply.unavailable() != null) {
            reject(Wording.noSecret(reply.unavailable()));
        } else {
            refused(reply);
        }
    }

    private void accepted(TaskTicket answer) {
        entry.requestId = answer.requestId();
        if (answer.taskId().isEmpty()) {
            reconcile(Wording.NO_TASK_ID);
        } else {
            ordered(answer.taskId());
            job.line(Wording.accepted(entry));
            job.follow();
        }
    }

    private void ordered(String taskId) {
        entry.taskId = taskId;
        entry.state = OrderState.SUBMITTED.name();
        entry.submittedMillis = job.now();
        job.all().claims().claim(taskId, entry.orderId);
        if (!job.write()) {
            job.line(Wording.JOURNAL_LOST + " " + Wording.task(entry));
        }
        release();
    }

    private void refused(Reply<TaskTicket> reply) {
        AckException e = reply.error();
        switch (e.kind()) {
            case THROTTLED, BUSY, NEVER_SENT -> {
                // It certainly did not run, so it is a plan again.
                entry.state = OrderState.PLANNED.name();
                job.write();
                if (entry.abandoned) {
                    reject(Wording.abortedBeforeOrder());
                } else if (job.isTimeUp()) {
                    timeUp();
                } else {
                    retryLater(reply);
                }
            }
            case OUTCOME_UNKNOWN, SERVER -> {
                if (entry.requestId.isEmpty()) {
                    entry.requestId = e.requestId();
                }
                reconcile(e.getMessage());
            }
            case INVALID, NOT_AUTHORISED, NOT_FOUND -> {
                entry.requestId = e.requestId();
                reject(Wording.refused(e, order));
            }
        }
    }

    /** Nothing is ordered yet, and may be after a while. */
    void retryLater(Reply<?> reply) {
        if (!reply.why().equals(lastRefusal)) {
            lastRefusal = reply.why();
            job.line(Wording.tryingAgain(reply.error(), entry.deadlineMillis));
        }
        double steps = Math.pow(1.6, Math.min(refusals++, 10));
        long delay = (long) Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS * steps);
        job.at(job.now() + Math.max(job.all().jittered(delay), reply.retryAfterMillis()), () -> {
            if (job.isIn(this)) {
                prepare();
            }
        });
    }

    /** Never sends: only looks for what may have come of the request. */
    private void reconcile(String why) {
        entry.unanswered = why;
        job.write();
        job.line(Wording.inDoubt(why));
        doubt = new Reconciliation(job, this::settled);
        doubt.begin();
    }

    private void settled(String taskId, String unknown) {
        doubt = null;
        if (taskId == null && order.isRepeatable() && !entry.abandoned && !job.isTimeUp()) {
            entry.state = OrderState.PLANNED.name();
            job.write();
            job.line("No task of it was found. The same size twice is the same as once, so it is sent again.");
            prepare();
        } else if (taskId == null) {
            end(OrderState.UNKNOWN, unknown);
        } else {
            found(taskId);
        }
    }

    private void found(String taskId) {
        ordered(taskId);
        job.line(Wording.adopted(entry));
        job.follow();
    }

    void reject(String message) {
        end(OrderState.REJECTED, message);
    }

    private void end(OrderState state, String message) {
        job.end(state, message);
        release();
    }

    /** On the wire or in doubt, now or before a restart. */
    private boolean mayBeOrdered() {
        return entry.getState() != OrderState.PLANNED;
    }

    void release() {
        if (ticket != null) {
            ticket.leave();
        }
    }

    boolean isSending() {
        return sending;
    }

    @Override
    public void timeUp() {
        // An order that is on the wire or in doubt is settled first; both take minutes at most.
        if (!mayBeOrdered()) {
            Duration waited = Duration.ofMillis(job.now() - entry.plannedMillis);
            reject(Wording.neverSent(waited, hasTurn ? lastRefusal : Wording.behindOthers(order.clusterId())));
        }
    }

    @Override
    public void abandon(boolean cancelTask) {
        if (mayBeOrdered()) {
            job.detach(Wording.abortedInDoubt(order, cancelTask));
        } else {
            reject(Wording.abortedBeforeOrder());
        }
    }

    @Override
    public String status() {
        if (doubt != null) {
            return "looking for an order that was not answered";
        }
        if (sending) {
            return "sending the order";
        }
        if (!hasTurn) {
            return "waiting behind other orders for cluster " + order.clusterId();
        }
        return lastRefusal.isEmpty() ? "about to order" : "waiting to order: " + lastRefusal;
    }
}
