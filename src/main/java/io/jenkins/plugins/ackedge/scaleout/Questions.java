package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.OrderReply;
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

    /** A request whose record took longer than this to be written does not leave: its time would not be what was noted. */
    private static final long LEAVES_WITHIN_MILLIS = 10_000;

    private final ScaleOuts all;
    private final Order order;
    private Secrets secrets;
    private final OrderRunner runner;
    private final OrderWatch watch;

    private int generation;
    private boolean polling;
    private long listedAt;
    /** The attempt that this process sent last; 0 for none. */
    private int sentAttempt;

    /**
     * The attempt that this process knows to have been sent, by itself or by another one, and since when it knows: by then it
     * had left. 0 for none.
     */
    private int knownAttempt;

    private long knownSince;

    private long lookUntil;
    private long watchedSince = -1;
    /** How long the server asked to wait before the next question about the task. */
    private long wish;

    private int refusals;
    /** How often in a row the task was refused for a reason that will not go away while this process waits. */
    private int forGood;

    private Ready ready;

    /** All that a request needs to leave at once. */
    private record Ready(Vendor vendor, Preparation.Ready prepared, long atMillis) {}

    Questions(ScaleOuts all, Order order, Secrets secrets, OrderRunner runner) {
        this.all = all;
        this.order = order;
        this.secrets = secrets;
        this.runner = runner;
        this.watch = order.route().watch(order);
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
        watch.forget();
        release();
    }

    /** Gives the place at the gate back, if nothing is going to be sent. */
    void release() {
        if (ready != null) {
            ready.prepared().pass().close();
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

    private void ask(Consumer<String> unavailable, Consumer<String> passing, Consumer<Vendor> question) {
        int asked = generation;
        all.lookups().ask(secrets, found -> {
            if (found.isThere()) {
                question.accept(new Vendor(all.clients(), order, found, all.wallMillis()));
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
                vendor -> order.route()
                        .survey(
                                vendor,
                                order,
                                runner.record(),
                                found -> post(
                                        asked, () -> happened(Kind.LISTED, found.what(), attempt, found.detail()))));
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
            Vendor vendor = new Vendor(all.clients(), order, found, all.wallMillis());
            order.route().prepare(vendor, order, runner.record(), prepared -> {
                if (prepared.ready() == null) {
                    Finding fault = prepared.fault();
                    post(asked, () -> happened(Kind.READY, fault.what(), attempt, fault.detail()));
                    return;
                }
                Ready now = new Ready(vendor, prepared.ready(), now());
                runner.mailbox()
                        .post(
                                () -> isReady(asked, attempt, now),
                                prepared.ready().pass()::close);
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
            now.prepared().pass().close();
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
            r.prepared().pass().close();
            String words = "it took too long to write the order's record down";
            runner.mailbox().post(() -> happened(Kind.REPLY, What.NOT_RUN_LATER, attempt, Detail.words(words)));
            return;
        }
        sentAttempt = attempt;
        knownAttempt = attempt;
        knownSince = now();
        order.route()
                .place(
                        r.vendor(),
                        r.prepared(),
                        order,
                        runner.record(),
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
        Detail detail = reply.fault() == null
                ? Detail.accepted(reply.taskId(), reply.requestId())
                : Detail.fault(reply.fault());
        if (!reply.instanceIds().isEmpty()) {
            detail = detail.withProgress(Progress.ordered(reply.instanceIds()));
        }
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

    private long lookMillis(Command look) {
        return switch (look) {
            case LOOK_SHORT -> order.route().shortLookMillis();
            case LOOK_LONG -> longLookMillis();
            default -> 0;
        };
    }

    /**
     * Of an attempt that another process sent nobody here knows when, so the long look lasts its whole time anew; but once for
     * each attempt, or two processes that write one record would keep each other looking.
     */
    private long longLookMillis() {
        long whole = order.route().longLookMillis();
        return knownAttempt == runner.record().getAttempt() ? Math.max(0, knownSince + whole - now()) : whole;
    }

    private boolean isSentHere() {
        return sentAttempt != 0 && sentAttempt == runner.record().getAttempt();
    }

    /** @return how long until it is time to look for the first time, in milliseconds */
    long beginLook(Command look) {
        int attempt = runner.record().getAttempt();
        if (knownAttempt != attempt) {
            knownAttempt = attempt;
            knownSince = now();
        }
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
                vendor -> watch.look(
                        vendor,
                        new OrderWatch.Look(runner.record(), isSentHere(), isFinal, all.claims()),
                        judgement -> post(asked, () -> looked(judgement))));
    }

    private void notLooked(String words) {
        boolean over = now() >= lookUntil + LOOK_PATIENCE_MILLIS;
        happened(
                Kind.LOOKED, over ? What.NO_LIST : What.NOT_YET, runner.record().getAttempt(), Detail.words(words));
    }

    private void looked(OrderWatch.Judgement judgement) {
        Finding found;
        try {
            found = judgement.of(runner.record());
        } catch (IOException e) {
            notLooked("the claims of other orders cannot be read: " + e.getMessage());
            return;
        }
        if (found.what() == What.QUESTION_FAILED) {
            notLooked(found.detail().words());
        } else {
            happened(Kind.LOOKED, found.what(), runner.record().getAttempt(), found.detail());
        }
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
        OrderRecord record = runner.record();
        String reference = record.reference();
        OrderWatch.Moment moment = new OrderWatch.Moment(
                record, runner.isWritten(), now(), all.wallMillis(), now() - watchedSince, runner.leftMillis());
        ask(
                this::notPolled,
                this::notPolled,
                vendor -> watch.progress(vendor, moment, judgement -> post(asked, () -> polled(reference, judgement))));
    }

    private void notPolled(String words) {
        polling = false;
        wish = 0;
        happened(Kind.POLLED, What.QUESTION_FAILED, 0, Detail.words(words));
    }

    private void polled(String reference, OrderWatch.Judgement judgement) {
        polling = false;
        OrderRecord record = runner.record();
        if (!reference.equals(record.reference())) {
            poll(); // the order's task turned out to be another one
            return;
        }
        Finding found;
        try {
            found = judgement.of(record);
        } catch (IOException e) {
            notPolled(e.getMessage());
            return;
        }
        AckFault fault = found.detail().fault();
        wish = fault == null ? 0 : fault.retryAfterMillis();
        boolean isRefused = found.what() == What.QUESTION_FAILED && fault != null && !fault.isPassing();
        Detail detail = isRefused && found.detail().words().equals(fault.message())
                ? found.detail().withWords(fault.message() + ". " + Hints.of(fault, order, all.audience()))
                : found.detail();
        happened(Kind.POLLED, found.what(), 0, detail);
        if (fault == null) {
            forGood = 0;
        } else if (found.what() == What.QUESTION_FAILED && isForGood(fault)) {
            happened(Kind.LIMIT, What.REFUSED, 0, detail);
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
                vendor -> watch.cancel(
                        vendor,
                        runner.record(),
                        found -> post(asked, () -> happened(Kind.CANCELLED, found.what(), 0, found.detail()))));
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
