package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Serves what happens to one order, one thing after another, on a worker's thread and holding none in between. */
final class Mailbox {
    private final Executor workers;
    private final Consumer<Throwable> fault;

    // Guarded by this.
    private final ArrayDeque<Letter> letters = new ArrayDeque<>();
    private boolean served;
    private boolean resting;
    private boolean closed;

    /**
     * @param isBeginning keeps the mailbox from being closed
     * @param isUrgent is served even while the mailbox rests
     * @param dropped what to do instead, if the mailbox is closed before
     */
    private record Letter(boolean isBeginning, boolean isUrgent, Runnable content, Runnable dropped) {}

    /** @param fault is told what a content throws, by the serving thread */
    Mailbox(Executor workers, Consumer<Throwable> fault) {
        this.workers = workers;
        this.fault = fault;
    }

    /** @return false if it is closed: then nothing will be done */
    boolean postBeginning(Runnable content) {
        return offer(new Letter(true, false, content, () -> {}), false);
    }

    /** Does something when its turn comes; not at all if the mailbox is closed by then. */
    void post(Runnable content) {
        offer(new Letter(false, false, content, () -> {}), false);
    }

    /** @param dropped is done instead if the mailbox is closed by then */
    void post(Runnable content, Runnable dropped) {
        if (!offer(new Letter(false, false, content, dropped), false)) {
            dropped.run();
        }
    }

    /** Before all others. */
    void postFirst(Runnable content) {
        offer(new Letter(false, false, content, () -> {}), true);
    }

    /** Before all others, and even while it rests. */
    void postUrgent(Runnable content) {
        offer(new Letter(false, true, content, () -> {}), true);
    }

    private synchronized boolean offer(Letter letter, boolean first) {
        if (closed) {
            return false;
        }
        if (first) {
            letters.addFirst(letter);
        } else {
            letters.addLast(letter);
        }
        serveLater();
        return true;
    }

    /** While it rests it serves nothing but what is urgent. */
    synchronized void rest(boolean on) {
        resting = on;
        serveLater();
    }

    private void serveLater() {
        if (!served && isSomethingToServe()) {
            served = true;
            workers.execute(this::serve);
        }
    }

    private boolean isSomethingToServe() {
        return !letters.isEmpty() && (!resting || letters.peek().isUrgent());
    }

    private void serve() {
        while (true) {
            Letter letter;
            synchronized (this) {
                if (!isSomethingToServe()) {
                    served = false;
                    return;
                }
                letter = letters.remove();
            }
            try {
                letter.content().run();
            } catch (Throwable e) { // this thread serves other orders too, and an Error must not leave a wait hanging
                fault.accept(e);
            }
        }
    }

    /** @return false if somebody begins, and it stays open */
    boolean close() {
        List<Letter> dropped;
        synchronized (this) {
            if (letters.stream().anyMatch(Letter::isBeginning)) {
                return false;
            }
            closed = true;
            dropped = List.copyOf(letters);
            letters.clear();
        }
        dropped.forEach(letter -> letter.dropped().run());
        return true;
    }
}
