package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What is the same for all routes, and so is tried with one: a controller in a time of its own. */
abstract class InSimulatedTime {
    final VirtualTime time = new VirtualTime();
    final Memory journal = new Memory();
    AckSimulator ack;
    Controller controller;

    @BeforeEach
    void start() {
        newWorld();
    }

    /** A vendor who has never heard of us, whose clock nobody sets. */
    void newWorld() {
        stop();
        long start = time.wallMillis() - time.millis();
        ack = AckSimulator.builder()
                .clock(() -> start + time.millis())
                .checkTimestamps(false)
                .stageMillis(60_000)
                .start();
        controller = new Controller(Via.SCALE_OUT_CLUSTER, time, ack);
    }

    @AfterEach
    void stop() {
        if (ack != null) {
            ack.close();
        }
    }

    long asked(Operation operation) {
        return ack.exchanges().stream().filter(x -> x.operation() == operation).count();
    }

    long posts() {
        return asked(Operation.SCALE_OUT_CLUSTER);
    }
}
