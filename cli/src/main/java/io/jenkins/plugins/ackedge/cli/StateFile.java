package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.FileHold;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The record behind {@code --state-file}, held by one process at a time: two that run side by side would both find no order
 * in it.
 */
final class StateFile implements AutoCloseable {
    private final OrderStore store;
    private final FileHold hold;

    private StateFile(OrderStore store, FileHold hold) {
        this.store = store;
        this.hold = hold;
    }

    /**
     * @param file null for none: then nothing outlives the process
     * @throws UsageException if it cannot be used, whatever the reason
     */
    static StateFile open(Path file) throws UsageException {
        if (file == null) {
            return new StateFile(OrderStore.inMemory(), null);
        }
        try {
            OrderFile record = OrderFile.of(file);
            Optional<FileHold> hold = record.holdForGood();
            if (hold.isEmpty()) {
                throw new UsageException("--state-file '" + file + "' is in use by another ack-edge; nothing was sent");
            }
            return new StateFile(record, hold.get());
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** What to say of a file that cannot be read or written before anything was sent. */
    static UsageException unusable(Path file, IOException e) {
        return new UsageException("--state-file '" + file + "' cannot be used: " + reason(e) + "; nothing was sent");
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
