package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.api.AckException.Kind;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an answer that is not a success. It comes in five shapes: ACK's own JSON, the gateway's capitalised JSON, either
 * of them with details of a denied access, XML, and plain text. Whatever it is, the outcome is an {@link AckException}.
 */
final class ErrorAnswer {
    /** The end states and the like of a cluster that will not come back by waiting for it. */
    private static final Pattern NOT_PASSING = Pattern.compile(
            "\\b(failed|deleting|deleted|delete_failed|inactive|unavailable|disconnected)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> BUSY = Set.of("InvalidStatus.Forbidden", "ErrorClusterState");

    private static final Pattern DENIED = Pattern.compile("InvalidAccessKeyId.*|SignatureDoesNotMatch|"
            + "IncompleteSignature|InvalidSecurityToken.*|InvalidTimeStamp.*|Forbidden\\.RAM|NoPermission.*|"
            + "ErrorCheckAcl|StsTokenExpired|MissingSecurityToken|Forbidden\\.AccessKeyDisabled|"
            + "InvalidAccessKeySecret|SignatureNonceMissing|Forbidden");

    private static final Pattern PLAIN_CODE = Pattern.compile("\\bcode=([\\w.]+)");

    private ErrorAnswer() {}

    /**
     * @param header the request id from the answer's headers, used where the body has none
     */
    static AckException read(int status, String body, String header, long retryAfterMillis) {
        String code = "";
        String message = "";
        String requestId = header;
        JsonNode json = Json.readObject(body);
        if (json != null) {
            code = Json.text(json, "code", "Code");
            message = Json.text(json, "message", "Message", "description");
            requestId = firstNonEmpty(Json.requestId(json), header);
        } else if (body.stripLeading().startsWith("<")) {
            code = element(body, "Code");
            message = element(body, "Message");
            requestId = firstNonEmpty(element(body, "RequestId"), header);
        } else {
            Matcher plain = PLAIN_CODE.matcher(body);
            code = plain.find() ? plain.group(1) : "";
        }
        if (message.isEmpty()) {
            message = body;
        }
        return new AckException(
                kind(status, code, message), code, status, OneLine.of(message), requestId, retryAfterMillis);
    }

    /**
     * By the code before the status, since the vendor throttles with HTTP 400; but no other code makes a 5xx a refusal: what
     * broke on the server's side may have run.
     */
    private static Kind kind(int status, String code, String message) {
        if (code.startsWith("Throttling") || code.equals("Rejected.Throttling") || status == 429) {
            return Kind.THROTTLED;
        }
        if (code.equals("SignatureNonceUsed")) {
            // Each request has a nonce of its own, so somebody on the way delivered this one twice: the first may have
            // run.
            return Kind.OUTCOME_UNKNOWN;
        }
        if (status >= 500) {
            return Kind.SERVER;
        }
        if (BUSY.contains(code)) {
            return NOT_PASSING.matcher(message).find() ? Kind.INVALID : Kind.BUSY;
        }
        if (DENIED.matcher(code).matches()) {
            return Kind.NOT_AUTHORISED;
        }
        if (status == 404 || code.endsWith("NotFound")) {
            return Kind.NOT_FOUND;
        }
        if (status == 408) {
            // Said by something between us and the vendor that lost patience.
            return Kind.OUTCOME_UNKNOWN;
        }
        return status == 401 || status == 403 ? Kind.NOT_AUTHORISED : Kind.INVALID;
    }

    /** Enough of XML for the vendor's flat {@code <Error>}; a parser would bring entities and the network with it. */
    private static String element(String xml, String name) {
        Matcher m = Pattern.compile(
                        "<" + name + ">([^<]*)</" + name + ">", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(xml);
        return m.find() ? unescape(m.group(1).trim()) : "";
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static String firstNonEmpty(String a, String b) {
        return a.isEmpty() ? b : a;
    }
}
