package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One order, one file: whatever name leads to it, whoever writes, and whatever is wrong with the disk. */
@DisabledOnOs(OS.WINDOWS)
class OrderFileTest {
    @TempDir
    Path folder;

    private Path path;
    private OrderFile file;

    @BeforeEach
    void start() throws IOException {
        path = folder.resolve("order.json");
        file = OrderFile.of(path);
    }

    static OrderRecord plan() {
        Order order = new Order(
                Routes.standard(), AckEndpoint.ofUrl("http://127.0.0.1:9"), Via.SCALE_OUT_CLUSTER.sample(), "test");
        return OrderRecord.planned("0123456789abcdef", order, 1_000);
    }

    static OrderRecord next(OrderRecord record, OrderState state) {
        return record.with(f -> {
            f.revision++;
            f.state = state.name();
        });
    }

    private static OrderRecord sent(OrderRecord record, int attempt) {
        return next(record, OrderState.SUBMITTING).with(f -> f.attempt = attempt);
    }

    private OrderRecord read() throws IOException {
        return file.read().orElseThrow();
    }

    private String refusal(Path name) {
        return assertThrows(IOException.class, () -> OrderFile.of(name).read()).getMessage();
    }

    // ------------------------------------------------------------------ a store

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

    // ------------------------------------------------------------------ names

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
        assertTrue(refusal(folder).endsWith("is a folder"));
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

    // ------------------------------------------------------------------ what is no record

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}",
                "{\"version\":0}",
                "{\"version\":2}",
                "{\"version\":1}",
                "{\"version\":2,\"orderId\":\"a\",\"revision\":1}",
                "not json",
                "{\"version\":1,\"state\":\"SOLD\"}",
                "{\"version\":1,\"state\":\"PLANNED\",\"instances\":[7]}",
                "{\"version\":\"two\"}",
            })
    void whatIsNoRecordIsNotTakenForNone(String text) throws IOException {
        Files.writeString(path, text);
        assertThrows(IOException.class, () -> file.read());
        assertThrows(IOException.class, () -> file.reserve(plan()));
        assertEquals(text, Files.readString(path), "it is left for whoever can read it");
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() throws IOException {
        Files.createFile(path);
        assertTrue(refusal(path).endsWith("order.json is empty, and so not the record of an order"), refusal(path));
    }

    @Test
    void eachBeginningOfARecordIsRefused() throws IOException {
        file.reserve(plan());
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> file.read(), length + " bytes");
        }
    }

    @Test
    void moreThanARecordIsRefused() throws IOException {
        file.reserve(plan());
        String json = Files.readString(path);
        for (String text : List.of(
                json + "{}", json + "x", json.replaceFirst("\"state\"", "\"state\" : \"REJECTED\", \"state\""))) {
            Files.writeString(path, text);
            assertThrows(IOException.class, () -> file.read(), text);
        }
    }

    @Test
    void ofALaterVersionIsRefused() throws IOException {
        file.reserve(plan());
        Files.writeString(path, Files.readString(path).replace("\"version\" : 2", "\"version\" : 3"));
        assertTrue(
                refusal(path)
                        .endsWith(
                                "was written by a newer version of this program (record version 3, this one reads up to 2)"),
                refusal(path));
    }

    @Test
    void whatALaterWriterOfThisVersionNotesBesidesIsNoObstacle() throws IOException {
        file.reserve(plan());
        Files.writeString(path, Files.readString(path).replaceFirst("\\{", "{ \"colour\" : \"blue\","));
        assertEquals("0123456789abcdef", read().getOrderId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"state\" : \"PLANNED\"=\"state\" : \"SOLD\"",
                "\"state\" : \"PLANNED\"=\"state\" : null",
                "\"proof\" : \"NONE\"=\"proof\" : \"WORD\"",
                "\"doubt\" : \"NONE\"=\"doubt\" : \"SOME\"",
                "\"cancel\" : \"NO\"=\"cancel\" : \"MAYBE\"",
                "\"revision\" : 1=\"revision\" : 0",
                "\"revision\" : 1=\"revision\" : null",
                "\"attempt\" : 0=\"attempt\" : -1",
                "\"via\" : \"scaleOutCluster\"=\"via\" : \"carrierPigeon\"",
                "\"endpoint\" : \"http://127.0.0.1:9\"=\"endpoint\" : \"http://example.com\"",
                "\"count\" : \"2\"=\"colour\" : \"2\"",
                "\"orderId\" : \"0123456789abcdef\"=\"orderId\" : \"\"",
                "\"stages\" : [ ]=\"stages\" : [ null ]",
            })
    void whatHoldsSomethingThatNoOrderHasIsRefused(String change) throws IOException {
        file.reserve(plan());
        String json = Files.readString(path);
        String[] parts = change.split("=", 2);
        assertTrue(json.contains(parts[0]), json);
        Files.writeString(path, json.replace(parts[0], parts[1]));
        assertThrows(IOException.class, () -> file.read());
    }

    @Test
    void vendorTextThatSomebodyHasChangedInTheFileIsCleanedAgain() throws IOException {
        file.reserve(plan());
        Files.writeString(
                path,
                Files.readString(path)
                        .replace("\"currentStage\" : \"\"", "\"currentStage\" : \"a\\u001b[2Jb\\n\\u202ec\""));
        assertFalse(
                read().getCurrentStage().codePoints().anyMatch(c -> c < ' ' || c == 0x202e), read().getCurrentStage());
    }

    // ------------------------------------------------------------------ the disk

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

    /** As the Java runtime itself records it. */
    @Test
    void whatIsWrittenIsForcedToDiskWithItsFolderAndItsFenceFirst() throws Exception {
        file.reserve(plan());
        List<String> forced = new ArrayList<>();
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            file.advance(1, sent(plan(), 1), 1);
            recording.stop();
            Path dump = folder.resolve("recording.jfr");
            recording.dump(dump);
            RecordingFile.readAllEvents(dump).stream()
                    .filter(event -> String.valueOf(event.getString("path")).startsWith(folder.toString()))
                    .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                    .forEach(event -> forced.add(folder.getParent()
                                    .relativize(Path.of(event.getString("path")))
                                    .toString()
                            + (event.getBoolean("metaData") ? "" : " without its length")));
        }
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

    // ------------------------------------------------------------------ others who write

    @Test
    void ofTwoObjectsOfOneProcessOneWritesARevision() throws Exception {
        file.reserve(plan());
        List<OrderFile> files = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            files.add(OrderFile.of(path));
        }
        assertEquals(1, count(files, f -> f.advance(1, sent(plan(), 1), 1)));
        assertEquals(2, read().getRevision());
    }

    @Test
    void ofTwoObjectsOfOneProcessOneReserves() throws Exception {
        List<OrderFile> files = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            files.add(OrderFile.of(path));
        }
        assertEquals(1, count(files, f -> f.reserve(plan())));
    }

    private interface Attempt {
        boolean on(OrderFile file) throws IOException;
    }

    private static long count(List<OrderFile> files, Attempt attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(files.size());
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (OrderFile f : files) {
                calls.add(() -> attempt.on(f));
            }
            long won = 0;
            for (Future<Boolean> answer : threads.invokeAll(calls)) {
                won += answer.get() ? 1 : 0;
            }
            return won;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoProcessesOneWritesARevision() throws Exception {
        file.reserve(plan());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path", "") + File.pathSeparator + ownClasses(),
                            Twin.class.getName(),
                            path.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        try {
            // Both are ready before either is told to go.
            for (Process process : processes) {
                assertEquals("ready", line(process));
            }
            for (Process process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            List<String> answers = new ArrayList<>();
            for (Process process : processes) {
                answers.add(line(process));
            }
            assertEquals(List.of("false", "true"), answers.stream().sorted().toList());
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private static String ownClasses() throws Exception {
        return String.join(
                File.pathSeparator, location(Twin.class), location(OrderFile.class), location(AckEndpoint.class));
    }

    private static String location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String line(Process process) throws IOException {
        // Not closed: the process writes more.
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1);
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** A second process that wants to send the same attempt. */
    static final class Twin {
        private Twin() {}

        public static void main(String[] args) throws IOException {
            OrderFile mine = OrderFile.of(Path.of(args[0]));
            OrderRecord seen = mine.read().orElseThrow();
            System.out.print("ready\n");
            System.out.flush();
            System.in.read();
            System.out.print(mine.advance(seen.getRevision(), sent(seen, 1), 1) + "\n");
            System.out.flush();
        }
    }

    @Test
    void heldForGoodNobodyElseWrites() throws Exception {
        file.reserve(plan());
        try (FileHold hold = file.holdForGood().orElseThrow()) {
            assertTrue(OrderFile.of(path).holdForGood().isEmpty());
            assertTrue(file.advance(1, sent(plan(), 1), 1), "whoever holds it writes on");
            assertTrue(hasToWait(OrderFile.of(path)));
        }
        assertTrue(OrderFile.of(path).advance(2, next(read(), OrderState.UNKNOWN), 0));
    }

    /** Whoever had it for good and gave it back has it no more. */
    @Test
    void afterItWasGivenBackItsHolderWaitsLikeEverybodyElse() throws Exception {
        file.reserve(plan());
        file.holdForGood().orElseThrow().close();
        try (FileHold other = OrderFile.of(path).holdForGood().orElseThrow()) {
            assertTrue(hasToWait(file));
        }
        assertTrue(file.advance(1, next(plan(), OrderState.REJECTED), 0));
    }

    /** Whoever is interrupted gives up as soon as there is something to wait for. */
    private static boolean hasToWait(OrderFile writer) throws IOException {
        Thread.currentThread().interrupt();
        try {
            writer.advance(1, next(plan(), OrderState.REJECTED), 0);
            return false;
        } catch (InterruptedIOException e) {
            return true;
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aLockIsGivenBackWithItsHold() throws Exception {
        file.holdForGood().orElseThrow().close();
        try (FileHold again = OrderFile.of(path).holdForGood().orElseThrow()) {
            assertTrue(OrderFile.of(path).holdForGood().isEmpty());
        }
    }
}
