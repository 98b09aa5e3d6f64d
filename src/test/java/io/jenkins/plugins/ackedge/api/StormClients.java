package io.jenkins.plugins.ackedge.api;

import java.time.Clock;

/** Clients whose nonces are no chance, for a storm that can be had again. */
public final class StormClients {
    private StormClients() {}

    public static AckClientFactory of(Wire wire, Gate gate, Clock clock) {
        long[] number = {0};
        return new AckClientFactory(wire, gate, clock, "storm", () -> "nonce" + number[0]++);
    }
}
