package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.ClusterDetail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Phrases that the endings, the lines of a log and a dry run have in common. */
final class Wording {
    private Wording() {}

    /** What the vendor has of an order: {@code task T-1, request id R}. */
    static String order(OrderRecord record) {
        return record.words().subject(record)
                + (record.getRequestId().isEmpty() ? "" : ", request id " + record.getRequestId());
    }

    /** All that somebody needs who has nothing else left of an order. */
    static String record(OrderRecord record) {
        return "order " + record.getOrderId() + " by " + record.getWho() + ", state " + record.getState()
                + (record.reference().isEmpty() ? "" : ", " + order(record)) + ", parameters " + record.getParameters();
    }

    /** Which machines are missing, or did not join. */
    static String notWell(OrderRecord record, Order order) {
        List<OrderRecord.Instance> bad =
                record.getInstances().stream().filter(i -> !i.isWell()).toList();
        // Whoever waits for somebody else's task does not know how many were ordered.
        long ordered = record.isWatchOnly() ? 0 : order.route().expectedInstances(order.parameters());
        return bad.isEmpty()
                ? "Only " + record.getInstances().size() + " of " + ordered + " ordered instances are named"
                        + (record.getInstances().isEmpty() ? "" : ": " + ids(record.getInstances()))
                : bad.size() + " of " + Math.max(ordered, record.getInstances().size()) + " instances "
                        + (bad.stream().allMatch(OrderRecord.Instance::isFailed) ? "failed: " : "did not join: ")
                        + instances(bad);
    }

    static String strangeState(String word) {
        return "ACK reports a state that is not documented, '" + word + "'; taking it for running.";
    }

    static String notHeard(OrderRecord record) {
        return "No answer about "
                + (record.words().hasTask() ? "the task" : record.words().subject(record)) + " to "
                + record.getFailures() + " questions in a row"
                + (record.getHeardMillis() == 0 ? "" : "; the last one was at " + time(record.getHeardMillis()))
                + ". Asking on until the time limit. " + record.getTrouble();
    }

    static String heardAgain(long silentMillis) {
        return "ACK answers again, after " + duration(silentMillis) + ".";
    }

    static String cluster(ClusterDetail c) {
        return "Cluster " + c.clusterId() + (c.name().isEmpty() ? "" : " '" + c.name() + "'") + ": state " + c.state()
                + ", profile " + c.profile() + ", Kubernetes " + c.version() + ", " + c.size() + " nodes, region "
                + c.regionId() + ".";
    }

    /** What about a cluster speaks against an order for it. */
    static List<String> doubts(ClusterDetail c, Order order) {
        List<String> doubts = new ArrayList<>();
        if (!c.profile().isEmpty() && !c.profile().equalsIgnoreCase("Edge")) {
            doubts.add("Warning: it is not an edge cluster; ENS nodes can be added to edge clusters only.");
        }
        if (!c.state().isEmpty() && !c.state().equalsIgnoreCase("running")) {
            doubts.add("Warning: it is not running, so an order would wait or be refused.");
        }
        String region = order.parameters().get(Parameter.REGION_ID).orElse("");
        if (!c.regionId().isEmpty() && !region.isEmpty() && !c.regionId().equals(region)) {
            doubts.add("Warning: it is in region " + c.regionId() + ", not in " + region + ".");
        }
        return doubts;
    }

    static String instances(List<OrderRecord.Instance> instances) {
        return instances.stream()
                .map(i -> name(i) + (i.getStatus().isEmpty() ? "" : " " + i.getStatus()))
                .collect(Collectors.joining(", "));
    }

    static String ids(List<OrderRecord.Instance> instances) {
        return instances.stream().map(Wording::name).collect(Collectors.joining(", "));
    }

    private static String name(OrderRecord.Instance instance) {
        return instance.getId().isEmpty() ? "(one without an id)" : instance.getId();
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String duration(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
