package io.jenkins.plugins.ackedge.scaleout;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ackedge.api.TaskState;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The record of an order as JSON, and what earlier versions wrote. */
final class OrderRecordJson {
    /** What this code writes. A reader refuses a higher one rather than guess what happened to the order. */
    static final int VERSION = 2;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // No field but those that say so may be null, nor may what is in a list or map.
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A later writer of the same version may note more about an order.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private OrderRecordJson() {}

    static byte[] write(OrderRecord record) {
        try {
            ObjectNode tree = MAPPER.createObjectNode().put("version", VERSION);
            tree.setAll((ObjectNode) MAPPER.valueToTree(record.fields()));
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a record that is no JSON", e);
        }
    }

    /** @throws IOException with a reason that reads on after the file's name, if it is not the record of an order */
    static OrderRecord read(byte[] json) throws IOException {
        if (json.length == 0) {
            throw new IOException("is empty, and so not the record of an order");
        }
        OrderRecord.Fields fields;
        try {
            JsonNode tree = MAPPER.readTree(json);
            int version = tree.path("version").asInt(0);
            if (!tree.isObject() || version < 1) {
                throw new IOException("is not the record of an order");
            }
            if (version > VERSION) {
                throw new IOException("was written by a newer version of this program (record version " + version
                        + ", this one reads up to " + VERSION + ")");
            }
            fields = MAPPER.treeToValue(version == 1 ? upgraded((ObjectNode) tree) : tree, OrderRecord.Fields.class);
        } catch (JsonProcessingException e) {
            throw new IOException("is not the record of an order, or only half of one", e);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new IOException("holds something that no order has: " + e.getMessage(), e);
        }
        return checked(fields);
    }

    private static OrderRecord checked(OrderRecord.Fields fields) throws IOException {
        try {
            OrderRecord record = new OrderRecord(fields);
            fields.clean();
            record.getState();
            record.getProof();
            record.getDoubt();
            record.getCancel();
            if (fields.orderId.isEmpty() || fields.revision < 1 || fields.attempt < 0) {
                throw new IOException("is not the record of an order");
            }
            Order.of(record);
            return record;
        } catch (IllegalArgumentException e) {
            throw new IOException("holds something that no order has: " + e.getMessage(), e);
        }
    }

    /** The first version noted neither revision nor attempt nor proof, and had other words for an abort. */
    private static ObjectNode upgraded(ObjectNode tree) {
        OrderState state = OrderState.valueOf(tree.path("state").asText());
        boolean wasSent = state != OrderState.PLANNED && state != OrderState.REJECTED;
        boolean found = !tree.path("unanswered").asText("").isEmpty();
        boolean hasTask = !tree.path("taskId").asText("").isEmpty();
        tree.put("revision", 1);
        tree.put("attempt", wasSent && !tree.path("watchOnly").asBoolean() ? 1 : 0);
        tree.put(
                "proof",
                (hasTask ? found ? OrderRecord.Proof.FITS : OrderRecord.Proof.ANSWER : OrderRecord.Proof.NONE).name());
        boolean inDoubt = state == OrderState.SUBMITTING || state == OrderState.UNKNOWN;
        tree.put("doubt", (inDoubt ? OrderRecord.Doubt.SILENT : OrderRecord.Doubt.NONE).name());
        tree.put("aborted", tree.path("abandoned").asBoolean());
        OrderRecord.Cancel cancel = !tree.path("cancelWanted").asBoolean()
                ? OrderRecord.Cancel.NO
                : tree.path("cancelAccepted").asBoolean() ? OrderRecord.Cancel.DONE : OrderRecord.Cancel.WANTED;
        tree.put("cancel", cancel.name());
        long left = tree.path("deadlineMillis").asLong()
                - tree.path("plannedMillis").asLong();
        tree.put("leftMillis", Math.max(0, left));
        for (JsonNode instance : tree.path("instances")) {
            String status = instance.path("status").asText();
            ((ObjectNode) instance).put("well", TaskState.of(status) == TaskState.SUCCEEDED);
        }
        return tree;
    }
}
