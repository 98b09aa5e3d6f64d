package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own. Whatever it says is searched for secrets when it has ended, however it ended. */
final class AckEdgeProcess {
    /**
     * A doubt takes three minutes, and many programs share few processors, on which a start alone may take one; a test that
     * would hang fails instead.
     */
    static final long PATIENCE_SECONDS = 480;

    private final Process process;
    private final Saying out;
    private final Saying err;

    AckEdgeProcess(Process process) {
        this.process = process;
        out = new Saying(process.getInputStream());
        err = new Saying(process.getErrorStream());
    }

    /** Waits until standard error says this; fails if the program ends without it. */
    void awaitSaying(String part) throws InterruptedException {
        if (!err.await(part)) {
            fail("ended without saying '" + part + "': " + await());
        }
    }

    AckEdgeEnd await() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("still running after " + PATIENCE_SECONDS + " s; said: " + out.text() + err.text());
        }
        AckEdgeEnd end = new AckEdgeEnd(process.exitValue(), out.toEnd(), err.toEnd());
        AckEdgeEnd.assertNoSecretIn(end.out());
        AckEdgeEnd.assertNoSecretIn(end.err());
        return end;
    }

    /** False if the time passed and it runs on. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** As {@code kill -9}; it is dead when this returns. */
    AckEdgeEnd kill() throws InterruptedException {
        // By its handle: the process's own method would close the streams, and its last words were lost.
        process.toHandle().destroyForcibly();
        return await();
    }

    /** As {@code kill}: it may still say something. */
    AckEdgeEnd terminate() throws InterruptedException {
        process.toHandle().destroy();
        return await();
    }

    /** Takes in what a stream says, so that the process never waits for a reader. */
    private static final class Saying {
        private final StringBuilder text = new StringBuilder();
        private final Thread reader;
        private boolean ended;

        private Saying(InputStream stream) {
            reader = new Thread(() -> read(stream), "output of ack-edge");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            char[] chunk = new char[4096];
            try (Reader in = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    synchronized (this) {
                        text.append(chunk, 0, n);
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                // A killed process takes its end of the pipe with it.
            } finally {
                synchronized (this) {
                    ended = true;
                    notifyAll();
                }
            }
        }

        private synchronized boolean await(String part) throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (text.indexOf(part) < 0 && !ended) {
                wait(1000);
                assertTrue(System.nanoTime() < until, () -> "'" + part + "' did not come: " + text);
            }
            return text.indexOf(part) >= 0;
        }

        private synchronized String text() {
            return text.toString();
        }

        private String toEnd() throws InterruptedException {
            reader.join();
            return text();
        }
    }
}
