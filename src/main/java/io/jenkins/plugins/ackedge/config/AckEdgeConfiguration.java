package io.jenkins.plugins.ackedge.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.XmlFile;
import hudson.model.listeners.SaveableListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * Manage Jenkins → System → Alibaba Cloud ACK Edge; in JCasC {@code unclassified: ackEdge}. Setters change a draft; {@link
 * #save} checks the draft as a whole, writes it, and makes it what builds see. Until then, and after a save that failed,
 * builds see what was saved before.
 */
@Extension
@Symbol("ackEdge")
public final class AckEdgeConfiguration extends GlobalConfiguration {
    private static final Logger LOGGER = Logger.getLogger(AckEdgeConfiguration.class.getName());

    /** Stays, whatever this class is called. */
    private static final String FILE = "io.jenkins.plugins.ackedge.AckEdgeConfiguration.xml";

    static {
        // The names under which the first builds saved it.
        Jenkins.XSTREAM2.addCompatibilityAlias(
                "io.jenkins.plugins.ackedge.AckEdgeConfiguration", AckEdgeSettings.class);
        Jenkins.XSTREAM2.addCompatibilityAlias("io.jenkins.plugins.ackedge.AckEdgeCluster", AckEdgeCluster.class);
    }

    private transient volatile AckEdgeSettings saved = AckEdgeSettings.NONE;
    // Guarded by this.
    private transient Draft draft;

    /** Changes that are not saved yet, and whose they are: what somebody gave up half-way is not another's. */
    private record Draft(AckEdgeSettings settings, Thread author, BulkChange change) {
        boolean isMine() {
            return author == Thread.currentThread();
        }
    }

    public AckEdgeConfiguration() {
        load();
    }

    public static AckEdgeConfiguration get() {
        return ExtensionList.lookupSingleton(AckEdgeConfiguration.class);
    }

    /** What is in force now. */
    public AckEdgeSettings current() {
        return saved;
    }

    /** For waits. */
    public Settings settings() {
        return saved.settings();
    }

    /** How long an order that is over is kept; empty for ever. */
    public Optional<Duration> keepOrders() {
        return saved.keepOrders();
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.AckEdgeConfiguration_displayName();
    }

    @Override
    protected XmlFile getConfigFile() {
        return new XmlFile(Jenkins.XSTREAM2, new File(Jenkins.get().getRootDir(), FILE));
    }

    @Override
    public synchronized void load() {
        XmlFile file = getConfigFile();
        if (!file.exists()) {
            return;
        }
        try {
            saved = (AckEdgeSettings) file.read();
            saved.faults().forEach(fault -> LOGGER.log(Level.WARNING, "{0}: {1}", new Object[] {file, fault}));
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, "Failed to load " + file, e);
        }
    }

    /**
     * @throws IllegalArgumentException naming everything that is wrong with the draft, which is given up then
     * @throws UncheckedIOException if it cannot be written; what was saved before stays in force
     */
    @Override
    public synchronized void save() {
        if (BulkChange.contains(this)) {
            return;
        }
        AckEdgeSettings next = draft().copy();
        draft = null;
        List<String> faults = next.faults();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("Alibaba Cloud ACK Edge is not saved: " + String.join("; ", faults));
        }
        XmlFile file = getConfigFile();
        try {
            file.write(next);
        } catch (IOException e) {
            throw new UncheckedIOException("Alibaba Cloud ACK Edge is not saved: " + e.getMessage(), e);
        }
        saved = next;
        SaveableListener.fireOnChange(this, file);
    }

    @Override
    public synchronized boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        if (json.isEmpty()) {
            return true; // a form without this section leaves it as it is
        }
        change(before -> AckEdgeSettings.NONE); // an empty list is not in the form's data
        try {
            request.bindJSON(this, json);
            save();
        } catch (IllegalArgumentException e) {
            throw new FormException(
                    e.getMessage(), field(e.getMessage())); // without a cause, whose trace the page would hold
        } catch (UncheckedIOException e) {
            throw new FormException(e.getMessage(), e, "ackEdge");
        } finally {
            draft = null;
        }
        return true;
    }

    /** The field that a message begins with is the one to mark. */
    private static String field(String message) {
        for (String field : List.of(
                "defaultCluster",
                "endpoint",
                "ensEndpoint",
                "stsEndpoint",
                "pollSeconds",
                "requestsPerSecond",
                "keepOrdersDays")) {
            if (message.contains(": " + field + " ") || message.contains(": " + field + ": ")) {
                return field;
            }
        }
        return "clusters";
    }

    private AckEdgeSettings draft() {
        return draft != null && draft.isMine() ? draft.settings() : saved;
    }

    private synchronized void change(UnaryOperator<AckEdgeSettings> edit) {
        BulkChange change = BulkChange.current();
        if (draft != null && draft.change() != change) {
            draft = null; // an earlier one, which was never committed
        }
        draft = new Draft(edit.apply(draft()), Thread.currentThread(), change);
    }

    /** Name of the cluster that is meant where a step names none; null if there is but one, or none is meant. */
    public synchronized String getDefaultCluster() {
        return draft().defaultClusterName();
    }

    @DataBoundSetter
    public void setDefaultCluster(String defaultCluster) {
        change(settings -> settings.withDefaultCluster(defaultCluster));
    }

    /** An address instead of the region's public one; null for none. */
    public synchronized String getEndpoint() {
        return draft().endpoint();
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        change(settings -> settings.withEndpoint(endpoint));
    }

    /** Where ENS machines are bought, instead of the vendor's standard address; null for that one. */
    public synchronized String getEnsEndpoint() {
        return draft().ensEndpoint();
    }

    @DataBoundSetter
    public void setEnsEndpoint(String ensEndpoint) {
        change(settings -> settings.withEnsEndpoint(ensEndpoint));
    }

    /** Where keys assume roles, instead of the vendor's standard address; null for that one. */
    public synchronized String getStsEndpoint() {
        return draft().stsEndpoint();
    }

    @DataBoundSetter
    public void setStsEndpoint(String stsEndpoint) {
        change(settings -> settings.withStsEndpoint(stsEndpoint));
    }

    /** Seconds between two questions about one task, 1 to 600; null for the default of 15. */
    public synchronized String getPollSeconds() {
        return draft().pollSeconds();
    }

    @DataBoundSetter
    public void setPollSeconds(String pollSeconds) {
        change(settings -> settings.withPollSeconds(pollSeconds));
    }

    /** For each access key and endpoint, 0.1 to 100; null for the default of 5. */
    public synchronized String getRequestsPerSecond() {
        return draft().requestsPerSecond();
    }

    @DataBoundSetter
    public void setRequestsPerSecond(String requestsPerSecond) {
        change(settings -> settings.withRequestsPerSecond(requestsPerSecond));
    }

    /** Days after the end of an order until its record is removed, 31 to 36500; null for the default of 400. */
    public synchronized String getKeepOrdersDays() {
        return draft().keepOrdersDays();
    }

    @DataBoundSetter
    public void setKeepOrdersDays(String keepOrdersDays) {
        change(settings -> settings.withKeepOrdersDays(keepOrdersDays));
    }

    /** Copies: a change of one counts when it is given to {@link #setClusters} and saved. */
    public synchronized List<AckEdgeCluster> getClusters() {
        return draft().copy().clusters();
    }

    @DataBoundSetter
    public void setClusters(List<AckEdgeCluster> clusters) {
        change(settings -> settings.withClusters(clusters));
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        return checkEndpoint(value);
    }

    @POST
    public FormValidation doCheckEnsEndpoint(@QueryParameter String value) {
        return checkEndpoint(value);
    }

    @POST
    public FormValidation doCheckStsEndpoint(@QueryParameter String value) {
        return checkEndpoint(value);
    }

    private static FormValidation checkEndpoint(String value) {
        String given = Util.fixEmptyAndTrim(value);
        try {
            if (given != null && FormAccess.maySee(null)) {
                AckEdgeSettings.checkedEndpoint(given);
            }
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            // The exception's own words are English, for JCasC and logs.
            return FormValidation.error(Messages.AckEdgeConfiguration_endpoint());
        }
    }

    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        return FormAccess.checkSetting(value, given -> AckEdgeSettings.checkPollSeconds(given, FormAccess.locale()));
    }

    @POST
    public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
        return FormAccess.checkSetting(
                value, given -> AckEdgeSettings.checkRequestsPerSecond(given, FormAccess.locale()));
    }

    @POST
    public FormValidation doCheckKeepOrdersDays(@QueryParameter String value) {
        return FormAccess.checkSetting(value, given -> AckEdgeSettings.checkKeepOrdersDays(given, FormAccess.locale()));
    }

    /** A cluster that is not saved yet may be named here as well, so this only warns; the save decides. */
    @POST
    public FormValidation doCheckDefaultCluster(@QueryParameter String value) {
        String given = Util.fixEmptyAndTrim(value);
        return given == null || !FormAccess.maySee(null) || saved.cluster(given).isPresent()
                ? FormValidation.ok()
                : FormValidation.warning(Messages.AckEdgeConfiguration_noSuchCluster(given));
    }

    @POST
    public ComboBoxModel doFillDefaultClusterItems() {
        ComboBoxModel items = new ComboBoxModel();
        if (FormAccess.maySee(null)) {
            saved.clusters().forEach(cluster -> items.add(cluster.getName()));
        }
        return items;
    }
}
