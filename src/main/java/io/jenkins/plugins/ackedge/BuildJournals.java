package io.jenkins.plugins.ackedge;

import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.FileJournal;
import io.jenkins.plugins.ackedge.scaleout.Journal;
import io.jenkins.plugins.ackedge.scaleout.JournalEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The journals of a build's orders: a small file for each in the folder {@code ack-edge} of the build's own directory. They
 * are forced to disk at once, which neither {@code build.xml} nor a pipeline's state is under every durability setting.
 */
final class BuildJournals {
    private static final String FOLDER = "ack-edge";
    private static final String SUFFIX = ".json";

    /** A file with the name of the earlier order with which this one goes on. */
    private static final String GOES_ON_WITH = ".goes-on-with";

    private static final int MOMENTS = 20;
    private static final long MOMENT_MILLIS = 50;

    private static final Comparator<JournalEntry> EARLIEST_FIRST =
            Comparator.comparingLong(JournalEntry::getPlannedMillis).thenComparing(JournalEntry::getOrderId);

    private final Run<?, ?> run;

    BuildJournals(Run<?, ?> run) {
        this.run = run;
    }

    /** Asked for each time, since a build moves when its job or folder is renamed. */
    private Path folder() {
        return run.getRootDir().toPath().resolve(FOLDER);
    }

    boolean exist() {
        return Files.isDirectory(folder());
    }

    /** Whether a build with that folder has ordered something; loads no build. */
    static boolean existIn(Path buildFolder) {
        return Files.isDirectory(buildFolder.resolve(FOLDER));
    }

    /** @param name of the order within the build: the flow node's id, or the number of a build step's order */
    Journal journal(String name) {
        return new Journal() {
            @Override
            public Optional<JournalEntry> read() throws IOException {
                return where(FileJournal::read);
            }

            @Override
            public void write(JournalEntry entry) throws IOException {
                where(file -> {
                    file.write(entry);
                    return entry;
                });
            }

            /** Where the build is; again, if it was moved meanwhile, since nothing is found or kept where it was. */
            private <T> T where(Access<T> access) throws IOException {
                while (true) {
                    awaitBuild();
                    Path folder = folder();
                    try {
                        T done = access.to(new FileJournal(folder.resolve(fileName(folder))));
                        if (isStillIn(folder)) {
                            return done;
                        }
                    } catch (NoSuchFileException e) {
                        if (isStillIn(folder)) {
                            throw e;
                        }
                    }
                }
            }

            private String fileName(Path folder) throws IOException {
                Path link = folder.resolve(name + GOES_ON_WITH);
                return (Files.exists(link) ? Files.readString(link) : name) + SUFFIX;
            }
        };
    }

    private interface Access<T> {
        T to(FileJournal file) throws IOException;
    }

    private boolean isStillIn(Path folder) {
        return folder.equals(folder()) && run.getRootDir().isDirectory();
    }

    /**
     * A build that was deleted does not come back for the sake of its journal, and has none that could be taken for empty;
     * one that is just being renamed is there again after a moment.
     */
    private void awaitBuild() throws IOException {
        for (int i = 0; !run.getRootDir().isDirectory(); i++) {
            if (i == MOMENTS) {
                throw new NoSuchFileException(run.getRootDir().getPath());
            }
            try {
                Thread.sleep(MOMENT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }

    /** The order gets no journal of its own, but goes on with an earlier one's, also after a restart. */
    void goOn(String name, String earlier) throws IOException {
        Files.writeString(
                folder().resolve(name + GOES_ON_WITH),
                earlier,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC);
    }

    /** The name of the earliest order that is like this, if there is one. */
    Optional<String> find(Predicate<JournalEntry> like) throws IOException {
        return read().entrySet().stream()
                .filter(order -> like.test(order.getValue()))
                .min(Map.Entry.comparingByValue(EARLIEST_FIRST))
                .map(Map.Entry::getKey);
    }

    /** A name that no order of this build has yet. */
    String nextName() {
        int number = 1;
        while (Files.exists(folder().resolve("step-" + number + SUFFIX))
                || Files.exists(folder().resolve("step-" + number + GOES_ON_WITH))) {
            number++;
        }
        return "step-" + number;
    }

    /** All orders of the build, the earliest first; one that cannot be read fails, rather than be left out. */
    List<JournalEntry> entries() throws IOException {
        return read().values().stream().sorted(EARLIEST_FIRST).toList();
    }

    private Map<String, JournalEntry> read() throws IOException {
        Map<String, JournalEntry> entries = new HashMap<>();
        if (exist()) {
            try (Stream<Path> files = Files.list(folder())) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                    String name = file.toFile().getName();
                    new FileJournal(file)
                            .read()
                            .ifPresent(entry -> entries.put(name.substring(0, name.length() - SUFFIX.length()), entry));
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return entries;
    }
}
