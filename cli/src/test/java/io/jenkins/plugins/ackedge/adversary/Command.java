package io.jenkins.plugins.ackedge.adversary;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command line of the program, what stands before it and its environment. Immutable. */
record Command(List<String> before, List<String> jvm, List<String> arguments, Map<String, String> environment) {
    private static final String POOL = "np1c9229d9be2d432c93f77a88fca0abcd";

    /** Two nodes by ScaleOutCluster. */
    static Command scaleOut(String endpoint, Path stateFile) {
        return new Command(
                        List.of(),
                        List.of(),
                        List.of("scale-out"),
                        Map.of(
                                "LANG",
                                "C.UTF-8",
                                "ALIBABA_CLOUD_ACCESS_KEY_ID",
                                "LTAI5tAdversary0001",
                                "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                                Secrets.KEY_SECRET,
                                "ACK_EDGE_LOGIN_PASSWORD",
                                Secrets.PASSWORD))
                .with("--cluster-id=" + World.CLUSTER, "--region=cn-beijing", "--count=2", "--timeout-mins=30")
                .with("--poll-interval=1s", "--endpoint=" + endpoint, "--state-file=" + stateFile)
                .with("--ens-region-id=cn-beijing-telecom", "--worker-instance-type=ens.sn1.tiny")
                .with("--worker-image-id=m-2QVLO2T8NYgm8CNQVg15gF", "--ens-internet-charge-type=BandwidthByDay")
                .with("--worker-period=1", "--worker-system-disk-size=20");
    }

    /** Two nodes by ScaleClusterNodePool, which takes no password. */
    static Command scaleNodePool(String endpoint, Path stateFile) {
        return scaleOut(endpoint, stateFile)
                .without("--ens-", "--worker-")
                .with("--via=nodePool", "--node-pool-id=" + POOL)
                .env("ACK_EDGE_LOGIN_PASSWORD", null);
    }

    /** Two machines of ENS that join by the cluster's script. */
    static Command scaleOutByEns(String endpoint, Path stateFile) {
        return scaleOut(endpoint, stateFile)
                .with("--via=ens", "--node-pool-id=" + POOL, "--internet-max-bandwidth-out=100")
                .with("--ens-endpoint=" + endpoint);
    }

    /** The same, paid by use; what never joined is given back. */
    Command paidByUseAndReleased() {
        return without("--worker-period").with("--instance-charge-type=PostPaid", "--release-on-failure");
    }

    /** An argument of the form {@code --name=value} takes the place of an earlier one of that name. */
    Command with(String... more) {
        List<String> all = new ArrayList<>(arguments);
        for (String argument : more) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                all.removeIf(earlier -> earlier.startsWith(argument.substring(0, equals + 1)));
            }
            all.add(argument);
        }
        return new Command(before, jvm, List.copyOf(all), environment);
    }

    private Command without(String... starts) {
        List<String> left = arguments.stream()
                .filter(a -> List.of(starts).stream().noneMatch(a::startsWith))
                .toList();
        return new Command(before, jvm, left, environment);
    }

    Command stateFile(Path file) {
        return with("--state-file=" + file);
    }

    Command withToken() {
        return env("ALIBABA_CLOUD_SECURITY_TOKEN", Secrets.TOKEN);
    }

    Command env(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.remove(name);
        if (value != null) {
            changed.put(name, value);
        }
        return new Command(before, jvm, arguments, Map.copyOf(changed));
    }

    /** Options of the Java machine itself. */
    Command java(String... options) {
        return new Command(before, List.of(options), arguments, environment);
    }

    /** Also root is then refused what the permissions of a file refuse. */
    Command withoutPrivileges() {
        return new Command(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"), jvm, arguments, environment);
    }

    List<String> line(List<String> sharedClasses) {
        List<String> line = new ArrayList<>(before);
        line.add(Path.of(System.getProperty("ackedge.java.home", System.getProperty("java.home")), "bin", "java")
                .toString());
        line.addAll(List.of("-Xshare:auto", "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        line.addAll(sharedClasses);
        line.addAll(jvm);
        line.addAll(List.of("-jar", System.getProperty("ackedge.jar")));
        line.addAll(arguments);
        return line;
    }
}
