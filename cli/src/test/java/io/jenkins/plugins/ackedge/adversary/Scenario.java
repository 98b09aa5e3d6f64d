package io.jenkins.plugins.ackedge.adversary;

import java.time.Duration;

/** One attack: a sentence that says what must be true, and how it is tried. */
record Scenario(String name, boolean isLong, boolean isRare, Duration skew, Attack attack) {
    @FunctionalInterface
    interface Attack {
        void play(World world) throws Exception;
    }

    /** Takes about three minutes, most of them waiting. */
    static Scenario slow(String name, Attack attack) {
        return new Scenario(name, true, false, Duration.ZERO, attack);
    }

    /** Takes a minute or so. */
    static Scenario quick(String name, Attack attack) {
        return new Scenario(name, false, false, Duration.ZERO, attack);
    }

    /** The server's clock is off by so much. */
    Scenario withServerClock(Duration off) {
        return new Scenario(name, isLong, isRare, off, attack);
    }

    /** A relative of another one: left out unless all are asked for. */
    Scenario rare() {
        return new Scenario(name, isLong, true, skew, attack);
    }
}
