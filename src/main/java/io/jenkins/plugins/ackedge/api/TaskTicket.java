package io.jenkins.plugins.ackedge.api;

/** The answer to an accepted order. Each text is "" where the vendor left it out. */
public record TaskTicket(String clusterId, String taskId, String requestId) {}
