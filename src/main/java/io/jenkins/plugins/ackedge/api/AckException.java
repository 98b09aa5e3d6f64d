package io.jenkins.plugins.ackedge.api;

import java.io.IOException;
import java.util.Set;

/**
 * Why a request brought no usable answer. There is one exception for all of the vendor's error shapes and for all that
 * can happen on the way; what may be done about it follows from its {@link Kind} alone.
 */
public final class AckException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The codes with which the vendor's gateway says that it does not know an operation (any more). */
    private static final Set<String> GONE = Set.of(
            "InvalidApi.NotFound", "InvalidAction", "InvalidAction.NotFound", "InvalidVersion", "UnsupportedOperation");

    /** What happened to the request. */
    public enum Kind {
        /** Refused before it ran, because there were too many: it is safe to send again, later. */
        THROTTLED,
        /** Refused before it ran, because the cluster is in the middle of another change: safe to send again, later. */
        BUSY,
        /** Refused: something in it is not valid, or the account may not do it now (quota, balance). */
        INVALID,
        /** Refused: the key is unknown or expired, the signature does not match, or a permission is missing. */
        NOT_AUTHORISED,
        /** Refused: there is no such cluster, task or operation. */
        NOT_FOUND,
        /** No byte of it left this machine (name, connection or TLS handshake failed): it certainly did not run. */
        NEVER_SENT,
        /** It was sent, and no complete, readable answer came back: whether it ran is not known. */
        OUTCOME_UNKNOWN,
        /** The server answered that it failed (HTTP 5xx): whether it ran is not known. */
        SERVER
    }

    private final Kind kind;
    private final String code;
    private final int httpStatus;
    private final String detail;
    private final String requestId;
    private final long retryAfterMillis;

    AckException(Kind kind, String code, int httpStatus, String detail, String requestId, long retryAfterMillis) {
        super(sentence(code, httpStatus, detail, requestId));
        this.kind = kind;
        this.code = code;
        this.httpStatus = httpStatus;
        this.detail = detail;
        this.requestId = requestId;
        this.retryAfterMillis = retryAfterMillis;
    }

    static AckException unreachable(Kind kind, String detail, IOException cause) {
        AckException e = new AckException(kind, "", 0, detail, "", 0);
        e.initCause(cause);
        return e;
    }

    private static String sentence(String code, int httpStatus, String detail, String requestId) {
        StringBuilder text = new StringBuilder();
        if (!code.isEmpty()) {
            text.append(code).append(": ");
        }
        text.append(detail.isEmpty() ? "no message" : detail);
        if (httpStatus != 0) {
            text.append(" (HTTP ").append(httpStatus);
            if (!requestId.isEmpty()) {
                text.append(", request id ").append(requestId);
            }
            text.append(')');
        }
        return text.toString();
    }

    public Kind kind() {
        return kind;
    }

    /** The vendor's code, for example {@code Throttling.User} or {@code 400}; "" where the answer had none. */
    public String code() {
        return code;
    }

    /** The HTTP status, or 0 where there was no answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** What went wrong in the vendor's words (or ours, where there was no answer): one line, without secrets. */
    public String detail() {
        return detail;
    }

    /** The vendor's id of the request, which its support asks for; "" where unknown. */
    public String requestId() {
        return requestId;
    }

    /** How long the server asks to wait before the next try, in milliseconds; 0 where it says nothing. */
    public long retryAfterMillis() {
        return retryAfterMillis;
    }

    /** Whether a query (not an order) may well succeed when it is asked again after a while. */
    public boolean isPassing() {
        return switch (kind) {
            case THROTTLED, BUSY, NEVER_SENT, OUTCOME_UNKNOWN, SERVER -> true;
            case INVALID, NOT_AUTHORISED, NOT_FOUND -> false;
        };
    }

    /** Whether the vendor says that the operation itself is not there, as it will one day for ScaleOutCluster. */
    public boolean isOperationGone() {
        return httpStatus == 405
                || GONE.contains(code)
                || (httpStatus == 404 && (code.isEmpty() || code.equals("404")) && !detail.contains("cluster"));
    }

    /** Whether it is a task that is missing; the vendor says so with HTTP 400 and the code "400". */
    public boolean isTaskNotFound() {
        String text = detail.toLowerCase(java.util.Locale.ROOT);
        return (httpStatus == 400 || httpStatus == 404) && text.contains("task") && text.contains("not found");
    }
}
