package io.jenkins.plugins.ackedge;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.Journal;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutListener;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One order of one build: what a pipeline step and a build step have in common. Reads secrets and disk: never on a CPS thread. */
final class BuildOrder {
    private final Run<?, ?> run;
    private final OrderInput input;
    private final BuildJournals journals;
    private final String name;

    /** @param name of the order within the build */
    BuildOrder(Run<?, ?> run, OrderInput input, String name) {
        this.run = run;
        this.input = input;
        this.journals = new BuildJournals(run);
        this.name = name;
    }

    /**
     * Begins, or goes on with what the journal tells of: after a restart, an order that may be made already is never made
     * again. Nor is it by another attempt of the same build ({@code retry}), which goes on with the first one's order.
     *
     * @throws AbortException with a message for the build's log, if nothing was sent and nothing will be
     */
    ScaleOut begin(ScaleOutListener listener) throws IOException {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        ScaleOuts all = AckEdgeService.get().scaleOuts();
        Journal journal = journals.journal(name);
        if (journal.read().isPresent()) {
            return all.resume(input.wait, input.secretsAtStart(run), journal, listener);
        }
        OrderPlan plan = OrderPlan.of(input, configuration);
        Secrets secrets = new BuildSecrets(run, plan.credentialsId(), plan.loginCredentialsId());
        String password = secretsNow(secrets, plan);
        Order order = plan.order(configuration, password, run.getExternalizableId());
        if (input.dryRun) {
            return all.rehearse(order, password != null, secrets, listener);
        }
        listener.line(AckEdgeBuildAction.link(run));
        if (!journals.exist()) {
            order.route().note().ifPresent(listener::line); // once for each build, not for each of its orders
        }
        Optional<String> open = journals.find(e -> e.getFingerprint().equals(order.fingerprint()) && all.isLeftOpen(e));
        if (open.isPresent()) {
            journals.goOn(name, open.get());
            listener.line(GOES_ON);
        }
        try {
            return all.start(order, input.wait, secrets, journal, listener);
        } catch (ScaleOuts.OtherOrderException e) {
            throw new IllegalStateException("a journal that was not there a moment ago", e);
        }
    }

    /** Secrets that cannot be had are told with everything else that is wrong. */
    private static String secretsNow(Secrets secrets, OrderPlan plan) throws AbortException {
        String password = null;
        List<String> missing = new ArrayList<>();
        try {
            password = secrets.loginPassword();
        } catch (Secrets.UnavailableException e) {
            missing.add(e.getMessage());
        }
        if (!plan.credentialsId().isEmpty()) {
            try {
                secrets.accessKey();
            } catch (Secrets.UnavailableException e) {
                missing.add(e.getMessage());
            }
        }
        if (!missing.isEmpty()) {
            List<String> all = new ArrayList<>(plan.faults(password == null ? STANDS_FOR_A_PASSWORD : password));
            all.addAll(missing);
            throw Refusal.of("ackEdgeScaleOut", all);
        }
        return password;
    }

    private static final String GOES_ON =
            "This build has sent the same order before and has not seen its end. It is not sent again: going on with that "
                    + "one. To order once more, run a new build.";

    /** Where the password cannot be had, that is said already, and not that it is missing too. */
    private static final String STANDS_FOR_A_PASSWORD = "Unavailable-1";
}
