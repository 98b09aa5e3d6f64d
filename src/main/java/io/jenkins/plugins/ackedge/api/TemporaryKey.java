package io.jenkins.plugins.ackedge.api;

import java.time.Duration;

/**
 * A key with a security token, as the vendor has just given it.
 *
 * @param life how long it lasts, counted from when it was asked for: no date, so that a wrong clock here does not matter
 */
public record TemporaryKey(AccessKey key, Duration life) {}
