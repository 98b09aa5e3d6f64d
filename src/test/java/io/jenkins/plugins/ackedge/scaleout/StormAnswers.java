package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A grammar of what a vendor, or something on the way to it, may answer: documented shapes and hostile ones. */
final class StormAnswers {
    /** Codes that the vendor documents for requests that did not run; from its documents, not from our code. */
    private static final List<String> NEVER = List.of(
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "InvalidTimeStamp.Expired",
            "InvalidAccessKeyId.NotFound",
            "InvalidSecurityToken.Expired",
            "Forbidden.RAM",
            "NoPermission",
            "ErrorClusterNotFound",
            "InvalidApi.NotFound");

    private static final List<String> LATER =
            List.of("Throttling", "Throttling.User", "Throttling.Api", "InvalidStatus.Forbidden");

    private static final List<String> UNKNOWN = List.of(
            "Whatever.New",
            "ErrorClusterState",
            "QuotaExceeded.Nodes",
            "InsufficientBalance",
            "InvalidParameter",
            "throttling",
            "Throttlings",
            "XThrottling",
            "SignatureDoesNotMatch.Not",
            "InvalidAction",
            "400",
            "Forbidden",
            "\u202eThrottling");

    private static final List<String> DOUBTFUL = List.of(
            "ServiceUnavailable",
            "InternalError",
            "Conflict.Order",
            "RequestTimeout",
            "504",
            "Gateway time-out",
            "E 500");

    private static final List<Integer> REFUSING = List.of(400, 401, 403, 404, 405, 415, 422);

    private static final List<Integer> BROKEN = List.of(
            500, 502, 503, 504, 507, 408, 409, 410, 425, 429, 499, 413, 418, 451, 303, 301, 307, 308, 304, 100, 600);

    private final StormChance chance;
    private final List<String> secrets;

    /** @param secrets what a server that was told them may repeat */
    StormAnswers(StormChance chance, List<String> secrets) {
        this.chance = chance;
        this.secrets = secrets;
    }

    // ------------------------------------------------------------------ of orders

    WireAnswer accepted(String taskId) {
        String id = chance.of("task_id", "taskId", "TaskId");
        String body = "{\"cluster_id\":\"c\",\"" + id + "\":\"" + taskId + "\",\"request_id\":" + json(words()) + "}";
        return answer(chance.of(200, 202, 201), utf8(body));
    }

    /** It ran, and the answer names no task, or none that can be used. */
    WireAnswer acceptedWithoutId() {
        String body = chance.of(
                "",
                "{}",
                " \r\n",
                "{\"task_id\":null}",
                "{\"task_id\":17}",
                "{\"task_id\":\"../../x\"}",
                "{\"task_id\":\"a\",\"taskId\":\"b\"}",
                "{\"task_id\":" + json("?" + noise(200)) + "}",
                "{\"task_id\":" + json(escaped(secret())) + "}",
                "{\"request_id\":" + json(words()) + "}");
        return answer(chance.of(200, 202, 204), utf8(body));
    }

    /** It certainly did not run, as the vendor documents it. */
    WireAnswer documentedRefusal(boolean later) {
        String code = chance.of(later ? LATER : NEVER);
        int status = code.startsWith("Throttling") ? chance.of(400, 403, 429) : later ? 400 : chance.of(400, 403, 404);
        String message = later ? "cannot operate cluster where state is scaling" : words();
        return answer(status, utf8(error(code, message)));
    }

    /** A refusal that is on no list. */
    WireAnswer odd() {
        return answer(chance.of(REFUSING), utf8(error(chance.of(UNKNOWN), calm())));
    }

    /** What says nothing of whether an order ran. */
    WireAnswer nothingCertain() {
        return switch (chance.below(12)) {
            case 0 -> WireAnswer.none(true, new IOException(chance.of("timeout", "connection reset", words())));
            case 1 -> cut(chance.of(200, 200, 400, 403, 500), utf8(error(chance.of(NEVER), words())));
            case 2 -> cut(200, utf8("{\"task_id\":\"T-that-is-cut"));
            case 3 -> tooLarge();
            case 4 -> answer(chance.of(BROKEN), utf8(error(chance.of(UNKNOWN), words())));
            // A documented code that does not come as it is documented proves nothing.
            case 5 -> answer(chance.of(500, 502, 503, 504, 409, 408), utf8(error(chance.of(NEVER), words())));
            case 6 -> answer(chance.of(REFUSING), utf8(error(chance.of(DOUBTFUL), words())));
            case 7 ->
                answer(200, utf8(chance.of("[]", "null", "\"ok\"", "{\"task_id\":\"T1\"", "<html>ok</html>", "{}{}")));
            case 8 -> answer(400, utf8("{\"code\":\"Throttling\",\"Code\":\"InternalError\",\"message\":\"x\"}"));
            case 9 -> answer(400, utf8("{\"code\":\"Throttling\",\"task_id\":\"T1\",\"message\":\"x\"}"));
            case 10 -> answer(chance.of(200, 500, 503), bytes(3_000));
            default -> answer(chance.of(301, 302, 303, 307, 308), new byte[0]);
        };
    }

    // ------------------------------------------------------------------ shapes

    private String error(String code, String message) {
        String id = "0A1B2C3D-" + chance.below(1000);
        return switch (chance.below(4)) {
            case 0 ->
                "{\"code\":" + json(code) + ",\"message\":" + json(message) + ",\"request_id\":" + json(id)
                        + ",\"status\":400}";
            case 1 ->
                "{\"Code\":" + json(code) + ",\"Message\":" + json(message) + ",\"RequestId\":" + json(id)
                        + ",\"HostId\":\"cs.cn-beijing.aliyuncs.com\",\"Recommend\":\"https://x\"}";
            case 2 ->
                "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>" + id + "</RequestId><Code>" + xml(code)
                        + "</Code><Message>" + xml(message) + "</Message></Error>";
            default -> "{\"message\":" + json(message) + ",\"code\":" + json(code) + ",\"requestId\":" + json(id) + "}";
        };
    }

    WireAnswer answer(int status, byte[] body) {
        return new WireAnswer(status, headers(), body, false, true, null);
    }

    WireAnswer cut(int status, byte[] body) {
        byte[] some = Arrays.copyOf(body, chance.below(body.length + 1));
        return new WireAnswer(status, headers(), some, false, true, new IOException("unexpected end of stream"));
    }

    WireAnswer tooLarge() {
        return new WireAnswer(200, headers(), utf8("{\"task_id\":\"T1\"}"), true, true, null);
    }

    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (chance.oneIn(4)) {
            headers.put(
                    "retry-after",
                    chance.of("0", "1", "86400", "-5", "99999999999999999999", "Tue, 24 Nov 2099 08:00:00 GMT", "x"));
        }
        if (chance.oneIn(3)) {
            headers.put("x-acs-request-id", words());
        }
        if (chance.oneIn(3)) {
            headers.put("location", "https://somewhere.example/" + noise(10));
        }
        return headers;
    }

    // ------------------------------------------------------------------ words

    /** A message: plain, hostile, or one that repeats a secret. */
    String words() {
        return switch (chance.below(5)) {
            case 0 -> "the request was " + noise(20);
            case 1 -> "bad value " + escaped(secret()) + " in it";
            case 2 -> noise(chance.oneIn(10) ? 3_000 : 100);
            case 3 -> "login_password\": \"" + secret() + "\"" + noise(5);
            default -> "a plain message";
        };
    }

    /** As {@link #words}, without a word that makes a refusal doubtful. */
    private String calm() {
        return chance.oneIn(2) ? "not allowed" : "bad value " + plainEscape(secret()) + " given";
    }

    String secret() {
        return secrets.isEmpty() ? "none" : chance.of(secrets);
    }

    private String plainEscape(String text) {
        return json(text).replace("5", "\\u0035");
    }

    /** In one of the ways that something on the way may write it, once or twice over. */
    String escaped(String text) {
        String once = escapedOnce(text);
        return chance.oneIn(3) ? escapedOnce(once) : once;
    }

    private String escapedOnce(String text) {
        int how = chance.below(7);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean must = "&<>\"'\\%/+ ".indexOf(c) >= 0;
            if (!must && !chance.oneIn(6)) {
                out.append(c);
                continue;
            }
            out.append(
                    switch (how) {
                        case 0 -> String.format("\\u%04x", (int) c);
                        case 1 -> String.format("%%%02X", (int) c);
                        case 2 -> "&#" + (int) c + ";";
                        case 3 -> String.format("&#x%x;", (int) c);
                        case 4 -> must && "&<>\"'".indexOf(c) >= 0 ? xml("" + c) : "" + c;
                        case 5 -> must && "\"\\/".indexOf(c) >= 0 ? "\\" + c : "" + c;
                        default -> "" + c;
                    });
        }
        return out.toString();
    }

    String noise(int most) {
        int length = chance.below(most + 1);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(
                    switch (chance.below(12)) {
                        case 0 -> chance.of("\n", "\r", "\t", "\u001b[2J", "\u0000", "\u0007", "\u009b", "\u0085");
                        case 1 -> chance.of("\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "\u200f", "\ud800");
                        case 2 -> chance.of("&", "%", "\\", "<", ">", "\"", "{", "}", ";");
                        case 3 -> Character.toString(0xa0 + chance.below(0x2f60));
                        default -> Character.toString(chance.below('~' - ' ') + ' ');
                    });
        }
        return out.toString();
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[chance.below(most + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) chance.below(256);
        }
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] oddCharset(String text) {
        List<Charset> all = new ArrayList<>(
                List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1));
        all.add(StandardCharsets.UTF_16BE);
        return text.getBytes(chance.of(all));
    }

    static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
