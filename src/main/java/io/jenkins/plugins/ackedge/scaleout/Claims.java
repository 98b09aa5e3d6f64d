package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which tasks belong to which orders of ours, so that an order in doubt does not take another one's. A task is claimed before
 * the record says that it is the order's.
 */
public interface Claims {
    /**
     * Claims a task; the first claim of a task counts.
     *
     * @param isAnswer whether the vendor's own answer named it, rather than that it fits
     */
    void claim(String taskId, String orderId, boolean isAnswer) throws IOException;

    /** The order that a task belongs to. */
    Optional<String> owner(String taskId) throws IOException;

    /** The task that the vendor's answer named for an order. */
    Optional<String> answered(String orderId) throws IOException;

    /** Those of one process, gone with it. */
    static Claims inMemory() {
        return new Claims() {
            private final Map<String, String> owners = new HashMap<>();
            private final Map<String, String> answers = new HashMap<>();

            @Override
            public synchronized void claim(String taskId, String orderId, boolean isAnswer) {
                owners.putIfAbsent(taskId, orderId);
                if (isAnswer) {
                    answers.putIfAbsent(orderId, taskId);
                }
            }

            @Override
            public synchronized Optional<String> owner(String taskId) {
                return Optional.ofNullable(owners.get(taskId));
            }

            @Override
            public synchronized Optional<String> answered(String orderId) {
                return Optional.ofNullable(answers.get(orderId));
            }
        };
    }
}
