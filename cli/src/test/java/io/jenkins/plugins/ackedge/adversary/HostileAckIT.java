package io.jenkins.plugins.ackedge.adversary;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The program as a process of its own against a server that is nobody's friend. All scenarios run beside each other,
 * because most of them do nothing but wait; what each came to also stands in {@code target/adversary.txt}, in the order in
 * which they ended while they are played, and sorted afterwards.
 *
 * <p>{@code -Dackedge.adversary=words} runs only the scenarios whose name holds these words, with the rare ones among
 * them; {@code -Dackedge.adversary.rare=true} or {@code false} runs the rare ones too, or not, {@code -Dackedge.adversary.runs=n} so many beside
 * each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAckIT {
    private static final String WORDS = System.getProperty("ackedge.adversary", "");
    private static final boolean RARE =
            Boolean.parseBoolean(System.getProperty("ackedge.adversary.rare", "" + !WORDS.isEmpty()));
    private static final int RUNS = Integer.getInteger("ackedge.adversary.runs", 128);

    private static final Path REPORT =
            Path.of(System.getProperty("ackedge.jar", "target/x")).resolveSibling("adversary.txt");

    private final ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    private final Map<Scenario, Future<?>> played = new LinkedHashMap<>();
    private final long created = System.nanoTime();
    private final List<String> report = new ArrayList<>();

    @BeforeAll
    void playAll(@TempDir Path folder) {
        List<Scenario> all = Stream.of(
                        Kills.scenarios(),
                        Unsettled.scenarios(),
                        TaskLists.scenarios(),
                        BrokenAnswers.scenarios(),
                        LostAnswers.scenarios(),
                        OddRefusals.scenarios(),
                        CertainReplies.scenarios(),
                        TriedAgain.scenarios(),
                        Endings.scenarios(),
                        VendorTexts.scenarios(),
                        EchoedSecrets.scenarios(),
                        Twins.scenarios(),
                        StateFiles.scenarios(),
                        EnsScenarios.all())
                .flatMap(Collection::stream)
                .filter(scenario -> scenario.name().contains(WORDS) && (RARE || !scenario.isRare()))
                .sorted(Comparator.comparing(scenario -> !scenario.isLong()))
                .toList();
        for (Scenario scenario : all) {
            Path own = folder.resolve("s" + played.size());
            played.put(scenario, threads.submit(() -> play(scenario, own)));
        }
    }

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return played.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey().name(), () -> end(entry.getValue())));
    }

    @AfterAll
    void writeReport() throws Exception {
        threads.shutdownNow();
        report.sort(Comparator.naturalOrder());
        Files.write(REPORT, report);
    }

    private Void play(Scenario scenario, Path folder) throws Exception {
        long begun = System.nanoTime();
        try (World world = new World(folder, scenario.skew())) {
            scenario.attack().play(world);
            note("pass", scenario, begun, "");
        } catch (Exception | Error e) {
            String word = e instanceof TestAbortedException ? "skip" : "FAIL";
            note(word, scenario, begun, Outcome.printable(String.valueOf(e.getMessage())));
            throw e;
        }
        return null;
    }

    /** At once, so that something is known of a run that is ended from outside. */
    private synchronized void note(String word, Scenario scenario, long begun, String message) throws IOException {
        String time = (begun - created) / 1_000_000_000 + "-" + (System.nanoTime() - created) / 1_000_000_000;
        report.add(word + " | " + scenario.name() + " | " + time + " s | " + message);
        Files.write(REPORT, report);
    }

    private void end(Future<?> future) throws Throwable {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
