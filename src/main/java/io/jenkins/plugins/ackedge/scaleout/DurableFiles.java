package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files and folders that survive a loss of power once the method that made them has returned. */
public final class DurableFiles {
    private DurableFiles() {}

    /**
     * Makes a file; its name is durable only after {@link #force} of its folder.
     *
     * @throws FileAlreadyExistsException if it is there
     */
    public static void create(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes a folder, if it is not there, in one that is; and what it lies in knows it for good. */
    public static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        force(parent(folder));
    }

    /** Makes a folder and what it lies in, as far as they are not there. */
    static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolders(parent(folder));
            createFolder(folder);
        }
    }

    private static Path parent(Path folder) {
        return Objects.requireNonNull(folder.getParent(), "a root is a folder that is there");
    }

    /** A name is durable only when its folder is; Windows has no such thing and needs none. */
    public static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
