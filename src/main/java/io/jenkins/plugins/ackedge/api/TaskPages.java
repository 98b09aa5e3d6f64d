package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pages of DescribeClusterTasks. */
record TaskPages(String clusterId) implements PageWalk.Listing<TaskSummary> {
    private static final int PAGE_SIZE = 50;

    @Override
    public Urgency urgency() {
        return Urgency.SETTLE;
    }

    @Override
    public ApiCall call(int page, String token) {
        Map<String, String> query = new TreeMap<>();
        query.put("page_number", "" + page);
        query.put("page_size", "" + PAGE_SIZE);
        if (!token.isEmpty()) {
            query.put("next_token", token);
        }
        return ApiCall.get("DescribeClusterTasks", ApiCall.path("clusters", clusterId, "tasks"), query);
    }

    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public JsonNode rows(JsonNode json) {
        return json.path("tasks");
    }

    @Override
    public Optional<TaskSummary> row(JsonNode json, Redaction redaction) {
        return TaskSummary.of(json, redaction);
    }

    @Override
    public String key(TaskSummary row) {
        return row.taskId();
    }

    @Override
    public long total(JsonNode json) {
        return json.path("page_info").path("total_count").asLong(-1);
    }
}
