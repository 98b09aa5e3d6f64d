package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the answer of DescribeClusterAttachScripts: the script as a JSON string (the vendor's page of 2021), as plain text
 * (the SDK's body type), or as {@code result} or {@code script} of a JSON object. What may hold a script is never a part of
 * a fault.
 */
final class JoinScriptAnswer {
    private JoinScriptAnswer() {}

    static Answer<JoinScript> read(WireAnswer answer, Redaction redaction) {
        if (!answer.isComplete() || !answer.isSuccess()) {
            return Answer.failed(mayHoldScript(answer) ? hidden(answer, redaction) : QueryFault.of(answer, redaction));
        }
        try {
            return Answer.of(JoinScript.of(script(answer.body())));
        } catch (IllegalArgumentException e) { // its message is ours
            return Answer.failed(
                    AckFault.of(Kind.NO_ANSWER, redaction.text("the answer is no join script: " + e.getMessage())));
        }
    }

    private static String script(byte[] body) {
        String text = strictly(body);
        String begin = text.stripLeading();
        if (begin.startsWith("\"")) {
            String json = Json.readString(body);
            if (json == null) {
                throw new IllegalArgumentException("it is not readable as JSON");
            }
            return json;
        }
        if (begin.startsWith("{")) {
            JsonNode json = Json.readObject(body);
            JsonNode result = json == null ? null : json.hasNonNull("result") ? json.get("result") : json.get("script");
            if (result == null || !result.isTextual()) {
                throw new IllegalArgumentException("it has no text named result or script");
            }
            return result.textValue();
        }
        if (begin.startsWith("<") || begin.startsWith("[")) {
            throw new IllegalArgumentException("it is something else");
        }
        return text;
    }

    private static String strictly(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8");
        }
    }

    private static boolean mayHoldScript(WireAnswer answer) {
        ErrorBody body = ErrorBody.of(answer.body());
        String text = new String(answer.body(), StandardCharsets.UTF_8) + body.message() + body.code();
        String small = text.toLowerCase(Locale.ROOT);
        return small.contains("openapi") || small.contains("edgeadm");
    }

    private static AckFault hidden(WireAnswer answer, Redaction redaction) {
        WireAnswer without = new WireAnswer(
                answer.status(),
                answer.headers(),
                new byte[0],
                answer.tooLarge(),
                answer.headersLeft(),
                answer.failure());
        AckFault fault = QueryFault.of(without, redaction);
        return AckFault.of(
                fault.kind(),
                fault.code(),
                fault.httpStatus(),
                redaction.text("the answer may hold a join script and is not shown"),
                fault.requestId(),
                fault.retryAfterMillis());
    }
}
