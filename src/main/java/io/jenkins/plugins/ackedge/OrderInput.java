package io.jenkins.plugins.ackedge;

import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.util.TreeMap;

/**
 * What {@code ackEdgeScaleOut} was told, in a pipeline or as a build step, before the configuration's defaults.
 */
final class OrderInput implements BuildInput {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, String> parameters = new TreeMap<>();
    String cluster = "";
    String via = "";
    String credentialsId = "";
    String loginCredentialsId = "";
    boolean wait = true;
    boolean propagate = true;
    boolean cancelOnAbort;
    boolean dryRun;
    private String credentialsIdAtStart;
    private String loginCredentialsIdAtStart;

    OrderInput(Parameters given) {
        given.asMap().forEach((parameter, value) -> parameters.put(parameter.key(), value));
    }

    Parameters parameters() {
        Parameters given = Parameters.none();
        for (var p : parameters.entrySet()) {
            given = given.with(Parameter.of(p.getKey()), p.getValue());
        }
        return given;
    }

    @Override
    public OrderInput atStart(AckEdgeConfiguration configuration) {
        OrderPlan plan = OrderPlan.of(this, configuration);
        credentialsIdAtStart = plan.credentialsId();
        loginCredentialsIdAtStart = plan.loginCredentialsId();
        return this;
    }

    /** For an order that is made already: what the configuration says by now is for later ones. */
    Secrets secretsAtStart(Run<?, ?> run) {
        if (credentialsIdAtStart == null) {
            atStart(AckEdgeConfiguration.get()); // saved by the first version, which did not note it
        }
        return new BuildSecrets(run, credentialsIdAtStart, loginCredentialsIdAtStart);
    }

    @Override
    public void begin(Run<?, ?> run, String name, ScaleOutListener listener, Beginning beginning) {
        new BuildOrder(run, this, name, listener, beginning).begin();
    }

    @Override
    public boolean isPropagate() {
        return propagate;
    }

    @Override
    public boolean isCancelOnAbort() {
        return cancelOnAbort;
    }
}
