package io.jenkins.plugins.ackedge.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.XStream2;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A cluster that an administrator has described once: where it is, the key to it, and the defaults of an order. */
public final class AckEdgeCluster extends OrderSettings implements Describable<AckEdgeCluster> {
    private static final int MOST_PER_DAY = 100_000;
    private static final Set<String> SWITCH = Set.of("true", "false");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private final String name;
    private String maxCount;
    private String maxCountPerDay;
    private ArrayList<String> allowedItems;

    /** A text, since XStream would take any but true for false. */
    private String dryRunOnly;

    /** What could not be read from a file that was changed by hand: kept until the form is saved. */
    private ArrayList<String> unread;

    /** @param name what steps call it: 1 to 64 letters, digits, dots, underscores and hyphens */
    @DataBoundConstructor
    public AckEdgeCluster(String name) {
        this.name = Util.fixNull(name).trim();
    }

    /** The defaults for an order by this route: those for another one are left out, not refused. */
    public Parameters defaults(Route route) {
        Parameters defaults = parameters();
        for (Parameter parameter : defaults.asMap().keySet()) {
            if (!route.takes(parameter)) {
                defaults = defaults.without(parameter);
            }
        }
        return defaults;
    }

    /** Everything that is wrong with it, a sentence each; a cluster with a fault is neither saved nor ordered for. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!name.matches(NAME)) {
            faults.add(
                    "name '" + name
                            + "' must be 1 to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit");
        }
        if (getClusterId() == null) {
            faults.add("clusterId is missing: it is required");
        }
        if (getRegionId() == null) {
            faults.add("regionId is missing: it is required");
        }
        faults.addAll(brokenRules());
        if (getKeyPair() != null && getLoginCredentialsId() != null) {
            faults.add("keyPair cannot be given together with loginCredentialsId: choose one of the two");
        }
        checkMaxCount(maxCount, Locale.ENGLISH).ifPresent(rule -> faults.add("maxCount '" + maxCount + "' " + rule));
        checkMaxCountPerDay(maxCountPerDay, Locale.ENGLISH)
                .ifPresent(rule -> faults.add("maxCountPerDay '" + maxCountPerDay + "' " + rule));
        for (String pattern : patterns()) {
            if (!ItemPatterns.isUsable(pattern)) {
                faults.add("allowedItems '" + pattern + "' " + ItemPatterns.RULE);
            }
        }
        if (dryRunOnly != null && !SWITCH.contains(dryRunOnly)) {
            faults.add("dryRunOnly '" + dryRunOnly + "' must be true or false");
        }
        faults.addAll(Util.fixNull(unread));
        return faults.stream().map(fault -> "cluster '" + name + "': " + fault).toList();
    }

    /** The rule that this text breaks; null is no limit but the vendor's. */
    static Optional<String> checkMaxCount(String most, Locale locale) {
        return most == null
                ? Optional.empty()
                : Check.value(Parameter.COUNT, most).map(v -> v.rule(locale));
    }

    /** The rule that this text breaks; null is no limit. */
    static Optional<String> checkMaxCountPerDay(String most, Locale locale) {
        return most == null ? Optional.empty() : Check.wholeNumber(most, 1, MOST_PER_DAY, locale);
    }

    /** Whether an administrator lets this job order, by its full name; in a cluster without a fault. */
    boolean allows(String job) {
        return patterns().isEmpty() || patterns().stream().anyMatch(pattern -> ItemPatterns.matches(pattern, job));
    }

    /** What steps call it. */
    public String getName() {
        return name;
    }

    /** The most nodes that one order may ask for, 1 to 100; null for no limit but the vendor's. */
    public String getMaxCount() {
        return maxCount;
    }

    @DataBoundSetter
    public void setMaxCount(String maxCount) {
        this.maxCount = Util.fixEmptyAndTrim(maxCount);
    }

    /** The most nodes that all jobs together may order for the cluster in 24 hours, 1 to 100,000; null for no limit. */
    public String getMaxCountPerDay() {
        return maxCountPerDay;
    }

    @DataBoundSetter
    public void setMaxCountPerDay(String maxCountPerDay) {
        this.maxCountPerDay = Util.fixEmptyAndTrim(maxCountPerDay);
    }

    /** Ant patterns for the full names of the jobs that may order; null for every job. */
    @CheckForNull
    public List<String> getAllowedItems() {
        return allowedItems == null ? null : List.copyOf(allowedItems);
    }

    private List<String> patterns() {
        return Util.fixNull(allowedItems);
    }

    /** @param allowedItems the form has one to a line of a single text */
    @DataBoundSetter
    public void setAllowedItems(List<String> allowedItems) {
        List<String> patterns = Util.fixNull(allowedItems).stream()
                .flatMap(String::lines)
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        this.allowedItems = patterns.isEmpty() ? null : new ArrayList<>(patterns);
    }

    /** For the form. */
    public String allowedItemsAsLines() {
        return String.join("\n", patterns());
    }

    /** Whether nothing may be ordered for it but dry runs: {@code true}, {@code false}, or null, which is the same. */
    public String getDryRunOnly() {
        return dryRunOnly;
    }

    @DataBoundSetter
    public void setDryRunOnly(String dryRunOnly) {
        this.dryRunOnly = Util.fixEmptyAndTrim(dryRunOnly);
    }

    /** Found by its name. */
    public static final class ConverterImpl extends StrictXml<AckEdgeCluster> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, AckEdgeCluster.class);
        }

        @Override
        protected void read(AckEdgeCluster cluster, List<String> faults) {
            cluster.unread = new ArrayList<>(faults);
        }
    }

    /** The form of a cluster, inside the page Manage Jenkins → System. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<AckEdgeCluster> implements OrderLists {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeCluster_displayName();
        }

        @Override
        public String getHelpFile(String fieldName) {
            return OrderForm.helpFile(super.getHelpFile(fieldName), fieldName);
        }

        @Override
        public boolean namesClusters() {
            return false;
        }

        @Override
        public String undecided() {
            return Messages.OrderForm_notSet();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return !FormAccess.maySee(null) || Util.fixNull(value).trim().matches(NAME)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AckEdgeCluster_name());
        }

        @POST
        @Override
        public FormValidation doCheckClusterId(FieldCheck field) {
            return field.required(Parameter.CLUSTER_ID);
        }

        @POST
        @Override
        public FormValidation doCheckRegionId(FieldCheck field) {
            return field.required(Parameter.REGION_ID);
        }

        @POST
        public FormValidation doCheckMaxCount(@QueryParameter String value) {
            return FormAccess.checkSetting(value, given -> checkMaxCount(given, FormAccess.locale()));
        }

        @POST
        public FormValidation doCheckMaxCountPerDay(@QueryParameter String value) {
            return FormAccess.checkSetting(value, given -> checkMaxCountPerDay(given, FormAccess.locale()));
        }

        @POST
        public FormValidation doCheckAllowedItems(@QueryParameter String value) {
            return FormAccess.checkSetting(
                    value,
                    given -> given.lines()
                                    .map(String::trim)
                                    .allMatch(pattern -> pattern.isEmpty() || ItemPatterns.isUsable(pattern))
                            ? Optional.empty()
                            : Optional.of(Messages.AckEdgeCluster_allowedItems()));
        }

        @POST
        public ListBoxModel doFillDryRunOnlyItems(@QueryParameter String dryRunOnly) {
            return yesOrNo(null, dryRunOnly);
        }

        /** Asks ACK what the cluster is, at the endpoint that is saved. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String clusterId,
                @QueryParameter String regionId,
                @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return ConnectionTest.run(clusterId, regionId, credentialsId);
        }
    }
}
