package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A simulator in a time of its own, and the requests of the ENS route as a good client sends them. */
final class EnsOrders implements AutoCloseable {
    static final long START = 1_767_323_045_000L;
    static final String REGION = "cn-beijing-telecom";
    static final String POOL = "np1";

    final AtomicLong clock = new AtomicLong(START);
    final AckSimulator simulator =
            AckSimulator.builder().clock(clock::get).stageMillis(1000).start();

    /** An order that keeps all rules, for tests to vary. */
    static Map<String, String> sample() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Amount", "2");
        form.put("InstanceType", "ens.sn1.tiny");
        form.put("ScheduleAreaLevel", "Region");
        form.put("SchedulingStrategy", "Concentrate");
        form.put("EnsRegionId", REGION);
        form.put("ImageId", "m-2QVLO2T8NYgm8CNQVg15gF");
        form.put("InstanceChargeType", "PrePaid");
        form.put("Period", "1");
        form.put("PeriodUnit", "Month");
        form.put("InternetChargeType", "BandwidthByDay");
        form.put("InternetMaxBandwidthOut", "10");
        form.put("PublicIpIdentification", "true");
        form.put("SystemDisk", "{\"Category\":\"cloud_efficiency\",\"Size\":40}");
        form.put("Password", Orders.PASSWORD);
        form.put("InstanceName", "jk-7f3a9c21-n");
        form.put("HostName", "jk-7f3a9c21-n");
        form.put("UniqueSuffix", "true");
        form.put("Tag.1.Key", "jenkins-scaleout");
        form.put("Tag.1.Value", "7f3a9c21");
        return form;
    }

    static Map<String, String> paidByUse() {
        Map<String, String> form = sample();
        form.remove("Period");
        form.remove("PeriodUnit");
        form.put("InstanceChargeType", "PostPaid");
        form.put("BillingCycle", "Hour");
        form.put("InstanceChargeStrategy", "instance");
        return form;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The request's answer, whatever it is. */
    SignedCall.Reply send(Operation operation, Map<String, String> form) throws IOException {
        return SignedCall.ens(simulator, operation, form).at(clock.get()).send();
    }

    SignedCall.Reply order(Map<String, String> form) throws IOException {
        return send(Operation.RUN_INSTANCES, form);
    }

    /** Orders two machines that join the pool by their user data. */
    List<SimulatedMachine> orderedToJoin() throws IOException {
        Map<String, String> form = sample();
        form.put("UserData", base64("#!/bin/bash\n" + script()));
        order(form);
        return simulator.ens().machines();
    }

    /** A join script as it was handed out. */
    String script() throws IOException {
        scriptReply(Json.object().put("quiet", true));
        List<String> all = simulator.ens().joinScripts();
        return all.get(all.size() - 1);
    }

    SignedCall.Reply scriptReply(ObjectNode options) throws IOException {
        ObjectNode body = Json.object();
        body.put("nodepool_id", POOL);
        body.put("arch", "amd64");
        body.put("options", Json.write(options));
        return scriptReply(Json.write(body));
    }

    SignedCall.Reply scriptReply(String body) throws IOException {
        return SignedCall.of(
                        simulator,
                        Operation.DESCRIBE_CLUSTER_ATTACH_SCRIPTS,
                        "/clusters/" + Orders.CLUSTER + "/attachscript")
                .json(body)
                .at(clock.get())
                .send();
    }

    SignedCall.Reply attach(String instanceId, String script) throws IOException {
        return send(Operation.ATTACH_ENS_INSTANCES, Map.of("InstanceId", instanceId, "Scripts", base64(script)));
    }

    ObjectNode listing(Map<String, String> filters) throws IOException {
        return send(Operation.DESCRIBE_INSTANCES, filters).json();
    }

    List<String> names(Map<String, String> filters) throws IOException {
        return values(listing(filters).get("Instances").get("Instance"), "InstanceName");
    }

    /** The nodes of the pool. */
    JsonNode nodes(String... filter) throws IOException {
        SignedCall call = SignedCall.of(
                        simulator, Operation.DESCRIBE_CLUSTER_NODES, "/clusters/" + Orders.CLUSTER + "/nodes")
                .query("nodepool_id", POOL)
                .query("state", "all")
                .at(clock.get());
        for (int i = 0; i < filter.length; i += 2) {
            call.query(filter[i], filter[i + 1]);
        }
        return call.send().json().get("nodes");
    }

    static List<String> values(JsonNode list, String name) {
        List<String> values = new ArrayList<>();
        list.forEach(item -> values.add(item.path(name).asText()));
        return values;
    }

    void pass(long millis) {
        clock.addAndGet(millis);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
