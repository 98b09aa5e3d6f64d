package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.api.AckFault.Kind;

/** ENS tells some refusals with HTTP 200: then {@code Code} in the body is neither 0 nor left out. */
final class EnsAnswer {
    private EnsAnswer() {}

    /** Null if the body does not speak of a failure. */
    static AckFault fault(JsonNode json, Redaction redaction) {
        JsonNode code = json.path("Code");
        String word = code.isValueNode() ? code.asText() : code.toString();
        if (code.isMissingNode() || code.isNull() || word.equals("0") || word.equals("200")) {
            return null;
        }
        String message = Json.text(json, "Message", "message");
        return AckFault.of(
                Kind.ODD,
                redaction.text(word, 100),
                200,
                redaction.text(message.isEmpty() ? "the answer has a code other than 0" : message),
                redaction.text(Json.requestId(json)),
                0);
    }

    /** A fault in our own words: the answer was whole, and what it should tell is not in it. */
    static <T> Answer<T> without(String what) {
        return Answer.failed(AckFault.of(Kind.NO_ANSWER, Redaction.NONE.text("the answer has no " + what)));
    }
}
