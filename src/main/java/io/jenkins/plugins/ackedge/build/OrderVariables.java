package io.jenkins.plugins.ackedge.build;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the later steps of a freestyle build may know of its orders and waits: {@code ACK_EDGE_STATE} and others of the last
 * one, and {@code ACK_EDGE_STATE_1}, {@code _2} … of each, the earliest first.
 */
final class OrderVariables {
    private OrderVariables() {}

    /** @param orders the earliest first */
    static Map<String, String> of(List<OrderRecord> orders) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < orders.size(); i++) {
            Map<String, String> one = of(orders.get(i));
            String number = "_" + (i + 1);
            one.forEach((name, value) -> all.put(name + number, value));
            all.putAll(one);
        }
        return all;
    }

    private static Map<String, String> of(OrderRecord order) {
        return Map.of(
                "ACK_EDGE_STATE", order.getState().name(),
                "ACK_EDGE_CLUSTER_ID", order.getParameter(Parameter.CLUSTER_ID),
                "ACK_EDGE_TASK_ID", order.getTaskId(),
                "ACK_EDGE_REQUEST_ID", order.getRequestId(),
                "ACK_EDGE_INSTANCE_IDS", String.join(" ", order.instanceIds()),
                "ACK_EDGE_FAILED_INSTANCE_IDS", String.join(" ", order.failedInstanceIds()));
    }
}
