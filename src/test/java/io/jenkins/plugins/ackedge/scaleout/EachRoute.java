package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;

/** What holds for all routes: each test runs once for each, on a controller in a time of its own. */
@ParameterizedClass(name = "via {0}")
abstract class EachRoute {
    @org.junit.jupiter.params.Parameter
    Via via;

    final VirtualTime time = new VirtualTime();
    final Memory journal = new Memory();
    AckSimulator ack;
    Controller controller;

    @BeforeEach
    void start() {
        ack = AckSimulator.builder().clock(time::wallMillis).stageMillis(60_000).start();
        controller = new Controller(via, time, ack);
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    /** For what is about tasks alone. */
    void onlyWithTasks() {
        assumeTrue(via.hasTask(), "there is no task");
    }

    int orders() {
        return via.orders(ack);
    }

    String billed(int nth) {
        return via.billed(ack).get(nth);
    }

    long asked(Operation operation) {
        return ack.exchanges().stream().filter(x -> x.operation() == operation).count();
    }

    int posts() {
        return (int) asked(via.operation());
    }
}
