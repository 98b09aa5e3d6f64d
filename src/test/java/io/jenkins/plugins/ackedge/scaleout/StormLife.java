package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.SignedRequest;
import io.jenkins.plugins.ackedge.api.StormClients;
import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.api.Wire;
import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A process of an {@link OrderStorm} from its start to its sudden end: the real core between faulty collaborators. */
final class StormLife implements Timers, Wire, Claims, Secrets {
    static final String PASSWORD = "Pa&ss\"w<o>r'd\\9/+%Zz";
    static final String SECRET = "kS3cr/t+V&l<u>e\"'\\%x9";
    static final String TOKEN = "CAISto/ken+&\"<%41>\\u0041x";

    /** The process is dead; nothing that its code still does has an effect. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final OrderStorm storm;
    private final String name;
    private final Claims claims;
    private final ScaleOuts scaleOuts;
    private final List<StormWaiter> waiters = new ArrayList<>();
    private boolean dead;

    StormLife(OrderStorm storm, String name, Claims claims) {
        this.storm = storm;
        this.name = name;
        this.claims = claims;
        Settings settings = new Settings(Duration.ofSeconds(15), storm.chance().of(0.5, 5.0, 50.0));
        scaleOuts = new ScaleOuts(
                StormClients.of(this, new Gate(this, settings::requestsPerSecond), storm.wallClock()),
                this,
                task -> after(storm.chance().below(3), task),
                this::lookUp,
                storm.wallClock(),
                new Random(storm.chance().seed()),
                () -> settings,
                this,
                Audience.JENKINS,
                storm.mutant().machine());
    }

    ScaleOuts scaleOuts() {
        return scaleOuts;
    }

    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** Between any two steps of its own a process may die. */
    void step() {
        step(false);
    }

    /** @param matters whether it would die right before or after something of weight */
    void step(boolean matters) {
        if (!dead && storm.kills(this, matters)) {
            die();
        }
        if (dead) {
            throw new Killed();
        }
    }

    void add(StormWaiter waiter) {
        waiters.add(waiter);
    }

    List<StormWaiter> waiters() {
        return waiters;
    }

    private boolean isWaitedFor(String order) {
        return waiters.stream().anyMatch(w -> w.order().equals(order) && w.isWaiting());
    }

    /** Calls into the process. Only its own death may come out of it. */
    void guarded(Runnable call) {
        if (dead) {
            return;
        }
        try {
            call.run();
        } catch (Killed e) {
            storm.trace(name + " dies");
        } catch (RuntimeException | StackOverflowError e) {
            storm.violation("an exception came out: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    // ------------------------------------------------------------------ time and threads

    @Override
    public long millis() {
        return storm.time().now();
    }

    @Override
    public Timer after(long delayMillis, Runnable task) {
        if (dead) {
            return () -> {};
        }
        StormTime.Due due = storm.time().after(delayMillis, () -> guarded(task));
        return due::cancel;
    }

    private void lookUp(Runnable task) {
        if (!storm.collaboratorFails(60)) { // else it hangs for ever
            after(storm.collaboratorFails(6) ? storm.chance().upTo(90_000) : 1, task);
        }
    }

    // ------------------------------------------------------------------ secrets

    @Override
    public AccessKey accessKey() throws UnavailableException {
        step();
        if (storm.collaboratorFails(12)) {
            throw new IllegalStateException("rate exceeded\u001b[2J\u202e");
        } else if (storm.collaboratorFails(15)) {
            throw new NoSuchMethodError("of another plugin");
        } else if (storm.collaboratorFails(60)) {
            throw new UnavailableException("There are no credentials 'aliyun'.");
        }
        return AccessKey.of("testid", SECRET, storm.hasToken() ? TOKEN : null);
    }

    @Override
    public String loginPassword() {
        return PASSWORD;
    }

    // ------------------------------------------------------------------ the wire

    @Override
    public void send(SignedRequest request, Consumer<WireAnswer> then) {
        boolean matters = storm.matters(request);
        step(matters);
        String order = storm.orderedBy(request);
        Consumer<WireAnswer> heard = answer -> guarded(() -> {
            step(matters);
            storm.trace(name + " hears " + answer + (order == null ? "" : " to the order " + order));
            then.accept(answer);
        });
        if (order == null) {
            storm.question(this, request, heard);
            if (matters) {
                step(true);
            }
            return;
        }
        if (request.order() != true) {
            storm.violation("an order that may be sent twice: " + request);
        }
        storm.ordered(order, request, isWaitedFor(order), heard);
        step(matters);
        if (storm.collaboratorFails(40)) {
            throw new IllegalStateException("a wire that breaks its promises");
        }
    }

    // ------------------------------------------------------------------ claims

    @Override
    public void claim(String taskId, String orderId, boolean isAnswer) throws IOException {
        step();
        if (storm.claimsFail()) {
            throw new IOException("No space left on device");
        }
        if (storm.mutant() != StormMutant.FORGETS_CLAIMS) {
            claims.claim(taskId, orderId, isAnswer);
        }
        step();
    }

    @Override
    public Optional<String> owner(String taskId) throws IOException {
        return claims.owner(taskId);
    }

    @Override
    public Optional<String> answered(String orderId) throws IOException {
        step();
        if (storm.claimsFail()) {
            throw new IOException("Input/output error");
        }
        return claims.answered(orderId);
    }

    @Override
    public String toString() {
        return name;
    }
}
