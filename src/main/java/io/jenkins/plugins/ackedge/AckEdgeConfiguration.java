package io.jenkins.plugins.ackedge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import jenkins.security.FIPS140;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Manage Jenkins → System → Alibaba Cloud ACK Edge; in JCasC {@code unclassified: ackEdge}. */
@Extension
@Symbol("ackEdge")
public final class AckEdgeConfiguration extends GlobalConfiguration {
    private static final int DEFAULT_POLL_SECONDS = 15;
    private static final int DEFAULT_REQUESTS_PER_SECOND = 5;

    private String defaultCluster;
    private String endpoint;
    private int pollSeconds = DEFAULT_POLL_SECONDS;
    private int requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;
    private List<AckEdgeCluster> clusters = new ArrayList<>();

    public AckEdgeConfiguration() {
        load();
    }

    public static AckEdgeConfiguration get() {
        return ExtensionList.lookupSingleton(AckEdgeConfiguration.class);
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        clusters = new ArrayList<>(); // an empty list is not in the form's data
        if (json.has("clusters")) {
            JSONArray given = JSONArray.fromObject(json.get("clusters")); // one comes as an object, several as an array
            given.forEach(c -> OrderForm.withoutUndecided((JSONObject) c));
            json.put("clusters", given);
        }
        try {
            request.bindJSON(this, json);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "ackEdge");
        }
        save();
        return true;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.AckEdgeConfiguration_displayName();
    }

    /** The cluster that is meant where a step names none; empty if there is but one, or none is meant. */
    public String getDefaultCluster() {
        return defaultCluster;
    }

    @DataBoundSetter
    public void setDefaultCluster(String defaultCluster) {
        this.defaultCluster = Util.fixEmptyAndTrim(defaultCluster);
    }

    /** An address instead of the region's public one; empty for none. */
    public String getEndpoint() {
        return endpoint;
    }

    /** @throws IllegalArgumentException if it is not https; http is accepted for a loopback address, except in FIPS mode */
    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        String given = Util.fixEmptyAndTrim(endpoint);
        this.endpoint = given == null ? null : checkedEndpoint(given);
    }

    static String checkedEndpoint(String given) {
        String url = AckEndpoint.ofUrl(given).url();
        if (FIPS140.useCompliantAlgorithms() && !url.startsWith("https://")) {
            throw new IllegalArgumentException(Messages.AckEdgeConfiguration_fips());
        }
        return url;
    }

    public int getPollSeconds() {
        return pollSeconds;
    }

    /** Seconds between two questions about one task, 1 to 600; 0 stands for the default of 15. */
    @DataBoundSetter
    public void setPollSeconds(int pollSeconds) {
        int seconds = pollSeconds == 0 ? DEFAULT_POLL_SECONDS : pollSeconds;
        this.pollSeconds = (int) new Settings(Duration.ofSeconds(seconds), DEFAULT_REQUESTS_PER_SECOND)
                .poll()
                .toSeconds();
    }

    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    /** For each access key and endpoint, 1 to 100; 0 stands for the default of 5. */
    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        int number = requestsPerSecond == 0 ? DEFAULT_REQUESTS_PER_SECOND : requestsPerSecond;
        this.requestsPerSecond =
                (int) new Settings(Duration.ofSeconds(DEFAULT_POLL_SECONDS), number).requestsPerSecond();
    }

    public List<AckEdgeCluster> getClusters() {
        return List.copyOf(clusters);
    }

    /** @throws IllegalArgumentException if a name is empty, not fit to be written in a pipeline, or there twice */
    @DataBoundSetter
    public void setClusters(List<AckEdgeCluster> clusters) {
        Set<String> names = new HashSet<>();
        for (AckEdgeCluster cluster : Util.fixNull(clusters)) {
            if (!isClusterName(cluster.getName())) {
                throw new IllegalArgumentException(
                        "name '" + cluster.getName() + "': " + Messages.AckEdgeCluster_name());
            }
            if (!names.add(cluster.getName())) {
                throw new IllegalArgumentException(Messages.AckEdgeConfiguration_twice(cluster.getName()));
            }
        }
        this.clusters = new ArrayList<>(Util.fixNull(clusters));
    }

    static boolean isClusterName(String name) {
        return name != null && name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    }

    Settings settings() {
        return new Settings(Duration.ofSeconds(pollSeconds), requestsPerSecond);
    }

    Optional<AckEdgeCluster> cluster(String name) {
        return clusters.stream().filter(c -> c.getName().equals(name.trim())).findFirst();
    }

    /** The default cluster, or the only one. */
    Optional<AckEdgeCluster> usualCluster() {
        if (defaultCluster != null) {
            return cluster(defaultCluster);
        }
        return clusters.size() == 1 ? Optional.of(clusters.get(0)) : Optional.empty();
    }

    /** The cluster whose limit this count passes. */
    Optional<AckEdgeCluster> refusing(String count, String clusterId) {
        if (!count.matches("\\d{1,9}")) {
            return Optional.empty(); // the rule for count has its own words
        }
        return limiting(clusterId).filter(c -> Integer.parseInt(count) > c.getMaxCount());
    }

    /** The cluster with the limit for orders: the administrator's guard holds for a cluster however it is named. */
    Optional<AckEdgeCluster> limiting(String clusterId) {
        return clusters.stream()
                .filter(c -> clusterId.equals(c.getClusterId()) && c.getMaxCount() != null)
                .min(Comparator.comparing(AckEdgeCluster::getMaxCount));
    }

    String clusterNames() {
        return clusters.isEmpty()
                ? "no cluster is configured under Manage Jenkins → System"
                : "configured are "
                        + clusters.stream().map(AckEdgeCluster::getName).collect(Collectors.joining(", "));
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String given = Util.fixEmptyAndTrim(value);
        try {
            if (given != null) {
                checkedEndpoint(given);
            }
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            // The exception's own words are English, for JCasC and logs.
            return FormValidation.error(Messages.AckEdgeConfiguration_endpoint());
        }
    }

    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return wholeNumber(value, Settings.LONGEST_POLL.toSeconds());
    }

    @POST
    public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return wholeNumber(value, (long) Settings.MOST_REQUESTS);
    }

    private static FormValidation wholeNumber(String value, long most) {
        String given = Util.fixEmptyAndTrim(value);
        return given == null
                ? FormValidation.ok()
                : Check.wholeNumber(given, 1, most, FormAccess.locale())
                        .map(FormValidation::error)
                        .orElseGet(FormValidation::ok);
    }

    @POST
    public FormValidation doCheckDefaultCluster(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return Util.fixEmptyAndTrim(value) == null || cluster(value).isPresent()
                ? FormValidation.ok()
                : FormValidation.warning(Messages.AckEdgeConfiguration_noSuchCluster(value));
    }

    @POST
    public ListBoxModel doFillDefaultClusterItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.AckEdgeConfiguration_theOnlyOne(), "");
        clusters.forEach(c -> items.add(c.getName()));
        return items;
    }
}
