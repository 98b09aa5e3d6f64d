package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The union of the words that the vendor's SDK, documentation and tools use. */
class TaskStateTest {
    @ParameterizedTest
    @CsvSource({
        "success, SUCCEEDED",
        "Succeeded, SUCCEEDED",
        "fail, FAILED",
        "failed, FAILED",
        "ERROR, FAILED",
        "canceled, CANCELLED",
        "cancelled, CANCELLED",
        "running, RUNNING",
        "pending, RUNNING",
        "paused, RUNNING",
        "'', RUNNING",
        "' success ', SUCCEEDED",
        "reticulating, UNKNOWN"
    })
    void knowsTheWord(String word, TaskState state) {
        assertEquals(state, TaskState.of(word));
    }
}
