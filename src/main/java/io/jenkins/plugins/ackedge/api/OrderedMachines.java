package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an answer of ENS RunInstances says of machines. */
final class OrderedMachines {
    /** An order is for 100 at most; a server that names more is still heard. */
    private static final int MOST = 1_000;

    /**
     * ENS's error page has an entry with HTTP 400 and <em>any</em> code for an order of which a part went through: "Some of
     * the bulk orders failed, please try again:%s." (in Chinese "批量订单中有部分订单下单失败").
     */
    private static final Pattern IN_PART = Pattern.compile("bulk\\s+orders?|部分订单|批量订单", Pattern.CASE_INSENSITIVE);

    private OrderedMachines() {}

    /**
     * The usable ids, each once. They stand in {@code InstanceIds}, as the SDK has it, or once more wrapped in an object with
     * a field of that name, as the older RPC style writes lists.
     */
    static List<String> ids(JsonNode json, Redaction redaction) {
        JsonNode list = json.path("InstanceIds");
        SafeTexts texts = new SafeTexts(redaction);
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode value : list.isObject() ? list.path("InstanceIds") : list) {
            String id = texts.id(value);
            if (!id.isEmpty() && ids.size() < MOST) {
                ids.add(id);
            }
        }
        return List.copyOf(ids);
    }

    /** Empty where there is none: it has to be text or a whole number. */
    static VendorText orderId(JsonNode json, Redaction redaction) {
        JsonNode id = json.path("OrderId");
        return id.isTextual() || id.isIntegralNumber() ? redaction.text(id.asText()) : VendorText.NONE;
    }

    /** Whether something that looks like a refusal speaks of machines that were ordered all the same. */
    static boolean areInRefusal(WireAnswer answer) {
        JsonNode json = Json.readObject(answer.body());
        boolean names = json != null && (json.hasNonNull("InstanceIds") || json.hasNonNull("OrderId"));
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        ErrorBody body = ErrorBody.of(answer.body());
        return names || IN_PART.matcher(text + "\n" + body.message()).find();
    }
}
