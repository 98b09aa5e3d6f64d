package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for both routes on which ACK runs a task: each test runs once for each, on a controller in a time of its own. */
@ParameterizedClass(name = "via {0}")
@EnumSource(value = Via.class, mode = EnumSource.Mode.EXCLUDE, names = "ENS")
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
}
