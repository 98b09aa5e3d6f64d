package io.jenkins.plugins.ackedge.scaleout;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The orders of this process for each cluster, one after another: first come, first served, also over a restart. An order
 * has its turn until it is accepted, refused or given up; so at most one order of ours for a cluster is ever in doubt.
 */
final class ClusterQueue {
    private final Scheduler scheduler;
    private final Map<String, Line> lines = new HashMap<>();
    private long tickets;

    ClusterQueue(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A place in the line. */
    final class Ticket {
        private final String cluster;
        private final long since;
        private final long number;
        private final Runnable turn;

        private Ticket(String cluster, long since, long number, Runnable turn) {
            this.cluster = cluster;
            this.since = since;
            this.number = number;
            this.turn = turn;
        }

        /** Gives the place up, or the turn on to the next. Doing so twice does nothing. */
        void leave() {
            ClusterQueue.this.leave(this);
        }
    }

    private static final class Line {
        private final PriorityQueue<Ticket> waiting = new PriorityQueue<>(
                Comparator.comparingLong((Ticket t) -> t.since).thenComparingLong(t -> t.number));
        private Ticket head;
    }

    /**
     * Takes a place; {@code turn} is called by the scheduler when it is the first, never by this thread, which may hold a
     * lock.
     *
     * @param sinceMillis when the order was planned; an earlier one goes before a later one that has not begun
     */
    Ticket enter(String cluster, long sinceMillis, Runnable turn) {
        Ticket ticket;
        Ticket next;
        synchronized (this) {
            ticket = new Ticket(cluster, sinceMillis, tickets++, turn);
            Line line = lines.computeIfAbsent(cluster, c -> new Line());
            line.waiting.add(ticket);
            next = promote(line);
        }
        start(next);
        return ticket;
    }

    /** How many are before somebody who comes now. */
    synchronized int length(String cluster) {
        Line line = lines.get(cluster);
        return line == null ? 0 : line.waiting.size() + (line.head == null ? 0 : 1);
    }

    private void leave(Ticket ticket) {
        Ticket next = null;
        synchronized (this) {
            Line line = lines.get(ticket.cluster);
            if (line == null) {
                return;
            }
            if (line.head == ticket) {
                line.head = null;
                next = promote(line);
            } else {
                line.waiting.remove(ticket);
            }
            if (line.head == null && line.waiting.isEmpty()) {
                lines.remove(ticket.cluster);
            }
        }
        start(next);
    }

    private static Ticket promote(Line line) {
        if (line.head != null || line.waiting.isEmpty()) {
            return null;
        }
        line.head = line.waiting.remove();
        return line.head;
    }

    private void start(Ticket ticket) {
        if (ticket != null) {
            scheduler.at(scheduler.nowMillis(), ticket.turn);
        }
    }
}
