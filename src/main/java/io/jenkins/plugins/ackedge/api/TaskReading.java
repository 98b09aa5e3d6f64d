package io.jenkins.plugins.ackedge.api;

import java.util.Optional;

/**
 * What an answer about a task says, as far as it says anything new.
 *
 * @param task empty if the answer is, byte for byte, the one that the asker has read before
 * @param digest to know this answer again
 */
public record TaskReading(Optional<TaskInfo> task, BodyDigest digest) {}
