package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One order, one file: whatever name leads to it. */
class OrderFileNameTest extends OneOrderFile {
    @Test
    void aSymbolicLinkIsTheFileItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), path);
        OrderFile byLink = OrderFile.of(link);
        assertTrue(byLink.reserve(plan()));
        assertFalse(file.reserve(plan()));
        assertTrue(Files.isSymbolicLink(link), "writing does not replace the link");
        assertTrue(Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aLinkToALinkToNothingYetIsTheFileThatWillBe() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("sub/second"));
        Files.createSymbolicLink(folder.resolve("sub/second"), Path.of("../order.json"));
        assertTrue(OrderFile.of(first).reserve(plan()));
        assertFalse(file.reserve(plan()));
    }

    @Test
    void aFolderByALinkIsTheFolder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertTrue(OrderFile.of(link.resolve("o.json")).reserve(plan()));
        assertFalse(OrderFile.of(real.resolve("o.json")).reserve(plan()));
        assertFalse(OrderFile.of(real.resolve("../link/./o.json")).reserve(plan()));
        try (FileHold hold = OrderFile.of(link.resolve("o.json")).holdForGood().orElseThrow()) {
            assertTrue(hold.isOpen());
            assertTrue(OrderFile.of(real.resolve("o.json")).holdForGood().isEmpty(), "one lock");
        }
    }

    @Test
    void aSecondNameByAHardLinkIsRefused() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
        file.reserve(plan());
        Path second = Files.createLink(folder.resolve("second.json"), path);

        assertTrue(refusal(second).contains("has 2 names (hard links)"), refusal(second));
        assertThrows(IOException.class, () -> file.read());
        assertThrows(IOException.class, () -> OrderFile.of(second).reserve(plan()));
        assertThrows(IOException.class, () -> file.advance(1, sent(plan(), 1), 1));
        Files.delete(second);
        assertTrue(file.advance(1, sent(plan(), 1), 1));
    }

    @Test
    void linksThatLeadInACircleLeadNowhere() throws IOException {
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        assertTrue(refusal(folder.resolve("a")).endsWith("is a link that leads in a circle"));
    }

    @Test
    void aFolderIsNoRecordAndAFileNeedsOne() throws IOException {
        assertTrue(refusal(folder).endsWith("is no ordinary file"));
        assertTrue(refusal(folder.resolve("no/such/order.json")).endsWith("is not in a folder that exists"));
        assertFalse(Files.exists(folder.resolve("no")), "it is not made for the sake of a record");
    }

    @Test
    void aFolderThatWasMovedAwayIsNotAnOrderThatWasNeverMade() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        OrderFile inSub = OrderFile.of(sub.resolve("order.json"));
        inSub.reserve(plan());
        Files.move(sub, folder.resolve("moved"));

        IOException e = assertThrows(IOException.class, inSub::read);
        assertTrue(e.getMessage().contains("is gone"), e.getMessage());
        assertThrows(IOException.class, () -> inSub.advance(1, sent(plan(), 1), 1));
        assertThrows(IOException.class, () -> inSub.reserve(plan()));
        assertFalse(Files.exists(sub), "it does not come back");
    }
}
