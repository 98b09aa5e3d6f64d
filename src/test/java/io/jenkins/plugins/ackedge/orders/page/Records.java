package io.jenkins.plugins.ackedge.orders.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records of orders as a test wants them, through the file that any version can read. */
public final class Records {
    /** 2026-08-01 14:00:00 in China. */
    public static final long PLANNED = 1_785_564_000_000L;

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Map<String, String>> stages = new ArrayList<>();
    private final List<Map<String, Object>> instances = new ArrayList<>();
    private final List<Map<String, String>> events = new ArrayList<>();

    private Records() {}

    /** An order that was planned at {@link #PLANNED}, for 2 nodes and an hour at most. */
    public static Records in(String state) {
        Records record = new Records();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("clusterId", "Cccfd68c474454665ace07efce924abcd");
        parameters.put("count", "2");
        parameters.put("ensRegionId", "cn-beijing-telecom");
        parameters.put("regionId", "cn-beijing");
        parameters.put("timeoutMins", "60");
        parameters.put("workerInstanceType", "ens.sn1.tiny");
        return record.with("version", 1)
                .with("orderId", "0011223344556677")
                .with("state", state)
                .with("via", "scaleOutCluster")
                .with("endpoint", "https://cs.cn-beijing.aliyuncs.com")
                .with("who", "release#1")
                .with("parameters", parameters)
                .with("plannedMillis", PLANNED)
                .with("deadlineMillis", PLANNED + 3_600_000);
    }

    public Records with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /** @param submittedMillis since the plan */
    public Records ordered(long submittedMillis) {
        return with("submittingMillis", PLANNED)
                .with("submittedMillis", PLANNED + submittedMillis)
                .with("taskId", "T-1")
                .with("requestId", "R-1");
    }

    public Records stage(String name, String state, String start, String end) {
        stages.add(Map.of("name", name, "state", state, "start", start, "end", end));
        return this;
    }

    public Records instance(String id, String status, boolean failed) {
        instances.add(Map.of("id", id, "status", status, "failed", failed));
        return this;
    }

    /** One of which the route knows more. */
    public Records machine(String id, String status, boolean well, String name, String address, String expires) {
        instances.add(
                Map.of("id", id, "status", status, "well", well, "name", name, "address", address, "expires", expires));
        return this;
    }

    /** The same order by the route whose machines join by a script. */
    public Records ofEns() {
        return with("version", 2).with("revision", 1).with("via", "ens").with("taskId", "jk-0011223344556677-n");
    }

    public Records event(String level, String time, String text) {
        events.add(Map.of("level", level, "time", time, "text", text));
        return this;
    }

    public Path write(Path file) throws IOException {
        fields.put("stages", stages);
        fields.put("instances", instances);
        fields.put("events", events);
        Files.createDirectories(file.getParent());
        return Files.write(file, new ObjectMapper().writeValueAsBytes(fields));
    }

    public OrderRecord record() {
        try {
            Path file = write(Files.createTempDirectory("record").resolve("order.json"));
            OrderRecord record = OrderFile.of(file).read().orElseThrow();
            Files.delete(file);
            Files.delete(file.getParent());
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
