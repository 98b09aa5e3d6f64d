package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in an answer that is not a success. It comes in five shapes: ACK's own JSON, the gateway's capitalised JSON,
 * either of them with details of a denied access, XML, and plain text. Nothing in here is cleaned or masked.
 *
 * @param code "" where there is none
 * @param message the whole body where there is no message in it
 * @param requestId "" where there is none
 * @param isClear whether the code is there, once, in a body that is whole: only then it proves anything
 * @param isDoubtful whether the body says that something broke, was late, or collided: then the request may have run
 */
record ErrorBody(String code, String message, String requestId, boolean isClear, boolean isDoubtful) {
    private static final Pattern PLAIN_CODE = Pattern.compile("\\bcode=([\\w.]+)");

    private static final Pattern DOUBT = Pattern.compile(
            "internal|unavailable|conflict|time[ds]?[\\s_-]{0,3}out|(?<![a-z0-9])5\\d\\d(?![a-z0-9])",
            Pattern.CASE_INSENSITIVE);

    /** What is in these says nothing about the request. */
    private static final Set<String> NO_WORDS =
            Set.of("requestid", "request_id", "hostid", "recommend", "accessdenieddetail");

    private static final Pattern NO_WORDS_XML =
            Pattern.compile("<(RequestId|HostId|Recommend)>[^<]*</\\1>", Pattern.CASE_INSENSITIVE);

    static ErrorBody of(byte[] body) {
        JsonNode json = Json.readObject(body);
        if (json != null) {
            return ofJson(json, body);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("<") ? ofXml(text.strip()) : ofText(text);
    }

    private static ErrorBody ofJson(JsonNode json, byte[] body) {
        String code = Json.text(json, "code", "Code");
        String other = Json.text(json, "Code", "code");
        String message = Json.text(json, "message", "Message", "description");
        // A refusal that names a task contradicts itself.
        boolean namesTask = json.hasNonNull("task_id") || json.hasNonNull("taskId") || json.hasNonNull("TaskId");
        StringBuilder words = new StringBuilder();
        collect(json, words);
        return new ErrorBody(
                code,
                message.isEmpty() ? new String(body, StandardCharsets.UTF_8) : message,
                Json.requestId(json),
                !code.isEmpty() && code.equals(other) && !namesTask,
                namesTask || DOUBT.matcher(words).find());
    }

    private static void collect(JsonNode node, StringBuilder words) {
        if (node.isValueNode()) {
            words.append(node.asText()).append('\n');
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, words));
        } else {
            node.properties().forEach(field -> {
                if (!NO_WORDS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                    collect(field.getValue(), words);
                }
            });
        }
    }

    /** Enough of XML for the vendor's flat {@code <Error>}; a parser would bring entities and the network with it. */
    private static ErrorBody ofXml(String xml) {
        String code = element(xml, "Code");
        String message = element(xml, "Message");
        boolean once = xml.toLowerCase(Locale.ROOT).split("<code>", 3).length == 2;
        return new ErrorBody(
                code,
                message.isEmpty() ? xml : message,
                element(xml, "RequestId"),
                !code.isEmpty() && once && xml.endsWith("</Error>"),
                DOUBT.matcher(NO_WORDS_XML.matcher(xml).replaceAll("")).find());
    }

    private static String element(String xml, String name) {
        Matcher m = Pattern.compile("<" + name + ">([^<]*)</" + name + ">", Pattern.CASE_INSENSITIVE)
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

    /** For example {@code code=415, message=Unsupported Media Type}. */
    private static ErrorBody ofText(String text) {
        Matcher m = PLAIN_CODE.matcher(text);
        boolean found = m.find();
        String code = found ? m.group(1) : "";
        boolean clear = found && text.substring(0, m.start()).isBlank() && !m.find();
        return new ErrorBody(code, text, "", clear, DOUBT.matcher(text).find());
    }

    /** It may repeat secrets. */
    @Override
    public String toString() {
        return "ErrorBody";
    }
}
