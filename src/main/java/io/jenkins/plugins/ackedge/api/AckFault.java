package io.jenkins.plugins.ackedge.api;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a question or an order brought no usable answer. It is a value and never thrown. */
public final class AckFault {
    /** A server's wish to be left alone counts this much at most, in milliseconds. */
    static final long LONGEST_WISH = 60_000;

    /** The codes with which the vendor's gateway says that it does not know an operation (any more). */
    private static final Set<String> GONE = Set.of(
            "InvalidApi.NotFound", "InvalidAction", "InvalidAction.NotFound", "InvalidVersion", "UnsupportedOperation");

    /**
     * The codes with which the vendor refuses a temporary key's token. Source of InvalidSecurityToken: ack-team's skill
     * alibabacloud-ack-cli, error-catalogue.md.
     */
    private static final Pattern TOKEN_REFUSED =
            Pattern.compile("InvalidSecurityToken(\\..+)?|SecurityTokenExpired|StsTokenExpired");

    /** Statuses, below 500, with which something on the way says that it had no answer this time. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 499);

    /** What happened to the request. */
    public enum Kind {
        /** Refused, because there were too many. */
        THROTTLED,
        /** Refused, because the cluster is in the middle of another change. */
        BUSY,
        /** Refused: something in it is not valid, or the account may not do it now (quota, balance). */
        INVALID,
        /** Refused: the key is unknown or expired, the signature does not match, or a permission is missing. */
        NOT_AUTHORISED,
        /** Refused: the temporary key has ended, and the next request will have another one. */
        KEY_ENDED,
        /** Refused: there is no such cluster, task or operation. */
        NOT_FOUND,
        /** No byte of it left this machine (name, connection or TLS handshake failed). */
        NEVER_SENT,
        /**
         * No byte of it left this machine, and none will until somebody changes something on this side: the server's certificate
         * is not trusted.
         */
        NOT_TRUSTED,
        /** No byte of it left for the vendor, since a proxy on the way does not let it through. */
        PROXY_REFUSED,
        /** It was sent, and nothing complete and readable came back. */
        NO_ANSWER,
        /** The server answered that it failed (HTTP 5xx). */
        SERVER,
        /** An error on no list: a status that nobody documents, or a refusal without a code. */
        ODD
    }

    private final Kind kind;
    private final VendorText code;
    private final int httpStatus;
    private final VendorText detail;
    private final VendorText requestId;
    private final long retryAfterMillis;

    private AckFault(
            Kind kind, VendorText code, int httpStatus, VendorText detail, VendorText requestId, long retryAfter) {
        this.kind = Objects.requireNonNull(kind);
        this.code = Objects.requireNonNull(code);
        this.httpStatus = httpStatus;
        this.detail = Objects.requireNonNull(detail);
        this.requestId = Objects.requireNonNull(requestId);
        this.retryAfterMillis = Math.max(0, Math.min(retryAfter, LONGEST_WISH));
    }

    /**
     * A fault that the server told.
     *
     * @param httpStatus 0 where there was no answer
     * @param retryAfterMillis taken to be within 0 to 60,000
     */
    public static AckFault of(
            Kind kind,
            VendorText code,
            int httpStatus,
            VendorText detail,
            VendorText requestId,
            long retryAfterMillis) {
        return new AckFault(kind, code, httpStatus, detail, requestId, retryAfterMillis);
    }

    /** A fault in our own words. */
    public static AckFault of(Kind kind, VendorText detail) {
        return new AckFault(kind, VendorText.NONE, 0, detail, VendorText.NONE, 0);
    }

    public Kind kind() {
        return kind;
    }

    /** The vendor's code, for example {@code Throttling.User} or {@code 400}; empty where the answer had none. */
    public VendorText code() {
        return code;
    }

    /** The HTTP status, or 0 where there was no answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** What went wrong in the vendor's words (or ours, where there was no answer). */
    public VendorText detail() {
        return detail;
    }

    /** The vendor's id of the request, which its support asks for; empty where unknown. */
    public VendorText requestId() {
        return requestId;
    }

    /** How long the server asks to wait before the next try, 0 to 60,000 milliseconds; 0 where it says nothing. */
    public long retryAfterMillis() {
        return retryAfterMillis;
    }

    /** One sentence: code, detail, status and request id. */
    public String message() {
        StringBuilder text = new StringBuilder();
        if (!code.isEmpty()) {
            text.append(code).append(": ");
        }
        text.append(detail.isEmpty() ? "no message" : detail.toString());
        if (httpStatus != 0) {
            text.append(" (HTTP ").append(httpStatus);
            if (!requestId.isEmpty()) {
                text.append(", request id ").append(requestId);
            }
            text.append(')');
        }
        return text.toString();
    }

    /** Whether a query (not an order) may well succeed when it is asked again after a while. */
    public boolean isPassing() {
        return switch (kind) {
            case THROTTLED, BUSY, KEY_ENDED, NEVER_SENT, NO_ANSWER, SERVER -> true;
            case INVALID, NOT_AUTHORISED, NOT_FOUND, NOT_TRUSTED, PROXY_REFUSED -> false;
            case ODD -> PASSING.contains(httpStatus) || httpStatus / 100 == 3;
        };
    }

    /** Whether the vendor says that the token of a temporary key is not valid (any more). */
    boolean isTokenRefused() {
        return TOKEN_REFUSED.matcher(code.toString()).matches();
    }

    /** The same where another key will be there for the next request. */
    AckFault keyEnded() {
        return new AckFault(Kind.KEY_ENDED, code, httpStatus, detail, requestId, retryAfterMillis);
    }

    /** Whether the vendor has no part in it: nothing reached it, and nothing will until something on this side is changed. */
    public boolean isOnThisSide() {
        return kind == Kind.NOT_TRUSTED || kind == Kind.PROXY_REFUSED;
    }

    /** Whether the vendor says that the operation itself is not there, as it will one day for ScaleOutCluster. */
    public boolean isOperationGone() {
        String word = code.toString();
        return httpStatus == 405
                || GONE.contains(word)
                || (httpStatus == 404
                        && (word.isEmpty() || word.equals("404"))
                        && !detail.toString().contains("cluster"));
    }

    /** Whether it is a task that is missing; the vendor says so with HTTP 400 and the code "400". */
    public boolean isTaskNotFound() {
        String text = detail.toString().toLowerCase(Locale.ROOT);
        return (httpStatus == 400 || httpStatus == 404) && text.contains("task") && text.contains("not found");
    }

    @Override
    public String toString() {
        return message();
    }
}
