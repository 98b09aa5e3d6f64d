package io.jenkins.plugins.ackedge.simulator;

/** Who sent a request, and under which id it runs. */
record Caller(String accessKeyId, String requestId) {}
