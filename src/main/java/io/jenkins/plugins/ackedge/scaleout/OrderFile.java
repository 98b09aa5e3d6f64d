package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The record of one order in a JSON file, replaced as a whole and forced to disk with each write. Beside it lie its lock
 * ({@code .lock}) and a fence for each attempt to send the order ({@code .send-1}, …). The real file counts, whatever name
 * led to it.
 */
public final class OrderFile implements OrderStore {
    /** No record comes near this: what the vendor says of a task is bounded. */
    private static final long LARGEST = 16L << 20;

    private static final Pattern FENCE = Pattern.compile("(.+)\\.send-([1-9]\\d{0,8})", Pattern.DOTALL);

    private final Path file;
    private volatile FileHold heldForGood;

    private OrderFile(Path real) {
        this.file = real;
    }

    /**
     * @param file need not exist, but its folder must
     * @throws IOException with a sentence for the user, if it cannot be the record of one order
     */
    public static OrderFile of(Path file) throws IOException {
        return new OrderFile(real(file.toAbsolutePath()));
    }

    /** Follows links to where the file is or would be. */
    private static Path real(Path file) throws IOException {
        Path named = file;
        for (int links = 0; Files.isSymbolicLink(named); links++) {
            if (links == 40) {
                throw new IOException(file + " is a link that leads in a circle");
            }
            named = named.resolveSibling(Files.readSymbolicLink(named));
        }
        Path folder = named.getParent();
        Path name = named.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            throw new IOException(file + " is not in a folder that exists");
        }
        Path real = folder.toRealPath().resolve(name);
        if (Files.exists(real, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is no ordinary file");
        }
        return real;
    }

    /** The real file. */
    public Path path() {
        return file;
    }

    /** What the file is called without its ending: in an {@link OrderFolder} the id of the order. */
    public String orderId() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    }

    @Override
    public Optional<OrderRecord> read() throws IOException {
        Optional<OrderRecord> written = written();
        return written.isEmpty() ? written : fenced(written, fences(folder()));
    }

    /** The same, for somebody who knows the {@link #fences} of the folder. */
    Optional<OrderRecord> read(Map<String, Integer> fences) throws IOException {
        return fenced(written(), fences);
    }

    /** An attempt that has a fence was about to be sent when it was last heard of, and may have been. */
    private Optional<OrderRecord> fenced(Optional<OrderRecord> written, Map<String, Integer> fences) {
        int fence = fences.getOrDefault(String.valueOf(file.getFileName()), 0);
        return written.map(record -> fence <= record.getAttempt()
                ? record
                : record.with(f -> {
                    f.attempt = fence;
                    f.state = OrderState.SUBMITTING.name();
                    f.sinceListingMillis = -1;
                }));
    }

    /** What stands in the file. */
    private Optional<OrderRecord> written() throws IOException {
        byte[] json;
        try {
            refuseSecondName();
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is too large to be the record of an order");
            }
            json = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(folder())) {
                return Optional.empty();
            }
            throw new IOException("The folder of " + file + " is gone", e);
        } catch (FileSystemException e) {
            throw new IOException(file + " cannot be read (" + FileFault.reason(e) + ")", e);
        }
        try {
            return Optional.of(OrderRecordJson.read(json));
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    @Override
    public boolean reserve(OrderRecord first) throws IOException {
        return held(() -> {
            if (written().isPresent()) {
                return false;
            }
            try {
                write(first);
            } catch (IOException e) {
                throw new IOException(file + " cannot be written (" + FileFault.reason(e) + ")", e);
            }
            return true;
        });
    }

    @Override
    public boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException {
        return held(() -> {
            Optional<OrderRecord> now = written();
            if (now.isEmpty()) {
                throw new IOException(file + " is gone");
            }
            if (now.get().getRevision() != expectedRevision) {
                return false;
            }
            try {
                if (fence != 0 && !makeFence(fence)) {
                    return false;
                }
                write(next);
            } catch (IOException e) {
                throw new IOException(file + " cannot be written (" + FileFault.reason(e) + ")", e);
            }
            return true;
        });
    }

    private interface Change {
        boolean make() throws IOException;
    }

    private boolean held(Change change) throws IOException {
        FileHold mine = heldForGood;
        FileHold hold = mine != null && mine.isOpen() ? FileHold.none() : FileHold.await(beside(".lock"));
        try {
            return change.make();
        } finally {
            hold.close();
        }
    }

    /** A second name of the file would keep what the file says now, and an order made later would not stand there. */
    private void refuseSecondName() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Object names = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
            if (names instanceof Integer n && n > 1) {
                throw new IOException(file + " has " + n + " names (hard links), and an order must have one record");
            }
        }
    }

    private Path folder() {
        return Objects.requireNonNull(file.getParent(), "a real file lies in a folder");
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** The newest fence of each record in a folder, by the name of the record's file. */
    static Map<String, Integer> fences(Path folder) throws IOException {
        Map<String, Integer> newest = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> FENCE.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .forEach(fence -> newest.merge(fence.group(1), Integer.valueOf(fence.group(2)), Math::max));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return newest;
    }

    /** @return false if it was there */
    private boolean makeFence(int attempt) throws IOException {
        try {
            DurableFiles.create(beside(".send-" + attempt), new byte[0]);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        DurableFiles.force(folder());
        return true;
    }

    private void write(OrderRecord record) throws IOException {
        Path next = beside(".tmp");
        Files.deleteIfExists(next);
        DurableFiles.create(next, OrderRecordJson.write(record));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.force(folder());
    }

    /** Removes the record first: what stays beside it after a crash is nobody's. */
    void remove() throws IOException {
        held(() -> Files.deleteIfExists(file));
        List<Path> left;
        try (Stream<Path> files = Files.list(folder())) {
            left = files.filter(beside -> String.valueOf(beside.getFileName()).startsWith(file.getFileName() + "."))
                    .toList();
        }
        for (Path beside : left) {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Keeps everybody else from writing this record until it is closed, in this process or another one of this machine; this
     * object itself goes on writing.
     *
     * @return empty if somebody else has it
     */
    public Optional<FileHold> holdForGood() throws IOException {
        Optional<FileHold> hold = FileHold.tryNow(beside(".lock"));
        hold.ifPresent(mine -> heldForGood = mine);
        return hold;
    }
}
