package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders of a controller, and whose the tasks are. */
class OrderFolderTest {
    private static final String ID = "0123456789abcdef";

    @TempDir
    Path home;

    private OrderFolder folder;

    @BeforeEach
    void start() throws IOException {
        folder = new OrderFolder(home.resolve("ack-edge/orders"));
    }

    private OrderFolder again() throws IOException {
        return new OrderFolder(home.resolve("ack-edge/orders"));
    }

    @Test
    void isMadeWithItsParentsWhenItIsNeeded() throws IOException {
        assertEquals(List.of(), folder.contents().records());
        assertEquals(List.of(), folder.contents().unreadable());
        assertEquals(Optional.empty(), folder.owner("T-1"));
        assertFalse(Files.exists(home.resolve("ack-edge")));
        folder.claim("T-1", ID, true);
        assertTrue(Files.isDirectory(home.resolve("ack-edge/orders/claims")));
    }

    @Test
    void isNotMadeWhereAFileStands() throws IOException {
        Files.createFile(home.resolve("file"));
        assertThrows(IOException.class, () -> new OrderFolder(home.resolve("file")).order(ID));
        assertThrows(IOException.class, () -> new OrderFolder(home.resolve("file/orders")).claim("T-1", ID, true));
    }

    @Test
    void listsItsOrders() throws IOException {
        folder.order(ID).reserve(OrderFileTest.plan());
        folder.order("fedcba9876543210").reserve(OrderFileTest.plan().with(f -> f.orderId = "fedcba9876543210"));
        Files.createFile(home.resolve("ack-edge/orders/readme.txt"));
        Files.createFile(home.resolve("ack-edge/orders/" + ID + ".json.send-1"));
        Files.createFile(home.resolve("ack-edge/orders/short.json"));

        assertEquals(
                List.of(ID, "fedcba9876543210"),
                again().contents().records().stream()
                        .map(OrderRecord::getOrderId)
                        .sorted()
                        .toList());
        assertEquals(List.of(), folder.contents().unreadable());
    }

    /** As {@link OrderFile#read} says it of one. */
    @Test
    void anOrderWithAFenceForALaterAttemptMayHaveBeenSent() throws IOException {
        OrderFile order = folder.order(ID);
        order.reserve(OrderFileTest.plan());
        for (int attempt : new int[] {2, 1, 10}) {
            Files.createFile(home.resolve("ack-edge/orders/" + ID + ".json.send-" + attempt));
        }
        Files.createFile(home.resolve("ack-edge/orders/fedcba9876543210.json.send-11"));

        OrderRecord listed = folder.contents().records().get(0);
        assertEquals(OrderState.SUBMITTING, listed.getState());
        assertEquals(10, listed.getAttempt());
        assertEquals(order.read().orElseThrow().toString(), listed.toString());
    }

    @Test
    void saysWhichOrdersCannotBeRead() throws IOException {
        folder.order(ID).reserve(OrderFileTest.plan());
        Files.writeString(home.resolve("ack-edge/orders/fedcba9876543210.json"), "{\"version\" : 99}");
        Files.createFile(home.resolve("ack-edge/orders/aaaaaaaaaaaaaaaa.json"));
        Files.writeString(
                home.resolve("ack-edge/orders/cccccccccccccccc.json"), "{\"version\" : 1, \"state\" : \"?\"}");
        Files.createDirectory(home.resolve("ack-edge/orders/bbbbbbbbbbbbbbbb.json"));

        assertEquals(1, folder.contents().records().size());
        assertEquals(4, folder.contents().unreadable().size());
        assertTrue(
                folder.contents().unreadable().stream()
                        .anyMatch(why -> why.contains("fedcba9876543210.json was written by a newer version")),
                folder.contents().unreadable().toString());
    }

    /** An administrator may have moved one elsewhere; its fences are made where it lies. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsAnOrderThatALinkLeadsToWithTheFencesBesideIt() throws IOException {
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        folder.order(ID).reserve(OrderFileTest.plan());
        Path link = home.resolve("ack-edge/orders/" + ID + ".json");
        Files.move(link, elsewhere.resolve("moved.json"));
        Files.createSymbolicLink(link, elsewhere.resolve("moved.json"));
        assertEquals(OrderState.PLANNED, only().getState());

        Files.createFile(elsewhere.resolve("moved.json.send-1"));
        assertEquals(OrderState.SUBMITTING, only().getState());
        assertEquals(1, only().getAttempt());
    }

    @Test
    void forgetsAnOrderWithAllThatLiesBesideItAndNothingElse() throws IOException {
        String other = "fedcba9876543210";
        for (String id : List.of(ID, other)) {
            OrderRecord plan = OrderFileTest.plan().with(f -> f.orderId = id);
            OrderFile file = folder.order(id);
            assertEquals(id, file.orderId());
            assertEquals(id + ".json", file.path().getFileName().toString());
            file.reserve(plan);
            file.advance(1, OneOrderFile.sent(plan, 1), 1);
            file.advance(
                    2,
                    OneOrderFile.next(file.read().orElseThrow(), OrderState.SUCCEEDED)
                            .with(f -> f.taskId = "T-" + id),
                    0);
            folder.claim("T-" + id, id, true);
        }
        OrderRecord over = folder.contents().records().stream()
                .filter(record -> record.getOrderId().equals(ID))
                .findFirst()
                .orElseThrow();

        folder.remove(over);

        assertEquals(other, only().getOrderId());
        assertEquals(Optional.empty(), folder.owner("T-" + ID));
        assertEquals(Optional.empty(), folder.answered(ID));
        assertEquals(Optional.of(other), folder.owner("T-" + other));
        assertEquals(Optional.of("T-" + other), folder.answered(other));
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> left = files.filter(file -> file.toString().contains(ID)).toList();
            assertEquals(List.of(), left);
        }
        try (Stream<Path> files = Files.list(home.resolve("ack-edge/orders"))) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith(other + ".json.send-1")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcde",
                "0123456789abcdef0",
                "0123456789ABCDEF",
                "../../etc/passwd",
                "0123456789abcde/",
                "0123456789abcd..",
                "0123456789abcdef\n",
            })
    void takesNoOtherIdsThanOurs(String id) {
        assertThrows(IllegalArgumentException.class, () -> folder.order(id));
    }

    // ------------------------------------------------------------------ claims

    @Test
    void aTaskIsWhoseItWasFirst() throws IOException {
        folder.claim("T-1", ID, true);
        folder.claim("T-1", "fedcba9876543210", true);
        assertEquals(Optional.of(ID), folder.owner("T-1"));
        assertEquals(Optional.empty(), folder.owner("T-2"));
    }

    @Test
    void claimsOutliveTheProcess() throws IOException {
        folder.claim("T-1", ID, true);
        folder.claim("T-2", "fedcba9876543210", false);
        assertEquals(Optional.of(ID), again().owner("T-1"));
        assertEquals(Optional.of("T-1"), again().answered(ID));
        assertEquals(Optional.empty(), again().answered("fedcba9876543210"), "that it fits is no answer");
    }

    @Test
    void aClaimIsForcedToDiskWithTheFoldersThatItLiesIn() throws IOException {
        Path real = home.toRealPath();
        String name = real.getFileName() + "/ack-edge";
        String claims = name + "/orders/claims";
        assertEquals(
                List.of(
                        real.getFileName().toString(),
                        name,
                        name + "/orders",
                        claims + "/task-T-1",
                        claims,
                        claims + "/order-" + ID,
                        claims),
                ForcedToDisk.during(
                        real, () -> new OrderFolder(real.resolve("ack-edge/orders")).claim("T-1", ID, true)));
    }

    @Test
    void anAnswerNamesATaskOnce() throws IOException {
        folder.claim("T-1", ID, true);
        folder.claim("T-2", ID, true);
        assertEquals(Optional.of("T-1"), folder.answered(ID));
    }

    /** As after the answer to an order whose task it was only taken to be until then. */
    @Test
    void aFitBecomesAnAnswer() throws IOException {
        folder.claim("T-1", ID, false);
        folder.claim("T-1", ID, true);
        assertEquals(Optional.of("T-1"), folder.answered(ID));
        assertEquals(Optional.of(ID), folder.owner("T-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", ".", "..", "a..b", "-T", "T 1", "T\n1"})
    void takesNoTaskIdThatIsUnfitForAFilesName(String id) throws IOException {
        assertThrows(IllegalArgumentException.class, () -> folder.claim(id, ID, true));
        assertEquals(Optional.empty(), folder.owner(id));
    }

    /** A claim that was made and not written to its end says nothing of whose it is; the task is nobody else's for all that. */
    @Test
    void aClaimThatIsCutOffIsSomebodysAllTheSame() throws IOException {
        Files.createDirectories(home.resolve("ack-edge/orders/claims"));
        Files.createFile(home.resolve("ack-edge/orders/claims/task-T-1"));
        Files.createFile(home.resolve("ack-edge/orders/claims/order-" + ID));
        assertEquals(Optional.of(""), folder.owner("T-1"));
        assertEquals(Optional.empty(), folder.answered(ID));
    }

    @Test
    void claimsThatCannotBeReadAreNotTakenForNone() throws IOException {
        Files.createDirectories(home.resolve("ack-edge/orders/claims/task-T-1"));
        assertThrows(IOException.class, () -> folder.owner("T-1"));
    }

    /** As where two controllers' threads make it at once. */
    @Test
    void aFolderThatIsThereIsAsGoodAsOneThatWasMade() throws IOException {
        DurableFiles.createFolder(home);
        Path file = Files.createFile(home.resolve("file"));
        assertThrows(FileAlreadyExistsException.class, () -> DurableFiles.createFolder(file));
    }

    @Test
    void inMemoryTheSameRulesHold() throws IOException {
        Claims claims = Claims.inMemory();
        claims.claim("T-1", "a", false);
        claims.claim("T-1", "b", true);
        claims.claim("T-2", "b", true);
        assertEquals(Optional.of("a"), claims.owner("T-1"));
        assertEquals(Optional.of("T-1"), claims.answered("b"));
        assertFalse(claims.answered("a").isPresent());
    }

    /** Records of orders that are over are kept in memory; a file that was replaced is read again all the same. */
    @Test
    void seesARecordThatWasReplaced() throws IOException {
        OrderFile file = folder.order(ID);
        OrderRecord over = OneOrderFile.next(OrderFileTest.plan(), OrderState.FAILED);
        file.reserve(over);
        assertEquals(OrderState.FAILED, only().getState());
        assertEquals(OrderState.FAILED, only().getState());

        file.advance(over.getRevision(), OneOrderFile.next(over, OrderState.SUCCEEDED), 0);
        assertEquals(OrderState.SUCCEEDED, only().getState());

        Files.createFile(home.resolve("ack-edge/orders/" + ID + ".json.send-1"));
        assertEquals(OrderState.SUBMITTING, only().getState(), "a fence tells that it may have been sent again");
        Files.delete(home.resolve("ack-edge/orders/" + ID + ".json"));
        assertEquals(List.of(), folder.contents().records());
    }

    /** What nobody writes any more is not read again; what may be written is. */
    @Test
    void readsAnOrderThatIsOverOnceAndAnOpenOneEachTime() throws IOException {
        Path file = home.resolve("ack-edge/orders/" + ID + ".json");
        OrderRecord open = OneOrderFile.sent(OrderFileTest.plan(), 1);
        folder.order(ID).reserve(open);
        assertEquals(OrderState.SUBMITTING, only().getState());
        spoil(file);
        assertEquals(1, folder.contents().unreadable().size());

        Files.delete(file);
        folder.order(ID).reserve(OneOrderFile.next(open, OrderState.REJECTED));
        assertEquals(OrderState.REJECTED, only().getState());
        spoil(file);
        assertEquals(OrderState.REJECTED, only().getState());
        assertEquals(List.of(), folder.contents().unreadable());
        assertEquals(1, again().contents().unreadable().size());
    }

    /** Makes it no record, and keeps all by which a changed file is known. */
    private static void spoil(Path file) throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        Files.write(file, new byte[(int) Files.size(file)], StandardOpenOption.WRITE);
        Files.setLastModifiedTime(file, written);
    }

    private OrderRecord only() throws IOException {
        return folder.contents().records().get(0);
    }
}
