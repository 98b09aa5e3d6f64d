package io.jenkins.plugins.ackedge.api;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** The lanes of one endpoint, which share its berths. Guarded by the gate's lock. */
final class Quay {
    /** How many polls, and how many others, are under way at a time. */
    private static final int BERTHS = 8;

    private record Waiting(long number, Lane lane) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(number, other.number);
        }
    }

    private final Timers timers;
    private final DoubleSupplier requestsPerSecond;
    private final Consumer<Lane> waker;
    private final Map<String, Lane> lanes = new HashMap<>();
    /** Lanes without a request, the longest idle one first. */
    private final Set<Lane> idle = new LinkedHashSet<>();
    /** Lanes of which something has changed. */
    private final ArrayDeque<Lane> stirred = new ArrayDeque<>();
    /** Lanes that lack nothing but a berth, by the arrival of their first request; of each kind. */
    private final List<PriorityQueue<Waiting>> waiting = List.of(new PriorityQueue<>(), new PriorityQueue<>());

    private final int[] underWay = new int[Lane.KINDS];
    private long number;

    /** @param waker called by a timer, without a lock, when a lane's time has come */
    Quay(Timers timers, DoubleSupplier requestsPerSecond, Consumer<Lane> waker) {
        this.timers = timers;
        this.requestsPerSecond = requestsPerSecond;
        this.waker = waker;
    }

    void enter(String accessKeyId, Urgency urgency, Consumer<Gate.Pass> when) {
        Lane lane = lane(accessKeyId);
        lane.add(new Lane.Ticket(urgency == Urgency.POLL ? Lane.POLL : Lane.URGENT, number++, when));
        stirred.add(lane);
    }

    void pause(String accessKeyId, long millis) {
        Lane lane = lane(accessKeyId);
        lane.pauseUntil(timers.millis() + millis);
        stirred.add(lane);
    }

    void wake(Lane lane) {
        lane.woken();
        stirred.add(lane);
    }

    void back(Lane lane, Lane.Ticket ticket) {
        lane.back(ticket, timers.millis());
        underWay[ticket.kind()]--;
        stirred.add(lane);
    }

    /** Takes out what may leave now. */
    void leave(BiConsumer<Lane, Lane.Ticket> out) {
        List<Lane> changed = List.copyOf(stirred);
        stirred.clear();
        changed.forEach(this::line);
        for (int kind = 0; kind < Lane.KINDS; kind++) {
            PriorityQueue<Waiting> queue = waiting.get(kind);
            while (underWay[kind] < BERTHS && !queue.isEmpty()) {
                Lane lane = queue.remove().lane;
                lane.setWaiting(kind, false);
                long now = timers.millis();
                if (lane.hasRoom(kind) && lane.due(rate()) <= now) {
                    underWay[kind]++;
                    out.accept(lane, lane.leave(kind, now, rate()));
                }
                line(lane);
            }
        }
        for (Lane lane : changed) {
            if (lane.isIdle()) {
                idle.add(lane);
            }
        }
    }

    /** A lane whose time has come lines up for a berth; the others are woken when theirs has. */
    private void line(Lane lane) {
        for (int kind = 0; kind < Lane.KINDS; kind++) {
            if (lane.hasRoom(kind) && !lane.isWaiting(kind)) {
                long now = timers.millis();
                long due = lane.due(rate());
                if (due <= now) {
                    lane.setWaiting(kind, true);
                    waiting.get(kind).add(new Waiting(lane.first(kind).number(), lane));
                } else if (due < lane.wakeMillis()) {
                    lane.sleep(due, timers.after(due - now, () -> waker.accept(lane)));
                }
            }
        }
    }

    private Lane lane(String accessKeyId) {
        Lane lane = lanes.computeIfAbsent(accessKeyId, Lane::new);
        idle.remove(lane);
        return lane;
    }

    /** Forgets the lanes that have nothing to remember any more. Returns whether none is left. */
    boolean forget() {
        long now = timers.millis();
        while (!idle.isEmpty()) {
            Lane eldest = idle.iterator().next();
            if (eldest.remembersUntil() > now) {
                break;
            }
            idle.remove(eldest);
            lanes.remove(eldest.accessKeyId());
        }
        return lanes.isEmpty();
    }

    int size() {
        return lanes.size();
    }

    private double rate() {
        double rate = requestsPerSecond.getAsDouble();
        // Of more than one in each millisecond no spacing is left.
        return rate > 0 ? Math.min(rate, 1000) : 1;
    }
}
