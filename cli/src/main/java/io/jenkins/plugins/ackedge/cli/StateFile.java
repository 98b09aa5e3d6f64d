package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.FileFault;
import io.jenkins.plugins.ackedge.scaleout.FileHold;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderStore;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The record behind {@code --state-file}, held by one process at a time: two that run side by side would both find no order
 * in it.
 */
final class StateFile implements AutoCloseable {
    private final String name;
    private final OrderStore store;
    private final FileHold hold;

    private StateFile(String name, OrderStore store, FileHold hold) {
        this.name = name;
        this.store = store;
        this.hold = hold;
    }

    /**
     * @param name null for none: then nothing outlives the process
     * @throws UsageException if it cannot be used, whatever the reason
     */
    static StateFile open(String name) throws UsageException {
        if (name == null) {
            return new StateFile(name, OrderStore.inMemory(), null);
        }
        try {
            OrderFile record = OrderFile.of(path(name));
            Optional<FileHold> hold = record.holdForGood();
            if (hold.isEmpty()) {
                throw misused(name, "is in use by another ack-edge");
            }
            return new StateFile(name, record, hold.get());
        } catch (IOException e) {
            throw unusable(name, e);
        }
    }

    private static Path path(String name) throws UsageException {
        try {
            Path file = Path.of(name);
            if (!file.isAbsolute()) {
                CurrentFolder.check();
            }
            return file.toAbsolutePath();
        } catch (InvalidPathException e) {
            throw misused(
                    name,
                    "cannot be used: its name has characters that this locale cannot spell (" + CurrentFolder.encoding()
                            + "): set one in UTF-8, such as LC_ALL=C.UTF-8");
        }
    }

    /** What a file says, whoever else has it. */
    static OrderRecord record(String name) throws UsageException {
        try {
            return OrderFile.of(path(name)).read().orElseThrow(() -> misused(name, "is not there"));
        } catch (IOException e) {
            throw unusable(name, e);
        }
    }

    /** What to say of a file that cannot be read or written before anything was sent. */
    static UsageException unusable(String name, IOException e) {
        return misused(name, "cannot be used: " + FileFault.reason(e));
    }

    static UsageException misused(String name, String rule) {
        return UsageException.of(new Misuse("--state-file", name, rule + "; nothing was sent"));
    }

    /** What it tells of a run before this one. */
    EarlierRun earlierRun(boolean waits) throws UsageException {
        try {
            return store.read().map(record -> EarlierRun.of(record, waits)).orElse(EarlierRun.NONE);
        } catch (IOException e) {
            throw unusable(name, e);
        }
    }

    OrderStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        if (hold != null) {
            hold.close();
        }
    }
}
