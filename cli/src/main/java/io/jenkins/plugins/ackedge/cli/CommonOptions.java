package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands can be told. Values are texts, so that one check reports everything that is wrong with them. */
final class CommonOptions {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)?");
    private static final Map<String, String> SPECIAL_NAMES = Map.of(
            Parameter.REGION_ID.key(),
            "--region",
            Parameter.VSWITCH_ID.key(),
            "--vswitch-id",
            Parameter.LOGIN_PASSWORD.key(),
            TerminalSecrets.PASSWORD);

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region of the cluster (not of its nodes), for example cn-beijing. Required.")
    String region;

    @Option(
            names = "--timeout-mins",
            paramLabel = "MINUTES",
            defaultValue = "" + Order.DEFAULT_TIMEOUT_MINS,
            description = "Time limit in minutes, 1 to 10080. Default: ${DEFAULT-VALUE}.")
    String timeoutMins;

    @Option(
            names = "--poll-interval",
            paramLabel = "TIME",
            defaultValue = "15s",
            description =
                    "How long to wait between two questions about the task, 1s to 10m. Default: ${DEFAULT-VALUE}.")
    String pollInterval;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description =
                    "Address of the control plane, if not https://cs.REGION.aliyuncs.com. https only, loopback apart.")
    String endpoint;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Certificates in PEM form that are trusted instead of those of Java, as for a proxy that looks into"
                            + " TLS. Default: the environment's SSL_CERT_FILE, if it is set.")
    String caFile;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Profile of ~/.aliyun/config.json, the file of the vendor's own program, whose access key is used;"
                            + " modes AK, StsToken, RamRoleArn and EcsRamRole. Goes before the environment's key.")
    String profile;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            defaultValue = "auto",
            description =
                    "What standard error shows meanwhile: auto (on a terminal a row that moves, elsewhere and with CI"
                            + " set or TERM=dumb plain lines), plain (lines), none (faults alone). Default: ${DEFAULT-VALUE}.")
    private String progress;

    /** Adds what is wrong with these options, but for the region and the time limit, which are parameters of an order. */
    void check(List<Misuse> wrong) {
        if (poll().isEmpty()) {
            wrong.add(new Misuse("--poll-interval", pollInterval, "must be a time from 1s to 10m, such as 15s"));
        }
        output.check(wrong);
        if (!progress.matches("auto|plain|none")) {
            wrong.add(new Misuse("--progress", progress, "must be auto, plain or none"));
        }
        if (profile != null && profile.isEmpty()) {
            wrong.add(new Misuse("--profile", profile, "must be the name of a profile"));
        }
        checkEndpoint("--endpoint", endpoint, wrong);
    }

    /** Adds what is wrong with an address; null is none. */
    static void checkEndpoint(String option, String url, List<Misuse> wrong) {
        try {
            if (url != null) {
                AckEndpoint.of(url, "cn-beijing");
            }
        } catch (IllegalArgumentException e) {
            // It may hold a password, so it is repeated only where the sentence does.
            wrong.add(new Misuse(option, null, "is not usable: " + e.getMessage()));
        }
    }

    /** Only after the check. */
    OutputFormat format() {
        return output.format();
    }

    /** Only after the check. */
    Progress.Mode progress() {
        // A row that moves would be torn by the many lines.
        return output.isVerbose() && progress.equals("auto")
                ? Progress.Mode.PLAIN
                : Progress.Mode.valueOf(progress.toUpperCase(Locale.ROOT));
    }

    /** Only after the check, and that of the time limit: how long the access key is needed at most. */
    Duration timeLimit() {
        return Duration.ofMinutes(Long.parseLong(timeoutMins));
    }

    /** Only after the check. */
    Settings settings() {
        return new Settings(poll().orElseThrow(), Settings.standard().requestsPerSecond());
    }

    private Optional<Duration> poll() {
        Matcher m = DURATION.matcher(pollInterval);
        if (!m.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(m.group(1));
        Duration poll =
                switch (m.group(2) == null ? "s" : m.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofSeconds(number);
                };
        return Optional.of(poll)
                .filter(p -> p.compareTo(Settings.SHORTEST_POLL) >= 0 && p.compareTo(Settings.LONGEST_POLL) <= 0);
    }

    /** Only after the check, and that of the region. */
    AckEndpoint endpoint() {
        return AckEndpoint.of(endpoint, region);
    }

    /** The name of a parameter on the command line. */
    static String optionName(String key) {
        String kebab = "--" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return SPECIAL_NAMES.getOrDefault(key, kebab);
    }
}
