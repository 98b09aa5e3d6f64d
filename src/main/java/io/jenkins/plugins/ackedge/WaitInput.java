package io.jenkins.plugins.ackedge;

/** As saved by the first builds. */
final class WaitInput implements BuildInput {
    private static final long serialVersionUID = 1L;

    private String taskId;
    private String cluster;
    private String regionId;
    private String credentialsId;
    private String timeoutMins;
    private boolean propagate;
    private boolean cancelOnAbort;
    private String credentialsIdAtStart;

    @Override
    public io.jenkins.plugins.ackedge.build.BuildInput now() {
        return new io.jenkins.plugins.ackedge.build.WaitInput(taskId)
                .withCluster(cluster, regionId)
                .withCredentials(credentialsId)
                .withTimeoutMins(timeoutMins)
                .withPropagate(propagate)
                .withCancelOnAbort(cancelOnAbort)
                .withCredentialsAtStart(credentialsIdAtStart);
    }
}
