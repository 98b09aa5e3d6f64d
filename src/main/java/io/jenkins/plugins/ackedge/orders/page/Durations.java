package io.jenkins.plugins.ackedge.orders.page;

/** How long something took, in the viewer's language and in as few words as do. */
final class Durations {
    private Durations() {}

    static String text(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds < 60) {
            return Messages.Durations_seconds(Long.toString(seconds));
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return and(
                    Messages.Durations_minutes(Long.toString(minutes)),
                    seconds % 60 == 0 ? "" : Messages.Durations_seconds(Long.toString(seconds % 60)));
        }
        return and(
                Messages.Durations_hours(Long.toString(minutes / 60)),
                minutes % 60 == 0 ? "" : Messages.Durations_minutes(Long.toString(minutes % 60)));
    }

    private static String and(String large, String small) {
        return small.isEmpty() ? large : large + " " + small;
    }
}
