package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of DescribeTaskInfo. Times are the vendor's own texts, of which it has three formats. The task's
 * {@code parameters} are left out on purpose: they may hold the node password.
 *
 * @param word the state as the vendor writes it
 * @param errorMessage why it failed; "" where it did not
 */
public record TaskInfo(
        String taskId,
        String clusterId,
        String taskType,
        String word,
        String currentStage,
        String created,
        String updated,
        String errorCode,
        String errorMessage,
        List<Stage> stages,
        List<Event> events,
        List<Instance> instances) {

    /** One stage of the task. */
    public record Stage(String message, String state, String startTime, String endTime) {}

    /** Something that happened to one of the task's machines. */
    public record Event(String level, String source, String action, String reason, String message, String timestamp) {}

    /** One entry of {@code task_result}: an instance and how it fared (success, failed, initial). */
    public record Instance(String id, String status) {
        public boolean isFailed() {
            return TaskState.of(status) == TaskState.FAILED;
        }
    }

    public TaskState state() {
        return TaskState.of(word);
    }

    static TaskInfo of(JsonNode json, Redaction redaction) {
        Texts texts = new Texts(redaction);
        List<Stage> stages = new ArrayList<>();
        for (JsonNode s : json.path("stages")) {
            stages.add(new Stage(
                    texts.of(s, "message", "name"),
                    texts.of(s, "state"),
                    texts.of(s, "start_time"),
                    texts.of(s, "end_time")));
        }
        List<Event> events = new ArrayList<>();
        for (JsonNode e : json.path("events")) {
            events.add(new Event(
                    texts.of(e, "level"),
                    texts.of(e, "source"),
                    texts.of(e, "action"),
                    texts.of(e, "reason"),
                    texts.of(e, "message"),
                    texts.of(e, "timestamp")));
        }
        List<Instance> instances = new ArrayList<>();
        for (JsonNode i : json.path("task_result")) {
            String id = texts.of(i, "data");
            if (!id.isEmpty()) {
                instances.add(new Instance(id, texts.of(i, "status")));
            }
        }
        JsonNode error = json.path("error");
        return new TaskInfo(
                texts.of(json, "task_id"),
                texts.of(json, "cluster_id"),
                texts.of(json, "task_type"),
                texts.of(json, "state"),
                texts.of(json, "current_stage"),
                texts.of(json, "created"),
                texts.of(json, "updated"),
                texts.of(error, "code"),
                texts.of(error, "message"),
                List.copyOf(stages),
                List.copyOf(events),
                List.copyOf(instances));
    }

    /** Reads texts that may be shown: one line each, without what is secret. */
    private record Texts(Redaction redaction) {
        String of(JsonNode object, String... names) {
            return redaction.apply(OneLine.of(Json.text(object, names)));
        }
    }
}
