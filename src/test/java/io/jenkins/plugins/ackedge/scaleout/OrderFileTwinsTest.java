package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several that write one record, in one process and in two: one of them writes a revision. */
class OrderFileTwinsTest extends OneOrderFile {
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
            assertTrue(hold.isOpen());
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
            assertTrue(other.isOpen());
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
            assertTrue(again.isOpen());
            assertTrue(OrderFile.of(path).holdForGood().isEmpty());
        }
    }
}
