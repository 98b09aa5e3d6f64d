package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Holds up requests for chosen clusters until it is opened: what their sender does not know then is decided here. */
public final class Trap {
    private final AckSimulator ack;
    private final Operation operation;
    private final boolean executed;
    private final Set<String> armed = ConcurrentHashMap.newKeySet();
    private final Set<String> caught = ConcurrentHashMap.newKeySet();
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile boolean drop;

    /**
     * @param operation null if nothing is to be held up
     * @param executed whether a request is held up after it was executed, rather than before
     */
    public Trap(AckSimulator ack, Operation operation, boolean executed, Collection<String> clusters) {
        this.ack = ack;
        this.operation = operation;
        this.executed = executed;
        if (operation == null) {
            return;
        }
        armed.addAll(clusters);
        ack.always(operation, Fault.byId(id -> {
            String cluster = cluster(id);
            return !armed.contains(cluster)
                    ? null
                    : executed ? Fault.hook(null, () -> hold(cluster)) : Fault.hook(() -> hold(cluster), null);
        }));
    }

    private String cluster(String id) {
        return operation == Operation.DESCRIBE_TASK_INFO || operation == Operation.CANCEL_TASK
                ? ack.task(id).clusterId()
                : id;
    }

    private void hold(String cluster) {
        caught.add(cluster);
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (drop && !executed) {
            throw new IllegalStateException("a request whose sender is dead is not executed");
        }
    }

    public boolean hasCaughtAll() {
        return caught.containsAll(armed);
    }

    /** Lets everything go on that was held up. */
    public void open() {
        armed.clear();
        opened.countDown();
    }

    /** What was not executed yet never will be. */
    public void openAndDrop() {
        drop = true;
        open();
    }
}
