package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One task in the list of a cluster's tasks.
 *
 * @param taskId keeps {@link TaskId}'s rule
 * @param taskType for example {@code cluster_scaleout}
 * @param word the state as the vendor writes it
 * @param createdMillis when the task was created by the vendor's clock, in milliseconds since 1970; empty if it does not say
 *     so readably
 */
public record TaskSummary(String taskId, VendorText taskType, VendorText word, OptionalLong createdMillis) {

    public TaskState state() {
        return TaskState.of(word.toString());
    }

    /** Empty if the row has no usable task id. */
    static Optional<TaskSummary> of(JsonNode json, Redaction redaction) {
        return Json.taskId(json, redaction)
                .map(id -> new TaskSummary(
                        id,
                        redaction.text(Json.text(json, "task_type")),
                        redaction.text(Json.text(json, "state")),
                        millis(Json.text(json, "created"))));
    }

    private static OptionalLong millis(String time) {
        try {
            return OptionalLong.of(OffsetDateTime.parse(time).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
