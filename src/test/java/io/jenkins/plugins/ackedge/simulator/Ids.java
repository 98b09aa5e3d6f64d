package io.jenkins.plugins.ackedge.simulator;

import java.util.Locale;
import java.util.UUID;

/** Ids of the forms that the vendor prints. */
final class Ids {
    private Ids() {}

    /** {@code 687C5BAA-D103-4993-884B-C35E4314A1E1}. */
    static String request() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }

    /** {@code T-5a54309c80282e39ea00002f}. */
    static String task() {
        return "T-" + hex(24);
    }

    /** {@code i-} and the rest. */
    static String instance() {
        return "i-" + hex(20);
    }

    /** The secret of a join script. */
    static String joinToken() {
        return "jt" + hex(10) + "." + hex(16);
    }

    /** {@code 213177957850399}. */
    static String order() {
        return Long.toString(
                200_000_000_000_000L + Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 99_999_999_999_999L));
    }

    static String random(int digits) {
        return hex(digits);
    }

    private static String hex(int digits) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, digits);
    }

    /** Any id of this form is a cluster until a test removes it. */
    static boolean isClusterId(String id) {
        return id.matches("[A-Za-z0-9]{2,64}");
    }

    static boolean isNodePoolId(String id) {
        return id.matches("[A-Za-z0-9-]{2,64}");
    }
}
