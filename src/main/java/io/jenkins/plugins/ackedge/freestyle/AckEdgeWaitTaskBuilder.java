package io.jenkins.plugins.ackedge.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.XStream2;
import io.jenkins.plugins.ackedge.build.BuildInput;
import io.jenkins.plugins.ackedge.build.WaitInput;
import io.jenkins.plugins.ackedge.config.OrderForm;
import io.jenkins.plugins.ackedge.config.StrictXml;
import io.jenkins.plugins.ackedge.config.WaitForm;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Waits for the end of a task, such as that of an order that an earlier build made without waiting. */
public final class AckEdgeWaitTaskBuilder extends AckEdgeBuilder {
    private final String taskId;
    private String cluster;
    private String regionId;
    private String credentialsId;
    private String timeoutMins;
    private String noPropagate;
    private String cancelOnAbort;

    /** What could not be read from a job's XML: kept until the form is saved. */
    private ArrayList<String> faults;

    @DataBoundConstructor
    public AckEdgeWaitTaskBuilder(String taskId) {
        this.taskId = Util.fixEmptyAndTrim(taskId);
    }

    @Override
    BuildInput input(BuildVariables variables) {
        return new WaitInput(variables.expand(taskId))
                .withFaults(faults())
                .withCluster(variables.expand(cluster), variables.expand(regionId))
                .withCredentials(variables.expandCredentials(credentialsId))
                .withTimeoutMins(variables.expand(timeoutMins))
                .withPropagate(isPropagate())
                .withCancelOnAbort(isCancelOnAbort());
    }

    private List<String> faults() {
        List<String> all = new ArrayList<>(Util.fixNull(faults));
        Switches.check("noPropagate", noPropagate, all);
        Switches.check("cancelOnAbort", cancelOnAbort, all);
        return all;
    }

    /** Id of the task; may hold variables, as {@code ${ACK_EDGE_TASK_ID}}. */
    public String getTaskId() {
        return taskId;
    }

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    public String getRegionId() {
        return regionId;
    }

    @DataBoundSetter
    public void setRegionId(String regionId) {
        this.regionId = Util.fixEmptyAndTrim(regionId);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getTimeoutMins() {
        return timeoutMins;
    }

    @DataBoundSetter
    public void setTimeoutMins(String timeoutMins) {
        this.timeoutMins = Util.fixEmptyAndTrim(timeoutMins);
    }

    public boolean isPropagate() {
        return !Switches.isTrue(noPropagate);
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.noPropagate = Switches.text(!propagate);
    }

    public boolean isCancelOnAbort() {
        return Switches.isTrue(cancelOnAbort);
    }

    @DataBoundSetter
    public void setCancelOnAbort(boolean cancelOnAbort) {
        this.cancelOnAbort = Switches.text(cancelOnAbort);
    }

    /** Found by its name. */
    public static final class ConverterImpl extends StrictXml<AckEdgeWaitTaskBuilder> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, AckEdgeWaitTaskBuilder.class);
        }

        @Override
        protected void read(AckEdgeWaitTaskBuilder builder, List<String> faults) {
            builder.faults = new ArrayList<>(faults);
        }
    }

    @Extension
    @Symbol("ackEdgeWaitTask")
    public static final class DescriptorImpl extends AckEdgeBuilderDescriptor implements ExpandingForm, WaitForm {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeWaitTaskBuilder_displayName();
        }

        @Override
        public String getHelpFile(String fieldName) {
            return OrderForm.helpFile(super.getHelpFile(fieldName), fieldName);
        }
    }
}
