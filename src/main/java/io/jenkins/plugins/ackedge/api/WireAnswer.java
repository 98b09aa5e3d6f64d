package io.jenkins.plugins.ackedge.api;

import java.io.IOException;
import java.util.Map;

/**
 * What came back for a request.
 *
 * @param status the HTTP status; 0 = no answer, and {@code failure} says why
 * @param headers names in lower case; of several with one name the last
 * @param body what was read of it, at most {@link #MAX_BODY} bytes
 * @param tooLarge whether there was more than that
 * @param headersLeft whether a byte of the request may have left this machine
 * @param failure why there is no answer, or why its body broke off; null where it is complete
 */
public record WireAnswer(
        int status,
        Map<String, String> headers,
        byte[] body,
        boolean tooLarge,
        boolean headersLeft,
        IOException failure) {
    /** 1 MiB: no answer of the control plane comes near this, and one that does is not read further. */
    public static final int MAX_BODY = 1 << 20;

    /** No answer at all. */
    public static WireAnswer none(boolean headersLeft, IOException failure) {
        return new WireAnswer(0, Map.of(), new byte[0], false, headersLeft, failure);
    }

    /** Whether the answer is here as the server sent it, to its last byte. */
    boolean isComplete() {
        return status != 0 && failure == null && !tooLarge;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header's value, or "". */
    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** The body may repeat what was sent. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes" + (isComplete() ? "" : ", not complete");
    }
}
