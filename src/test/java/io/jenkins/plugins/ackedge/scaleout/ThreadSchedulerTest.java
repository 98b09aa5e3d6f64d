package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class ThreadSchedulerTest {
    /** Otherwise a wait that is under way while its process ends is told of an internal error, and its build fails. */
    @Test
    void whatComesAfterTheEndIsDroppedInSilence() {
        ThreadScheduler scheduler = new ThreadScheduler();
        scheduler.close();
        assertDoesNotThrow(() -> scheduler.at(scheduler.nowMillis(), () -> {}).cancel());
        assertDoesNotThrow(() -> scheduler.run(() -> {}));
    }
}
