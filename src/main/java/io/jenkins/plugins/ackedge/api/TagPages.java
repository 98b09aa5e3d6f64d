package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pages of ENS ListTagResources for one tag of machines; they are named by tokens. */
record TagPages(String tagKey, String tagValue) implements PageWalk.Listing<TagPages.Tagged> {
    /** A tag of a machine. */
    record Tagged(String instanceId, String key, String value) {}

    @Override
    public Urgency urgency() {
        return Urgency.SETTLE;
    }

    @Override
    public ApiCall call(int page, String token) {
        SortedMap<String, String> form =
                new TreeMap<>(Map.of("ResourceType", "instance", "Tag.1.Key", tagKey, "Tag.1.Value", tagValue));
        if (!token.isEmpty()) {
            form.put("NextToken", token);
        }
        return ApiCall.form(Product.ENS, "ListTagResources", form, List.of());
    }

    @Override
    public int pageSize() {
        return 0;
    }

    @Override
    public AckFault fault(JsonNode json, Redaction redaction) {
        return EnsAnswer.fault(json, redaction);
    }

    /** A list, or the list once more wrapped, as the older RPC style writes it. */
    @Override
    public JsonNode rows(JsonNode json) {
        JsonNode rows = json.path("TagResources");
        return rows.isObject() ? rows.path("TagResource") : rows;
    }

    @Override
    public Optional<Tagged> row(JsonNode json, Redaction redaction) {
        String id = new SafeTexts(redaction).id(json.path("ResourceId"));
        JsonNode key = json.path("TagKey");
        return id.isEmpty() || !key.isTextual()
                ? Optional.empty()
                : Optional.of(
                        new Tagged(id, key.textValue(), json.path("TagValue").asText("")));
    }

    @Override
    public String key(Tagged row) {
        return row.instanceId + "\n" + row.key;
    }

    @Override
    public long total(JsonNode json) {
        return -1;
    }

    /** Whether it is the tag that was asked for: an answer may list the other tags of a machine as well. */
    boolean isAsked(Tagged row) {
        return row.key.equals(tagKey) && row.value.equals(tagValue);
    }
}
