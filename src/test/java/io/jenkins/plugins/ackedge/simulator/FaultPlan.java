package io.jenkins.plugins.ackedge.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Which request meets which fault: one that was given a number first, then the queue, then the permanent one. */
final class FaultPlan {
    private static final class Line {
        private final Deque<Fault> queue = new ArrayDeque<>();
        private final Map<Integer, Fault> numbered = new HashMap<>();
        private Fault permanent;
        private int seen;
    }

    private final Map<Operation, Line> lines = new EnumMap<>(Operation.class);

    FaultPlan() {
        clear();
    }

    synchronized void next(Operation operation, Fault fault) {
        lines.get(operation).queue.add(fault);
    }

    /**
     * @param nth counts from 1, beginning with the next request
     */
    synchronized void nth(Operation operation, int nth, Fault fault) {
        if (nth < 1) {
            throw new IllegalArgumentException("requests count from 1");
        }
        Line line = lines.get(operation);
        line.numbered.put(line.seen + nth, fault);
    }

    synchronized void always(Operation operation, Fault fault) {
        lines.get(operation).permanent = fault;
    }

    synchronized void clear() {
        for (Operation operation : Operation.values()) {
            lines.put(operation, new Line());
        }
    }

    /** The fault of the request that is here now, or null. */
    synchronized Fault take(Operation operation) {
        Line line = lines.get(operation);
        line.seen++;
        Fault numbered = line.numbered.remove(line.seen);
        if (numbered != null) {
            return numbered;
        }
        Fault queued = line.queue.poll();
        return queued != null ? queued : line.permanent;
    }
}
