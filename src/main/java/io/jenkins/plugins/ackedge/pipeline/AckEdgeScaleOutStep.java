package io.jenkins.plugins.ackedge.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ackedge.build.OrderInput;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ackEdgeScaleOut(count: 2)}: adds ENS nodes to a managed edge cluster and waits until they are there. */
public final class AckEdgeScaleOutStep extends AckEdgeStep {
    @DataBoundSetter
    public Integer count;

    @DataBoundSetter
    public Integer desiredSize;

    @DataBoundSetter
    public String clusterId;

    @DataBoundSetter
    public String via;

    @DataBoundSetter
    public String ensRegionId;

    @DataBoundSetter
    public String workerInstanceType;

    @DataBoundSetter
    public String workerImageId;

    @DataBoundSetter
    public String ensInternetChargeType;

    @DataBoundSetter
    public Integer workerPeriod;

    @DataBoundSetter
    public Integer workerSystemDiskSize;

    @DataBoundSetter
    public Integer workerDataDiskSize;

    @DataBoundSetter
    public Boolean workerAutoRenew;

    @DataBoundSetter
    public Integer workerAutoRenewPeriod;

    @DataBoundSetter
    public String loginCredentialsId;

    @DataBoundSetter
    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // the name of a key pair, which is public
    public String keyPair;

    @DataBoundSetter
    public String nodePoolId;

    @DataBoundSetter
    public Integer internetMaxBandwidthOut;

    @DataBoundSetter
    public String instanceChargeType;

    @DataBoundSetter
    public String systemDiskCategory;

    @DataBoundSetter
    public String dataDiskCategory;

    @DataBoundSetter
    public String networkId;

    @DataBoundSetter
    public String vSwitchId;

    @DataBoundSetter
    public String securityId;

    @DataBoundSetter
    public Double maxPrice;

    @DataBoundSetter
    public Boolean releaseOnFailure;

    /** Whether the step waits for the end of the task. */
    @DataBoundSetter
    public boolean wait = true;

    /** Whether a partial success makes the build unstable instead of failing it. */
    @DataBoundSetter
    public boolean unstableOnPartial;

    @DataBoundSetter
    public boolean dryRun;

    @DataBoundConstructor
    public AckEdgeScaleOutStep() {
        // every argument is a field: the cluster's defaults may give all but the count
    }

    @Override
    OrderInput input() {
        return new OrderInput(parameters())
                .withFaults(faults())
                .withCluster(cluster)
                .withVia(via)
                .withCredentials(credentialsId, loginCredentialsId)
                .withWait(wait)
                .withPropagate(propagate)
                .withUnstableOnPartial(unstableOnPartial)
                .withCancelOnAbort(cancelOnAbort)
                .withDryRun(dryRun);
    }

    private Parameters parameters() {
        Parameters given = Parameters.none();
        for (Field field : AckEdgeScaleOutStep.class.getFields()) {
            Optional<Parameter> parameter = Parameter.find(field.getName());
            if (parameter.isPresent()) {
                given = given.with(parameter.get(), value(field));
            }
        }
        return given;
    }

    private Object value(Field field) {
        try {
            Object given = field.get(this);
            return given instanceof Double number ? plain(number) : given;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public field cannot be read", e);
        }
    }

    /** As somebody would write it: 120 rather than 120.0 or 1.2E2. */
    private static String plain(Double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    @Extension
    public static final class DescriptorImpl extends AckEdgeStepDescriptor {
        @Override
        public String getFunctionName() {
            return "ackEdgeScaleOut";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeScaleOutStep_displayName();
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            StringBuilder text = new StringBuilder();
            text.append(arguments.get("count") == null ? "" : "+" + arguments.get("count"));
            text.append(arguments.get("desiredSize") == null ? "" : "=" + arguments.get("desiredSize"));
            Object target = arguments.get("cluster") == null ? arguments.get("clusterId") : arguments.get("cluster");
            text.append(target == null ? "" : " → " + target);
            Object region = arguments.get("ensRegionId");
            text.append(region == null ? "" : " (" + region + ")");
            return text.isEmpty() ? null : text.toString().trim();
        }
    }
}
