package io.jenkins.plugins.ackedge.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The gateway's check of a V3 signature, in its order: form, access key, date, STS token, signature, nonce. The
 * codes are those of the vendor's table of common errors (help.aliyun.com/document_detail/48054.html; fact sheet,
 * section 5). No answer names a secret, a token or the signature that would have been right.
 */
final class SignatureCheck {
    /** "Expiry window 15 min" (fact sheet, section 2b). */
    private static final long WINDOW_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final List<String> REQUIRED = List.of(
            "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");

    private final AccessKeys keys;
    private final LongSupplier clock;
    private final boolean checkTimestamps;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    SignatureCheck(AccessKeys keys, LongSupplier clock, boolean checkTimestamps) {
        this.keys = keys;
        this.clock = clock;
        this.checkTimestamps = checkTimestamps;
    }

    /** Returns the access key id of a request that is signed as it must be. */
    String verify(Received request, String requestId) throws Refusal {
        Authorization authorization = Authorization.parse(request.header("authorization"));
        if (authorization == null) {
            throw refusal(
                    400, "IncompleteSignature", "The request signature does not conform to the standard.", requestId);
        }
        String accessKeyId = authorization.accessKeyId();
        String secret = keys.secret(accessKeyId);
        if (secret == null && request.header("x-acs-security-token") != null) {
            throw refusal(400, "InvalidSecurityToken.MalFormed", "Specified SecurityToken is malformed.", requestId);
        }
        if (secret == null) {
            throw refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.", requestId);
        }
        for (String name : REQUIRED) {
            if (request.header(name) == null || request.header(name).isBlank()) {
                throw refusal(400, "IncompleteSignature", "The header " + name + " is missing.", requestId);
            }
        }
        checkDate(request.header("x-acs-date"), requestId);
        checkToken(request, accessKeyId, requestId);
        checkSignature(request, authorization, secret, requestId);
        if (keys.hasEnded(accessKeyId)) {
            throw refusal(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.", requestId);
        }
        // Last, so that only a request that is really its owner's uses a nonce up; of two at once one gets through.
        if (!nonces.add(accessKeyId + "\n" + request.header("x-acs-signature-nonce"))) {
            throw refusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.", requestId);
        }
        return accessKeyId;
    }

    private void checkDate(String date, String requestId) throws Refusal {
        Instant instant;
        try {
            instant = date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ") ? Instant.parse(date) : null;
        } catch (DateTimeParseException e) {
            instant = null;
        }
        if (instant == null) {
            throw refusal(
                    400,
                    "InvalidTimeStamp.Format",
                    "Specified time stamp or date value is not well formatted.",
                    requestId);
        }
        if (checkTimestamps && Math.abs(clock.getAsLong() - instant.toEpochMilli()) > WINDOW_MILLIS) {
            throw refusal(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.", requestId);
        }
    }

    /** A temporary key without its token is no key at all; a permanent key has none. */
    private void checkToken(Received request, String accessKeyId, String requestId) throws Refusal {
        String expected = keys.token(accessKeyId);
        String given = request.header("x-acs-security-token");
        if (expected != null && given == null) {
            throw refusal(400, "MissingSecurityToken", "SecurityToken is mandatory for this action.", requestId);
        }
        String named = request.header("x-acs-accesskey-id");
        if (given != null && (!same(given, expected) || named != null && !named.equals(accessKeyId))) {
            throw refusal(
                    400,
                    "InvalidSecurityToken.MismatchWithAccessKey",
                    "Specified SecurityToken mismatch with the AccessKey.",
                    requestId);
        }
    }

    private static void checkSignature(Received request, Authorization authorization, String secret, String requestId)
            throws Refusal {
        List<String> mustBeSigned = List.copyOf(toBeSigned(request.headers()));
        if (!authorization.signedHeaders().equals(mustBeSigned)) {
            throw mismatch("The signed headers must be " + String.join(";", mustBeSigned) + ".", requestId);
        }
        if (!CanonicalRequest.sha256(request.body()).equals(request.header("x-acs-content-sha256"))) {
            throw mismatch("The header x-acs-content-sha256 is not the hash of the body.", requestId);
        }
        String expected;
        try {
            expected = new CanonicalRequest(request, mustBeSigned).signature(secret);
        } catch (IllegalArgumentException badEncoding) {
            throw mismatch("The query is not well encoded.", requestId);
        }
        if (!same(authorization.signature(), expected)) {
            throw mismatch("Specified signature does not match our calculation.", requestId);
        }
    }

    /** "All request headers matching, if present, must be signed": x-acs-*, host and content-type. */
    private static Set<String> toBeSigned(Map<String, List<String>> headers) {
        Set<String> names = new TreeSet<>();
        for (String name : headers.keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-acs-") || lower.equals("host") || lower.equals("content-type")) {
                names.add(lower);
            }
        }
        return names;
    }

    private static boolean same(String one, String other) {
        return other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal mismatch(String detail, String requestId) {
        return refusal(400, "SignatureDoesNotMatch", detail, requestId);
    }

    private static Refusal refusal(int status, String code, String message, String requestId) {
        return new Refusal(Errors.gateway(status, code, message, requestId));
    }
}
