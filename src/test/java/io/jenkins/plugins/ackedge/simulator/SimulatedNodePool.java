package io.jenkins.plugins.ackedge.simulator;

/** A node pool: one that grows by itself, or an edge pool whose machines join by a script. */
public final class SimulatedNodePool {
    private final String id;
    private long size;
    private String type = "edge";
    private String state = "active";
    private boolean removed;

    SimulatedNodePool(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The desired size, as orders change it. */
    public synchronized long size() {
        return size;
    }

    /** Sets the size that the pool has had all along: no order, no task. */
    public synchronized void size(long newSize) {
        size = newSize;
    }

    public synchronized String type() {
        return type;
    }

    /** {@code edge} at first; {@code ess} is a pool of cloud machines, which no ENS machine joins. */
    public synchronized void type(String newType) {
        type = newType;
    }

    public synchronized String state() {
        return state;
    }

    /** {@code active} at first; a pool that grows says {@code scaling} meanwhile. */
    public synchronized void state(String newState) {
        state = newState;
    }

    /** From now on the pool is not found. */
    public synchronized void remove() {
        removed = true;
    }

    synchronized boolean removed() {
        return removed;
    }
}
