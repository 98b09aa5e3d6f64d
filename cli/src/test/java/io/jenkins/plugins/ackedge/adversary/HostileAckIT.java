package io.jenkins.plugins.ackedge.adversary;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * because most of them do nothing but wait; what each came to also stands in {@code target/adversary.txt}.
 *
 * <p>{@code -Dackedge.adversary=words} runs only the scenarios whose name holds these words, with the rare ones among
 * them; {@code -Dackedge.adversary.rare=true} runs the rare ones too, {@code -Dackedge.adversary.runs=n} so many beside
 * each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAckIT {
    private static final String WORDS = System.getProperty("ackedge.adversary", "");
    private static final boolean RARE = Boolean.getBoolean("ackedge.adversary.rare") || !WORDS.isEmpty();
    private static final int RUNS = Integer.getInteger("ackedge.adversary.runs", 128);

    private final ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    private final Map<Scenario, Future<?>> played = new LinkedHashMap<>();
    private final Map<Scenario, String> times = new ConcurrentHashMap<>();
    private final long created = System.nanoTime();
    private final List<String> report = new ArrayList<>();

    @BeforeAll
    void playAll(@TempDir Path folder) throws Exception {
        try (World training = new World(folder.resolve("training"), Duration.ZERO)) {
            Run.shareClasses(training.command(), folder.resolve("classes.jsa"), training.folder);
        }
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
                        EnsAnswers.scenarios(),
                        EnsLooks.scenarios(),
                        EnsNodes.scenarios(),
                        EnsRepairs.scenarios(),
                        EnsReleases.scenarios(),
                        EnsPrices.scenarios(),
                        EnsScripts.scenarios(),
                        EnsKills.scenarios())
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
                .map(entry -> dynamicTest(entry.getKey().name(), () -> end(entry.getKey(), entry.getValue())));
    }

    @AfterAll
    void writeReport() throws Exception {
        threads.shutdownNow();
        report.sort(Comparator.naturalOrder());
        Files.write(Path.of(System.getProperty("ackedge.jar")).resolveSibling("adversary.txt"), report);
    }

    private Void play(Scenario scenario, Path folder) throws Exception {
        long begun = System.nanoTime();
        try (World world = new World(folder, scenario.skew())) {
            scenario.attack().play(world);
        } finally {
            times.put(
                    scenario, (begun - created) / 1_000_000_000 + "-" + (System.nanoTime() - created) / 1_000_000_000);
        }
        return null;
    }

    private void end(Scenario scenario, Future<?> future) throws Throwable {
        try {
            future.get();
            report.add("pass | " + scenario.name() + " | " + times.get(scenario) + " s |");
        } catch (ExecutionException e) {
            String word = e.getCause() instanceof TestAbortedException ? "skip | " : "FAIL | ";
            report.add(word + scenario.name() + " | " + times.get(scenario) + " s | "
                    + Outcome.printable(String.valueOf(e.getCause().getMessage())));
            throw e.getCause();
        }
    }
}
