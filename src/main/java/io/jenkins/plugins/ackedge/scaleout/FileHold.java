package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A lock file that is held, against other processes and against other parts of this one. */
public final class FileHold implements AutoCloseable {
    /** A record is written in milliseconds; whoever takes longer than this hangs. */
    private static final long PATIENCE_MILLIS = 5_000;

    private static final long PAUSE_MILLIS = 20;

    /** Held by this process: a lock of the system is the whole process's. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path lock;
    private final FileChannel channel;

    private FileHold(Path lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /** For somebody who holds it already. */
    static FileHold none() {
        return new FileHold(null, null);
    }

    /** @throws IOException if somebody else does not give it back within seconds, or there can be no lock */
    static FileHold await(Path lock) throws IOException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (true) {
            Optional<FileHold> hold = tryNow(lock);
            if (hold.isPresent()) {
                return hold.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException(lock + " is held by somebody else");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for " + lock);
            }
        }
    }

    /**
     * @return empty if somebody else holds it
     * @throws IOException with a sentence for the user, if there can be no lock
     */
    static Optional<FileHold> tryNow(Path lock) throws IOException {
        synchronized (OURS) {
            if (!OURS.add(lock)) {
                return Optional.empty();
            }
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            held = false; // another class loader of this process has it
        } catch (IOException e) {
            String what = channel == null ? " cannot be made or opened (" : " cannot be locked (";
            throw new IOException(lock + what + FileFault.reason(e) + ")", e);
        } finally {
            if (!held) {
                if (channel != null) {
                    channel.close();
                }
                forget(lock);
            }
        }
        return held ? Optional.of(new FileHold(lock, channel)) : Optional.empty();
    }

    private static void forget(Path lock) {
        synchronized (OURS) {
            OURS.remove(lock);
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** The system gives a lock back with its channel, however the process ends. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            try {
                channel.close();
            } finally {
                forget(lock);
            }
        }
    }
}
