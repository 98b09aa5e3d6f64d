package io.jenkins.plugins.ackedge.adversary;

import java.util.ArrayList;
import java.util.List;

/**
 * What the server does with one order: whether it carries it out, how it answers, and after how long the task is listed.
 * Every complete order is counted, whatever stands here.
 */
record OrderStep(boolean carriedOut, Answer answer, int listedAfterSeconds, List<Intruder> intruders) {
    /** A task that is not ours; created so many seconds after the order (before it: negative) and listed so many after it. */
    record Intruder(String id, String type, int createdAfterSeconds, int listedAfterSeconds) {}

    static OrderStep carriedOut(Answer answer) {
        return new OrderStep(true, answer, 0, List.of());
    }

    static OrderStep notCarriedOut(Answer answer) {
        return new OrderStep(false, answer, 0, List.of());
    }

    OrderStep listedAfter(int seconds) {
        return new OrderStep(carriedOut, answer, seconds, intruders);
    }

    OrderStep whileSomebodyElseOrders(int listedAfterSeconds) {
        return with(new Intruder("T-theirs", "cluster_scaleout", 1, listedAfterSeconds));
    }

    OrderStep with(Intruder intruder) {
        List<Intruder> more = new ArrayList<>(intruders);
        more.add(intruder);
        return new OrderStep(carriedOut, answer, listedAfterSeconds, List.copyOf(more));
    }
}
