package io.jenkins.plugins.ackedge.build;

import hudson.model.Run;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.scaleout.DurableFiles;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderFolder;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which orders a build has made: a mark for each in the folder {@code ack-edge} of the build's own directory, with the id of
 * the order, whose record lies in the controller's store. A mark is made once, and forced to disk before the order is
 * planned; it moves with the build. The first version kept the records themselves here; they are still read and gone on with.
 */
final class BuildOrders {
    private static final String FOLDER = "ack-edge";
    private static final String MARK = ".order";
    private static final String RECORD = ".json";

    /** Of the first version: the name of an earlier order with which this one goes on. */
    private static final String GOES_ON_WITH = ".goes-on-with";

    private static final int MOMENTS = 20;
    private static final long MOMENT_MILLIS = 50;

    private static final Comparator<OrderRecord> EARLIEST_FIRST =
            Comparator.comparingLong(OrderRecord::getPlannedMillis).thenComparing(OrderRecord::getOrderId);

    private final Run<?, ?> run;

    BuildOrders(Run<?, ?> run) {
        this.run = run;
    }

    /** Asked for each time, since a build moves when its job or folder is renamed. */
    private Path folder() {
        return run.getRootDir().toPath().resolve(FOLDER);
    }

    boolean exist() {
        return existIn(run.getRootDir().toPath());
    }

    /** Whether a build with that folder has ordered something; loads no build. */
    static boolean existIn(Path buildFolder) {
        return Files.isDirectory(buildFolder.resolve(FOLDER));
    }

    /**
     * The store of an order of this build.
     *
     * @param name of the order within the build: the flow node's id, or the number of a build step's order
     * @return empty if this build has no such order
     * @throws IOException if that cannot be told
     */
    private Optional<OrderFile> find(String name) throws IOException {
        awaitBuild();
        try {
            return Optional.of(store().order(
                            Files.readString(folder().resolve(name + MARK)).strip()));
        } catch (NoSuchFileException e) {
            return ofFirstVersion(name);
        } catch (IllegalArgumentException e) {
            throw new IOException(folder().resolve(name + MARK) + " does not hold the id of an order", e);
        }
    }

    /**
     * The store of an order of this build that has been planned at least, and so is to be gone on with.
     *
     * @param name as {@link #find} has it; null gives none
     */
    Optional<OrderFile> findPlanned(String name) throws IOException {
        Optional<OrderFile> found = name == null ? Optional.empty() : find(name);
        return found.isPresent() && found.get().read().isPresent() ? found : Optional.empty();
    }

    /**
     * The store for an order that is about to be planned, or gone on with. A step that died between its mark and its plan
     * finds its mark again.
     *
     * @param name of the order within the build; null for one that no other has yet
     * @param orderId for a new mark
     */
    OrderFile findOrMark(String name, String orderId) throws IOException {
        if (name == null) {
            return markNext(orderId);
        }
        Optional<OrderFile> marked = find(name);
        return marked.isPresent() ? marked.get() : mark(name, orderId);
    }

    private Optional<OrderFile> ofFirstVersion(String name) throws IOException {
        Path link = folder().resolve(name + GOES_ON_WITH);
        String named = Files.exists(link) ? Files.readString(link) : name;
        Path file = folder().resolve(named + RECORD);
        return Files.exists(file) ? Optional.of(OrderFile.of(file)) : Optional.empty();
    }

    private static OrderFolder store() {
        return ControllerOrders.get().records();
    }

    /**
     * Notes that an order of this name is about to be planned, or gone on with.
     *
     * @return its store
     * @throws FileAlreadyExistsException if the name is taken
     */
    private OrderFile mark(String name, String orderId) throws IOException {
        awaitBuild();
        Path folder = folder();
        DurableFiles.createFolder(folder);
        DurableFiles.create(folder.resolve(name + MARK), orderId.getBytes(StandardCharsets.UTF_8));
        DurableFiles.force(folder);
        OrderingBuild.note(run.getParent());
        return store().order(orderId);
    }

    /**
     * Reserves a name that no order of this build has yet, for an order that is about to be planned.
     *
     * @return its store
     */
    private OrderFile markNext(String orderId) throws IOException {
        for (int number = 1; ; number++) {
            String name = "step-" + number;
            if (ofFirstVersion(name).isPresent()) {
                continue;
            }
            try {
                return mark(name, orderId);
            } catch (FileAlreadyExistsException e) {
                if (!Files.exists(folder().resolve(name + MARK))) {
                    throw e;
                }
            }
        }
    }

    /**
     * A build that was deleted does not come back for the sake of its orders, and has none that could be taken for none; one
     * that is just being renamed is there again after a moment.
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

    /** All orders of the build, the earliest first; one that cannot be read fails, rather than be left out. */
    List<OrderRecord> records() throws IOException {
        // Two attempts may have gone on with one order.
        Map<Path, OrderRecord> records = new LinkedHashMap<>();
        for (OrderFile file : files()) {
            file.read().ifPresent(record -> records.put(file.path(), record));
        }
        return records.values().stream().sorted(EARLIEST_FIRST).toList();
    }

    private List<OrderFile> files() throws IOException {
        if (!exist()) {
            return List.of();
        }
        List<OrderFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(MARK)) {
                    found.add(store().order(Files.readString(file).strip()));
                } else if (name.endsWith(RECORD)) {
                    found.add(OrderFile.of(file));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }
}
