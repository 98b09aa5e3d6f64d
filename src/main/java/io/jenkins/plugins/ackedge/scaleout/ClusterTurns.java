package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The orders of this process for each cluster, one after another: first come, first served, also over a restart; those in
 * doubt go first. An order has its turn until it is accepted, refused or given up, so at most one order of ours for a cluster
 * is ever in doubt.
 */
final class ClusterTurns {
    private final Map<String, Line> lines = new HashMap<>();
    private long numbers;

    /** A place in the line of a cluster. */
    final class Place {
        private final String cluster;
        private final String orderId;
        private final boolean inDoubt;
        private final long sinceMillis;
        private final long number;
        private final Runnable turn;

        private Place(String cluster, String orderId, boolean inDoubt, long sinceMillis, Runnable turn) {
            this.cluster = cluster;
            this.orderId = orderId;
            this.inDoubt = inDoubt;
            this.sinceMillis = sinceMillis;
            this.number = numbers++;
            this.turn = turn;
        }

        /** Gives the place up, or the turn on to the next. Doing so twice does nothing. */
        void leave() {
            ClusterTurns.this.leave(this);
        }

        /** Whether it is its turn now. */
        boolean hasTurn() {
            synchronized (ClusterTurns.this) {
                Line line = lines.get(cluster);
                return line != null && line.first == this;
            }
        }
    }

    private static final class Line {
        private final List<Place> waiting = new ArrayList<>();
        /** Orders in doubt from before a restart that nobody has taken up yet. */
        private final Set<String> expected = new HashSet<>();

        private Place first;
    }

    /** An order in doubt from before a restart will come: nobody new has a turn at its cluster before it has been settled. */
    synchronized void expect(String cluster, String orderId) {
        line(cluster).expected.add(orderId);
    }

    /** It did not come. */
    void expectNoMore(String cluster, String orderId) {
        Place next;
        synchronized (this) {
            line(cluster).expected.remove(orderId);
            next = promote(cluster);
        }
        start(next);
    }

    /**
     * Takes a place.
     *
     * @param sinceMillis when the order was planned; an earlier one goes before a later one that has not begun
     * @param turn called once, when it is the first; it only posts
     */
    Place enter(String cluster, String orderId, boolean inDoubt, long sinceMillis, Runnable turn) {
        Place place;
        Place next;
        synchronized (this) {
            place = new Place(cluster, orderId, inDoubt, sinceMillis, turn);
            Line line = line(cluster);
            line.expected.remove(orderId);
            line.waiting.add(place);
            next = promote(cluster);
        }
        start(next);
        return place;
    }

    /** How many are before somebody who comes now. */
    synchronized int length(String cluster) {
        Line line = lines.get(cluster);
        return line == null ? 0 : line.waiting.size() + line.expected.size() + (line.first == null ? 0 : 1);
    }

    private void leave(Place place) {
        Place next = null;
        synchronized (this) {
            Line line = lines.get(place.cluster);
            if (line == null) {
                return;
            }
            if (line.first == place) {
                line.first = null;
            } else {
                line.waiting.remove(place);
            }
            next = promote(place.cluster);
        }
        start(next);
    }

    private Line line(String cluster) {
        return lines.computeIfAbsent(cluster, c -> new Line());
    }

    private Place promote(String cluster) {
        Line line = line(cluster);
        if (line.first == null) {
            line.first = line.waiting.stream()
                    .filter(place -> place.inDoubt || line.expected.isEmpty())
                    .min(Comparator.comparing((Place place) -> !place.inDoubt)
                            .thenComparing(place -> place.sinceMillis)
                            .thenComparing(place -> place.number))
                    .orElse(null);
            line.waiting.remove(line.first);
            if (line.first != null) {
                return line.first;
            }
        }
        if (line.first == null && line.waiting.isEmpty() && line.expected.isEmpty()) {
            lines.remove(cluster);
        }
        return null;
    }

    private static void start(Place place) {
        if (place != null) {
            place.turn.run();
        }
    }
}
