package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import java.io.Serializable;
import java.util.TreeMap;

/**
 * What a pipeline step or a build step was told, before the configuration's defaults. It is saved with a running pipeline,
 * so it holds plain values alone, and no secret.
 */
final class OrderInput implements Serializable {
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
}
