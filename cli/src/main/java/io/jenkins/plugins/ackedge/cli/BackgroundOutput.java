package io.jenkins.plugins.ackedge.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Writes to another stream on a thread of its own: a reader that is stuck keeps neither an order nor a signal waiting. What
 * it does not take in time is left out.
 */
final class BackgroundOutput extends OutputStream {
    /** More than this is not kept for a reader. */
    private static final int MOST_BYTES = 1 << 20;

    private static final byte[] LEFT_OUT =
            "\n(lines were left out here, since nobody read them)\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final Thread writer;

    // Guarded by this.
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean writing;
    private boolean leftOut;
    private boolean broken;
    private long written;

    BackgroundOutput(OutputStream out, String name) {
        this.out = out;
        writer = new Thread(this::writeAll, name);
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        if (broken) {
            return;
        }
        if (bytes + length > MOST_BYTES) {
            leftOut = true;
            return;
        }
        if (leftOut) {
            leftOut = false;
            add(LEFT_OUT);
        }
        add(Arrays.copyOfRange(from, offset, offset + length));
    }

    private void add(byte[] part) {
        waiting.add(part);
        bytes += part.length;
        notifyAll();
    }

    private void writeAll() {
        while (true) {
            byte[] part;
            synchronized (this) {
                while (waiting.isEmpty()) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                part = waiting.remove();
                bytes -= part.length;
                writing = true;
            }
            boolean failed = false;
            try {
                out.write(part);
                out.flush();
            } catch (IOException e) {
                failed = true; // there is nowhere left to say so
            }
            synchronized (this) {
                writing = false;
                written++;
                if (failed) {
                    broken = true;
                    waiting.clear();
                    bytes = 0;
                }
                notifyAll();
            }
        }
    }

    /** Waits until all is written, or nothing of it was taken for this long. */
    synchronized void drain(long patienceMillis) {
        long patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        long seen = written;
        long since = System.nanoTime();
        while (writing || !waiting.isEmpty()) {
            long left = patience - (System.nanoTime() - since);
            if (left <= 0) {
                return;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (written != seen) {
                seen = written;
                since = System.nanoTime();
            }
        }
    }
}
