package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import java.util.TreeMap;

/** As saved by the first builds. */
final class OrderInput implements BuildInput {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, String> parameters = new TreeMap<>();
    private String cluster;
    private String via;
    private String credentialsId;
    private String loginCredentialsId;
    private boolean wait;
    private boolean propagate;
    private boolean cancelOnAbort;
    private boolean dryRun;
    private String credentialsIdAtStart;
    private String loginCredentialsIdAtStart;

    @Override
    public io.jenkins.plugins.ackedge.build.BuildInput now() {
        Parameters given = Parameters.none();
        for (var p : parameters.entrySet()) {
            given = given.with(Parameter.of(p.getKey()), p.getValue());
        }
        return new io.jenkins.plugins.ackedge.build.OrderInput(given)
                .withCluster(cluster)
                .withVia(via)
                .withCredentials(credentialsId, loginCredentialsId)
                .withWait(wait)
                .withPropagate(propagate)
                .withCancelOnAbort(cancelOnAbort)
                .withDryRun(dryRun)
                .withCredentialsAtStart(credentialsIdAtStart, loginCredentialsIdAtStart);
    }
}
