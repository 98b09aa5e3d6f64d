package io.jenkins.plugins.ackedge.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A managed edge cluster. */
public final class SimulatedCluster {
    private final String id;
    private final BiFunction<String, Long, SimulatedTask> foreignTasks;
    private final List<SimulatedTask> tasks = new CopyOnWriteArrayList<>();
    private final List<SimulatedMachine> machines = new CopyOnWriteArrayList<>();
    private final Map<String, SimulatedNodePool> nodePools = new TreeMap<>();
    private volatile String state = "running";
    private volatile String profile = "Edge";
    private volatile boolean removed;

    /**
     * @param foreignTasks makes a task that no request asked for, from its type and time of creation
     */
    SimulatedCluster(String id, BiFunction<String, Long, SimulatedTask> foreignTasks) {
        this.id = id;
        this.foreignTasks = foreignTasks;
    }

    public String id() {
        return id;
    }

    /** What DescribeClusterDetail reports: the state that was set, or "scaling" while a running cluster grows. */
    public String state() {
        return state.equals("running") && scaling() ? "scaling" : state;
    }

    /** Sets the state; only a running cluster takes orders. */
    public void state(String newState) {
        state = newState;
    }

    public String profile() {
        return profile;
    }

    /** {@code Edge} at first; {@code Default}, {@code Serverless} and {@code Lingjun} take no ENS machines. */
    public void profile(String newProfile) {
        profile = newProfile;
    }

    /** From now on the cluster is not found. */
    public void remove() {
        removed = true;
    }

    /** How many machines have joined. */
    public int nodeCount() {
        int joined = machines().size();
        for (SimulatedTask task : tasks) {
            for (int i = 0; i < task.instanceIds().size(); i++) {
                joined += task.instanceStatus(i).equals("success") ? 1 : 0;
            }
        }
        return joined;
    }

    /** Created on demand, with no machines. */
    public SimulatedNodePool nodePool(String nodePoolId) {
        synchronized (nodePools) {
            return nodePools.computeIfAbsent(nodePoolId, SimulatedNodePool::new);
        }
    }

    /**
     * Adds a task that somebody else started: it takes the ending now set and the usual stages and is on no bill.
     * A foreign {@code cluster_scaleout} that still runs keeps the cluster busy like any other.
     */
    public SimulatedTask addTask(String type, long createdMillis) {
        SimulatedTask task = foreignTasks.apply(type, createdMillis);
        tasks.add(task);
        return task;
    }

    void add(SimulatedTask task) {
        tasks.add(task);
    }

    /** A machine of ENS that runs a join script of this cluster; it becomes a node when its time comes. */
    void add(SimulatedMachine machine) {
        if (!machines.contains(machine)) {
            machines.add(machine);
        }
    }

    /** The machines of ENS that are nodes now. */
    List<SimulatedMachine> machines() {
        return machines.stream()
                .filter(machine -> machine.nodeStatus() != null && id.equals(machine.nodeCluster()))
                .toList();
    }

    /** The machines of ENS that are nodes of one pool now. */
    List<SimulatedMachine> machines(String nodePoolId) {
        return machines().stream()
                .filter(machine -> nodePoolId.equals(machine.nodePool()))
                .toList();
    }

    boolean removed() {
        return removed;
    }

    /** Newest first; of two with the same time the one that came later. */
    List<SimulatedTask> tasksNewestFirst() {
        List<SimulatedTask> newest = new ArrayList<>(tasks);
        Collections.reverse(newest);
        newest.sort(Comparator.comparingLong(SimulatedTask::createdMillis).reversed());
        return newest;
    }

    List<SimulatedTask> tasks() {
        return List.copyOf(tasks);
    }

    boolean scaling() {
        return tasks.stream().anyMatch(task -> task.scalesOut() && !task.ended());
    }
}
