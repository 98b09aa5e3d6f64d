package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens on the way: at most one order, and the truth about it. */
@EnumSource(Via.class)
class OrderOnceTest extends EachRoute {
    @Test
    void ordersWatchesAndSucceeds() {
        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
        assertEquals(1, orders());
        assertEquals(2, via.nodes(ack));
        assertEquals(billed(0), journal.last().reference());
        assertEquals(via.hasTask() ? billed(0) : "", result.taskId());
        assertEquals(via.machines(ack), result.instanceIds());
        assertEquals(List.of(), result.failedInstanceIds());
        assertEquals(List.of("PLANNED", "SUBMITTING", "SUBMITTED", "SUCCEEDED"), journal.states());
        assertTrue(result.message().startsWith("Done: 2 instances added (i-"), result.message());
    }

    @Test
    void endsAtOnceWhereNobodyWantsToWait() {
        ScaleOutResult result =
                controller.start(controller.sample(), false, journal).result();

        assertEquals(OrderState.SUBMITTED, result.state());
        assertTrue(result.message().contains(billed(0)), result.message());
        assertEquals(1, orders());
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("throttled", fault(Fault::throttled), "throttling"),
                Arguments.of("throttled with 429", fault(() -> Fault.throttled429(3)), "throttling"),
                Arguments.of("busy", fault(Fault::busy), "busy"),
                Arguments.of("throttled in XML", fault(() -> Fault.xmlError(400, "Throttling.Api", "x")), "throttling"),
                Arguments.of(
                        "throttled in capitals",
                        fault(() -> Fault.capitalisedError(403, "Throttling.User", "x")),
                        "throttling"));
    }

    private static Supplier<Fault> fault(Supplier<Fault> fault) {
        return fault;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void sendsAgainWhatCertainlyDidNotRun(String name, Supplier<Fault> fault, String word) {
        assumeTrue(via.hasTask() || !word.equals("busy"), "a word of ACK alone");
        ack.on(via.operation(), fault.get());
        ack.on(via.operation(), fault.get());

        Waiter waiter = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, orders());
        assertEquals(3, posts());
        assertTrue(waiter.heard(word), waiter.toString());
        assertTrue(waiter.heard("nothing is ordered yet"), waiter.toString());
    }

    /** A wish is no order. */
    @Test
    void aServerThatWantsToBeLeftAloneForADayIsAskedAgainWithinAMinute() {
        ack.on(via.operation(), Fault.throttled429(86_400));
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.SUCCEEDED, result.state());
        List<Long> sent = ack.exchanges().stream()
                .filter(x -> x.operation() == via.operation())
                .map(Exchange::receivedAtMillis)
                .toList();
        assertEquals(2, sent.size());
        assertTrue(sent.get(1) - sent.get(0) <= 63_000, sent.toString());
    }

    @Test
    void aWishEndsWithTheTimeLimit() {
        ack.always(via.operation(), Fault.throttled429(86_400));
        ScaleOutResult result = controller
                .start(controller.sample().with(Parameter.TIMEOUT_MINS, 10), true, journal)
                .result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals(Duration.ofMinutes(10).toMillis(), result.elapsedMillis());
    }

    @Test
    void aWishInDoubtDoesNotMakeTheDoubtLonger() {
        ack.on(via.operation(), Fault.resetAfter());
        ack.on(via.listing(), Fault.hook(() -> {}, () -> {}));
        ack.always(via.listing(), Fault.throttled429(86_400));
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.UNKNOWN, result.state());
        assertTrue(
                result.elapsedMillis() <= via.look().plusMinutes(3).toMillis(),
                result.elapsedMillis() + " ms in doubt");
    }

    /** The client's library would send it again by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "Wed, 01 Jan 2020 00:00:00 GMT"})
    void anOrderThatIsAskedForOnceMoreIsNotSentOnceMore(String retryAfter) {
        for (Fault fault : List.of(Fault.serverErrorAfter(503), Fault.serverErrorAfter(408))) {
            ack.on(via.operation(), fault.with("Retry-After", retryAfter));
        }
        Waiter waiter = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, posts());
        assertEquals(1, orders());
    }

    @Test
    void waitsForAClusterThatIsBusyWithAnothersScaleOut() {
        onlyWithTasks();
        ack.ending(TaskEnding.success());
        Waiter first = controller.start(controller.sample(), true, new Memory());
        time.pass(Duration.ofSeconds(30));
        Waiter second = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, second.result().state(), second.toString());
        assertTrue(second.heard("The cluster is busy"), second.toString());
        assertEquals(OrderState.SUCCEEDED, first.result().state());
        assertEquals(2, orders());
    }

    @Test
    void givesUpABusyClusterWhenTheTimeIsUpAndOrdersNothing() {
        ack.always(via.operation(), via.later());

        Waiter waiter = controller.start(controller.sample().with(Parameter.TIMEOUT_MINS, 10), true, journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals(Duration.ofMinutes(10).toMillis(), result.elapsedMillis());
        assertTrue(result.message().startsWith("Nothing was ordered: the time limit passed"), result.message());
        assertTrue(result.message().contains(via.hasTask() ? "state is scaling" : "flow control"), result.message());
        assertTrue(posts() > 5 && posts() < 60, posts() + " requests in ten minutes");
        assertEquals(0, orders());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(fault(Fault::accessDenied), "needs the permission cs:Scale"),
                Arguments.of(fault(() -> Fault.ackError(404, "ErrorClusterNotFound", "x")), "regionId"),
                Arguments.of(fault(Fault::gone), "moving-off-scaleoutcluster.md"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void takesANoForANo(Supplier<Fault> fault, String hint) {
        assumeTrue(via.hasTask() || !hint.equals("regionId"), "a word of ACK alone");
        ack.on(via.operation(), fault.get());

        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        String vendor = via.hasTask() ? "ACK" : "Alibaba Cloud";
        assertTrue(
                result.message().startsWith("Nothing was ordered: " + vendor + " refused the order."),
                result.message());
        String mine = via.hasTask() ? hint : hint.replace("cs:Scale", "ens:RunInstances");
        assertTrue(result.message().contains(mine), result.message());
        assertEquals(0, orders());
        assertEquals(1, posts());
        assertTrue(result.elapsedMillis() < (via.hasTask() ? 1_000 : 3_000), result.elapsedMillis() + " ms");
    }

    /** Codes and statuses on no list: perhaps refusals, and perhaps not. */
    static Stream<Arguments> oddRefusals() {
        return Stream.of(
                Arguments.of(fault(() -> Fault.xmlError(400, "InvalidParameter", "no such image")), "no such image"),
                Arguments.of(fault(() -> Fault.plainTextError(400, "no way")), "no way"),
                Arguments.of(fault(() -> Fault.capitalisedError(400, "QuotaExceeded.Ens", "full")), "more quota"),
                Arguments.of(fault(() -> Fault.ackError(400, "InsufficientBalance", "pay")), "Charge the account"),
                Arguments.of(fault(() -> Fault.ackError(400, "Whatever.New", "who knows")), "who knows"),
                Arguments.of(fault(() -> Fault.plainTextError(401, "who are you")), "who are you"),
                Arguments.of(fault(() -> Fault.plainTextError(403, "stay out")), "stay out"),
                Arguments.of(fault(() -> Fault.plainTextError(404, "not here")), "not here"),
                Arguments.of(fault(() -> Fault.plainTextError(405, "not so")), "not so"),
                Arguments.of(fault(() -> Fault.plainTextError(415, "no type")), "no type"),
                Arguments.of(fault(() -> Fault.plainTextError(422, "no sense")), "no sense"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("oddRefusals")
    void checksForAWhileBeforeItTakesAnOddRefusalForANo(Supplier<Fault> fault, String words) {
        assumeTrue(via.hasTask() || !words.equals("no such image"), "that code is on ENS's list");
        ack.on(via.operation(), fault.get());

        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.REJECTED, result.state());
        long look = via.route().shortLookMillis();
        String nothing = via.route().words().nothing();
        assertTrue(
                result.message()
                        .startsWith("Nothing was ordered: checked: " + nothing + " appeared within " + look / 60_000
                                + " min"),
                result.message());
        assertTrue(result.message().contains(words), result.message());
        assertTrue(
                result.elapsedMillis() >= look && result.elapsedMillis() < look + 5_000,
                result.elapsedMillis() + " ms");
        assertTrue(waiter.heard(" until 2026-11-24T08:0" + look / 60_000 + ":0"), waiter.toString());
        assertEquals(List.of("PLANNED", "SUBMITTING", "UNKNOWN", "REJECTED"), journal.states());
        assertEquals(1, posts());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("oddRefusals")
    void namesTheTaskWhereAnOddRefusalWasNone(Supplier<Fault> fault, String words) {
        ack.on(via.operation(), Fault.executedBut(fault.get()));

        assumeTrue(via.hasTask() || !words.equals("no such image"), "that code is on ENS's list");
        ScaleOutResult result = controller.start(journal).result();
        assertEquals(1, orders());
        assertEquals(1, posts());
        if (!via.hasTask()) { // a name of ours is certain
            assertEquals(OrderState.SUCCEEDED, result.state());
            return;
        }
        assertEquals(OrderState.UNKNOWN, result.state());
        String task = billed(0);
        assertTrue(
                result.message().contains("The cluster lists one new task that could be it: " + task + "."),
                result.message());
        assertEquals("", result.taskId());
        assertEquals(OrderState.UNKNOWN, controller.start(journal).result().state());
        assertEquals(1, posts());
    }

    /** An odd refusal is not judged before the list can have caught up. */
    @Test
    void findsATaskThatTheListShowsLateAfterAnOddRefusal() {
        onlyWithTasks();
        ack.on(via.operation(), Fault.ackError(400, "Whatever.New", "who knows"));
        time.after(
                59_000, () -> ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", time.wallMillis() - 58_000));

        assertEquals(OrderState.UNKNOWN, controller.start(journal).result().state());
    }

    @Test
    void saysWhatIsWrongWithTheKey() {
        controller.keySecret = "anotherSecret";
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(result.message().contains("Check AccessKey ID and secret."), result.message());
        assertFalse(result.message().contains("anotherSecret"), result.message());
    }

    @Test
    void ordersNothingWithoutAKey() {
        controller.keySecret = null;
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertEquals("Nothing was ordered: There are no credentials 'aliyun'.", result.message());
        assertEquals(List.of(), ack.exchanges());
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(
                Arguments.of("5xx", fault(() -> Fault.serverErrorAfter(500))),
                Arguments.of("503", fault(() -> Fault.serverErrorAfter(503))),
                Arguments.of("reset", fault(Fault::resetAfter)),
                Arguments.of("silence", fault(Fault::timeoutAfter)),
                Arguments.of("truncated", fault(Fault::truncatedAfter)),
                Arguments.of("2 MiB", fault(() -> Fault.hugeAfter(2 << 20))),
                Arguments.of("no JSON", fault(Fault::notJsonAfter)),
                Arguments.of("empty", fault(Fault::emptyAfter)),
                Arguments.of("without a task id", fault(Fault::withoutTaskIdAfter)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lostAnswers")
    void findsAnOrderWhoseAnswerWasLost(String name, Supplier<Fault> fault) {
        assumeTrue(via.hasTask() || !name.equals("without a task id"), "there is no task");
        ack.on(via.operation(), fault.get());

        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.SUCCEEDED, result.state(), waiter.toString());
        assertEquals(1, posts());
        assertEquals(1, orders());
        assertEquals(billed(0), journal.last().reference());
        assertTrue(waiter.heard("It is not sent again"), waiter.toString());
        assertTrue(waiter.heard("Found the order"), waiter.toString());
    }

    static Stream<Arguments> neverExecuted() {
        return Stream.of(
                Arguments.of("5xx", fault(() -> Fault.serverErrorBefore(500))),
                Arguments.of("502", fault(() -> Fault.serverErrorBefore(502))),
                Arguments.of("reset", fault(Fault::resetBefore)),
                Arguments.of("silence", fault(Fault::timeoutBefore)),
                Arguments.of("nonce used", fault(Fault::nonceUsed)),
                Arguments.of("redirected", fault(() -> Fault.redirect("http://127.0.0.1:1/"))),
                Arguments.of("303", fault(() -> Fault.ackError(303, "", ""))),
                Arguments.of("407", fault(() -> Fault.plainTextError(407, "proxy"))),
                Arguments.of("408", fault(() -> Fault.plainTextError(408, "late"))),
                Arguments.of("409", fault(() -> Fault.ackError(409, "Some.Code", "x"))),
                Arguments.of("410", fault(() -> Fault.plainTextError(410, "gone"))),
                Arguments.of("421", fault(() -> Fault.plainTextError(421, "elsewhere"))),
                Arguments.of("425", fault(() -> Fault.plainTextError(425, "early"))),
                Arguments.of("429 without a throttling code", fault(() -> Fault.plainTextError(429, "slow down"))),
                Arguments.of("499", fault(() -> Fault.plainTextError(499, "closed"))),
                Arguments.of("throttling with 503", fault(() -> Fault.capitalisedError(503, "Throttling.User", "x"))),
                Arguments.of("a refusal with 500", fault(() -> Fault.ackError(500, "Forbidden.RAM", "x"))),
                Arguments.of("400 ServiceUnavailable", fault(() -> Fault.ackError(400, "ServiceUnavailable", "x"))),
                Arguments.of("400 InternalError", fault(() -> Fault.ackError(400, "InternalError", "x"))),
                Arguments.of("400 conflict", fault(() -> Fault.ackError(400, "Some.Conflict", "x"))),
                Arguments.of("400 timeout", fault(() -> Fault.plainTextError(400, "upstream timeout"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("neverExecuted")
    void findsAnOrderWhateverWasAnsweredInItsPlace(String name, Supplier<Fault> fault) {
        ack.on(via.operation(), Fault.executedBut(fault.get()));

        Waiter waiter = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state(), waiter.toString());
        assertEquals(1, posts());
        assertEquals(1, orders());
        assertTrue(waiter.heard(via.foundWords()), waiter.toString());
        assertEquals(
                via.hasTask(),
                waiter.result().message().endsWith("It is taken to be this order's, whose answer was lost."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("neverExecuted")
    void saysThatItDoesNotKnowWhereNothingIsFound(String name, Supplier<Fault> fault) {
        ack.on(via.operation(), fault.get());

        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.UNKNOWN, result.state());
        assertEquals(1, posts());
        String message = result.message();
        assertTrue(
                message.startsWith("Outcome unknown: " + via.route().describe(via.sample()) + " may have been bought."),
                message);
        assertTrue(message.contains(via.whereToLook()), message);
        assertTrue(message.contains("before you order again"), message);
        assertEquals(List.of("PLANNED", "SUBMITTING", "UNKNOWN"), journal.states());
    }

    @Test
    void looksForItsWholeTimeBeforeItSaysSo() {
        ack.on(via.operation(), Fault.resetBefore());
        ScaleOutResult result = controller.start(journal).result();
        assertTrue(result.elapsedMillis() >= via.look().toMillis(), result.elapsedMillis() + " ms");
        assertTrue(result.elapsedMillis() < via.look().plusMinutes(1).toMillis(), result.elapsedMillis() + " ms");
    }

    @Test
    void findsAnOrderThatTheListShowsLate() {
        ack.on(via.operation(), Fault.resetAfter());
        for (int nth = 2; nth <= 6; nth++) {
            ack.on(via.listing(), nth, Fault.serverErrorBefore(503));
        }
        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
        assertEquals(1, posts());
    }

    @Test
    void saysSoWhereTheListCannotBeHad() {
        ack.on(via.operation(), Fault.resetAfter());
        // The list before the order may be read.
        ack.on(via.listing(), Fault.hook(() -> {}, () -> {}));
        ack.always(via.listing(), Fault.accessDenied());
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.UNKNOWN, result.state());
        assertTrue(
                result.message()
                        .contains("could not be " + (via.hasTask() ? "listed" : "looked for") + " (Forbidden.RAM"),
                result.message());
        assertEquals(1, orders());
    }

    @Test
    void doesNotTakeAnotherTaskForItsOwn() {
        onlyWithTasks();
        ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", time.wallMillis() - 60_000);
        ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", time.wallMillis() - 86_400_000);
        ack.on(via.operation(), Fault.resetBefore());
        ack.on(
                via.listing(),
                2,
                Fault.hook(
                        () -> {
                            long sent = journal.last().getSubmittingMillis();
                            ack.cluster(Controller.CLUSTER).addTask("install-addons", sent);
                            ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", sent - 7_200_000);
                            ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", sent - 5_000);
                            ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", sent + 140_000);
                        },
                        () -> {}));

        assertEquals(OrderState.UNKNOWN, controller.start(journal).result().state());
    }

    @Test
    void namesTheTasksWhereSeveralCouldBeIt() {
        onlyWithTasks();
        ack.on(via.operation(), Fault.resetAfter());
        time.after(30_000, () -> ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", time.wallMillis()));
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.UNKNOWN, result.state());
        assertTrue(result.message().contains("several new tasks"), result.message());
        assertTrue(result.message().contains(billed(0)), result.message());
    }

    @Test
    void ordersNothingWhereTheJournalCannotBeWritten() {
        journal.full = true;
        Waiter waiter = controller.new Waiter();

        IOException e = assertThrows(
                IOException.class,
                () -> controller.scaleOuts.start(
                        controller.order(controller.sample()), true, controller.secrets(), journal, waiter));
        assertEquals("No space left on device", e.getMessage());
        time.pass(Duration.ofHours(1));
        assertFalse(waiter.hasEnded());
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void ordersNothingWhereTheJournalFailsJustBefore() {
        ack.on(via.listing(), Fault.hook(() -> journal.full = true, () -> {}));
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.REJECTED, result.state());
        assertTrue(
                result.message()
                        .startsWith("Nothing was ordered: the record of the order could not be written"
                                + " (No space left on device)"),
                result.message());
        assertEquals(0, posts());
        journal.full = false;
        time.pass(Duration.ofHours(1));
        assertEquals(0, posts());
    }

    @Test
    void saysWhatWasOrderedWhereTheJournalFailsJustAfter() {
        ack.on(via.operation(), Fault.hook(() -> {}, () -> journal.full = true));
        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.SUCCEEDED, result.state());
        assertTrue(waiter.heard("keep this line, it may be the only one. order "), waiter.toString());
        assertTrue(
                waiter.heard("state SUBMITTED, " + (via.hasTask() ? "task " : "ENS order ") + billed(0)),
                waiter.toString());
        assertTrue(result.message().contains("it may be the only one. order "), result.message());
    }

    @Test
    void writesTheJournalBeforeTheFirstByteLeaves() {
        String[] state = new String[1];
        ack.on(
                via.operation(),
                Fault.hook(() -> state[0] = journal.last().getState().name(), () -> {}));
        controller.start(journal).result();
        assertEquals("SUBMITTING", state[0]);
    }

    @Test
    void goesOnOrderingWhereTasksMayNotBeListed() {
        onlyWithTasks();
        ack.always(via.listing(), Fault.accessDenied());
        assertEquals(OrderState.SUCCEEDED, controller.start(journal).result().state());
    }

    @Test
    void keepsSecretsOutOfJournalLinesAndMessages() {
        onlyWithTasks();
        ack.ending(TaskEnding.fail("Error", "could not log in with " + Controller.PASSWORD));
        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        String all = waiter
                + result.message()
                + journal.last().getStages()
                + journal.last().getMessage();
        assertTrue(result.message().contains("could not log in with ****"), result.message());
        assertFalse(all.contains(Controller.PASSWORD), all);
        assertFalse(all.contains(Controller.SECRET), all);
    }

    @Test
    void aDryRunOrdersNothing() {
        Waiter waiter = controller.new Waiter();
        controller.scaleOuts.dryRun(controller.order(controller.sample()), true, controller.secrets(), waiter);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.PLANNED, result.state());
        assertTrue(waiter.heard("profile Edge"), waiter.toString());
        assertTrue(waiter.heard("POST /"), waiter.toString());
        assertTrue(
                waiter.heard(
                        switch (via) {
                            case SCALE_OUT_CLUSTER -> "\"login_password\" : \"****\"";
                            case NODE_POOL -> "{\"count\":2}";
                            case ENS -> "****";
                        }),
                waiter.toString());
        assertEquals(0, posts());
    }

    @Test
    void aDryRunWarnsOfAClusterThatIsNoEdgeCluster() {
        ack.cluster(Controller.CLUSTER).profile("Default");
        ack.cluster(Controller.CLUSTER).state("deleting");
        Waiter waiter = controller.new Waiter();
        controller.scaleOuts.dryRun(controller.order(controller.sample()), true, controller.secrets(), waiter);
        waiter.result();

        assertTrue(waiter.heard("not an edge cluster"), waiter.toString());
        assertTrue(waiter.heard("not running"), waiter.toString());
    }
}
