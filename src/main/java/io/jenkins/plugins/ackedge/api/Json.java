package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Strict about what is JSON, since an order's fate is read from it; tolerant about fields: the vendor's bodies differ in
 * letter case, and numbers come as text or text as numbers.
 */
final class Json {
    /** Jackson's own limits stay: 1,000 levels, numbers of 1,000 digits. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** For amounts: with doubles, 1e-400 would be 0, and 1e400 no number. */
    private static final ObjectMapper EXACT = MAPPER.copy().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String[] TASK_ID = {"task_id", "taskId", "TaskId"};

    private Json() {}

    /** The object that these bytes are, or null if they are no JSON object from the first to the last of them. */
    static JsonNode readObject(byte[] bytes) {
        return readObject(MAPPER, bytes);
    }

    /** The same with numbers as they stand there. Their exponents may be huge: look at the scale before calculating. */
    static JsonNode readObjectExactly(byte[] bytes) {
        return readObject(EXACT, bytes);
    }

    private static JsonNode readObject(ObjectMapper mapper, byte[] bytes) {
        try {
            JsonNode node = mapper.readTree(bytes);
            return node != null && node.isObject() ? node : null;
        } catch (IOException e) {
            return null; // also an answer, and the caller has words for it
        }
    }

    /** The text that these bytes are as a JSON string, or null if they are none from the first to the last of them. */
    static String readString(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node != null && node.isTextual() ? node.textValue() : null;
        } catch (IOException e) {
            return null; // as above
        }
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request of ours that is no JSON", e);
        }
    }

    static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request of ours that is no JSON", e);
        }
    }

    /** The first of these fields that holds a scalar, as text; "" if none does. */
    static String text(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isValueNode() && !value.isNull()) {
                return value.asText();
            }
        }
        return "";
    }

    static String requestId(JsonNode object) {
        return text(object, "request_id", "requestId", "RequestId", "requestid");
    }

    /**
     * The id of a task, if it is text, usable, the same under each of its names, and holds no secret: it is shown and
     * becomes a part of paths as it is.
     */
    static Optional<String> taskId(JsonNode object, Redaction redaction) {
        String id = null;
        for (String name : TASK_ID) {
            JsonNode value = object.path(name);
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.isTextual() || (id != null && !id.equals(value.textValue()))) {
                return Optional.empty();
            }
            id = value.textValue();
        }
        return TaskId.isUsable(id) && redaction.text(id).toString().equals(id) ? Optional.of(id) : Optional.empty();
    }
}
