package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** @param folder is made with its parents when it is needed, and forced to disk */
    public OrderFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.claims = this.folder.resolve("claims");
    }

    private static void make(Path wanted) throws IOException {
        if (!Files.isDirectory(wanted)) {
            Path parent = Objects.requireNonNull(wanted.getParent(), "a root is a folder");
            make(parent);
            try {
                Files.createDirectory(wanted);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(wanted)) {
                    throw e;
                }
            }
            OrderFile.force(parent);
        }
    }

    /** @throws IllegalArgumentException if it is not an id of ours, since it becomes a file's name */
    public OrderFile order(String orderId) throws IOException {
        if (!ORDER_ID.matcher(orderId).matches()) {
            throw new IllegalArgumentException("not the id of an order: " + orderId);
        }
        make(folder);
        return OrderFile.of(folder.resolve(orderId + SUFFIX));
    }

    /** All orders that can be read, in no order; those that cannot are in {@link #unreadable}. */
    public List<OrderRecord> records() throws IOException {
        List<OrderRecord> records = new ArrayList<>();
        for (Path file : files()) {
            try {
                OrderFile.of(file).read().ifPresent(records::add);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "An order cannot be read", e);
            }
        }
        return records;
    }

    /** Why orders cannot be read, a sentence for each that names its file. */
    public List<String> unreadable() throws IOException {
        List<String> why = new ArrayList<>();
        for (Path file : files()) {
            try {
                OrderFile.of(file).read();
            } catch (IOException e) {
                why.add(e.getMessage());
            }
        }
        return why;
    }

    private List<Path> files() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
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
        make(claims);
        createNew(claims.resolve("task-" + taskId), orderId);
        if (isAnswer) {
            createNew(claims.resolve("order-" + orderId), taskId);
        }
    }

    private void createNew(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            return; // the first claim counts
        }
        OrderFile.force(claims);
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
