package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The orders of a controller: a file for each, in one folder, whatever becomes of the builds that ordered. Claims of tasks
 * lie in a folder beside them.
 */
public final class OrderFolder implements Claims {
    private static final Logger LOGGER = Logger.getLogger(OrderFolder.class.getName());
    private static final String SUFFIX = ".json";
    private static final Pattern ORDER_ID = Pattern.compile("[0-9a-f]{16}");

    private final Path folder;
    private final Path claims;
    /** Orders that are over, by the names of their files: they do not change any more, so each is read once. */
    private final Map<String, Over> over = new ConcurrentHashMap<>();

    /** An order as it lay in its file, and what tells that file from another one. */
    private record Over(Object file, long size, FileTime written, int fence, OrderRecord record) {
        boolean isStill(BasicFileAttributes now, int fenceNow) {
            return file != null
                    && file.equals(now.fileKey())
                    && size == now.size()
                    && written.equals(now.lastModifiedTime())
                    && fence == fenceNow;
        }
    }

    /** @param folder is made with its parents when it is needed, and forced to disk */
    public OrderFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.claims = this.folder.resolve("claims");
    }

    /** @throws IllegalArgumentException if it is not an id of ours, since it becomes a file's name */
    public OrderFile order(String orderId) throws IOException {
        if (!ORDER_ID.matcher(orderId).matches()) {
            throw new IllegalArgumentException("not the id of an order: " + orderId);
        }
        DurableFiles.createFolders(folder);
        return OrderFile.of(folder.resolve(orderId + SUFFIX));
    }

    /**
     * What lies in the folder.
     *
     * @param records all orders that can be read, in no order
     * @param unreadable why others cannot, a sentence for each that names its file
     */
    public record Contents(List<OrderRecord> records, List<String> unreadable) {}

    /** Reads those that may have changed since the last time. */
    public Contents contents() throws IOException {
        List<OrderRecord> records = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        if (Files.notExists(folder)) {
            return new Contents(records, unreadable);
        }
        Map<String, Integer> fences = OrderFile.fences(folder);
        for (Path file : files()) {
            try {
                read(file, fences).ifPresent(records::add);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "An order cannot be read", e);
                unreadable.add(e.getMessage());
            }
        }
        return new Contents(records, unreadable);
    }

    /** Forgets an order that is over, its claims among it. A build that made it shows it no more. */
    public void remove(OrderRecord record) throws IOException {
        OrderFile file = order(record.getOrderId());
        file.remove();
        over.remove(String.valueOf(file.path().getFileName()));
        if (TaskId.isUsable(record.reference())) {
            Files.deleteIfExists(claims.resolve("task-" + record.reference()));
        }
        Files.deleteIfExists(claims.resolve("order-" + record.getOrderId()));
    }

    private Optional<OrderRecord> read(Path file, Map<String, Integer> fences) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return OrderFile.of(file).read(); // what it leads to has its fences beside it, wherever that is
        }
        String name = String.valueOf(file.getFileName());
        int fence = fences.getOrDefault(name, 0);
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Over known = over.get(name);
        if (known != null && known.isStill(now, fence)) {
            return Optional.of(known.record());
        }
        Optional<OrderRecord> read = OrderFile.of(file).read(fences);
        read.filter(record -> !record.isOpen())
                .ifPresent(record ->
                        over.put(name, new Over(now.fileKey(), now.size(), now.lastModifiedTime(), fence, record)));
        return read;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith(SUFFIX)
                                && ORDER_ID.matcher(name.substring(0, name.length() - SUFFIX.length()))
                                        .matches();
                    })
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void claim(String taskId, String orderId, boolean isAnswer) throws IOException {
        if (!TaskId.isUsable(taskId)) {
            throw new IllegalArgumentException("not usable as a file's name");
        }
        DurableFiles.createFolders(claims);
        createNew(claims.resolve("task-" + taskId), orderId);
        if (isAnswer) {
            createNew(claims.resolve("order-" + orderId), taskId);
        }
    }

    private void createNew(Path file, String text) throws IOException {
        try {
            DurableFiles.create(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            return; // the first claim counts
        }
        DurableFiles.force(claims);
    }

    @Override
    public Optional<String> owner(String taskId) throws IOException {
        return TaskId.isUsable(taskId) ? text(claims.resolve("task-" + taskId)) : Optional.empty();
    }

    @Override
    public Optional<String> answered(String orderId) throws IOException {
        return text(claims.resolve("order-" + orderId)).filter(TaskId::isUsable);
    }

    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
