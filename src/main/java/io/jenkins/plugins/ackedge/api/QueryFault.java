package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Puts an answer that is of no use into words, and says of which kind it is. What an order's answer proves is not told here. */
final class QueryFault {
    static final String REQUEST_ID = "x-acs-request-id";

    /** The end states and the like of a cluster that will not come back by waiting for it. */
    private static final Pattern END_STATE = Pattern.compile(
            "\\b(failed|deleting|deleted|delete_failed|inactive|unavailable|disconnected)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Codes of a busy cluster and of a key that does not open, beside those that prove something. */
    private static final String BUSY = "ErrorClusterState";

    private static final Pattern DENIED =
            Pattern.compile("ErrorCheckAcl|StsTokenExpired|MissingSecurityToken|Forbidden\\.AccessKeyDisabled|"
                    + "InvalidAccessKeySecret|SignatureNonceMissing|Forbidden");

    /** What OkHttp says of a proxy that wants to know the user, or does not let this one through to that host. */
    private static final Pattern TUNNEL = Pattern.compile(
            "Failed to authenticate with proxy|Unexpected response code for CONNECT: (401|403|405|407)");

    private static final int LONGEST_CODE = 100;

    private QueryFault() {}

    static AckFault of(WireAnswer answer, Redaction redaction) {
        VendorText requestId = redaction.text(answer.header(REQUEST_ID));
        int status = answer.status();
        String ours = ourWords(answer);
        if (!ours.isEmpty()) {
            Kind kind = isUnsent(answer)
                    ? unsent(answer)
                    : answer.isComplete() && !answer.isSuccess()
                            ? Kind.ODD
                            : status >= 500 ? Kind.SERVER : Kind.NO_ANSWER;
            return AckFault.of(kind, VendorText.NONE, status, redaction.text(ours), requestId, retryAfter(answer));
        }
        ErrorBody body = ErrorBody.of(answer.body());
        if (!body.requestId().isEmpty()) {
            requestId = redaction.text(body.requestId());
        }
        return AckFault.of(
                kind(status, body),
                redaction.text(body.code(), LONGEST_CODE),
                status,
                redaction.text(body.message()),
                requestId,
                retryAfter(answer));
    }

    /** "" where the server says itself what is wrong. */
    private static String ourWords(WireAnswer answer) {
        if (isUnsent(answer)) {
            return untrusted(answer)
                    .map(why -> "the server's certificate is not trusted (" + why + "); nothing was sent")
                    .orElseGet(() -> "could not connect (" + reason(answer.failure()) + "); nothing was sent");
        }
        if (answer.status() == 0) {
            return "no answer (" + reason(answer.failure()) + ")";
        }
        if (answer.failure() != null) {
            return "the answer broke off (" + reason(answer.failure()) + ")";
        }
        if (answer.tooLarge()) {
            return "the answer is larger than 1 MiB and was not read";
        }
        if (answer.isSuccess()) {
            return isBlank(answer) ? "the answer is empty" : "the answer is not readable as JSON";
        }
        return answer.status() / 100 == 3 ? "redirected elsewhere, which is not followed" : "";
    }

    private static Kind unsent(WireAnswer answer) {
        if (untrusted(answer).isPresent()) {
            return Kind.NOT_TRUSTED;
        }
        IOException failure = answer.failure();
        boolean isProxys = failure instanceof ProxyRefusedException
                || (failure != null && TUNNEL.matcher(reason(failure)).matches());
        return isProxys ? Kind.PROXY_REFUSED : Kind.NEVER_SENT;
    }

    private static boolean isUnsent(WireAnswer answer) {
        return answer.status() == 0 && !answer.headersLeft();
    }

    /** Why the server was not taken for the one that was meant; empty if that is not what went wrong. */
    private static Optional<String> untrusted(WireAnswer answer) {
        if (answer.failure() instanceof SSLPeerUnverifiedException name) {
            return Optional.of(reason(name));
        }
        for (Throwable cause = answer.failure(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException certificate) {
                return Optional.of(reason(certificate));
            }
        }
        return Optional.empty();
    }

    private static String reason(Exception e) {
        String message = e == null ? "no reason known" : e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** By the code before the status, since the vendor throttles with HTTP 400. */
    private static Kind kind(int status, ErrorBody body) {
        String code = body.code();
        // What ENS alone has is by its status of the same kind as below.
        Optional<RefusalCode> listed = RefusalCode.of(Product.ACK, code);
        if (status == 429 || listed.map(RefusalCode::kind).orElse(null) == Kind.THROTTLED) {
            return Kind.THROTTLED;
        }
        if (isNonceUsed(code)) {
            return Kind.NO_ANSWER;
        }
        if (status / 100 != 4) {
            return status / 100 == 5 ? Kind.SERVER : Kind.ODD;
        }
        if (code.equals(BUSY) || listed.filter(RefusalCode.CLUSTER_BUSY::equals).isPresent()) {
            return namesEndState(body.message()) ? Kind.INVALID : Kind.BUSY;
        }
        if (listed.isPresent()) {
            return listed.get().kind();
        }
        if (DENIED.matcher(code).matches()) {
            return Kind.NOT_AUTHORISED;
        }
        if (status == 404 || code.endsWith("NotFound")) {
            return Kind.NOT_FOUND;
        }
        return switch (status) {
            case 401, 403 -> Kind.NOT_AUTHORISED;
            case 408, 409, 425, 499 -> Kind.ODD;
            default -> code.isEmpty() || code.matches("\\d+") ? Kind.ODD : Kind.INVALID;
        };
    }

    /**
     * Each request has a nonce of its own, so somebody on the way delivered this one twice: the first of them may have run.
     * Source of the code: document_detail/48054.
     */
    static boolean isNonceUsed(String code) {
        return code.equals("SignatureNonceUsed");
    }

    /** Whether the message names a state in which a cluster stays. */
    static boolean namesEndState(String message) {
        return END_STATE.matcher(message).find();
    }

    static boolean isBlank(WireAnswer answer) {
        for (byte b : answer.body()) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Whether the answer is a success as operations without a result have it. */
    static boolean isBlankOrObject(WireAnswer answer) {
        return object(answer) != null || (answer.isComplete() && answer.isSuccess() && isBlank(answer));
    }

    /** The object of a success that is whole; null for any other answer, and {@link #of} says why. */
    static JsonNode object(WireAnswer answer) {
        return answer.isComplete() && answer.isSuccess() ? Json.readObject(answer.body()) : null;
    }

    /** Retry-After in milliseconds: seconds, or an HTTP date, which counts from the answer's own Date. */
    private static long retryAfter(WireAnswer answer) {
        String wish = answer.header("retry-after").trim();
        if (wish.matches("\\d+")) {
            return wish.length() > 5 ? AckFault.LONGEST_WISH : Long.parseLong(wish) * 1000;
        }
        try {
            return wish.isEmpty()
                    ? 0
                    : Duration.between(httpDate(answer.header("date")), httpDate(wish))
                            .toMillis();
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }

    /** What time it was at the server when it began to answer, in milliseconds since 1970; empty where it is not readable. */
    static OptionalLong dateMillis(WireAnswer answer) {
        try {
            return OptionalLong.of(httpDate(answer.header("date")).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** @throws DateTimeException if it is none */
    private static ZonedDateTime httpDate(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
