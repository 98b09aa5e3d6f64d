package io.jenkins.plugins.ackedge;

import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import java.io.IOException;
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
    public ScaleOut begin(Run<?, ?> run, String name, ScaleOutListener listener) throws IOException {
        return new BuildOrder(run, this, name).begin(listener);
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
