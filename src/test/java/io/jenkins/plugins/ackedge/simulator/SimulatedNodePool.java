package io.jenkins.plugins.ackedge.simulator;

/** A node pool that can grow by itself. */
public final class SimulatedNodePool {
    private final String id;
    private long size;
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

    /** From now on the pool is not found. */
    public synchronized void remove() {
        removed = true;
    }

    synchronized boolean removed() {
        return removed;
    }
}
