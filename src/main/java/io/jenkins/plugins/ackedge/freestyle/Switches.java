package io.jenkins.plugins.ackedge.freestyle;

import java.util.List;

/** Fields that are true or false, kept as texts: a job's XML may have been written by hand. */
final class Switches {
    private Switches() {}

    /** @param stored null where the job's XML does not say */
    static boolean isTrue(String stored) {
        return "true".equals(stored);
    }

    static String text(boolean on) {
        return Boolean.toString(on);
    }

    /** Adds a sentence if a job's XML has something else than true or false. */
    static void check(String name, String stored, List<String> faults) {
        if (stored != null && !stored.equals("true") && !stored.equals("false")) {
            String shown = stored.length() > 60 ? stored.substring(0, 60) + "…" : stored;
            faults.add(name + " '" + shown + "' must be true or false");
        }
    }
}
