package io.jenkins.plugins.ackedge;

import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.FileJournal;
import io.jenkins.plugins.ackedge.scaleout.Journal;
import io.jenkins.plugins.ackedge.scaleout.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The journals of a build's orders: a small file for each in the folder {@code ack-edge} of the build's own directory. They
 * are forced to disk at once, which neither {@code build.xml} nor a pipeline's state is under every durability setting.
 */
final class BuildJournals {
    private static final String FOLDER = "ack-edge";
    private static final String SUFFIX = ".json";

    private final Path folder;

    BuildJournals(Run<?, ?> run) {
        folder = run.getRootDir().toPath().resolve(FOLDER);
    }

    boolean exist() {
        return Files.isDirectory(folder);
    }

    /** Whether a build with that folder has ordered something; loads no build. */
    static boolean existIn(Path buildFolder) {
        return Files.isDirectory(buildFolder.resolve(FOLDER));
    }

    /** @param name of the order within the build: the flow node's id, or the number of a build step's order */
    Journal journal(String name) {
        return new FileJournal(folder.resolve(name + SUFFIX));
    }

    /** A name that no order of this build has yet. */
    String nextName() {
        int number = 1;
        while (Files.exists(folder.resolve("step-" + number + SUFFIX))) {
            number++;
        }
        return "step-" + number;
    }

    /** All orders of the build, the earliest first; one that cannot be read fails, rather than be left out. */
    List<JournalEntry> entries() throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        if (exist()) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                    new FileJournal(file).read().ifPresent(entries::add);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        entries.sort(Comparator.comparingLong(JournalEntry::getPlannedMillis));
        return entries;
    }
}
