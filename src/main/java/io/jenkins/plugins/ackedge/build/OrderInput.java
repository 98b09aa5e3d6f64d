package io.jenkins.plugins.ackedge.build;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.config.JobClusters;
import io.jenkins.plugins.ackedge.orders.BuildSecrets;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What {@code ackEdgeScaleOut} was told, in a pipeline or as a build step, before the configuration's defaults. */
public final class OrderInput implements BuildInput {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, String> parameters = new TreeMap<>();
    private final ArrayList<String> faults = new ArrayList<>();
    private String cluster = "";
    private String via = "";
    private String credentialsId = "";
    private String loginCredentialsId = "";
    private boolean wait = true;
    private boolean propagate = true;
    private boolean unstableOnPartial;
    private boolean cancelOnAbort;
    private boolean dryRun;
    private String credentialsIdAtStart;
    private String loginCredentialsIdAtStart;

    public OrderInput(Parameters given) {
        given.asMap().forEach((parameter, value) -> parameters.put(parameter.key(), value));
    }

    /** With what else is wrong, a sentence each: such an input orders nothing. */
    public OrderInput withFaults(List<String> more) {
        faults.addAll(more);
        return this;
    }

    /** @param name of a configured cluster; null and "" for the default one */
    public OrderInput withCluster(String name) {
        cluster = Util.fixNull(name);
        return this;
    }

    /** @param route its name; null and "" for the cluster's */
    public OrderInput withVia(String route) {
        via = Util.fixNull(route);
        return this;
    }

    /** Ids of the credentials for the access key and for the node password; null and "" for the cluster's. */
    public OrderInput withCredentials(String key, String login) {
        credentialsId = Util.fixNull(key);
        loginCredentialsId = Util.fixNull(login);
        return this;
    }

    public OrderInput withWait(boolean isWaited) {
        wait = isWaited;
        return this;
    }

    public OrderInput withPropagate(boolean fails) {
        propagate = fails;
        return this;
    }

    public OrderInput withUnstableOnPartial(boolean isUnstable) {
        unstableOnPartial = isUnstable;
        return this;
    }

    public OrderInput withCancelOnAbort(boolean cancels) {
        cancelOnAbort = cancels;
        return this;
    }

    public OrderInput withDryRun(boolean isDry) {
        dryRun = isDry;
        return this;
    }

    /** Of a step that has begun before, under another configuration; null where it was not noted. */
    public OrderInput withCredentialsAtStart(String key, String login) {
        credentialsIdAtStart = key;
        loginCredentialsIdAtStart = login;
        return this;
    }

    Parameters parameters() {
        Parameters given = Parameters.none();
        for (var p : parameters.entrySet()) {
            given = given.with(Parameter.of(p.getKey()), p.getValue());
        }
        return given;
    }

    List<String> faults() {
        return faults;
    }

    String cluster() {
        return cluster;
    }

    String via() {
        return via;
    }

    String credentialsId() {
        return credentialsId;
    }

    String loginCredentialsId() {
        return loginCredentialsId;
    }

    boolean isWait() {
        return wait;
    }

    boolean isDryRun() {
        return dryRun;
    }

    @Override
    public OrderInput atStart(JobClusters clusters) {
        OrderPlan plan = OrderPlan.of(this, clusters);
        credentialsIdAtStart = plan.credentialsId();
        loginCredentialsIdAtStart = plan.loginCredentialsId();
        return this;
    }

    /** For an order that is made already: what the configuration says by now is for later ones. */
    Secrets secretsAtStart(Run<?, ?> run) {
        if (credentialsIdAtStart == null) {
            atStart(JobClusters.of(run.getParent())); // a build step notes nothing, and ends with its controller
        }
        Duration wait = OrderPlan.of(this, JobClusters.of(run.getParent())).waitTime();
        return new BuildSecrets(run, credentialsIdAtStart, loginCredentialsIdAtStart, wait);
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
    public boolean isUnstableOnPartial() {
        return unstableOnPartial;
    }

    @Override
    public String withoutTheBuild() {
        return "What was ordered is not cancelled; the controller looks for its end when it is back, and says it here and on"
                + " the page of the build.";
    }

    @Override
    public boolean isCancelOnAbort() {
        return cancelOnAbort;
    }
}
