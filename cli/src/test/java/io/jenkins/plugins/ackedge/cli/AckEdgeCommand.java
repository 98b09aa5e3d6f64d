package io.jenkins.plugins.ackedge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command line of the packaged program with its environment. Immutable. */
final class AckEdgeCommand {
    static final String KEY_ID = "testid";
    static final String KEY_SECRET = "testsecret";
    static final String PASSWORD = "Hello1234!";
    static final String POOL = "np1c9229d9be2d432c93f77a88fca0abcd";

    private final List<String> arguments;
    private final Map<String, String> environment;
    private final List<String> before;

    private AckEdgeCommand(List<String> arguments, Map<String, String> environment, List<String> before) {
        this.arguments = List.copyOf(arguments);
        this.environment = Map.copyOf(environment);
        this.before = List.copyOf(before);
    }

    /** With the simulator's access key and the node password of the vendor's sample, and nothing else around it. */
    static AckEdgeCommand of(String... arguments) {
        return new AckEdgeCommand(
                List.of(arguments),
                Map.of(
                        "ALIBABA_CLOUD_ACCESS_KEY_ID", KEY_ID,
                        "ALIBABA_CLOUD_ACCESS_KEY_SECRET", KEY_SECRET,
                        "ACK_EDGE_LOGIN_PASSWORD", PASSWORD),
                List.of());
    }

    /** The order of the vendor's sample request, with a count of 2. */
    static AckEdgeCommand scaleOut(String endpoint, String clusterId) {
        return twoNodes(endpoint, clusterId)
                .with(
                        "--ens-region-id=cn-beijing-telecom",
                        "--worker-instance-type=ens.sn1.tiny",
                        "--worker-image-id=m-2QVLO2T8NYgm8CNQVg15gF",
                        "--ens-internet-charge-type=BandwidthByDay",
                        "--worker-period=1",
                        "--worker-auto-renew",
                        "--worker-auto-renew-period=1",
                        "--worker-system-disk-size=20",
                        "--worker-data-disk-size=0");
    }

    /** Two nodes more in a node pool, which needs no password. */
    static AckEdgeCommand scaleNodePool(String endpoint, String clusterId) {
        return twoNodes(endpoint, clusterId)
                .with("--via=nodePool", "--node-pool-id=" + POOL)
                .env("ACK_EDGE_LOGIN_PASSWORD", null);
    }

    private static AckEdgeCommand twoNodes(String endpoint, String clusterId) {
        return of(
                "scale-out",
                "--cluster-id=" + clusterId,
                "--region=cn-beijing",
                "--count=2",
                "--timeout-mins=60",
                "--poll-interval=1s",
                "--endpoint=" + endpoint);
    }

    static AckEdgeCommand waitFor(String endpoint, String taskId) {
        return of("wait", "--task-id=" + taskId, "--region=cn-beijing", "--poll-interval=1s", "--endpoint=" + endpoint);
    }

    /** With more arguments; one of the form {@code --name=value} takes the place of an earlier one of that name. */
    AckEdgeCommand with(String... more) {
        List<String> all = new ArrayList<>(arguments);
        for (String argument : more) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                all.removeIf(earlier -> earlier.startsWith(argument.substring(0, equals + 1)));
            }
            all.add(argument);
        }
        return new AckEdgeCommand(all, environment, before);
    }

    /** Each option that has a value has this after it. */
    AckEdgeCommand eachValueWith(String suffix) {
        return new AckEdgeCommand(
                arguments.stream().map(a -> a.contains("=") ? a + suffix : a).toList(), environment, before);
    }

    AckEdgeCommand without(String option) {
        return new AckEdgeCommand(
                arguments.stream()
                        .filter(a -> !a.equals(option) && !a.startsWith(option + "="))
                        .toList(),
                environment,
                before);
    }

    /** With another value of an environment variable; null for none. */
    AckEdgeCommand env(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.remove(name);
        if (value != null) {
            changed.put(name, value);
        }
        return new AckEdgeCommand(arguments, changed, before);
    }

    /** Run by another program, which is given it after these words. */
    AckEdgeCommand behind(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(before);
        return new AckEdgeCommand(arguments, environment, all);
    }

    /** Run by a shell; in the script {@code "$@"} is the program with its arguments. */
    AckEdgeCommand in(String script) {
        return behind("sh", "-c", script, "sh");
    }

    AckEdgeProcess start() throws IOException {
        return start(SharedClasses.options());
    }

    /** With these options of the Java machine, beside the usual ones. */
    AckEdgeProcess start(List<String> options) throws IOException {
        List<String> line = new ArrayList<>(before);
        line.addAll(List.of(java(), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        line.addAll(options);
        line.addAll(List.of("-jar", System.getProperty("ackedge.jar")));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().clear();
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        return new AckEdgeProcess(builder.start());
    }

    static String java() {
        return javaHome().resolve("bin").resolve("java").toString();
    }

    /** The Java of the tests, unless {@code -Dackedge.java.home} names another one. */
    static Path javaHome() {
        return Path.of(System.getProperty("ackedge.java.home", System.getProperty("java.home")));
    }

    /** Runs it to its end. */
    AckEdgeEnd run() throws IOException, InterruptedException {
        return start().await();
    }
}
