package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The answer of DescribeTaskInfo. Times are the vendor's own texts, of which it has three formats. The task's
 * {@code parameters} are left out on purpose: they may hold the node password. A text is empty where the vendor left it
 * out, or where something else than text stands in its place.
 *
 * @param word the state as the vendor writes it
 * @param errorMessage why it failed; empty where it did not
 */
public record TaskInfo(
        VendorText taskId,
        VendorText clusterId,
        VendorText taskType,
        VendorText word,
        VendorText currentStage,
        VendorText created,
        VendorText updated,
        VendorText errorCode,
        VendorText errorMessage,
        List<Stage> stages,
        List<Event> events,
        List<Instance> instances) {
    public TaskInfo {
        stages = List.copyOf(stages);
        events = List.copyOf(events);
        instances = List.copyOf(instances);
    }

    /** One stage of the task. */
    public record Stage(VendorText message, VendorText state, VendorText startTime, VendorText endTime) {}

    /** Something that happened to one of the task's machines. */
    public record Event(
            VendorText level,
            VendorText source,
            VendorText action,
            VendorText reason,
            VendorText message,
            VendorText timestamp) {}

    /**
     * One entry of {@code task_result}: an instance and how it fared (success, failed, initial).
     *
     * @param id empty where the vendor gives none: the entry counts all the same
     */
    public record Instance(VendorText id, VendorText status) {
        /** Whether the vendor says that this one is there. */
        public boolean isWell() {
            return TaskState.of(status.toString()) == TaskState.SUCCEEDED;
        }

        public boolean isFailed() {
            return TaskState.of(status.toString()) == TaskState.FAILED;
        }
    }

    public TaskState state() {
        return TaskState.of(word.toString());
    }

    static TaskInfo of(JsonNode json, Redaction redaction) {
        Texts texts = new Texts(redaction);
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
                objects(
                        json.path("stages"),
                        s -> new Stage(
                                texts.of(s, "message", "name"),
                                texts.of(s, "state"),
                                texts.of(s, "start_time"),
                                texts.of(s, "end_time"))),
                objects(
                        json.path("events"),
                        e -> new Event(
                                texts.of(e, "level"),
                                texts.of(e, "source"),
                                texts.of(e, "action"),
                                texts.of(e, "reason"),
                                texts.of(e, "message"),
                                texts.of(e, "timestamp"))),
                objects(json.path("task_result"), i -> new Instance(texts.of(i, "data"), texts.of(i, "status"))));
    }

    private static <T> List<T> objects(JsonNode array, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>();
        if (array.isArray()) {
            for (JsonNode element : array) {
                if (element.isObject()) {
                    list.add(reader.apply(element));
                }
            }
        }
        return list;
    }

    private record Texts(Redaction redaction) {
        VendorText of(JsonNode object, String... names) {
            return redaction.text(Json.text(object, names));
        }
    }
}
