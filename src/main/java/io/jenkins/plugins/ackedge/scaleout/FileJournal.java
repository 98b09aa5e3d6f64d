package io.jenkins.plugins.ackedge.scaleout;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** A journal in a JSON file of its own, replaced as a whole and forced to disk with each write. */
public final class FileJournal implements Journal {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            // A later version may know more about an order than this one.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    public FileJournal(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Optional<JournalEntry> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JournalEntry entry;
        try {
            entry = MAPPER.readValue(Files.readAllBytes(file), JournalEntry.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a journal of an order: " + e.getOriginalMessage(), e);
        }
        if (entry == null || entry.version < 1 || entry.orderId == null || entry.orderId.isEmpty()) {
            throw new IOException(file + " is not a journal of an order");
        }
        if (entry.version > JournalEntry.VERSION) {
            throw new IOException(file + " was written by a newer version (journal version " + entry.version + ")");
        }
        try {
            OrderState.valueOf(entry.state);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds an unknown state: " + entry.state, e);
        }
        return Optional.of(entry);
    }

    @Override
    public void write(JournalEntry entry) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file lies in a folder");
        makeIfMissing(folder);
        Path next = folder.resolve(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(entry));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
    }

    /** Never what it lies in: if that is gone, it was moved or deleted, and does not come back for the sake of a journal. */
    private static void makeIfMissing(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** The new name is durable only when the folder is; Windows has no such thing and needs none. */
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
