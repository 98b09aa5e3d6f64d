package io.jenkins.plugins.ackedge.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.ackedge.build.OrderInput;
import io.jenkins.plugins.ackedge.config.OrderForm;
import io.jenkins.plugins.ackedge.config.OrderSettings;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What a build step orders. Its fields are texts, since they may hold variables of the build. */
public final class FreestyleOrder extends OrderSettings implements Describable<FreestyleOrder> {
    private String cluster;
    private String count;
    private String desiredSize;
    private boolean noWait;
    private boolean noPropagate;
    private boolean unstableOnPartial;
    private boolean cancelOnAbort;
    private boolean dryRun;

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
                .withCluster(variables.expand(cluster))
                .withVia(variables.expand(getVia()))
                .withCredentials(
                        variables.expandCredentials(getCredentialsId()),
                        variables.expandCredentials(getLoginCredentialsId()))
                .withWait(isWait())
                .withPropagate(isPropagate())
                .withUnstableOnPartial(unstableOnPartial)
                .withCancelOnAbort(cancelOnAbort)
                .withDryRun(dryRun);
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
        return !noWait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.noWait = !wait;
    }

    public boolean isPropagate() {
        return !noPropagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.noPropagate = !propagate;
    }

    public boolean isUnstableOnPartial() {
        return unstableOnPartial;
    }

    @DataBoundSetter
    public void setUnstableOnPartial(boolean unstableOnPartial) {
        this.unstableOnPartial = unstableOnPartial;
    }

    public boolean isCancelOnAbort() {
        return cancelOnAbort;
    }

    @DataBoundSetter
    public void setCancelOnAbort(boolean cancelOnAbort) {
        this.cancelOnAbort = cancelOnAbort;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
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
