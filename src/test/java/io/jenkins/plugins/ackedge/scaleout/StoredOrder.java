package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import java.io.IOException;

/** An order as a controller's store holds it, for tests of those who count and list orders. */
public final class StoredOrder {
    private Origin origin = Origin.of("job#1");
    private String clusterId = "Cccfd68c474454665ace07efce924abcd";
    private int count = 1;
    private OrderState state = OrderState.SUCCEEDED;
    private long sentMillis;
    private long endedMillis;

    public StoredOrder from(Origin other) {
        origin = other;
        return this;
    }

    public StoredOrder cluster(String id) {
        clusterId = id;
        return this;
    }

    public StoredOrder count(int nodes) {
        count = nodes;
        return this;
    }

    public StoredOrder state(OrderState other) {
        state = other;
        return this;
    }

    public StoredOrder sent(long millis) {
        sentMillis = millis;
        return this;
    }

    public StoredOrder ended(long millis) {
        endedMillis = millis;
        return this;
    }

    /** @param number of the order, from 1: it becomes its id */
    public OrderRecord putInto(OrderFolder orders, int number) throws IOException {
        String id = String.format("%016x", number);
        Parameters parameters = Parameters.none()
                .with(Parameter.CLUSTER_ID, clusterId)
                .with(Parameter.REGION_ID, "cn-beijing")
                .with(Parameter.COUNT, Integer.toString(count));
        Order order = new Order(Routes.standard(), AckEndpoint.ofUrl("http://127.0.0.1:9"), parameters, origin);
        OrderRecord record = OrderRecord.planned(id, order, sentMillis).with(f -> {
            f.state = state.name();
            f.attempt = sentMillis == 0 ? 0 : 1;
            f.submittingMillis = sentMillis;
            f.endedMillis = endedMillis;
        });
        orders.order(id).reserve(record);
        return record;
    }
}
