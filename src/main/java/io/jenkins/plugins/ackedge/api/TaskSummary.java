package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** One task in the list of a cluster's tasks. */
public record TaskSummary(String taskId, String taskType, String word, String created) {

    public TaskState state() {
        return TaskState.of(word);
    }

    /** When the task was created by the vendor's clock, in milliseconds since 1970; empty if it does not say so readably. */
    public OptionalLong createdMillis() {
        try {
            return OptionalLong.of(OffsetDateTime.parse(created).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    static TaskSummary of(JsonNode json) {
        return new TaskSummary(
                OneLine.of(Json.text(json, "task_id")),
                OneLine.of(Json.text(json, "task_type")),
                OneLine.of(Json.text(json, "state")),
                Json.text(json, "created"));
    }
}
