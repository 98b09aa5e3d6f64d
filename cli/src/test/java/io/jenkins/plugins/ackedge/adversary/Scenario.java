package io.jenkins.plugins.ackedge.adversary;

import java.time.Duration;

/** One attack: a sentence that says what must be true, and how it is tried. */
record Scenario(String name, boolean isLong, Duration skew, Attack attack) {
    @FunctionalInterface
    interface Attack {
        void play(World world) throws Exception;
    }

    /** Takes about three minutes, most of them waiting. */
    static Scenario slow(String name, Attack attack) {
        return new Scenario(name, true, Duration.ZERO, attack);
    }

    /** Takes a minute or so. */
    static Scenario quick(String name, Attack attack) {
        return new Scenario(name, false, Duration.ZERO, attack);
    }

    /** The server's clock is off by so much. */
    Scenario withServerClock(Duration off) {
        return new Scenario(name, isLong, off, attack);
    }
}
