package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The record of one order in a file: made once, replaced by whoever has seen the last revision, sent once. */
class OrderFileTest extends OneOrderFile {
    @Test
    void onlyAFileThatDoesNotExistIsNoOrder() throws IOException {
        assertTrue(file.read().isEmpty());
    }

    @Test
    void isReservedOnce() throws IOException {
        assertTrue(file.reserve(plan()));
        assertFalse(file.reserve(plan().with(f -> f.orderId = "another")));
        assertEquals("0123456789abcdef", read().getOrderId());
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        file.reserve(plan());
        OrderRecord next = sent(plan(), 1).with(f -> {
            f.tasksBefore = new ArrayList<>(List.of("T-1", "T-2"));
            f.message = "„Umlaute“ — 中文";
            f.who = "job#7";
        });
        assertTrue(file.advance(1, next, 1));
        assertEquals(next.toString(), read().toString());
        assertEquals(next.toString(), OrderFile.of(path).read().orElseThrow().toString());
    }

    @Test
    void isWrittenByWhoeverHasSeenTheLastRevision() throws IOException {
        file.reserve(plan());
        assertTrue(file.advance(1, sent(plan(), 1), 0));
        assertFalse(file.advance(1, next(plan(), OrderState.REJECTED), 0));
        assertFalse(file.advance(3, next(plan(), OrderState.REJECTED), 0));
        assertEquals(OrderState.SUBMITTING, read().getState());
    }

    @Test
    void cannotBeWrittenWhenItIsGone() throws IOException {
        file.reserve(plan());
        Files.delete(path);
        assertThrows(IOException.class, () -> file.advance(1, sent(plan(), 1), 1));
        assertFalse(Files.exists(path), "it does not come back");
    }

    @Test
    void leavesNothingBesideButItsLockAndFences() throws IOException {
        file.reserve(plan());
        file.advance(1, sent(plan(), 1), 1);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("order.json", "order.json.lock", "order.json.send-1"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aHalfWrittenReplacementOfAnEarlierProcessIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve("order.json.tmp"), "{\"version");
        assertTrue(file.read().isEmpty());
        assertTrue(file.reserve(plan()));
    }

    // ------------------------------------------------------------------ the fence

    @Test
    void anAttemptIsBegunOnce() throws IOException {
        file.reserve(plan());
        Files.createFile(folder.resolve("order.json.send-1"));
        // It is read as sent; a writer that knows better by its revision is stopped by the fence all the same.
        assertFalse(file.advance(1, sent(plan(), 1), 1));
    }

    @Test
    void aFenceThatIsNewerThanTheRecordMeansThatItMayBeSent() throws IOException {
        file.reserve(plan().with(f -> f.sinceListingMillis = 5));
        Files.createFile(folder.resolve("order.json.send-1"));

        assertEquals(OrderState.SUBMITTING, read().getState());
        assertEquals(1, read().getAttempt());
        assertEquals(1, read().getRevision(), "whoever reads it can write it");
        assertEquals(-1, read().getSinceListingMillis(), "when it left is not known");
        assertTrue(file.advance(1, next(read(), OrderState.UNKNOWN), 0));
        assertEquals(OrderState.UNKNOWN, read().getState());
    }

    @Test
    void theNewestFenceCountsAndOtherFilesDoNot() throws IOException {
        file.reserve(plan());
        for (String name : List.of("send-0", "send-x", "send-", "send-12345678901", "send-2", "send-11")) {
            Files.createFile(folder.resolve("order.json." + name));
        }
        Files.createFile(folder.resolve("other.json.send-99"));
        assertEquals(11, read().getAttempt());
    }

    @Test
    void aFenceOfAnAttemptThatTheRecordKnowsSaysNothingNew() throws IOException {
        file.reserve(plan());
        file.advance(1, sent(plan(), 1), 1);
        file.advance(2, next(sent(plan(), 1), OrderState.REJECTED), 0);
        assertEquals(OrderState.REJECTED, read().getState());
    }
}
