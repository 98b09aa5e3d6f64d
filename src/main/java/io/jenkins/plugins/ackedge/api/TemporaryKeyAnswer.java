package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads answers that hold a new key. They are secrets as a whole, so nothing of them is shown but a code and a message where
 * the vendor has these, without the values of the key that stands beside them.
 */
final class TemporaryKeyAnswer {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._]{1,100}");

    /** Tokens have about a thousand characters; a header with more than this is refused by many servers. */
    private static final int LONGEST = 8_000;

    private static final Set<String> OF_A_KEY = Set.of("AccessKeyId", "AccessKeySecret", "SecurityToken");

    private TemporaryKeyAnswer() {}

    /**
     * @param credentials the object that has the key
     * @param now what time it is for whoever wrote the answer, in milliseconds since 1970
     * @param most no key counts as good for longer
     */
    static Answer<TemporaryKey> key(JsonNode credentials, long now, Duration most) {
        for (String name : new String[] {"AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"}) {
            String value = credentials.path(name).textValue();
            if (value == null || value.isEmpty()) {
                return unusable("the answer has no " + name);
            }
            if (value.length() > LONGEST) {
                return unusable("the answer's " + name + " is longer than any");
            }
        }
        String id = credentials.path("AccessKeyId").textValue();
        if (!ID.matcher(id).matches()) {
            return unusable("the answer's AccessKeyId has characters that no AccessKey ID has");
        }
        AccessKey key;
        try {
            key = AccessKey.of(
                    id,
                    credentials.path("AccessKeySecret").textValue(),
                    credentials.path("SecurityToken").textValue());
        } catch (IllegalArgumentException e) {
            return unusable("the key in the answer holds white space or characters outside ASCII");
        }
        String end = credentials.path("Expiration").textValue();
        Duration life;
        try {
            life = TIME.matcher(end).matches() ? Duration.between(Instant.ofEpochMilli(now), Instant.parse(end)) : null;
        } catch (DateTimeParseException e) {
            life = null; // such as a 31st of February
        }
        if (life == null) {
            return unusable("the answer's Expiration is not a time such as 2015-04-09T11:52:19Z");
        }
        if (life.isNegative() || life.isZero()) {
            return unusable("the key in the answer has ended already");
        }
        return Answer.of(new TemporaryKey(key, life.compareTo(most) > 0 ? most : life));
    }

    /** The server's time where it tells it, since this machine's may be wrong by minutes without any harm elsewhere. */
    static long now(WireAnswer answer, long localMillis) {
        return QueryFault.dateMillis(answer).orElse(localMillis);
    }

    /** A fault in our own words; whatever the answer was, another one may be better. */
    static <T> Answer<T> unusable(String why) {
        return Answer.failed(AckFault.of(AckFault.Kind.NO_ANSWER, Redaction.NONE.text(why)));
    }

    /** Why an answer of STS has no key. Other than elsewhere, a body that is no error of the vendor's is not shown. */
    static AckFault fault(WireAnswer answer, Redaction redaction) {
        AckFault fault = QueryFault.of(answer, redaction);
        if (!answer.isComplete() || answer.isSuccess() || answer.status() / 100 == 3) {
            return fault;
        }
        ErrorBody body = ErrorBody.of(answer.body());
        String whole = new String(answer.body(), StandardCharsets.UTF_8).strip();
        boolean isTold =
                CODE.matcher(body.code()).matches() && !body.message().strip().equals(whole);
        Redaction keys = Redaction.of(keys(Json.readObject(answer.body())));
        return AckFault.of(
                fault.kind(),
                isTold ? fault.code() : VendorText.NONE,
                fault.httpStatus(),
                isTold
                        ? keys.text(fault.detail().toString())
                        : Redaction.NONE.text("the answer is not one that STS gives"),
                isTold ? keys.text(fault.requestId().toString()) : VendorText.NONE,
                fault.retryAfterMillis());
    }

    /** A refusal should hold no key; one that does is no reason to show it. */
    private static List<String> keys(JsonNode json) {
        List<String> found = new ArrayList<>();
        if (json != null) {
            OF_A_KEY.forEach(name -> json.findValues(name).forEach(value -> found.add(value.asText())));
        }
        return found;
    }
}
