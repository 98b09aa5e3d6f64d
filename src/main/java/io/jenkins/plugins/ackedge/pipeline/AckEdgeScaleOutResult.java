package io.jenkins.plugins.ackedge.pipeline;

import hudson.Util;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What the step returns; usable in the sandbox. */
public final class AckEdgeScaleOutResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String clusterId;
    private final String requestId;
    private final String taskId;
    private final String state;
    private final ArrayList<String> instanceIds;
    private final ArrayList<String> failedInstanceIds;
    private final ArrayList<Node> nodes;
    private final String price;
    private final long elapsedMillis;
    private final String message;

    AckEdgeScaleOutResult(ScaleOutResult result) {
        clusterId = result.clusterId();
        requestId = result.requestId();
        taskId = result.taskId();
        state = result.state().name();
        instanceIds = new ArrayList<>(result.instanceIds());
        failedInstanceIds = new ArrayList<>(result.failedInstanceIds());
        nodes = new ArrayList<>();
        result.instances().forEach(i -> nodes.add(new Node(i)));
        price = result.price();
        elapsedMillis = result.elapsedMillis();
        message = result.message();
    }

    /** As the first builds saved it, which knew no nodes. */
    public AckEdgeScaleOutResult(
            String clusterId,
            String requestId,
            String taskId,
            String state,
            List<String> instanceIds,
            List<String> failedInstanceIds,
            long elapsedMillis,
            String message) {
        this.clusterId = clusterId;
        this.requestId = requestId;
        this.taskId = taskId;
        this.state = state;
        this.instanceIds = new ArrayList<>(instanceIds);
        this.failedInstanceIds = new ArrayList<>(failedInstanceIds);
        this.nodes = new ArrayList<>();
        this.price = "";
        this.elapsedMillis = elapsedMillis;
        this.message = message;
    }

    @Whitelisted
    public String getClusterId() {
        return clusterId;
    }

    /** The vendor's id of the order's request; "" where unknown. */
    @Whitelisted
    public String getRequestId() {
        return requestId;
    }

    /** The task at ACK; "" where nothing was ordered, and on a route that has none. */
    @Whitelisted
    public String getTaskId() {
        return taskId;
    }

    /** PLANNED, SUBMITTED, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, REJECTED or UNKNOWN. */
    @Whitelisted
    public String getState() {
        return state;
    }

    /** Whether all nodes that were ordered have joined. */
    @Whitelisted
    public boolean isSucceeded() {
        return state.equals(OrderState.SUCCEEDED.name());
    }

    @Whitelisted
    public List<String> getInstanceIds() {
        return new ArrayList<>(instanceIds);
    }

    @Whitelisted
    public List<String> getFailedInstanceIds() {
        return new ArrayList<>(failedInstanceIds);
    }

    /** The nodes as far as the route knows them; empty where it does not. */
    @Whitelisted
    public List<Node> getNodes() {
        return new ArrayList<>(nodes);
    }

    /** What the vendor asked for the order, with the currency; "" where the route knows no price. */
    @Whitelisted
    public String getPrice() {
        return Util.fixNull(price); // of a build that was saved before there were prices
    }

    @Whitelisted
    public long getElapsedMillis() {
        return elapsedMillis;
    }

    @Whitelisted
    public String getMessage() {
        return message;
    }

    @Override
    @Whitelisted
    public String toString() {
        return state + ": " + message;
    }

    /** One of them. */
    public static final class Node implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String instanceId;
        private final boolean ready;
        private final String name;
        private final String address;
        private final String expires;

        Node(OrderRecord.Instance instance) {
            this.instanceId = instance.getId();
            this.ready = instance.isWell();
            this.name = instance.getName();
            this.address = instance.getAddress();
            this.expires = instance.getExpires();
        }

        /** Of the machine and its node; "" where the route does not know it, as with the next two. */
        @Whitelisted
        public String getName() {
            return Util.fixNull(name);
        }

        /** The private one if it has one. */
        @Whitelisted
        public String getAddress() {
            return Util.fixNull(address);
        }

        /** Until when it is bought, in the vendor's words. */
        @Whitelisted
        public String getExpires() {
            return Util.fixNull(expires);
        }

        /** Id of the ENS instance. */
        @Whitelisted
        public String getInstanceId() {
            return instanceId;
        }

        /** Whether the vendor says that it has joined the cluster. */
        @Whitelisted
        public boolean isReady() {
            return ready;
        }

        @Override
        @Whitelisted
        public String toString() {
            return instanceId + (ready ? "" : " (not ready)");
        }
    }
}
