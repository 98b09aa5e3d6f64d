package io.jenkins.plugins.ackedge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * What is said on standard output at the end: for people in lines, or as one JSON object. The keys are those of the step's
 * result, {@code earlier} for an order that an earlier run has made, and {@code violations}.
 */
final class Report {
    private static final AtomicBoolean PRINTED = new AtomicBoolean();

    private final Map<String, Object> values = new LinkedHashMap<>();

    private Report(OrderRecord record, long elapsedMillis, String message, boolean earlier) {
        values.put("clusterId", record.getParameter(Parameter.CLUSTER_ID));
        values.put("requestId", record.getRequestId());
        values.put("taskId", record.getTaskId());
        values.put("state", record.getState().name());
        values.put("succeeded", record.getState() == OrderState.SUCCEEDED);
        values.put("instanceIds", record.instanceIds());
        values.put("failedInstanceIds", record.failedInstanceIds());
        values.put("nodes", Node.of(record));
        values.put("price", record.getPrice());
        values.put("elapsedMillis", elapsedMillis);
        values.put("message", message);
        values.put("earlier", earlier);
        values.put("violations", List.of());
    }

    private Report(String message) {
        for (String key : List.of("clusterId", "requestId", "taskId", "state")) {
            values.put(key, "");
        }
        values.put("succeeded", false);
        values.put("instanceIds", List.of());
        values.put("failedInstanceIds", List.of());
        values.put("nodes", List.of());
        values.put("price", "");
        values.put("elapsedMillis", 0);
        values.put("message", message);
        values.put("earlier", false);
        values.put("violations", List.of());
    }

    static Report of(ScaleOutResult result, EarlierRun earlier) {
        return new Report(result.record(), result.elapsedMillis(), earlier.before(result.message()), earlier.isThere());
    }

    /** How far an order is that nobody here waits for. */
    static Report of(OrderRecord record, String message) {
        long until = record.getEndedMillis() == 0 ? System.currentTimeMillis() : record.getEndedMillis();
        long elapsedMillis = until - record.getPlannedMillis();
        return new Report(record, Math.max(0, elapsedMillis), message, false);
    }

    /** Nothing was sent. */
    static Report of(UsageException e) {
        Report report = new Report(e.getMessage());
        report.values.put("violations", e.misuses().stream().map(Misuse::asMap).toList());
        return report;
    }

    /** Of an end that no order has to do with. */
    static Report of(String message) {
        return new Report(message);
    }

    /** At most one is printed in a process: an end that is told while another one is already under way is left out. */
    void print(OutputFormat format, PrintStream out) {
        if (PRINTED.getAndSet(true)) {
            return;
        }
        if (format == OutputFormat.JSON) {
            try {
                out.println(JsonMapper.builder().build().writeValueAsString(values));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("texts and numbers that are no JSON", e);
            }
        } else {
            values.forEach((key, value) -> {
                if (!key.equals("violations")) { // standard error has told them
                    out.printf("%-18s %s%n", key, value instanceof List<?> list ? text(list) : value);
                }
            });
        }
        out.flush();
    }

    private static String text(List<?> list) {
        return list.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /**
     * One of the nodes that the vendor named.
     *
     * @param ready whether the vendor says that it has joined the cluster
     * @param name of the machine and its node; "" where the route does not know it, as with the next two
     * @param address the private one if it has one
     * @param expires until when it is bought, in the vendor's words
     */
    record Node(String instanceId, boolean ready, String name, String address, String expires) {
        static List<Node> of(OrderRecord record) {
            return record.getInstances().stream()
                    .filter(instance -> !instance.getId().isEmpty())
                    .map(instance -> new Node(
                            instance.getId(),
                            instance.isWell(),
                            instance.getName(),
                            instance.getAddress(),
                            instance.getExpires()))
                    .toList();
        }

        @Override
        public String toString() {
            return instanceId + (ready ? "" : " (not ready)");
        }
    }
}
