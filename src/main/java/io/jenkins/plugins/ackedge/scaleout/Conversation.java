package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AckException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One job's questions to the vendor: each in its lane, with secrets that are looked up anew and kept nowhere. */
final class Conversation {
    private static final Logger LOGGER = Logger.getLogger(Conversation.class.getName());
    private static final long LEAST_PAUSE_MILLIS = 1_000;

    private final ScaleOuts all;
    private final AckEndpoint endpoint;
    private final Secrets secrets;
    private final Consumer<Throwable> fault;
    private volatile String accessKeyId = "";

    Conversation(ScaleOuts all, AckEndpoint endpoint, Secrets secrets, Consumer<Throwable> fault) {
        this.all = all;
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.fault = fault;
    }

    /** What is asked; the methods of {@link AckClient} are the usual questions. */
    interface Question<T> {
        T ask(AckClient client) throws AckException, Secrets.UnavailableException;
    }

    /** Learns which lane it is in. */
    void begin() {
        try {
            accessKeyId = secrets.accessKey().id();
        } catch (Secrets.UnavailableException e) {
            LOGGER.log(Level.FINE, "no access key yet", e); // the first question will say so
        }
    }

    /**
     * @param urgent goes before the polls of all other jobs
     * @param still asked when the turn comes: whether the question is still wanted
     */
    <T> void ask(boolean urgent, BooleanSupplier still, Question<T> question, Consumer<Reply<T>> answer) {
        Lane lane = all.lane(accessKeyId, endpoint);
        lane.enter(urgent, () -> {
            if (still.getAsBoolean()) {
                Reply<T> reply = put(question);
                if (reply.error() != null && reply.error().kind() == AckException.Kind.THROTTLED) {
                    lane.pauseUntil(
                            all.scheduler().nowMillis() + Math.max(LEAST_PAUSE_MILLIS, reply.retryAfterMillis()));
                }
                answer.accept(reply);
            }
        });
    }

    private <T> Reply<T> put(Question<T> question) {
        try {
            AccessKey key = secrets.accessKey();
            accessKeyId = key.id();
            return new Reply<>(question.ask(all.clients().client(endpoint, key, unspeakable())), null, null);
        } catch (AckException e) {
            LOGGER.log(Level.FINE, "the vendor's answer", e);
            return new Reply<>(null, e, null);
        } catch (Secrets.UnavailableException e) {
            return new Reply<>(null, null, e.getMessage());
        } catch (RuntimeException | Error e) {
            fault.accept(e);
            return new Reply<>(null, null, "internal error");
        }
    }

    private String unspeakable() {
        try {
            return secrets.loginPassword();
        } catch (Secrets.UnavailableException e) {
            return null; // it is not needed any more; and what cannot be had cannot be recognised
        }
    }
}
