package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * The answer of DescribeClusterNodePoolDetail (SDK {@code cs-20151215}), as far as a scale-out cares. Each text is safe to
 * show as a {@link VendorText} is, and "" where the vendor left it out.
 *
 * @param name {@code nodepool_info.name}
 * @param type {@code nodepool_info.type}: {@code edge} for a pool that ENS machines may join, {@code ess} for one of ECS
 * @param state {@code status.state}, for example active, scaling, removing
 * @param totalNodes {@code status.total_nodes}, 0 to 999,999,999; empty where the answer has no such number, which is never
 *     0
 */
public record NodePoolDetail(String name, String type, String state, OptionalLong totalNodes) {

    static NodePoolDetail of(JsonNode json, Redaction redaction) {
        SafeTexts texts = new SafeTexts(redaction);
        JsonNode info = json.path("nodepool_info");
        JsonNode status = json.path("status");
        return new NodePoolDetail(
                texts.of(info, "name"),
                texts.of(info, "type"),
                texts.of(status, "state"),
                number(status.path("total_nodes")));
    }

    private static OptionalLong number(JsonNode total) {
        String digits = total.isIntegralNumber() || total.isTextual() ? total.asText() : "";
        return digits.matches("[0-9]{1,9}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
