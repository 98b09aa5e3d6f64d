package io.jenkins.plugins.ackedge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is said on standard output at the end: for people in lines, or as one JSON object. The keys are those of the step's
 * result, and {@code earlier} for an order that an earlier run has made.
 */
final class Report {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Report(OrderRecord record, long elapsedMillis, String message, boolean earlier) {
        values.put("clusterId", record.getParameter(Parameter.CLUSTER_ID));
        values.put("requestId", record.getRequestId());
        values.put("taskId", record.getTaskId());
        values.put("state", record.getState().name());
        values.put("instanceIds", record.instanceIds());
        values.put("failedInstanceIds", record.failedInstanceIds());
        values.put("elapsedMillis", elapsedMillis);
        values.put("message", message);
        values.put("earlier", earlier);
    }

    static Report of(ScaleOutResult result, EarlierRun earlier) {
        return new Report(result.record(), result.elapsedMillis(), earlier.before(result.message()), earlier.isThere());
    }

    void print(CommonOptions.Output format, PrintStream out) {
        if (format == CommonOptions.Output.json) {
            try {
                out.println(JsonMapper.builder().build().writeValueAsString(values));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("texts and numbers that are no JSON", e);
            }
        } else {
            values.forEach((key, value) -> out.printf(
                    "%-18s %s%n",
                    key,
                    value instanceof List<?> list
                            ? list.stream().map(Object::toString).collect(Collectors.joining(" "))
                            : value));
        }
        out.flush();
    }
}
