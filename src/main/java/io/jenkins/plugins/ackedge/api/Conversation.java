package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets one key's requests to one endpoint through the gate, signs and sends each once, and has its answer read. */
final class Conversation {
    private static final Logger LOGGER = Logger.getLogger(Conversation.class.getName());

    /** Where the server throttles and names no time. */
    private static final long SHORTEST_PAUSE = 1_000;

    /** An answer with what must not be said of it. */
    private record Heard(WireAnswer answer, Redaction redaction) {}

    private final Wire wire;
    private final Gate gate;
    private final Signer signer;
    private final List<String> secrets;
    private final Predicate<AccessKey> isReplaced;

    /**
     * @param secrets null elements are passed over
     * @param isReplaced asked when the key's token was refused: whether the next look-up brings another key
     */
    Conversation(Wire wire, Gate gate, Signer signer, List<String> secrets, Predicate<AccessKey> isReplaced) {
        this.wire = wire;
        this.gate = gate;
        this.signer = signer;
        this.secrets = new ArrayList<>(secrets);
        this.isReplaced = isReplaced;
    }

    void enter(Urgency urgency, Consumer<Gate.Pass> when) {
        gate.enter(signer.key().id(), signer.endpoint(), urgency, when);
    }

    /** Sends an order with a pass that is there already. */
    void order(
            Gate.Pass pass,
            Supplier<ApiCall> call,
            BiFunction<WireAnswer, Redaction, OrderReply> judge,
            Consumer<OrderReply> then) {
        exchange(
                pass,
                call,
                true,
                (answer, redaction) -> passingIfReplaced(judge.apply(answer, redaction)),
                OrderReply::fault,
                (fault, sent) -> sent ? OrderReply.silent(fault) : OrderReply.notRunNever(fault),
                then);
    }

    /** Asks something, in its turn. */
    <T> void query(
            Urgency urgency,
            Supplier<ApiCall> call,
            BiFunction<WireAnswer, Redaction, Answer<T>> reader,
            Consumer<Answer<T>> then) {
        enter(
                urgency,
                pass -> exchange(
                        pass,
                        call,
                        false,
                        (answer, redaction) -> passingIfReplaced(reader.apply(answer, redaction)),
                        Answer::fault,
                        (fault, sent) -> Answer.failed(fault),
                        then));
    }

    /** A token's refusal proves that nothing ran; with another key the same order may well be taken. */
    private OrderReply passingIfReplaced(OrderReply reply) {
        boolean isReplacedNow = isKeyReplaced(reply.fault());
        return isReplacedNow && reply.verdict() == OrderReply.Verdict.NOT_RUN_NEVER
                ? OrderReply.notRunLater(reply.fault().keyEnded())
                : reply;
    }

    private <T> Answer<T> passingIfReplaced(Answer<T> answer) {
        return isKeyReplaced(answer.fault()) ? Answer.failed(answer.fault().keyEnded()) : answer;
    }

    private boolean isKeyReplaced(AckFault fault) {
        return fault != null && fault.isTokenRefused() && isReplaced.test(signer.key());
    }

    /** As the other one; the answer has to be a JSON object. */
    <T> void queryJson(
            Urgency urgency,
            Supplier<ApiCall> call,
            BiFunction<JsonNode, Redaction, Answer<T>> reader,
            Consumer<Answer<T>> then) {
        this.<T>query(
                urgency,
                call,
                (answer, redaction) -> {
                    JsonNode json = QueryFault.object(answer);
                    return json == null
                            ? Answer.failed(QueryFault.of(answer, redaction))
                            : reader.apply(json, redaction);
                },
                then);
    }

    private <R> void exchange(
            Gate.Pass pass,
            Supplier<ApiCall> call,
            boolean order,
            BiFunction<WireAnswer, Redaction, R> reader,
            Function<R, AckFault> fault,
            BiFunction<AckFault, Boolean, R> failed,
            Consumer<R> then) {
        SignedRequest request;
        Redaction redaction;
        try {
            ApiCall unsigned = call.get();
            request = signer.sign(unsigned, order);
            List<String> unspeakable = new ArrayList<>(secrets);
            unspeakable.addAll(unsigned.unspeakable());
            unspeakable.add(Signer.signature(request));
            redaction = Redaction.of(unspeakable);
        } catch (RuntimeException e) {
            pass.close();
            String why = "nothing was sent: " + e.getMessage();
            then.accept(failed.apply(
                    AckFault.of(AckFault.Kind.INVALID, Redaction.of(secrets).text(why)), false));
            return;
        }
        Consumer<WireAnswer> heard = answer -> {
            R result;
            try {
                result = reader.apply(answer, redaction);
            } catch (RuntimeException | Error e) { // whatever a reader does, the question has an answer
                LOGGER.log(Level.WARNING, "An answer was not understood, by a mistake in this program", e);
                result = failed.apply(
                        AckFault.of(AckFault.Kind.NO_ANSWER, redaction.text("the answer could not be read")), true);
            }
            AckFault trouble = fault.apply(result);
            LOGGER.log(
                    Level.FINE,
                    () -> request + ": " + answer + (trouble == null ? "" : ", " + trouble.kind() + ": " + trouble));
            if (trouble != null && trouble.kind() == AckFault.Kind.THROTTLED) {
                long wish = Math.max(SHORTEST_PAUSE, trouble.retryAfterMillis());
                gate.pause(signer.key().id(), signer.endpoint(), wish);
            }
            pass.close();
            then.accept(result);
        };
        LOGGER.log(Level.FINE, () -> request + " is sent");
        send(request, heard);
    }

    /** Even a wire that breaks its promises is heard once. */
    private void send(SignedRequest request, Consumer<WireAnswer> heard) {
        AtomicBoolean once = new AtomicBoolean();
        try {
            wire.send(request, answer -> {
                if (once.compareAndSet(false, true)) {
                    heard.accept(answer);
                }
            });
        } catch (RuntimeException e) {
            if (once.compareAndSet(false, true)) {
                heard.accept(WireAnswer.none(true, new IOException("failed here", e)));
            } else {
                throw e;
            }
        }
    }
}
