package io.jenkins.plugins.ackedge.api;

import java.util.List;
import java.util.OptionalLong;

/**
 * The tasks of a cluster.
 *
 * @param tasks in the order of the server, each id once
 * @param complete whether these are certainly all that the server would list
 * @param serverMillis what time it was at the server when it began to answer, in milliseconds since 1970: the HTTP Date of
 *     the first page, which counts whole seconds; empty where it said nothing readable
 */
public record TaskListing(List<TaskSummary> tasks, boolean complete, OptionalLong serverMillis) {
    public TaskListing {
        tasks = List.copyOf(tasks);
    }
}
