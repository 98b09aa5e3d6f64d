package io.jenkins.plugins.ackedge.scaleout;

import java.util.Map;

/** A machine of ENS in a storm as it truly is, whatever is listed of it. Its times are those of {@link StormTime}. */
final class StormMachine {
    /** When what does not happen happens. */
    static final long NEVER = Long.MAX_VALUE / 4;

    private static final long RESTART = 60_000;
    private static final long RELEASE = 120_000;

    private final String id;
    private final String order;
    private final String name;
    private final String address;
    private final Map<String, String> tags;

    long boughtAt;
    long visibleFrom;
    long taggedFrom;
    long runsFrom;
    long joinsAt = NEVER;
    long readyAt = NEVER;
    /** How long after its restart it joins, if its join script is run again. */
    long joinsAfterRestart = NEVER;

    int attaches;
    private long restartsUntil;
    private long forgottenFrom = NEVER;
    private long forgottenUntil = NEVER;
    private long releasedAt = NEVER;

    /** @param order whose it is; {@link StormLedger#SOMEBODY_ELSE} for other people's */
    StormMachine(String id, String order, String name, String address, Map<String, String> tags) {
        this.id = id;
        this.order = order;
        this.name = name;
        this.address = address;
        this.tags = tags;
    }

    String id() {
        return id;
    }

    String order() {
        return order;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    Map<String, String> tags() {
        return tags;
    }

    boolean isListed(long now) {
        return visibleFrom <= now && now < releasedAt + RELEASE;
    }

    boolean isTagged(long now) {
        return taggedFrom <= now && isListed(now);
    }

    boolean isReleased() {
        return releasedAt != NEVER;
    }

    String status(long now) {
        if (releasedAt <= now) {
            return "Releasing";
        } else if (now < runsFrom) {
            return now - visibleFrom < 5_000 ? "Pending" : "Starting";
        }
        return now < restartsUntil ? "Stopping" : "Running";
    }

    boolean isNode(long now) {
        return joinsAt <= now;
    }

    /** Whether a list of nodes has it: one that forgets it says nothing of it. */
    boolean isListedAsNode(long now) {
        return isNode(now) && !(forgottenFrom <= now && now < forgottenUntil);
    }

    boolean isForgotten() {
        return forgottenFrom != NEVER;
    }

    void forget(long from, long until) {
        forgottenFrom = from;
        forgottenUntil = until;
    }

    boolean isReady(long now) {
        return isNode(now) && readyAt <= now && restartsUntil <= now && !isReleased();
    }

    /** The script is run again: what would have come of the first run is gone. */
    void restart(long now) {
        restartsUntil = now + RESTART;
        if (!isNode(now)) {
            joinsAt = joinsAfterRestart == NEVER ? NEVER : restartsUntil + joinsAfterRestart;
            readyAt = joinsAt == NEVER ? NEVER : joinsAt + RESTART / 2;
        }
    }

    void release(long now) {
        releasedAt = Math.min(releasedAt, now);
    }

    @Override
    public String toString() {
        return id + " (" + name + ") of " + order + ", visible from " + seconds(visibleFrom) + ", runs from "
                + seconds(runsFrom) + ", joins at " + seconds(joinsAt) + ", ready at " + seconds(readyAt);
    }

    /** As a trace tells the time. */
    private static String seconds(long millis) {
        return millis == NEVER ? "never" : (millis - 1_000_000) / 1000.0 + " s";
    }
}
