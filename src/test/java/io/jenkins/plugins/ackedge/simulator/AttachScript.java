package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A join script that was handed out: for one cluster and pool, with a token that expires. */
final class AttachScript {
    private final String clusterId;
    private final SimulatedNodePool pool;
    private final String token;
    private final ObjectNode options;
    private final long expiresMillis;
    private final boolean oneTime;
    private final String text;
    private final AtomicReference<SimulatedMachine> user = new AtomicReference<>();

    /**
     * @param options the {@code options} of the request, whose keys become the script's node spec
     */
    AttachScript(
            String clusterId,
            SimulatedNodePool pool,
            String arch,
            String token,
            ObjectNode options,
            long expiresMillis,
            boolean oneTime) {
        this.clusterId = clusterId;
        this.pool = pool;
        this.token = token;
        this.options = options;
        this.expiresMillis = expiresMillis;
        this.oneTime = oneTime;
        // Both kinds of quotes and a dollar sign are in it on purpose: whoever rebuilds the command gets it wrong.
        this.text =
                "export ARCH=$(uname -m); wget http://aliacs-k8s-cn-beijing.oss-cn-beijing.aliyuncs.com/public/pkg/run/attach/"
                        + "1.30.7-aliyunedge.1/" + arch + "/edgeadm -O edgeadm; chmod u+x edgeadm; \"./edgeadm\" join"
                        + " --openapi-token=" + token + " --region=cn-beijing --node-spec='" + Json.write(options)
                        + "'";
    }

    String clusterId() {
        return clusterId;
    }

    SimulatedNodePool pool() {
        return pool;
    }

    String token() {
        return token;
    }

    String text() {
        return text;
    }

    /** Whether the machine becomes a node if it runs the script at that moment. */
    boolean joins(SimulatedMachine machine, long atMillis) {
        boolean unattended = options.path("quiet").asBoolean(true);
        boolean fresh = atMillis < expiresMillis;
        boolean free = !oneTime || user.compareAndSet(null, machine) || user.get() == machine;
        return unattended && fresh && free && pool.type().equals("edge");
    }

    /** {@code nodeNameOverride}: empty for the host name, {@code *} for six random characters. */
    String nodeName(String hostName, String random) {
        String override = options.path("nodeNameOverride").asText("");
        return override.isEmpty() ? hostName : override.replace("*", random);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        options.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        labels.put("alibabacloud.com/is-edge-worker", "true");
        labels.put("alibabacloud.com/nodepool-id", pool.id());
        return labels;
    }
}
