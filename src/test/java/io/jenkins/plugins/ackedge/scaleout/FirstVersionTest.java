package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Cancel;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Doubt;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Proof;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journals that the first version's own code wrote ({@code version1/}) are read, and gone on with. */
class FirstVersionTest {
    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private AckSimulator ack;
    private Controller controller;

    @BeforeEach
    void start() {
        ack = AckSimulator.builder().clock(time::wallMillis).stageMillis(60_000).start();
        controller = new Controller(Via.SCALE_OUT_CLUSTER, time, ack);
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    private OrderFile file(String name) throws IOException {
        Path path = folder.resolve(name + ".json");
        Files.writeString(
                path, MachineCase.resource("version1/" + name + ".json").replace("http://127.0.0.1:9", ack.url()));
        return OrderFile.of(path);
    }

    @ParameterizedTest
    @CsvSource({
        // name, state, proof, doubt, aborted, cancel, attempt
        "planned, PLANNED, NONE, NONE, false, NO, 0",
        "node-pool-planned, PLANNED, NONE, NONE, false, NO, 0",
        "submitting, SUBMITTING, NONE, SILENT, false, NO, 1",
        "node-pool-submitting, SUBMITTING, NONE, SILENT, false, NO, 1",
        "aborted-on-the-wire, SUBMITTING, NONE, SILENT, true, WANTED, 1",
        "looking, SUBMITTING, NONE, SILENT, false, NO, 1",
        "unknown, UNKNOWN, NONE, SILENT, false, NO, 1",
        "watching, SUBMITTED, ANSWER, NONE, false, NO, 1",
        "node-pool-watching, SUBMITTED, ANSWER, NONE, false, NO, 1",
        "build-waiting, SUBMITTED, ANSWER, NONE, false, NO, 1",
        "ordered, SUBMITTED, ANSWER, NONE, false, NO, 1",
        "found, SUBMITTED, FITS, NONE, false, NO, 1",
        "aborted, SUBMITTED, ANSWER, NONE, true, NO, 1",
        "cancelling, SUBMITTED, ANSWER, NONE, true, WANTED, 1",
        "cancelled-by-us, SUBMITTED, ANSWER, NONE, true, DONE, 1",
        // That it was refused was said in the message alone, so it is asked for once more.
        "cancellation-refused, SUBMITTED, ANSWER, NONE, true, WANTED, 1",
        "timed-out, TIMED_OUT, ANSWER, NONE, false, NO, 1",
        "succeeded, SUCCEEDED, ANSWER, NONE, false, NO, 1",
        "node-pool-succeeded, SUCCEEDED, ANSWER, NONE, false, NO, 1",
        "build-done, SUCCEEDED, ANSWER, NONE, false, NO, 1",
        "failed, FAILED, ANSWER, NONE, false, NO, 1",
        "build-failed, FAILED, ANSWER, NONE, false, NO, 1",
        "partly, FAILED, ANSWER, NONE, false, NO, 1",
        "cancelled, CANCELLED, ANSWER, NONE, false, NO, 1",
        "rejected, REJECTED, NONE, NONE, false, NO, 0",
        "watch-only, SUBMITTED, ANSWER, NONE, false, NO, 0",
    })
    void isRead(String name, OrderState state, Proof proof, Doubt doubt, boolean aborted, Cancel cancel, int attempt)
            throws IOException {
        OrderRecord record = file(name).read().orElseThrow();
        assertEquals(state, record.getState());
        assertEquals(proof, record.getProof());
        assertEquals(doubt, record.getDoubt());
        assertEquals(aborted, record.isAborted());
        assertEquals(cancel, record.getCancel());
        assertEquals(attempt, record.getAttempt());
        assertEquals(1, record.getRevision());
        assertEquals(name.equals("watch-only"), record.isWatchOnly());
        assertTrue(record.getPlannedMillis() > 0);
    }

    /** Read again it says the same, in this version's form. */
    @ParameterizedTest
    @CsvSource({"planned", "looking", "watching", "found", "cancelling", "timed-out", "partly", "watch-only"})
    void isWrittenInThisVersionsForm(String name) throws IOException {
        OrderFile file = file(name);
        OrderRecord first = file.read().orElseThrow();
        assertTrue(file.advance(1, first.with(f -> f.revision = 2), 0));
        assertTrue(Files.readString(folder.resolve(name + ".json")).contains("\"version\" : 2"));
        assertEquals(
                first.with(f -> f.revision = 2).toString(),
                file.read().orElseThrow().toString());
    }

    @Test
    void whichMachinesJoinedIsKnown() throws IOException {
        assertTrue(
                file("succeeded").read().orElseThrow().getInstances().stream().allMatch(OrderRecord.Instance::isWell));
        assertEquals(
                1,
                file("partly").read().orElseThrow().getInstances().stream()
                        .filter(OrderRecord.Instance::isWell)
                        .count());
    }

    @Test
    void whatHadEndedIsToldAgain() throws IOException {
        OrderFile file = file("succeeded");
        String message = file.read().orElseThrow().getMessage();
        assertEquals(message, controller.resume(file).result().message());
        assertEquals(0, ack.exchanges().size());
    }

    /** Its deadline has passed with the time it was written in; it is never sent then. */
    @Test
    void aPlanIsGoneOnWithWhileItsTimeLasts() throws IOException {
        OrderState state = controller.resume(file("planned")).result().state();
        assertEquals(OrderState.SUCCEEDED, state);
        assertEquals(1, ack.ledger().orders());
    }

    @ParameterizedTest
    @CsvSource({"submitting", "looking", "unknown", "aborted-on-the-wire"})
    void whatMayHaveBeenSentIsNeverSentAgain(String name) throws IOException {
        OrderFile file = file(name);
        assertEquals(OrderState.UNKNOWN, controller.resume(file).result().state());
        assertEquals(OrderState.UNKNOWN, again(file));
        assertEquals(0, ack.ledger().orders());
    }

    private OrderState again(OrderFile file) throws IOException {
        Waiter waiter = controller.new Waiter();
        Order same = Order.of(file.read().orElseThrow());
        try {
            controller.scaleOuts.start(same, true, controller.secrets(), file, waiter);
        } catch (ScaleOuts.OtherOrderException e) {
            throw new AssertionError(e);
        }
        return waiter.result().state();
    }

    /** The first version did not note when an order left by the vendor's clock, so anybody's later task would fit. */
    @Test
    void whatMayHaveBeenSentStaysUnknownAndIsNotSentAgain() throws IOException {
        ack.cluster(Controller.CLUSTER).addTask("cluster_scaleout", time.wallMillis());
        Waiter waiter = controller.resume(file("submitting"));
        assertEquals(OrderState.UNKNOWN, waiter.result().state(), waiter.toString());
        assertTrue(
                waiter.result().message().contains("it is not known when the order left"),
                waiter.result().message());
        assertEquals(0, ack.ledger().orders());
    }

    /** The vendor has forgotten the task, or never knew it: it is asked for until the time is up. */
    @Test
    void whatWasOrderedIsWatchedOn() throws IOException {
        Waiter waiter = controller.resume(file("watching"));
        time.pass(Duration.ofMinutes(5));
        assertFalse(waiter.hasEnded());
        assertEquals(OrderState.TIMED_OUT, waiter.result().state());
        assertEquals(0, ack.ledger().orders());
    }

    @Test
    void aCancellationThatWasUnderWayIsAskedForAgain() throws IOException {
        Waiter waiter = controller.resume(file("cancelling"));
        assertTrue(waiter.result().isAborted());
        time.pass(Duration.ofSeconds(5));
        assertTrue(ack.exchanges().stream().anyMatch(x -> x.path().endsWith("/cancel")));
    }

    @Test
    void whatOnlyFittedIsNotCancelled() throws IOException {
        Waiter waiter = controller.resume(file("found"));
        time.pass(Duration.ofSeconds(1));
        waiter.abort(true);
        time.pass(Duration.ofHours(1));
        assertFalse(ack.exchanges().stream().anyMatch(x -> x.path().endsWith("/cancel")));
    }
}
