package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A controller in a time of its own that orders machines of a simulated ENS. */
abstract class OnEns {
    final VirtualTime time = new VirtualTime();
    final Memory journal = new Memory();
    final StringBuilder said = new StringBuilder();
    AckSimulator ack;
    Controller controller;

    @BeforeEach
    void begin() {
        ack = AckSimulator.builder().clock(time::wallMillis).stageMillis(60_000).start();
        controller = new Controller(Via.ENS, time, ack);
    }

    @AfterEach
    void stop() {
        ack.close();
    }

    Waiter start() {
        return controller.start(journal);
    }

    Waiter listener() {
        return controller.new Waiter();
    }

    ScaleOutResult end(Waiter waiter) {
        ScaleOutResult result = waiter.result();
        said.append(waiter).append('\n').append(result.message()).append('\n');
        return result;
    }

    List<String> ids() {
        return ack.ens().machines().stream().map(SimulatedMachine::id).toList();
    }

    Parameters postPaid() {
        return controller.sample().without(Parameter.WORKER_PERIOD).with(Parameter.INSTANCE_CHARGE_TYPE, "PostPaid");
    }

    Parameters renewing() {
        return controller.sample().with(Parameter.WORKER_AUTO_RENEW, true).with(Parameter.WORKER_AUTO_RENEW_PERIOD, 3);
    }

    /** What must not be seen: the key's secret, the node password, and whatever joins machines. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(Controller.SECRET, Controller.PASSWORD));
        secrets.addAll(ack.ens().joinTokens());
        return secrets;
    }
}
