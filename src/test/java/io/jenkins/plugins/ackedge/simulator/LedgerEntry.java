package io.jenkins.plugins.ackedge.simulator;

import java.util.List;

/**
 * One order: a request that was executed and bought machines, whether or not its sender ever heard of it.
 *
 * @param number counts from 1
 * @param operation the operation that bought
 * @param count how many machines were bought
 * @param atMillis the simulator's clock
 * @param bodyKeys the names in the request's body, in their order
 * @param bodyJson the request's body with the node password replaced by {@code ***}
 */
public record LedgerEntry(
        int number,
        String clusterId,
        Operation operation,
        long count,
        String taskId,
        String requestId,
        String accessKeyId,
        long atMillis,
        List<String> bodyKeys,
        String bodyJson) {}
