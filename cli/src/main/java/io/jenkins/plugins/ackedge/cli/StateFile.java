package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.FileJournal;
import io.jenkins.plugins.ackedge.scaleout.Journal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The journal behind {@code --state-file}, held by one process at a time: two that run side by side on the same file would
 * both find no order in it. The lock is on a file beside it, since the journal itself is replaced with each write; the
 * system gives it back however the process ends.
 */
final class StateFile implements AutoCloseable {
    private final Journal journal;
    private final FileChannel lockFile;

    private StateFile(Journal journal, FileChannel lockFile) {
        this.journal = journal;
        this.lockFile = lockFile;
    }

    /** @param file null for none: then nothing outlives the process */
    static StateFile open(Path file) throws IOException, UsageException {
        if (file == null) {
            return new StateFile(Journal.none(), null);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("--state-file '" + file + "' must be a file in a folder that exists");
        }
        Path beside = folder.resolve(file.getFileName() + ".lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UsageException("--state-file '" + file + "' cannot be used, since " + beside
                    + " cannot be written (" + e.getClass().getSimpleName() + ")");
        }
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // as with null: somebody has it
        }
        if (lock == null) {
            channel.close();
            throw new UsageException("--state-file '" + file + "' is in use by another ack-edge");
        }
        return new StateFile(new FileJournal(file), channel);
    }

    Journal journal() {
        return journal;
    }

    @Override
    public void close() throws IOException {
        if (lockFile != null) {
            lockFile.close();
        }
    }
}
