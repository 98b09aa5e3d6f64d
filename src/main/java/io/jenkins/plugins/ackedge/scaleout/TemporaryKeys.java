package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import io.jenkins.plugins.ackedge.api.TemporaryKey;
import io.jenkins.plugins.ackedge.api.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The temporary keys of this process: one for each role that a key assumes and for each role of this machine. They are in
 * memory alone, and got anew before they end. A look-up blocks for 25 seconds at most, so it belongs on a look-up thread, as
 * {@link Secrets#accessKey} has it. One holder serves a process.
 */
public final class TemporaryKeys {
    private static final Logger LOGGER = Logger.getLogger(TemporaryKeys.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final AckClientFactory clients;
    private final InstanceMetadata metadata;
    private final Timers timers;
    private final Duration patience;

    /** Guarded by this, as is what they hold. */
    private final Map<KeyOrigin, TemporaryKeySource> sources = new HashMap<>();

    private TemporaryKeys(AckClientFactory clients, InstanceMetadata metadata, Timers timers, Duration patience) {
        this.clients = clients;
        this.metadata = metadata;
        this.timers = timers;
        this.patience = patience;
    }

    /**
     * A holder that is told, from now on, of the keys that the vendor refuses in conversations of these clients.
     *
     * @param timers for their monotonic time: no clock that somebody sets makes a key live longer
     */
    public static TemporaryKeys open(AckClientFactory clients, InstanceMetadata metadata, Timers timers) {
        return open(clients, metadata, timers, PATIENCE);
    }

    static TemporaryKeys open(AckClientFactory clients, InstanceMetadata metadata, Timers timers, Duration patience) {
        TemporaryKeys keys = new TemporaryKeys(clients, metadata, timers, patience);
        clients.whenTokenRefused(keys::isReplaced);
        return keys;
    }

    /**
     * The key with which the base key acts as a role: STS AssumeRole.
     *
     * @param base of a RAM user or role; the vendor lets no account's own key assume a role
     * @param sts of {@link AckEndpoint#sts}
     * @throws Secrets.UnavailableException for good if the vendor refuses, and passing if there was no usable answer; with a
     *     sentence that names the role and no secret
     */
    public AccessKey assumed(AccessKey base, AckEndpoint sts, AssumedRole role) throws Secrets.UnavailableException {
        return key(new Assumed(base, sts, role));
    }

    /**
     * The key of the RAM role of this machine, an ECS instance: metadata service, token mode.
     *
     * @param roleName "" for the one that it has
     * @throws Secrets.UnavailableException for good if there is no such role or, where none ever answered, no metadata service;
     *     passing otherwise
     */
    public AccessKey ofInstance(String roleName) throws Secrets.UnavailableException {
        return key(new OfInstance(roleName));
    }

    private AccessKey key(KeyOrigin origin) throws Secrets.UnavailableException {
        TemporaryKeySource source;
        CompletableFuture<Answer<TemporaryKey>> answer;
        AccessKey held;
        boolean isToBeAsked;
        boolean isPressing;
        synchronized (this) {
            long now = timers.millis();
            sources.values().removeIf(each -> each.isForgotten(now));
            source = sources.computeIfAbsent(origin, each -> new TemporaryKeySource());
            isToBeAsked = source.begin(now);
            answer = source.underWay();
            held = source.usable(now);
            isPressing = held == null || source.isAboutToEnd(now);
        }
        if (isToBeAsked) {
            ask(origin, source, answer);
        }
        if (answer == null || (!isPressing && !answer.isDone())) {
            return held; // what may be under way is for a later look-up
        }
        return awaited(origin, source, answer);
    }

    private void ask(KeyOrigin origin, TemporaryKeySource source, CompletableFuture<Answer<TemporaryKey>> then) {
        long asked = timers.millis();
        origin.ask(this, answer -> {
            synchronized (this) {
                source.answered(answer, asked, timers.millis());
            }
            LOGGER.log(
                    Level.FINE,
                    () -> origin.what() + (answer.isThere() ? ": " + told(answer.value()) : " is not there"));
            then.complete(answer);
        });
    }

    private static String told(TemporaryKey key) {
        String id = key.key().id();
        return "AccessKey ID …" + id.substring(Math.max(0, id.length() - 4)) + ", good for "
                + key.life().toSeconds() + " s";
    }

    private AccessKey awaited(
            KeyOrigin origin, TemporaryKeySource source, CompletableFuture<Answer<TemporaryKey>> answer)
            throws Secrets.UnavailableException {
        Answer<TemporaryKey> got = null;
        try {
            got = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // the old key may do yet
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never exceptional", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Secrets.UnavailableException.passing(origin.what() + " was not awaited to its end.");
        }
        if (got != null && got.isThere()) {
            return got.value().key();
        }
        AccessKey old;
        boolean hasAnswered;
        synchronized (this) {
            old = source.usable(timers.millis());
            hasAnswered = source.hasAnswered();
        }
        if (old != null) {
            return old;
        }
        if (got == null) {
            throw Secrets.UnavailableException.passing(
                    origin.what() + " cannot be had just now: no answer within " + patience.toSeconds() + " s");
        }
        if (origin.isForGood(got.fault(), hasAnswered)) {
            throw new Secrets.UnavailableException(
                    origin.what() + " cannot be had: " + got.fault().message() + ". " + origin.hint(got.fault()));
        }
        throw Secrets.UnavailableException.passing(
                origin.what() + " cannot be had just now: " + got.fault().message());
    }

    /** The vendor refused the token of a key: whether it was one of these, so that the next look-up brings another one. */
    private synchronized boolean isReplaced(AccessKey key) {
        return sources.values().stream()
                .filter(source -> source.gave(key))
                .findFirst()
                .map(source -> source.refused(key, timers.millis()))
                .orElse(false);
    }

    /** Where a temporary key comes from; equal ones share it. */
    private interface KeyOrigin {
        void ask(TemporaryKeys keys, Consumer<Answer<TemporaryKey>> then);

        /** For the beginning of a sentence. */
        String what();

        boolean isForGood(AckFault fault, boolean hasAnswered);

        /** What to do about a fault that stays. */
        String hint(AckFault fault);
    }

    /** Another key, another session or another endpoint is another origin. */
    private record Assumed(AccessKey base, AckEndpoint sts, AssumedRole role) implements KeyOrigin {
        @Override
        public void ask(TemporaryKeys keys, Consumer<Answer<TemporaryKey>> then) {
            keys.clients.stsClient(sts, base).assumeRole(role, then);
        }

        @Override
        public String what() {
            return "The key of the role " + role.arn();
        }

        @Override
        public boolean isForGood(AckFault fault, boolean hasAnswered) {
            return !fault.isPassing();
        }

        @Override
        public String hint(AckFault fault) {
            String code = fault.code().toString();
            if (code.startsWith("NoPermission") || code.equals("Forbidden.RAM")) {
                return "Allow the user of the key sts:AssumeRole on this role, and name that user in the role's trust policy;"
                        + " an account's own key cannot assume a role.";
            }
            if (code.startsWith("EntityNotExist")) {
                return "Check account and name in the role's ARN.";
            }
            if (code.contains("DurationSeconds")) {
                return "Raise the longest session of the role, or ask for fewer than " + role.durationSeconds()
                        + " seconds.";
            }
            return Hints.ofKey(fault).orElse("Check the role, the key that assumes it, and the address " + sts + ".");
        }
    }

    private record OfInstance(String roleName) implements KeyOrigin {
        @Override
        public void ask(TemporaryKeys keys, Consumer<Answer<TemporaryKey>> then) {
            keys.metadata.key(roleName, then);
        }

        @Override
        public String what() {
            return "The key of the instance's RAM role" + (roleName.isEmpty() ? "" : " " + roleName)
                    + " (ECS metadata service)";
        }

        /** It is on the machine's own link: where it cannot be reached at the first time, there is none. */
        @Override
        public boolean isForGood(AckFault fault, boolean hasAnswered) {
            return !fault.isPassing() || (fault.kind() == AckFault.Kind.NEVER_SENT && !hasAnswered);
        }

        @Override
        public String hint(AckFault fault) {
            return switch (fault.kind()) {
                case NEVER_SENT -> "Only an ECS instance has this service.";
                case NOT_FOUND -> "Attach the RAM role to the instance, and check its name.";
                default -> "Check the instance's metadata options and its RAM role.";
            };
        }
    }

    /** No key. */
    @Override
    public synchronized String toString() {
        return "TemporaryKeys[" + sources.size() + " sources]";
    }
}
