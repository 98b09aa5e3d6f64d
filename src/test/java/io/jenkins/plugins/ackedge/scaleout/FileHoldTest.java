package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds the lock of a record, and what is left of an attempt that failed. */
class FileHoldTest {
    @TempDir
    Path folder;

    @Test
    void isHeldOnceAtATime() throws IOException {
        Path lock = folder.resolve("order.json.lock");
        try (FileHold first = FileHold.tryNow(lock).orElseThrow()) {
            assertTrue(first.isOpen());
            assertEquals(Optional.empty(), FileHold.tryNow(lock));
        }
        FileHold.tryNow(lock).orElseThrow().close();
    }

    /** Also by another class loader of this process, which has a list of its own. */
    @Test
    void whatSomebodyElseHeldCanBeHadWhenItIsGivenBack() throws IOException {
        Path lock = folder.resolve("order.json.lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertEquals(Optional.empty(), FileHold.tryNow(lock));
            assertEquals(Optional.empty(), FileHold.tryNow(lock));
        }
        FileHold.tryNow(lock).orElseThrow().close();
    }

    @Test
    void whereThereCanBeNoLockThereCanBeOneLater() throws IOException {
        Path lock = folder.resolve("later/order.json.lock");
        String why =
                assertThrows(IOException.class, () -> FileHold.tryNow(lock)).getMessage();
        assertTrue(why.startsWith(lock + " cannot be made or opened ("), why);
        Files.createDirectory(folder.resolve("later"));
        FileHold.tryNow(lock).orElseThrow().close();
    }

    @Test
    void whoeverIsInterruptedWaitsNoLongerAndStaysInterrupted() throws IOException {
        Path lock = folder.resolve("order.json.lock");
        try (FileHold first = FileHold.tryNow(lock).orElseThrow()) {
            assertTrue(first.isOpen());
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> FileHold.await(lock));
            assertTrue(Thread.interrupted());
        }
    }
}
