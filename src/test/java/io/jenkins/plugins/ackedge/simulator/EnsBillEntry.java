package io.jenkins.plugins.ackedge.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * One order of ENS machines: a RunInstances that was executed, whether or not its sender ever heard of it.
 *
 * @param number counts from 1
 * @param atMillis the simulator's clock
 * @param chargeType {@code PrePaid} or {@code PostPaid}
 * @param price of all machines together: for the whole period, or of one hour where they are paid by use
 */
public record EnsBillEntry(
        int number,
        String orderId,
        String requestId,
        String accessKeyId,
        long atMillis,
        String region,
        Map<String, String> tags,
        String chargeType,
        BigDecimal price,
        String currency,
        List<SimulatedMachine> machines) {

    public int amount() {
        return machines.size();
    }

    public List<String> instanceIds() {
        return machines.stream().map(SimulatedMachine::id).toList();
    }

    public List<String> names() {
        return machines.stream().map(SimulatedMachine::name).toList();
    }

    /** The ids of those that have been released. */
    public List<String> released() {
        return machines.stream()
                .filter(SimulatedMachine::released)
                .map(SimulatedMachine::id)
                .toList();
    }
}
