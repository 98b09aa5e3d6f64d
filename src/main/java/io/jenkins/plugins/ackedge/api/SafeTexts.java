package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads texts out of an answer, each through the boundary that makes it safe to show. */
record SafeTexts(Redaction redaction) {
    /** No machine has more addresses than this. */
    private static final int MOST = 20;

    /** The first of these fields that holds a scalar; "" if none does. */
    String of(JsonNode object, String... names) {
        return redaction.text(Json.text(object, names)).toString();
    }

    /**
     * The texts of an array, each once, at most 20.
     *
     * @param name of the field that holds the text, where the elements are objects; "" where they are texts themselves
     */
    List<String> list(JsonNode array, String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode element : array.isArray() ? array : List.<JsonNode>of()) {
            JsonNode value = name.isEmpty() ? element : element.path(name);
            String text = value.isTextual() ? redaction.text(value.textValue()).toString() : "";
            if (!text.isEmpty() && texts.size() < MOST) {
                texts.add(text);
            }
        }
        return new ArrayList<>(texts);
    }

    /** An id, if it is text by {@link TaskId}'s rule and holds no secret: it is shown and sent back as it is; else "". */
    String id(JsonNode value) {
        String id = value.isTextual() ? value.textValue() : "";
        return TaskId.isUsable(id) && redaction.text(id).toString().equals(id) ? id : "";
    }
}
