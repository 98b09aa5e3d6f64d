package io.jenkins.plugins.ackedge.freestyle;

import com.thoughtworks.xstream.converters.Converter;
import com.thoughtworks.xstream.converters.MarshallingContext;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Items;
import hudson.util.XStream2;
import io.jenkins.plugins.ackedge.build.BuildInput;
import io.jenkins.plugins.ackedge.config.StrictXml;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The pipeline step's twin for freestyle jobs. */
public final class AckEdgeScaleOutBuilder extends AckEdgeBuilder {
    private final FreestyleOrder order;

    @DataBoundConstructor
    public AckEdgeScaleOutBuilder(FreestyleOrder order) {
        this.order = Objects.requireNonNullElseGet(order, FreestyleOrder::new);
    }

    public FreestyleOrder getOrder() {
        return order;
    }

    /** As a constructor would: a job's XML may lack the order. */
    private Object readResolve() {
        return order == null ? new AckEdgeScaleOutBuilder(null) : this;
    }

    @Override
    BuildInput input(BuildVariables variables) {
        return order.expanded(variables);
    }

    /** Found by its name. */
    public static final class ConverterImpl extends StrictXml<AckEdgeScaleOutBuilder> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, AckEdgeScaleOutBuilder.class);
        }

        @Override
        protected void read(AckEdgeScaleOutBuilder builder, List<String> faults) {
            builder.order.add(faults);
        }
    }

    /** Before jobs are loaded. */
    @Initializer(after = InitMilestone.EXTENSIONS_AUGMENTED, before = InitMilestone.JOB_LOADED)
    public static void readOldJobs() {
        Items.XSTREAM2.addCompatibilityAlias("io.jenkins.plugins.ackedge.AckEdgeScaleOutBuilder", OldStep.class);
        Items.XSTREAM2.registerConverter(new OldStep());
    }

    /** In jobs that the first builds saved, the fields of the order are those of the step itself. */
    private static final class OldStep implements Converter {
        @Override
        public boolean canConvert(Class type) {
            return type == OldStep.class;
        }

        @Override
        public Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
            return new AckEdgeScaleOutBuilder((FreestyleOrder) context.convertAnother(null, FreestyleOrder.class));
        }

        @Override
        public void marshal(Object source, HierarchicalStreamWriter writer, MarshallingContext context) {
            throw new IllegalStateException("only read from jobs that were saved");
        }
    }

    @Extension
    @Symbol("ackEdgeScaleOut")
    public static final class DescriptorImpl extends AckEdgeBuilderDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AckEdgeScaleOutBuilder_displayName();
        }
    }
}
