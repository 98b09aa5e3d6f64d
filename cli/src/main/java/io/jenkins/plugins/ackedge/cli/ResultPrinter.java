package io.jenkins.plugins.ackedge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The result on standard output: for people, or as one JSON object with the keys of the step's result. */
final class ResultPrinter {
    private ResultPrinter() {}

    static void print(ScaleOutResult result, CommonOptions.Output format, PrintStream out) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("clusterId", result.clusterId());
        values.put("requestId", result.requestId());
        values.put("taskId", result.taskId());
        values.put("state", result.state().name());
        values.put("instanceIds", result.instanceIds());
        values.put("failedInstanceIds", result.failedInstanceIds());
        values.put("elapsedMillis", result.elapsedMillis());
        values.put("message", result.message());
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
