package io.jenkins.plugins.ackedge.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The vendor's notations of time (fact sheet, section 4): China's time, whole seconds. */
final class VendorTime {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter STAGE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private VendorTime() {}

    /** {@code 2020-11-10T16:02:04+08:00}. */
    static String stamp(long millis) {
        return STAMP.format(Instant.ofEpochMilli(millis).atOffset(CHINA));
    }

    /** {@code 2026-01-02T03:04:05Z}, as ENS writes it: universal time. */
    static String utc(long millis) {
        return UTC.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    /** {@code 2022-12-15 23:00:00}, as in a task's stages. */
    static String stage(long millis) {
        return STAGE.format(Instant.ofEpochMilli(millis).atOffset(CHINA));
    }
}
