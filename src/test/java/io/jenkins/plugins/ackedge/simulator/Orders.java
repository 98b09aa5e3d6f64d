package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The order of the vendor's sample request, for tests to vary. */
final class Orders {
    static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";
    static final String PASSWORD = "Hello1234!";

    private Orders() {}

    static ObjectNode sample() {
        ObjectNode body = Json.object();
        body.put("timeout_mins", 60);
        body.put("worker_instance_type", "ens.sn1.tiny");
        body.put("ens_region_id", "cn-beijing-telecom");
        body.put("worker_image_id", "m-2QVLO2T8NYgm8CNQVg15gF");
        body.put("ens_internet_charge_type", "BandwidthByDay");
        body.put("worker_period", 1);
        body.put("worker_auto_renew", true);
        body.put("worker_auto_renew_period", 1);
        body.put("login_password", PASSWORD);
        body.put("count", 2);
        body.put("worker_system_disk_size", 20);
        body.put("worker_data_disk_size", 0);
        body.put("is_edge_worker", true);
        return body;
    }

    static SignedCall.Reply place(AckSimulator simulator) throws IOException {
        return SignedCall.order(simulator, CLUSTER, sample()).send();
    }

    /** Places an order that must succeed, and returns its task. */
    static SimulatedTask placed(AckSimulator simulator) throws IOException {
        return simulator.task(place(simulator).text("task_id"));
    }
}
