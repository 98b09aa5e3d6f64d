package io.jenkins.plugins.ackedge.config;

import hudson.Util;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import jenkins.security.FIPS140;

/**
 * The configuration at one moment, immutable: what a build reads cannot change under it, and a save replaces the whole or
 * nothing. Saved as XML. Texts are kept as they were typed, so that a wrong one is seen and refused instead of replaced.
 */
public final class AckEdgeSettings {
    /** As a controller has it that was never configured. */
    static final AckEdgeSettings NONE = new AckEdgeSettings();

    private String defaultCluster;
    private String endpoint;
    private String ensEndpoint;
    private String stsEndpoint;
    private String pollSeconds;
    private String requestsPerSecond;
    private String keepOrdersDays;
    private ArrayList<AckEdgeCluster> clusters = new ArrayList<>();

    private AckEdgeSettings() {}

    private AckEdgeSettings with(Consumer<AckEdgeSettings> change) {
        AckEdgeSettings s = new AckEdgeSettings();
        s.defaultCluster = defaultCluster;
        s.endpoint = endpoint;
        s.ensEndpoint = ensEndpoint;
        s.stsEndpoint = stsEndpoint;
        s.pollSeconds = pollSeconds;
        s.requestsPerSecond = requestsPerSecond;
        s.keepOrdersDays = keepOrdersDays;
        s.clusters = new ArrayList<>(clusters());
        change.accept(s);
        return s;
    }

    AckEdgeSettings withDefaultCluster(String name) {
        return with(s -> s.defaultCluster = Util.fixEmptyAndTrim(name));
    }

    AckEdgeSettings withEndpoint(String url) {
        return with(s -> s.endpoint = Util.fixEmptyAndTrim(url));
    }

    AckEdgeSettings withEnsEndpoint(String url) {
        return with(s -> s.ensEndpoint = Util.fixEmptyAndTrim(url));
    }

    AckEdgeSettings withStsEndpoint(String url) {
        return with(s -> s.stsEndpoint = Util.fixEmptyAndTrim(url));
    }

    AckEdgeSettings withPollSeconds(String seconds) {
        return with(s -> s.pollSeconds = Util.fixEmptyAndTrim(seconds));
    }

    AckEdgeSettings withRequestsPerSecond(String number) {
        return with(s -> s.requestsPerSecond = Util.fixEmptyAndTrim(number));
    }

    AckEdgeSettings withKeepOrdersDays(String days) {
        return with(s -> s.keepOrdersDays = Util.fixEmptyAndTrim(days));
    }

    AckEdgeSettings withClusters(List<AckEdgeCluster> some) {
        return with(s -> s.clusters = new ArrayList<>(Util.fixNull(some)));
    }

    /** Shares nothing with these: what is handed out can be changed by whoever gets it. */
    AckEdgeSettings copy() {
        return (AckEdgeSettings) Jenkins.XSTREAM2.fromXML(Jenkins.XSTREAM2.toXML(this));
    }

    String defaultClusterName() {
        return defaultCluster;
    }

    /** The administrators' override; null for the region's own. */
    String endpoint() {
        return endpoint;
    }

    /** The administrators' address of ENS; null for the vendor's standard one. */
    String ensEndpoint() {
        return ensEndpoint;
    }

    /** The administrators' address of STS; null for the vendor's standard one. */
    String stsEndpoint() {
        return stsEndpoint;
    }

    String pollSeconds() {
        return pollSeconds;
    }

    String requestsPerSecond() {
        return requestsPerSecond;
    }

    String keepOrdersDays() {
        return keepOrdersDays;
    }

    /** In the order of the form. */
    List<AckEdgeCluster> clusters() {
        return clusters == null ? List.of() : List.copyOf(clusters);
    }

    /** Everything that is wrong, a sentence each, with the field's name first; empty if it may be saved. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(generalFaults());
        Set<String> names = new HashSet<>();
        for (AckEdgeCluster cluster : clusters()) {
            faults.addAll(cluster.faults());
            if (!names.add(cluster.getName())) {
                faults.add("clusters: two clusters are named '" + cluster.getName()
                        + "', and each needs a name of its own");
            }
        }
        if (defaultCluster != null && !names.contains(defaultCluster)) {
            faults.add("defaultCluster '" + defaultCluster + "' is not the name of a cluster: " + clusterNames());
        }
        return faults;
    }

    /** What is wrong besides the clusters. */
    List<String> generalFaults() {
        List<String> faults = new ArrayList<>();
        checkEndpoint("endpoint", endpoint, faults);
        checkEndpoint("ensEndpoint", ensEndpoint, faults);
        checkEndpoint("stsEndpoint", stsEndpoint, faults);
        checkPollSeconds(pollSeconds, Locale.ENGLISH)
                .ifPresent(rule -> faults.add("pollSeconds '" + pollSeconds + "' " + rule));
        checkRequestsPerSecond(requestsPerSecond, Locale.ENGLISH)
                .ifPresent(rule -> faults.add("requestsPerSecond '" + requestsPerSecond + "' " + rule));
        checkKeepOrdersDays(keepOrdersDays, Locale.ENGLISH)
                .ifPresent(rule -> faults.add("keepOrdersDays '" + keepOrdersDays + "' " + rule));
        return faults;
    }

    private static void checkEndpoint(String name, String url, List<String> faults) {
        try {
            if (url != null) {
                checkedEndpoint(url);
            }
        } catch (IllegalArgumentException e) {
            faults.add(name + ": " + e.getMessage()); // which does not repeat a user part
        }
    }

    /** The rule that this text breaks; null is the default of 15 s. */
    static Optional<String> checkPollSeconds(String seconds, Locale locale) {
        return seconds == null
                ? Optional.empty()
                : Check.wholeNumber(
                        seconds, Settings.SHORTEST_POLL.toSeconds(), Settings.LONGEST_POLL.toSeconds(), locale);
    }

    /** The rule that this text breaks; null is the default of 5. */
    static Optional<String> checkRequestsPerSecond(String number, Locale locale) {
        return number == null
                ? Optional.empty()
                : Check.number(number, Settings.FEWEST_REQUESTS, Settings.MOST_REQUESTS, locale);
    }

    /** The rule that this text breaks; null is the default of 400. A month at least, so that limits can be counted. */
    static Optional<String> checkKeepOrdersDays(String days, Locale locale) {
        return days == null ? Optional.empty() : Check.wholeNumber(days, 31, 36_500, locale);
    }

    /** How long an order that is over is kept; for ever where a file that was changed by hand has no such number. */
    Optional<Duration> keepOrders() {
        if (keepOrdersDays == null) {
            return Optional.of(Duration.ofDays(400));
        }
        return checkKeepOrdersDays(keepOrdersDays, Locale.ENGLISH).isPresent()
                ? Optional.empty()
                : Optional.of(Duration.ofDays(Long.parseLong(keepOrdersDays)));
    }

    /** @throws IllegalArgumentException if it is not https; http is accepted for a loopback address, except in FIPS mode */
    static String checkedEndpoint(String given) {
        String url = AckEndpoint.ofUrl(given).url();
        if (FIPS140.useCompliantAlgorithms() && !url.startsWith("https://")) {
            throw new IllegalArgumentException(Messages.AckEdgeConfiguration_fips());
        }
        return url;
    }

    /** For waits; with the default where a file that was changed by hand has no such number, for a wait must go on. */
    Settings settings() {
        Settings standard = Settings.standard();
        boolean hasPoll = pollSeconds != null
                && checkPollSeconds(pollSeconds, Locale.ENGLISH).isEmpty();
        boolean hasRate = requestsPerSecond != null
                && checkRequestsPerSecond(requestsPerSecond, Locale.ENGLISH).isEmpty();
        return new Settings(
                hasPoll ? Duration.ofSeconds(Long.parseLong(pollSeconds)) : standard.poll(),
                hasRate ? Double.parseDouble(requestsPerSecond) : standard.requestsPerSecond());
    }

    /** The cluster of that name. */
    Optional<AckEdgeCluster> cluster(String name) {
        return clusters().stream().filter(c -> c.getName().equals(name.trim())).findFirst();
    }

    /** The cluster that is meant where none is named: the default one, or the only one. */
    Optional<AckEdgeCluster> defaultCluster() {
        if (defaultCluster != null) {
            return cluster(defaultCluster);
        }
        return clusters().size() == 1 ? Optional.of(clusters().get(0)) : Optional.empty();
    }

    /** Whether the vendor's ids differ by case is not documented: a limit holds for both. */
    List<AckEdgeCluster> clustersWithId(String clusterId) {
        return clusters().stream()
                .filter(cluster -> clusterId.equalsIgnoreCase(cluster.getClusterId()))
                .toList();
    }

    /** For a message: which clusters there are. */
    private String clusterNames() {
        return clusters().isEmpty()
                ? "no cluster is configured under Manage Jenkins → System"
                : "configured are "
                        + clusters().stream().map(AckEdgeCluster::getName).collect(Collectors.joining(", "));
    }
}
