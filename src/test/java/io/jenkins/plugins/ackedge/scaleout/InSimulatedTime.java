package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;

/** What is the same for routes with a task and those without, and so is tried with one of each: a controller in a time of its own. */
@ParameterizedClass(name = "via {0}")
abstract class InSimulatedTime {
    @org.junit.jupiter.params.Parameter
    Via via;

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
        controller = new Controller(via, time, ack);
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
        return asked(via.operation());
    }

    int orders() {
        return via.orders(ack);
    }

    String billed(int nth) {
        return via.billed(ack).get(nth);
    }
}
