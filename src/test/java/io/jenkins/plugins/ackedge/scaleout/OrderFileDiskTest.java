package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with the disk: an error, and what was there stays. */
class OrderFileDiskTest extends OneOrderFile {
    @Test
    void whatMayNotBeReadIsNotAbsent() throws Exception {
        file.reserve(plan());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(path), "root reads everything");
        assertTrue(refusal(path).contains("cannot be read"), refusal(path));
    }

    @Test
    void whereNothingMayBeWrittenNothingIsReserved() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(closed), "root writes everywhere");
            OrderFile there = OrderFile.of(closed.resolve("order.json"));
            assertThrows(IOException.class, () -> there.reserve(plan()));
            assertTrue(there.read().isEmpty());
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** A file where its replacement would be written, which nobody can write: as on a disk that fails. */
    @Test
    void whatCannotBeReplacedStaysAsItWas() throws IOException {
        file.reserve(plan());
        Path obstacle = Files.createDirectory(folder.resolve("order.json.tmp"));
        Files.createFile(obstacle.resolve("in the way"));

        assertThrows(IOException.class, () -> file.advance(1, next(plan(), OrderState.REJECTED), 0));
        assertEquals(OrderState.PLANNED, read().getState());
        assertEquals(1, read().getRevision());
    }

    /** The fence is made first, so that a failure afterwards is taken for an order that may have been sent. */
    @Test
    void aSendingThatCouldNotBeWrittenReadsAsSent() throws IOException {
        file.reserve(plan());
        Path obstacle = Files.createDirectory(folder.resolve("order.json.tmp"));
        Files.createFile(obstacle.resolve("in the way"));

        assertThrows(IOException.class, () -> file.advance(1, sent(plan(), 1), 1));
        assertEquals(OrderState.SUBMITTING, read().getState());
    }

    @Test
    void whatIsWrittenIsForcedToDiskWithItsFolderAndItsFenceFirst() throws Exception {
        file.reserve(plan());
        List<String> forced = ForcedToDisk.during(folder, () -> file.advance(1, sent(plan(), 1), 1));
        String name = folder.getFileName().toString();
        assertEquals(List.of(name + "/order.json.send-1", name, name + "/order.json.tmp", name), forced);
    }

    @Test
    void aFullDiskIsAnErrorAndLeavesWhatWasThere() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0, "no mounts here");
        try {
            OrderFile onDisk = OrderFile.of(disk.resolve("order.json"));
            onDisk.reserve(plan());
            fill(disk.resolve("filler"));

            assertThrows(IOException.class, () -> onDisk.advance(1, sent(plan(), 1), 1));
            assertEquals(1, onDisk.read().orElseThrow().getRevision());
            Files.delete(disk.resolve("filler"));
            OrderRecord now = onDisk.read().orElseThrow();
            assertTrue(onDisk.advance(1, next(now, OrderState.UNKNOWN), 0));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException full) {
            assertTrue(Files.size(filler) > 0);
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
