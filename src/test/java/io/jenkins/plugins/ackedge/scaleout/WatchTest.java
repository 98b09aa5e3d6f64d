package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an accepted order to the end of its task, on both routes that have one. */
@EnumSource(
        value = Via.class,
        names = {"SCALE_OUT_CLUSTER", "NODE_POOL"})
class WatchTest extends EachRoute {
    private ScaleOutResult resultOf(TaskEnding ending) {
        ack.ending(ending);
        return controller.start(journal).result();
    }

    @Test
    void knowsEveryWordForTheEnd() {
        assertEquals(
                OrderState.SUCCEEDED,
                resultOf(TaskEnding.stateWord("Succeeded")).state());
    }

    @Test
    void saysWhyATaskFailedAndWhatStaysBought() {
        ScaleOutResult result = resultOf(TaskEnding.fail("StockNotEnough", "no more of them"));

        assertEquals(OrderState.FAILED, result.state());
        assertTrue(result.message().contains("StockNotEnough no more of them"), result.message());
        assertTrue(result.message().contains("stay bought: look for them in the ENS console"), result.message());
    }

    @Test
    void takesFailedForFailTheSame() {
        assertEquals(OrderState.FAILED, resultOf(TaskEnding.failed("E", "m")).state());
    }

    @Test
    void tellsACancelledTaskFromAFailedOne() {
        ScaleOutResult result = resultOf(TaskEnding.canceled());
        assertEquals(OrderState.CANCELLED, result.state());
        assertTrue(result.message().contains("was cancelled at ACK"), result.message());
    }

    @Test
    void doesNotTakeASuccessWithFailedInstancesForOne() {
        ScaleOutResult result = resultOf(TaskEnding.partialSuccess(1));

        assertEquals(OrderState.FAILED, result.state());
        assertEquals(2, result.instanceIds().size());
        assertEquals(1, result.failedInstanceIds().size());
        assertTrue(
                result.message()
                        .startsWith("1 of 2 instances failed: "
                                + result.failedInstanceIds().get(0)),
                result.message());
    }

    private ScaleOutResult resultWhereTheTaskReads(UnaryOperator<String> change) {
        ack.always(Operation.DESCRIBE_TASK_INFO, Fault.rewritten(change));
        return controller.start(journal).result();
    }

    /** The whole reports success; an instance is still on its way, or whatever else than well. */
    @ParameterizedTest
    @ValueSource(strings = {"initial", "failed", "unknown", "reticulating", ""})
    void doesNotTakeASuccessForOneWhereAnInstanceIsNotSaidToHaveJoined(String word) {
        ScaleOutResult result = resultWhereTheTaskReads(
                json -> json.replaceFirst("\"status\":\"success\"", "\"status\":\"" + word + "\""));

        assertEquals(OrderState.FAILED, result.state());
        assertEquals(1, result.failedInstanceIds().size());
        assertTrue(result.message().startsWith("1 of 2 instances "), result.message());
        assertTrue(result.message().contains(result.failedInstanceIds().get(0)), result.message());
        assertTrue(result.message().contains("as a whole reports success"), result.message());
    }

    @Test
    void doesNotTakeASuccessForOneWhereAnInstanceFailedThatHasNoId() {
        ScaleOutResult result = resultWhereTheTaskReads(json -> json.replaceFirst(
                "\"data\":\"i-[^\"]*\",\"status\":\"success\"", "\"data\":\"\",\"status\":\"failed\""));

        assertEquals(OrderState.FAILED, result.state());
        assertTrue(
                result.message().startsWith("1 of 2 instances failed: (one without an id) failed"), result.message());
    }

    /** A route whose task names each instance that was ordered. */
    @Test
    void doesNotTakeASuccessForOneWhereInstancesAreMissing() {
        assumeTrue(via == Via.SCALE_OUT_CLUSTER);
        ScaleOutResult result = resultWhereTheTaskReads(
                json -> json.replaceFirst("\\{\"data\":\"i-[^\"]*\",\"status\":\"success\"},", ""));

        assertEquals(OrderState.FAILED, result.state());
        assertTrue(result.message().startsWith("Only 1 of 2 ordered instances are named: i-"), result.message());
    }

    @Test
    void doesNotTakeASuccessForOneWhereOneInstanceIsNamedTwice() {
        assumeTrue(via == Via.SCALE_OUT_CLUSTER);
        assertEquals(
                OrderState.FAILED,
                resultWhereTheTaskReads(json -> json.replaceAll("\"data\":\"i-[^\"]*\"", "\"data\":\"i-1\""))
                        .state());
    }

    @Test
    void doesNotTakeASuccessForOneWhereAnInstanceHasNoId() {
        assumeTrue(via == Via.SCALE_OUT_CLUSTER);
        assertEquals(
                OrderState.FAILED,
                resultWhereTheTaskReads(json -> json.replaceFirst("\"data\":\"i-[^\"]*\"", "\"data\":\"\""))
                        .state());
    }

    @Test
    void doesNotTakeASuccessForOneWhereNoInstanceIsNamed() {
        assumeTrue(via == Via.SCALE_OUT_CLUSTER);
        ScaleOutResult result = resultWhereTheTaskReads(
                json -> json.replaceFirst("\"task_result\":\\[[^\\]]*\\]", "\"task_result\":[]"));

        assertEquals(OrderState.FAILED, result.state());
        assertTrue(result.message().startsWith("Only 0 of 2 ordered instances are named."), result.message());
    }

    @Test
    void keepsWatchingAnUnknownStateAndSaysItOnce() {
        ack.ending(TaskEnding.unknownStateFirst("reticulating", TaskEnding.success()));
        Waiter waiter = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state());
        assertEquals(
                1,
                waiter.lines.stream().filter(l -> l.contains("'reticulating'")).count(),
                waiter.toString());
    }

    @Test
    void takesATaskThatIsNotThereYetForNoNews() {
        for (int i = 0; i < 3; i++) {
            ack.on(Operation.DESCRIBE_TASK_INFO, Fault.taskNotFound());
        }
        Waiter waiter = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state());
        assertFalse(waiter.heard("not found"), waiter.toString());
    }

    @Test
    void survivesAnyNumberOfFailedQuestionsAndSaysItOnce() {
        for (int i = 0; i < 10; i++) {
            ack.on(Operation.DESCRIBE_TASK_INFO, Fault.serverErrorBefore(503));
            ack.on(Operation.DESCRIBE_TASK_INFO, Fault.resetBefore());
            ack.on(Operation.DESCRIBE_TASK_INFO, Fault.throttled());
            ack.on(Operation.DESCRIBE_TASK_INFO, Fault.accessDenied());
        }
        Waiter waiter = controller.start(journal);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state());
        assertEquals(
                1,
                waiter.lines.stream()
                        .filter(l -> l.contains("No answer about the task"))
                        .count(),
                waiter.toString());
        assertTrue(waiter.heard("ACK answers again"), waiter.toString());
    }

    @Test
    void endsWithTheTimeLimitAndSaysForHowLongNothingWasHeard() {
        ack.always(Operation.DESCRIBE_TASK_INFO, Fault.serverErrorBefore(500));
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.TIMED_OUT, result.state());
        assertEquals(Duration.ofHours(1).toMillis(), result.elapsedMillis());
        assertTrue(
                result.message()
                        .startsWith("The time limit passed, and ACK has told nothing of task " + result.taskId()
                                + ": InternalError"),
                result.message());
        assertTrue(result.message().contains("do not order again"), result.message());
    }

    /** Of a task that was heard of once it is told what was heard and when, not that it "is still running". */
    @Test
    void endsWithTheTimeLimitAndSaysWhatWasHeardLast() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("Stage 2"));
        ack.always(Operation.DESCRIBE_TASK_INFO, Fault.serverErrorBefore(500));
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.TIMED_OUT, result.state());
        assertTrue(
                result.message().contains("was running (stage initialise nodes) when ACK last told of it, 58 min"),
                result.message());
        assertTrue(result.message().contains("ago; since then: InternalError"), result.message());
    }

    /** Nobody ever told that it runs, so nobody is told that it does. */
    @Test
    void aKeyThatIsRevokedIsSaid() {
        ack.always(Operation.DESCRIBE_TASK_INFO, Fault.accessDenied());
        Waiter waiter = controller.start(journal);
        ScaleOutResult result = waiter.result();

        assertEquals(OrderState.TIMED_OUT, result.state());
        assertTrue(result.message().contains("has told nothing of task"), result.message());
        assertTrue(result.message().contains("Forbidden.RAM"), result.message());
        assertTrue(result.message().contains("needs the permission"), result.message());
        assertFalse(result.message().contains("running"), result.message());
        assertTrue(waiter.heard("No answer about the task to 3 questions in a row"), waiter.toString());
    }

    /** A wish is no order: the server is asked again within minutes, and the time limit stands. */
    @Test
    void aServerThatWantsToBeLeftAloneForADayIsAskedAgainAllTheSame() {
        ack.always(Operation.DESCRIBE_TASK_INFO, Fault.throttled429(86_400));
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.TIMED_OUT, result.state());
        assertEquals(Duration.ofHours(1).toMillis(), result.elapsedMillis());
        long polls = ack.exchanges().stream()
                .filter(x -> x.operation() == Operation.DESCRIBE_TASK_INFO)
                .count();
        assertTrue(polls >= 29, polls + " polls in an hour");
    }

    @Test
    void whatWasNotOverAtTheTimeLimitIsWatchedOn() {
        ack.always(Operation.DESCRIBE_TASK_INFO, Fault.serverErrorBefore(500));
        assertEquals(OrderState.TIMED_OUT, controller.start(journal).result().state());
        ack.clear();
        time.pass(Duration.ofMinutes(10));

        assertEquals(OrderState.SUCCEEDED, journal.last().getState());
    }

    @Test
    void saysInWhichStageItWasWhenTheTimeWasUp() {
        ack.ending(TaskEnding.never());
        ScaleOutResult result = controller.start(journal).result();

        assertEquals(OrderState.TIMED_OUT, result.state());
        assertTrue(result.message().contains("still running (stage "), result.message());
        assertFalse(result.message().contains("nothing was heard"), result.message());
    }

    @Test
    void logsChangesAndAHeartbeatButNotPolls() {
        ack.ending(TaskEnding.never());
        Waiter waiter = controller.start(journal);
        waiter.result();

        List<String> beats =
                waiter.lines.stream().filter(l -> l.startsWith("Still ")).toList();
        assertEquals(11, beats.size(), waiter.toString());
        assertTrue(waiter.lines.size() < 25, waiter.lines.size() + " lines in an hour\n" + waiter);
    }

    @Test
    void logsALineForEachStage() {
        Waiter waiter = controller.start(journal);
        waiter.result();
        for (int stage = 1; stage <= 4; stage++) {
            assertTrue(waiter.heard("Stage " + stage + " ("), waiter.toString());
        }
        assertEquals(4, journal.last().getStages().size());
        assertEquals(2, journal.last().getInstances().size());
    }

    @Test
    void asksAboutEveryFifteenSecondsWithJitter() {
        controller.start(journal).result();
        List<Long> times = ack.exchanges().stream()
                .filter(x -> x.operation() == Operation.DESCRIBE_TASK_INFO)
                .map(x -> x.receivedAtMillis())
                .toList();
        assertTrue(times.size() >= 13 && times.size() <= 22, times.size() + " polls in four minutes");
        for (int i = 2; i < times.size(); i++) {
            long gap = times.get(i) - times.get(i - 1);
            assertTrue(gap >= 12_000 && gap <= 18_000, "gap of " + gap + " ms");
        }
    }

    @Test
    void goesOnWatchingWhileTheKeyIsMissing() {
        Waiter waiter = controller.start(journal);
        time.runUntil(() -> waiter.heard("Order accepted"));
        controller.keySecret = null;
        time.pass(Duration.ofMinutes(3));
        assertTrue(waiter.heard("There are no credentials 'aliyun'."), waiter.toString());
        controller.keySecret = Controller.SECRET;

        assertEquals(OrderState.SUCCEEDED, waiter.result().state());
    }

    @Test
    void watchesATaskThatSomebodyElseOrdered() throws IOException {
        String taskId =
                controller.start(controller.sample(), false, journal).result().taskId();
        Waiter waiter = controller.new Waiter();
        controller.scaleOuts.watch(
                controller.scaleOuts.newId(),
                taskId,
                ScaleOuts.watching(AckEndpoint.ofUrl(ack.url()), controller.sample(), Origin.of("test")),
                controller.secrets(),
                OrderStore.inMemory(),
                waiter);

        assertEquals(OrderState.SUCCEEDED, waiter.result().state());
        assertEquals(1, ack.ledger().orders());
        assertEquals(2, waiter.result().instanceIds().size());
    }

    @Test
    void saysThatThereIsNoSuchTask() throws IOException {
        Waiter waiter = controller.new Waiter();
        controller.scaleOuts.watch(
                controller.scaleOuts.newId(),
                "T-mistyped",
                ScaleOuts.watching(AckEndpoint.ofUrl(ack.url()), controller.sample(), Origin.of("test")),
                controller.secrets(),
                journal,
                waiter);

        assertEquals(OrderState.REJECTED, waiter.result().state());
        assertTrue(waiter.result().message().startsWith("There is no task T-mistyped at http"), waiter.toString());
    }

    /** How many somebody else ordered is not known. */
    @Test
    void tellsOfAnothersTaskThatSucceededInPart() throws IOException {
        ack.ending(TaskEnding.partialSuccess(1));
        String taskId =
                controller.start(controller.sample(), false, journal).result().taskId();
        Waiter waiter = controller.new Waiter();
        controller.scaleOuts.watch(
                controller.scaleOuts.newId(),
                taskId,
                ScaleOuts.watching(
                        AckEndpoint.ofUrl(ack.url()),
                        Parameters.none().with(Parameter.REGION_ID, "cn-beijing"),
                        Origin.of("test")),
                controller.secrets(),
                OrderStore.inMemory(),
                waiter);

        assertEquals(OrderState.FAILED, waiter.result().state(), waiter.toString());
        assertTrue(
                waiter.result().message().startsWith("1 of 2 instances failed: i-"),
                waiter.result().message());
    }
}
