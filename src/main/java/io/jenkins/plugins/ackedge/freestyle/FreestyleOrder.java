package io.jenkins.plugins.ackedge.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.XStream2;
import io.jenkins.plugins.ackedge.build.OrderInput;
import io.jenkins.plugins.ackedge.config.OrderForm;
import io.jenkins.plugins.ackedge.config.OrderSettings;
import io.jenkins.plugins.ackedge.config.StrictXml;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What a build step orders. Its fields are texts, since they may hold variables of the build. */
public final class FreestyleOrder extends OrderSettings implements Describable<FreestyleOrder> {
    private String cluster;
    private String count;
    private String desiredSize;
    // Texts, since XStream would take any text but true for false.
    private String noWait;
    private String noPropagate;
    private String unstableOnPartial;
    private String cancelOnAbort;
    private String dryRun;

    /** What could not be read from a job's XML: kept until the form is saved, so that nothing is ordered by a mistyped job. */
    private ArrayList<String> faults;

    @DataBoundConstructor
    public FreestyleOrder() {
        // everything has a setter: the cluster's defaults may give all but the count
    }

    @Override
    protected String text(Parameter parameter) {
        return switch (parameter) {
            case COUNT -> count;
            case DESIRED_SIZE -> desiredSize;
            default -> super.text(parameter);
        };
    }

    /** As this build sees it. */
    OrderInput expanded(BuildVariables variables) {
        Parameters expanded = Parameters.none();
        for (var given : parameters().asMap().entrySet()) {
            expanded = expanded.with(given.getKey(), variables.expand(given.getValue()));
        }
        return new OrderInput(expanded)
                .withFaults(faults())
                .withCluster(variables.expand(cluster))
                .withVia(variables.expand(getVia()))
                .withCredentials(
                        variables.expandCredentials(getCredentialsId()),
                        variables.expandCredentials(getLoginCredentialsId()))
                .withWait(isWait())
                .withPropagate(isPropagate())
                .withUnstableOnPartial(isUnstableOnPartial())
                .withCancelOnAbort(isCancelOnAbort())
                .withDryRun(isDryRun());
    }

    /** Name of a configured cluster; null for the default one. */
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** Nodes to add. */
    public String getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(String count) {
        this.count = Util.fixEmptyAndTrim(count);
    }

    /** Nodes that a pool shall have, instead of a number to add. */
    public String getDesiredSize() {
        return desiredSize;
    }

    @DataBoundSetter
    public void setDesiredSize(String desiredSize) {
        this.desiredSize = Util.fixEmptyAndTrim(desiredSize);
    }

    public boolean isWait() {
        return !Switches.isTrue(noWait);
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.noWait = Switches.text(!wait);
    }

    public boolean isPropagate() {
        return !Switches.isTrue(noPropagate);
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.noPropagate = Switches.text(!propagate);
    }

    public boolean isUnstableOnPartial() {
        return Switches.isTrue(unstableOnPartial);
    }

    @DataBoundSetter
    public void setUnstableOnPartial(boolean unstableOnPartial) {
        this.unstableOnPartial = Switches.text(unstableOnPartial);
    }

    public boolean isCancelOnAbort() {
        return Switches.isTrue(cancelOnAbort);
    }

    @DataBoundSetter
    public void setCancelOnAbort(boolean cancelOnAbort) {
        this.cancelOnAbort = Switches.text(cancelOnAbort);
    }

    public boolean isDryRun() {
        return Switches.isTrue(dryRun);
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = Switches.text(dryRun);
    }

    /** What else could not be read from a job's XML. */
    void add(List<String> more) {
        faults = new ArrayList<>(Util.fixNull(faults));
        faults.addAll(more);
    }

    private List<String> faults() {
        List<String> all = new ArrayList<>(Util.fixNull(faults));
        Switches.check("noWait", noWait, all);
        Switches.check("noPropagate", noPropagate, all);
        Switches.check("unstableOnPartial", unstableOnPartial, all);
        Switches.check("cancelOnAbort", cancelOnAbort, all);
        Switches.check("dryRun", dryRun, all);
        return all;
    }

    /** Found by its name. */
    public static final class ConverterImpl extends StrictXml<FreestyleOrder> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, FreestyleOrder.class);
        }

        @Override
        protected void read(FreestyleOrder order, List<String> faults) {
            order.add(faults);
        }
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<FreestyleOrder> implements ExpandingForm {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeScaleOutBuilder_displayName();
        }

        @Override
        public String getHelpFile(String fieldName) {
            return OrderForm.helpFile(super.getHelpFile(fieldName), fieldName);
        }
    }
}
