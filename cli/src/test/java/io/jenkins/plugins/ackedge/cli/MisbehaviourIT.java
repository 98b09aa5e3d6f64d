package io.jenkins.plugins.ackedge.cli;

import static io.jenkins.plugins.ackedge.simulator.Operation.DESCRIBE_CLUSTER_TASKS;
import static io.jenkins.plugins.ackedge.simulator.Operation.DESCRIBE_TASK_INFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the control plane does: at most one order, and an exit code, a state file and a message that tell the truth. A
 * doubt takes minutes, so these run side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "via {0}")
@EnumSource(Via.class)
class MisbehaviourIT {
    @Parameter
    Via via;

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder, via);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    static Stream<Arguments> whatDidNotRun() {
        return Stream.of(
                arguments("throttled with 400", Fault.throttled(), "ACK is throttling requests"),
                arguments("throttled with 429", Fault.throttled429(1), "ACK is throttling requests"),
                arguments("cluster is busy", Fault.busy(), "The cluster is busy with another change"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatDidNotRun")
    void orderThatCertainlyDidNotRunIsSentAgain(String name, Fault fault, String says) throws Exception {
        scene.onOrder(fault);
        AckEdgeEnd end = scene.assertTruthful(scene.order().run());
        end.assertExit(0).assertSays(says, "nothing is ordered yet");
        assertEquals(2, scene.sent());
    }

    static Stream<Arguments> whatLosesAnAnswer() {
        return Stream.of(
                arguments("500 after executing", Fault.serverErrorAfter(500), "HTTP 500"),
                arguments("503 after executing", Fault.serverErrorAfter(503), "HTTP 503"),
                arguments("reset after executing", Fault.resetAfter(), "no answer ("),
                arguments("truncated answer", Fault.truncatedAfter(), "the answer broke off"),
                arguments("answer of 2 MiB", Fault.hugeAfter(2 << 20), "larger than 1 MiB"),
                arguments("answer that is not JSON", Fault.notJsonAfter(), "not readable as JSON"),
                arguments("empty answer", Fault.emptyAfter(), "the answer named no task"),
                arguments("answer without a task id", Fault.withoutTaskIdAfter(), "the answer named no task"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatLosesAnAnswer")
    void orderWhoseAnswerIsLostIsFoundAndNotSentAgain(String name, Fault fault, String says) throws Exception {
        scene.onOrder(fault);
        AckEdgeEnd end = scene.assertTruthful(scene.order().run());
        end.assertExit(0).assertSays(says, "It is not sent again", "Found the order");
        assertEquals(1, scene.sent());
    }

    static Stream<Arguments> whatRefuses() {
        return Stream.of(
                arguments("XML", Fault.xmlError(400, "QuotaExceeded.Node", "No quota left."), "Ask for more quota"),
                arguments(
                        "plain text",
                        Fault.plainTextError(415, "code=415, message=Unsupported Media Type"),
                        "Unsupported Media Type"),
                arguments(
                        "the gateway's JSON",
                        Fault.capitalisedError(
                                400, "InsufficientBalance", "Your account does not have enough balance."),
                        "Charge the account"),
                arguments(
                        "ACK's JSON",
                        Fault.ackError(400, "InvalidParameter", "worker_image_id is invalid"),
                        "worker_image_id is invalid"),
                arguments(
                        "no such cluster",
                        Fault.ackError(404, "ErrorClusterNotFound", "cluster not found in our records"),
                        "Check --cluster-id and --region"),
                arguments("access denied", Fault.accessDenied(), "needs the permission cs:ScaleCluster"),
                arguments("operation is gone", Fault.gone(), "does not offer the operation"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatRefuses")
    void refusedOrderIsNotMadeAndSaysWhatToDo(String name, Fault fault, String says) throws Exception {
        scene.onOrder(fault);
        scene.assertTruthful(scene.order().run()).assertExit(3).assertSays(says);
        assertEquals(1, scene.sent());
    }

    @Test
    void redirectIsNotFollowed(@TempDir Path elsewhere) throws Exception {
        try (Scene other = Scene.in(elsewhere)) {
            scene.onOrder(Fault.redirect(other.simulator.url() + "/elsewhere"));
            scene.assertTruthful(scene.order().run()).assertExit(6).assertSays("redirected elsewhere");
            assertEquals(List.of(), other.simulator.exchanges());
        }
    }

    static Stream<Arguments> whatTakesItsTime() {
        return Stream.of(
                arguments("executed at once, answered late", Fault.delay(1500)),
                arguments("executed late", Fault.delayBefore(1500)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatTakesItsTime")
    void slowAnswerIsAwaited(String name, Fault fault) throws Exception {
        scene.onOrder(fault);
        scene.assertTruthful(scene.order().run()).assertExit(0);
        assertEquals(1, scene.sent());
    }

    static Stream<Arguments> whatSpoilsAQuestion() {
        return Stream.of(
                arguments("before the order: 500", DESCRIBE_CLUSTER_TASKS, Fault.serverErrorBefore(500)),
                arguments("before the order: throttled", DESCRIBE_CLUSTER_TASKS, Fault.throttled()),
                arguments("before the order: may not list tasks", DESCRIBE_CLUSTER_TASKS, Fault.accessDenied()),
                arguments("watching: task is not there yet", DESCRIBE_TASK_INFO, Fault.taskNotFound()),
                arguments("watching: throttled", DESCRIBE_TASK_INFO, Fault.throttled429(1)),
                arguments("watching: 502", DESCRIBE_TASK_INFO, Fault.serverErrorBefore(502)),
                arguments("watching: reset", DESCRIBE_TASK_INFO, Fault.resetBefore()),
                arguments("watching: truncated", DESCRIBE_TASK_INFO, Fault.truncatedAfter()),
                arguments("watching: 2 MiB", DESCRIBE_TASK_INFO, Fault.hugeAfter(2 << 20)),
                arguments("watching: not JSON", DESCRIBE_TASK_INFO, Fault.notJsonAfter()),
                arguments("watching: empty", DESCRIBE_TASK_INFO, Fault.emptyAfter()),
                arguments("watching: access denied", DESCRIBE_TASK_INFO, Fault.accessDenied()),
                arguments("watching: XML", DESCRIBE_TASK_INFO, Fault.xmlError(400, "InvalidTask", "no")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatSpoilsAQuestion")
    void oneQuestionThatFailsFailsNothing(String name, Operation operation, Fault fault) throws Exception {
        scene.simulator.on(operation, fault);
        scene.assertTruthful(scene.order().run()).assertExit(0);
        assertEquals(1, scene.sent());
    }

    @Test
    void severalTasksThatCouldBeTheOrderLeaveItUnknownAlsoForTheNextRun() throws Exception {
        scene.onOrder(Fault.resetAfter());
        // The first two requests are the pages of the list before the order.
        scene.simulator.on(DESCRIBE_CLUSTER_TASKS, 3, Fault.hook(this::someoneElseScalesOut, null));
        AckEdgeEnd end = scene.assertTruthful(scene.order().run());
        end.assertExit(6).assertSays("several new tasks that could be it", scene.taskId());
        scene.assertTruthful(scene.order().run()).assertExit(6);
        assertEquals(1, scene.sent());
    }

    private void someoneElseScalesOut() {
        scene.simulator.cluster(scene.clusterId).addTask("cluster_scaleout", System.currentTimeMillis());
    }

    static Stream<Arguments> whatLosesAnOrder() {
        return Stream.of(
                arguments("500 before executing", Fault.serverErrorBefore(500)),
                arguments("reset before executing", Fault.resetBefore()),
                arguments("nonce was used already", Fault.nonceUsed()));
    }

    /** Which nobody can tell from a lost answer at first, so it looks for minutes: here only how that begins. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("whatLosesAnOrder")
    void orderThatGotLostIsInDoubtAndNotSentAgain(String name, Fault fault) throws Exception {
        scene.onOrder(fault);
        AckEdgeProcess process = scene.order().start();
        process.awaitSaying("its outcome is not known");
        AckEdgeEnd end = process.kill();
        assertEquals(1, scene.sent(), end::toString);
        assertEquals(0, scene.orders(), end::toString);
        assertEquals(OrderState.UNKNOWN, scene.state(), end::toString);
        assertFalse(scene.journal().path("unanswered").asText().isEmpty(), end::toString);
        assertTrue(end.out().isEmpty(), end::toString);
        scene.assertNoSecretInFiles();
    }
}
