package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Shows how the job fares: on a terminal with a last row that keeps moving, elsewhere with plain lines. */
final class Progress implements ScaleOutListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long REDRAW_MILLIS = 500;
    private static final String CLEAR_ROW = "\r\u001b[2K";

    /** How much is shown. */
    enum Mode {
        /** The moving row where standard error is a terminal. */
        AUTO,
        /** Lines alone. */
        PLAIN,
        /** Nothing but faults and what a signal interrupts. */
        NONE
    }

    private final PrintStream out;
    private final boolean isSilent;
    private final ErrorTerminal terminal;
    private final EarlierRun earlier;
    private final CompletableFuture<ScaleOutResult> result = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private volatile OrderRecord last;

    private Progress(PrintStream out, Mode mode, EarlierRun earlier) {
        this.out = out;
        this.isSilent = mode == Mode.NONE;
        this.terminal = mode == Mode.AUTO ? ErrorTerminal.find(System.getenv()).orElse(null) : null;
        this.earlier = earlier;
    }

    static Progress open(PrintStream out, Mode mode, EarlierRun earlier) {
        return new Progress(out, mode, earlier);
    }

    /** Keeps the last row moving until the job ends. */
    void follow(ScaleOut scaleOut) {
        if (terminal == null) {
            return;
        }
        Thread drawer = new Thread(
                () -> {
                    while (!result.isDone()) {
                        draw(scaleOut.status(), terminal.columns());
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

    /** What matters most goes first, since what does not fit is cut off at the end. The last column stays free: some terminals wrap there. */
    private synchronized void draw(String status, int columns) {
        if (result.isDone()) {
            return;
        }
        OrderRecord record = last;
        String left = record == null || record.getDeadlineMillis() == 0
                ? ""
                : ", " + clock((record.getDeadlineMillis() - System.currentTimeMillis()) / 1000) + " left";
        boolean hasStage = record != null && !record.getCurrentStage().isEmpty();
        String what = hasStage ? "stage " + record.getCurrentStage() + ", task " + record.getTaskId() : status;
        String row = "… " + clock((System.nanoTime() - since) / 1_000_000_000L) + left + " · " + what;
        out.print(CLEAR_ROW + Columns.cut(row, columns - 1));
        out.flush();
    }

    private static String clock(long seconds) {
        long s = Math.max(0, seconds);
        return s < 3600
                ? String.format("%d:%02d", s / 60, s % 60)
                : String.format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }

    @Override
    public void line(String text) {
        if (!isSilent) {
            say(text);
        }
    }

    /** Whatever is shown otherwise. */
    synchronized void say(String text) {
        out.println((terminal == null ? "" : CLEAR_ROW) + LocalTime.now().format(TIME) + "  " + text);
        out.flush();
    }

    @Override
    public void changed(OrderRecord record) {
        last = record;
    }

    @Override
    public synchronized void ended(ScaleOutResult ended) {
        if (!isSilent || ExitCode.of(ended) != ExitCode.DONE) {
            say(earlier.before(ended.message()));
        }
        result.complete(ended);
    }

    /** What is known of the order, unless it has ended. */
    Optional<OrderRecord> underWay() {
        return result.isDone() ? Optional.empty() : Optional.ofNullable(last);
    }
}
