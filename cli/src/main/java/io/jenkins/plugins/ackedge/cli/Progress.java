package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.Console;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Shows how the job fares: on a terminal with a last line that keeps moving, elsewhere with plain lines.
 */
final class Progress implements ScaleOutListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long REDRAW_MILLIS = 500;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean live;
    private final CompletableFuture<ScaleOutResult> result = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private final EarlierRun earlier;
    private volatile OrderRecord last;

    private Progress(PrintStream out, boolean live, EarlierRun earlier) {
        this.out = out;
        this.live = live;
        this.earlier = earlier;
    }

    static Progress open(PrintStream out, EarlierRun earlier) {
        return new Progress(out, isTerminal(), earlier);
    }

    /** Since Java 22 there is a console also where there is no terminal, and a method that tells them apart. */
    private static boolean isTerminal() {
        Console console = System.console();
        String term = System.getenv("TERM");
        if (console == null || term == null || term.equals("dumb")) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // an older Java has a console on a terminal only
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal is public and throws nothing", e);
        }
    }

    /** Keeps the last line moving until the job ends. */
    void follow(ScaleOut scaleOut) {
        if (!live) {
            return;
        }
        Thread drawer = new Thread(
                () -> {
                    while (!result.isDone()) {
                        draw(scaleOut.status());
                        try {
                            Thread.sleep(REDRAW_MILLIS);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "ack-edge-progress");
        drawer.setDaemon(true);
        drawer.start();
    }

    ScaleOutResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a result is never exceptional", e);
        }
    }

    private synchronized void draw(String status) {
        if (!result.isDone()) {
            long seconds = (System.nanoTime() - since) / 1_000_000_000L;
            out.printf("%s… %s · %d:%02d", CLEAR_LINE, status, seconds / 60, seconds % 60);
            out.flush();
        }
    }

    @Override
    public synchronized void line(String text) {
        out.println((live ? CLEAR_LINE : "") + LocalTime.now().format(TIME) + "  " + text);
        out.flush();
    }

    @Override
    public void changed(OrderRecord record) {
        last = record;
    }

    @Override
    public synchronized void ended(ScaleOutResult ended) {
        line(earlier.before(ended.message()));
        result.complete(ended);
    }

    /** What is known of the order, unless it has ended. */
    Optional<OrderRecord> underWay() {
        return result.isDone() ? Optional.empty() : Optional.ofNullable(last);
    }
}
