package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The store of one order as one process of an {@link OrderStorm} sees it: it fails, lies, is slow, is written by others. */
final class StormStore implements OrderStore {
    /** What outlives the processes: bytes, and the newest fence. */
    static final class Disk {
        private final String order;
        private byte[] json;
        private OrderRecord read;
        private int fence;

        Disk(String order) {
            this.order = order;
        }

        String order() {
            return order;
        }

        boolean isEmpty() {
            return json == null;
        }

        private void write(OrderRecord record) {
            json = OrderRecordJson.write(record);
            try {
                read = OrderRecordJson.read(json);
            } catch (IOException e) {
                throw new StormViolation("what was written cannot be read: " + e);
            }
        }

        /** What a reader finds; null for nothing. */
        OrderRecord read() {
            if (json == null) {
                return null;
            }
            OrderRecord record = read;
            return fence <= record.getAttempt()
                    ? record
                    : record.with(f -> {
                        f.attempt = fence;
                        f.state = OrderState.SUBMITTING.name();
                        f.sinceListingMillis = -1;
                    });
        }
    }

    private final OrderStorm storm;
    private final StormLife life;
    private final Disk disk;

    StormStore(OrderStorm storm, StormLife life, Disk disk) {
        this.storm = storm;
        this.life = life;
        this.disk = disk;
    }

    @Override
    public Optional<OrderRecord> read() throws IOException {
        life.step();
        if (storm.storeFails(4)) {
            throw new IOException("Input/output error");
        }
        return Optional.ofNullable(disk.read());
    }

    @Override
    public boolean reserve(OrderRecord first) throws IOException {
        life.step();
        if (!disk.isEmpty()) {
            return false;
        }
        if (storm.storeFails(3)) {
            throw new IOException("No space left on device");
        }
        write(first);
        life.step();
        return true;
    }

    @Override
    public boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException {
        boolean matters = repairs(disk.read) != repairs(next);
        life.step(matters);
        boolean isLoose = storm.mutant() == StormMutant.COMPARES_AND_SETS_NOTHING;
        storm.storeIsSlow();
        if (storm.somebodyWrites()) {
            disk.write(disk.read.with(f -> {
                f.revision++;
                f.writer = "somebody";
            }));
        }
        OrderRecord now = disk.read();
        if (!isLoose && now.getRevision() != expectedRevision) {
            storm.trace("   " + next.getState() + " lost");
            return false;
        }
        boolean fails = storm.storeFails(matters ? 1 : 3);
        if (fails && storm.chance().oneIn(3)) {
            throw new IOException("No space left on device");
        }
        if (fence != 0 && !isLoose) {
            if (fence <= disk.fence) {
                return false;
            }
            disk.fence = fence;
            life.step();
        }
        if (fails && storm.chance().oneIn(2)) {
            throw new IOException("No space left on device, but the fence stands");
        }
        if (fence != 0 && storm.mutant() == StormMutant.WRITES_AFTER_SENDING) {
            disk.fence = 0;
            life.after(1, () -> write(next));
            return true;
        }
        write(next);
        life.step(matters);
        if (fails) {
            throw new IOException("written, and the error is a lie");
        }
        return true;
    }

    private static long repairs(OrderRecord record) {
        return record.getInstances().stream()
                .filter(OrderRecord.Instance::isRepaired)
                .count();
    }

    private void write(OrderRecord next) {
        disk.write(next);
        storm.trace("   wrote " + next.getState() + " attempt " + next.getAttempt() + " " + next.getTaskId()
                + next.getInstances().stream()
                        .map(i -> i.getId() + " " + i.getStatus())
                        .toList());
        storm.eyes().secrets("the record", new String(disk.json, StandardCharsets.UTF_8));
        storm.written(disk, next);
    }
}
