package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.api.TaskListing;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Kind;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One order's conversation with the vendor: each question with secrets that are looked up anew, and each answer as an event
 * in the order's mailbox. Called by whoever serves that mailbox.
 */
final class Questions {
    private static final long FIRST_RETRY_MILLIS = 5_000;
    private static final long LONGEST_RETRY_MILLIS = 60_000;
    private static final long FIRST_POLL_MILLIS = 2_000;
    private static final long LONGEST_POLL_PAUSE_MILLIS = 120_000;
    private static final long SLOW_POLL_MILLIS = 60_000;

    /**
     * While a look lasts the list is asked for now and then: what is certain, such as an answer that was noted, settles at
     * once, and a list that cannot be had is known early. Everything else is judged at the end.
     */
    private static final long LOOK_PAUSE_MILLIS = 20_000;

    private static final long FIRST_LOOK_MILLIS = 2_000;

    /** Between two looks once the look is over, as long as the list cannot be had. */
    private static final long LOOK_AGAIN_MILLIS = 5_000;

    private static final long CANCEL_AGAIN_MILLIS = 30_000;

    /** A list that cannot be had is asked for no longer than this after the look should have ended. */
    private static final long LOOK_PATIENCE_MILLIS = 30_000;

    /** One refusal may be somebody's mistake on the way; so many in a row are none. */
    private static final int REFUSALS_FOR_GOOD = 3;

    /** Right after an order its task may be unknown to the vendor. */
    private static final long NOT_THERE_YET_MILLIS = 60_000;

    /** A request whose record took longer than this to be written does not leave: its time would not be what was noted. */
    private static final long LEAVES_WITHIN_MILLIS = 10_000;

    private final ScaleOuts all;
    private final Order order;
    private Secrets secrets;
    private final OrderRunner runner;

    private int generation;
    private boolean polling;
    private long listedAt;
    private long sentAt;
    /** The attempt that this process sent last, at {@link #sentAt}; 0 for none. */
    private int sentAttempt;

    private long lookUntil;
    private long watchedSince = -1;
    /** How long the server asked to wait before the next question about the task. */
    private long wish;

    private int refusals;
    /** How often in a row the task was refused for a reason that will not go away while this process waits. */
    private int forGood;

    private Ready ready;

    /** All that a request needs to leave at once. */
    private record Ready(AckClient client, Gate.Pass pass, String password, long atMillis) {
        @Override
        public String toString() {
            return "Ready[]"; // a record would print the password
        }
    }

    Questions(ScaleOuts all, Order order, Secrets secrets, OrderRunner runner) {
        this.all = all;
        this.order = order;
        this.secrets = secrets;
        this.runner = runner;
    }

    /** From now on these are asked for: those of whoever came last, since the ones before may be gone. */
    void use(Secrets others) {
        secrets = others;
    }

    private long now() {
        return all.timers().millis();
    }

    /** Answers that are still awaited will not count, except that to the order itself. */
    void forget() {
        generation++;
        polling = false;
        release();
    }

    /** Gives the place at the gate back, if nothing is going to be sent. */
    void release() {
        if (ready != null) {
            ready.pass().close();
            ready = null;
        }
    }

    /** Posts what comes of it, unless it is out of date by then. */
    private void post(int asked, Runnable content) {
        runner.mailbox().post(() -> {
            if (asked == generation) {
                content.run();
            }
        });
    }

    private void ask(Consumer<String> unavailable, Consumer<String> passing, Consumer<AckClient> question) {
        int asked = generation;
        all.lookups().ask(secrets, found -> {
            if (found.isThere()) {
                question.accept(all.clients().client(order.endpoint(), found.key(), found.password()));
            } else {
                post(asked, () -> (found.isPassing() ? passing : unavailable).accept(found.words()));
            }
        });
    }

    private void happened(Kind kind, What what, int attempt, Detail detail) {
        runner.handle(new OrderEvent(kind, what, attempt, all.wallMillis(), detail));
    }

    // ------------------------------------------------------------------ before the order

    void list() {
        int asked = generation;
        int attempt = runner.record().getAttempt() + 1;
        listedAt = now();
        ask(
                words -> happened(Kind.LISTED, What.OBJECTION, attempt, Detail.words(words)),
                words -> happened(Kind.LISTED, What.QUESTION_FAILED, attempt, Detail.words(words)),
                client -> client.describeClusterTasks(
                        order.clusterId(),
                        answer -> order.route()
                                .objection(
                                        client,
                                        order,
                                        objection -> post(asked, () -> listed(attempt, answer, objection)))));
    }

    private void listed(int attempt, Answer<TaskListing> tasks, Answer<String> objection) {
        AckFault passing = passing(tasks) != null ? passing(tasks) : passing(objection);
        if (passing != null) {
            happened(Kind.LISTED, What.QUESTION_FAILED, attempt, Detail.fault(passing));
        } else if (!objection.isThere()) {
            happened(Kind.LISTED, What.OBJECTION, attempt, Detail.fault(objection.fault()));
        } else if (!tasks.isThere() && tasks.fault().isOnThisSide()) {
            // The order would fare the same.
            happened(Kind.LISTED, What.OBJECTION, attempt, Detail.fault(tasks.fault()));
        } else if (!objection.value().isEmpty()) {
            happened(Kind.LISTED, What.OBJECTION, attempt, Detail.words(objection.value()));
        } else if (!tasks.isThere() || !tasks.value().complete()) {
            // Whoever may not list tasks may still order; only a lost answer can then not be settled.
            happened(Kind.LISTED, What.MAY_NOT_LIST, attempt, Detail.NONE);
        } else {
            TaskListing listing = tasks.value();
            happened(
                    Kind.LISTED,
                    What.TASKS,
                    attempt,
                    Detail.tasks(TaskSearch.ids(listing), listing.serverMillis(), ""));
        }
    }

    private static AckFault passing(Answer<?> answer) {
        return answer.isThere() || !answer.fault().isPassing() ? null : answer.fault();
    }

    void getReady() {
        int asked = generation;
        int attempt = runner.record().getAttempt() + 1;
        all.lookups().ask(secrets, found -> {
            if (!found.isThere()) {
                What what = found.isPassing() ? What.LATER : What.NO_SECRET;
                post(asked, () -> happened(Kind.READY, what, attempt, Detail.words(found.words())));
                return;
            }
            Optional<String> broken = brokenRule(found.password());
            if (broken.isPresent()) {
                post(asked, () -> happened(Kind.READY, What.NO_SECRET, attempt, Detail.words(broken.get())));
                return;
            }
            AckClient client = all.clients().client(order.endpoint(), found.key(), found.password());
            client.readyToOrder(pass -> {
                Ready now = new Ready(client, pass, found.password(), now());
                runner.mailbox().post(() -> isReady(asked, attempt, now), pass::close);
            });
        });
    }

    /** The password may have changed, or come only now. */
    private Optional<String> brokenRule(String password) {
        boolean isMissing = password == null && order.route().needs(Parameter.LOGIN_PASSWORD, order.parameters());
        return isMissing
                ? Optional.of("the password for the nodes is missing")
                : Optional.ofNullable(password)
                        .flatMap(given -> Check.value(Parameter.LOGIN_PASSWORD, given))
                        .map(Violation::toString);
    }

    private void isReady(int asked, int attempt, Ready now) {
        if (asked != generation) {
            now.pass().close();
            return;
        }
        release();
        ready = now;
        // Counted from the question for the list, and with the time that the record may take to be written.
        long since = now() - listedAt + LEAVES_WITHIN_MILLIS;
        happened(Kind.READY, What.YES, attempt, Detail.sinceListing(since));
    }

    // ------------------------------------------------------------------ the order

    void send() {
        Ready r = ready;
        ready = null;
        int attempt = runner.record().getAttempt();
        if (now() - r.atMillis() > LEAVES_WITHIN_MILLIS) {
            r.pass().close();
            String words = "it took too long to write the order's record down";
            runner.mailbox().post(() -> happened(Kind.REPLY, What.NOT_RUN_LATER, attempt, Detail.words(words)));
            return;
        }
        sentAt = now();
        sentAttempt = attempt;
        order.route()
                .place(
                        r.client(),
                        r.pass(),
                        order.parameters(),
                        r.password(),
                        reply -> runner.mailbox().post(() -> runner.handle(replied(attempt, reply))));
    }

    private OrderEvent replied(int attempt, OrderReply reply) {
        What what =
                switch (reply.verdict()) {
                    case ACCEPTED -> What.ACCEPTED;
                    case ACCEPTED_WITHOUT_ID -> What.ACCEPTED_WITHOUT_ID;
                    case NOT_RUN_LATER -> What.NOT_RUN_LATER;
                    case NOT_RUN_NEVER -> What.NOT_RUN_NEVER;
                    case ODD -> What.ODD;
                    case SILENT -> What.SILENT;
                };
        Detail detail =
                reply.fault() == null ? Detail.task(reply.taskId(), reply.requestId()) : Detail.fault(reply.fault());
        if (what == What.ACCEPTED_WITHOUT_ID) {
            detail = detail.withWords("it was accepted, but the answer named no task");
        } else if (what == What.ODD) {
            detail = detail.withWords(reply.fault().message() + ". " + Hints.of(reply.fault(), order, all.audience()));
        }
        return new OrderEvent(Kind.REPLY, what, attempt, all.wallMillis(), detail);
    }

    // ------------------------------------------------------------------ in doubt

    /** How long from now a look that this step begins will last; 0 if it begins none. */
    long lookMillis(OrderMachine.Step step) {
        return step.commands().stream().mapToLong(this::lookMillis).sum();
    }

    /** Of an attempt that another process sent nobody here knows when, so the long look lasts its whole time anew. */
    private long lookMillis(Command look) {
        return switch (look) {
            case LOOK_SHORT -> TaskSearch.SHORT_MILLIS;
            case LOOK_LONG -> longLookMillis();
            default -> 0;
        };
    }

    private long longLookMillis() {
        return isSentHere() ? Math.max(0, sentAt + TaskSearch.LONG_MILLIS - now()) : TaskSearch.LONG_MILLIS;
    }

    private boolean isSentHere() {
        return sentAttempt != 0 && sentAttempt == runner.record().getAttempt();
    }

    /** @return how long until it is time to look for the first time, in milliseconds */
    long beginLook(Command look) {
        long millis = lookMillis(look);
        lookUntil = now() + millis;
        return Math.min(FIRST_LOOK_MILLIS, millis);
    }

    long lookAgainMillis() {
        long left = lookUntil - now();
        return left > 0 ? Math.min(LOOK_PAUSE_MILLIS, left) : LOOK_AGAIN_MILLIS;
    }

    void look() {
        int asked = generation;
        // By when it is asked: an answer may be on its way for long, and tells how it was when it left.
        boolean isFinal = now() >= lookUntil;
        ask(
                this::notLooked,
                this::notLooked,
                client -> client.describeClusterTasks(
                        order.clusterId(), answer -> post(asked, () -> looked(isFinal, answer))));
    }

    private void notLooked(String words) {
        boolean over = now() >= lookUntil + LOOK_PATIENCE_MILLIS;
        happened(
                Kind.LOOKED, over ? What.NO_LIST : What.NOT_YET, runner.record().getAttempt(), Detail.words(words));
    }

    private void looked(boolean isFinal, Answer<TaskListing> answer) {
        OrderRecord record = runner.record();
        if (!answer.isThere()) {
            if (answer.fault().isPassing() || !isFinal) {
                notLooked(answer.fault().message());
            } else {
                // Whoever may not list tasks will not be told more by asking on. Not before the look is over: until
                // then the
                // turn at the cluster is kept, since the next order would take this one's task for its own.
                happened(
                        Kind.LOOKED,
                        What.NO_LIST,
                        record.getAttempt(),
                        Detail.words(answer.fault().message()));
            }
            return;
        }
        OrderEvent event;
        try {
            event = TaskSearch.judge(
                    record, answer.value(), all.claims(), order.route(), isSentHere(), isFinal, all.wallMillis());
        } catch (IOException e) {
            notLooked("the claims of other orders cannot be read: " + e.getMessage());
            return;
        }
        runner.handle(event);
    }

    // ------------------------------------------------------------------ the task

    /** Right after an order nothing can be told of its task. */
    long firstPollMillis() {
        if (watchedSince < 0) {
            watchedSince = now();
            return FIRST_POLL_MILLIS;
        }
        return 0;
    }

    long pollPauseMillis(OrderRecord record, boolean isWaitedFor) {
        long poll = all.settings().poll().toMillis();
        long usual = isWaitedFor ? poll : Math.max(SLOW_POLL_MILLIS, 4 * poll);
        long pause = usual * Math.max(1, Math.min(record.getFailures(), 4));
        return Math.max(all.jittered(Math.min(pause, Math.max(usual, LONGEST_POLL_PAUSE_MILLIS))), wish);
    }

    void poll() {
        if (polling) {
            return;
        }
        polling = true;
        int asked = generation;
        String taskId = runner.record().getTaskId();
        ask(
                this::notPolled,
                this::notPolled,
                client -> order.route().progress(client, taskId, answer -> post(asked, () -> polled(taskId, answer))));
    }

    private void notPolled(String words) {
        polling = false;
        wish = 0;
        happened(Kind.POLLED, What.QUESTION_FAILED, 0, Detail.words(words));
    }

    private void polled(String taskId, Answer<TaskInfo> answer) {
        polling = false;
        if (!taskId.equals(runner.record().getTaskId())) {
            poll(); // the order's task turned out to be another one
            return;
        }
        if (answer.isThere()) {
            wish = 0;
            forGood = 0;
            TaskInfo task = answer.value();
            long expected = runner.record().isWatchOnly() ? 0 : order.route().expectedInstances(order.parameters());
            happened(Kind.POLLED, TaskProgress.judge(task, expected), 0, Detail.progress(task));
            return;
        }
        AckFault fault = answer.fault();
        wish = fault.retryAfterMillis();
        boolean isYoung = now() - watchedSince < NOT_THERE_YET_MILLIS;
        if (fault.isTaskNotFound() && isYoung) {
            happened(Kind.POLLED, What.NOT_FOUND, 0, Detail.fault(fault));
        } else if (fault.isTaskNotFound()
                && runner.record().isWatchOnly()
                && runner.record().getHeardMillis() == 0) {
            happened(Kind.POLLED, What.NO_SUCH_TASK, 0, Detail.fault(fault));
        } else {
            String hint = fault.isPassing() ? "" : ". " + Hints.of(fault, order, all.audience());
            Detail detail = Detail.fault(fault).withWords(fault.message() + hint);
            happened(Kind.POLLED, What.QUESTION_FAILED, 0, detail);
            if (isForGood(fault)) {
                happened(Kind.LIMIT, What.REFUSED, 0, detail);
            }
        }
    }

    /** To wait on would only be to hear the same until the time limit. */
    private boolean isForGood(AckFault fault) {
        boolean isOurs = fault.isOnThisSide() || fault.kind() == AckFault.Kind.NOT_AUTHORISED;
        forGood = isOurs && !secrets.mayChange() ? forGood + 1 : 0;
        boolean neverHeard = fault.isOnThisSide() && runner.record().getHeardMillis() == 0;
        return runner.isWaitedFor() && forGood >= (neverHeard ? 1 : REFUSALS_FOR_GOOD);
    }

    void cancel() {
        int asked = generation;
        Consumer<String> later = words -> happened(Kind.CANCELLED, What.QUESTION_FAILED, 0, Detail.words(words));
        ask(
                later,
                later,
                client ->
                        client.cancelTask(runner.record().getTaskId(), answer -> post(asked, () -> cancelled(answer))));
    }

    private void cancelled(Answer<Boolean> answer) {
        if (answer.isThere()) {
            happened(Kind.CANCELLED, What.DONE, 0, Detail.NONE);
        } else {
            What what = answer.fault().isPassing() ? What.QUESTION_FAILED : What.REFUSED;
            happened(Kind.CANCELLED, what, 0, Detail.fault(answer.fault()));
        }
    }

    long cancelAgainMillis() {
        return CANCEL_AGAIN_MILLIS;
    }

    /** Longer with each refusal; what the server asks for counts, but {@link AckFault} bounds it. */
    long retryPauseMillis(AckFault fault) {
        double steps = Math.pow(1.6, Math.min(refusals++, 10));
        long pause = (long) Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS * steps);
        return Math.max(all.jittered(pause), fault == null ? 0 : fault.retryAfterMillis());
    }
}
