package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** DescribeInstances and ListTagResources: whoever lost an answer finds its machines here. */
final class EnsListings {
    private static final Set<String> FILTERS = Set.of(
            "EnsRegionId",
            "EnsRegionIds",
            "ImageId",
            "InstanceId",
            "InstanceIds",
            "InstanceName",
            "InstanceResourceType",
            "InstanceType",
            "IntranetIp",
            "NetworkId",
            "OrderByParams",
            "PageNumber",
            "PageSize",
            "SearchKey",
            "Status",
            "Tags",
            "VSwitchId");

    private static final Map<String, Comparator<SimulatedMachine>> ORDERS = Map.of(
            "CreationTimeSort", Comparator.comparingLong(SimulatedMachine::createdMillis),
            "ExpireTimeSort", Comparator.comparingLong(machine -> machine.spec().expiresMillis()),
            "InstanceNameSort", Comparator.comparing(SimulatedMachine::name));

    private final EnsWorld world;

    EnsListings(EnsWorld world) {
        this.world = world;
    }

    ObjectNode instances(Received request, Caller caller) throws Refusal {
        EnsParameters parameters = EnsParameters.of(request, caller, FILTERS);
        Predicate<SimulatedMachine> fits = filter(parameters);
        int size = (int) parameters.whole("PageSize", 10, n -> n >= 1 && n <= 100);
        int number = (int) parameters.whole("PageNumber", 1, n -> n >= 1 && n <= 1_000_000);
        List<SimulatedMachine> found =
                new ArrayList<>(world.listed().stream().filter(fits).toList());
        sort(found, parameters);
        ObjectNode json = Json.object();
        json.put("Code", 0);
        json.put("TotalCount", world.totalCount(found.size()));
        json.put("PageNumber", number);
        json.put("PageSize", size);
        ArrayNode list = json.putObject("Instances").putArray("Instance");
        boolean withTags = world.tagsReturned();
        new Page(number, size).cut(found).forEach(machine -> list.add(EnsDocuments.machine(machine, withTags)));
        return json;
    }

    /** All filters must fit. */
    private Predicate<SimulatedMachine> filter(EnsParameters p) throws Refusal {
        List<Predicate<SimulatedMachine>> all = new ArrayList<>();
        is(all, p.text("EnsRegionId"), SimulatedMachine::region);
        is(all, p.text("InstanceId"), SimulatedMachine::id);
        is(all, p.text("Status"), SimulatedMachine::status);
        is(all, p.text("InstanceResourceType"), EnsDocuments::resourceType);
        is(all, p.text("ImageId"), machine -> machine.spec().imageId());
        is(all, p.text("InstanceType"), machine -> machine.spec().instanceType());
        is(all, p.text("NetworkId"), machine -> machine.spec().networkId());
        is(all, p.text("VSwitchId"), machine -> machine.spec().vSwitchId());
        is(all, p.text("IntranetIp"), SimulatedMachine::privateAddress);
        String name = p.text("InstanceName");
        if (name != null) {
            boolean fuzzy = world.nameFilterFuzzy();
            all.add(machine ->
                    fuzzy ? machine.name().contains(name) : machine.name().equals(name));
        }
        String key = p.text("SearchKey");
        if (key != null) {
            all.add(machine -> machine.name().contains(key)
                    || machine.id().equals(key)
                    || machine.addresses().contains(key));
        }
        List<String> regions = list(p, "EnsRegionIds");
        if (regions != null) {
            all.add(machine -> regions.contains(machine.region()));
        }
        List<String> ids = list(p, "InstanceIds");
        if (ids != null) {
            all.add(machine -> ids.contains(machine.id()));
        }
        Map<String, String> tags = tags(p);
        all.add(machine -> hasTags(machine, tags));
        return machine -> all.stream().allMatch(one -> one.test(machine));
    }

    private interface Field {
        String of(SimulatedMachine machine);
    }

    private static void is(List<Predicate<SimulatedMachine>> all, String wanted, Field field) {
        if (wanted != null) {
            all.add(machine -> wanted.equals(field.of(machine)));
        }
    }

    /** A JSON array of at most 100; an empty one finds nothing. Null if it is not given. */
    private static List<String> list(EnsParameters parameters, String name) throws Refusal {
        if (!parameters.has(name)) {
            return null;
        }
        List<String> values = EnsOperations.texts(parameters.text(name));
        if (values == null || values.size() > 100) {
            throw parameters.invalid(name, "must be a JSON array of 100 at most");
        }
        return values;
    }

    private static Map<String, String> tags(EnsParameters parameters) throws Refusal {
        Map<String, String> tags = new HashMap<>();
        if (parameters.has("Tags")) {
            JsonNode list = Json.read(parameters.text("Tags"));
            if (list == null || !list.isArray() || list.size() > 20) {
                throw parameters.invalid("Tags", "must look like [{\"Key\":\"k\",\"Value\":\"v\"}]");
            }
            for (JsonNode tag : list) {
                if (!tag.path("Key").isTextual()) {
                    throw parameters.invalid("Tags", "has a tag without a key");
                }
                tags.put(
                        tag.get("Key").textValue(),
                        tag.hasNonNull("Value") ? tag.get("Value").asText() : null);
            }
        }
        return tags;
    }

    /** Without a value any value fits. */
    private static boolean hasTags(SimulatedMachine machine, Map<String, String> tags) {
        return tags.entrySet().stream()
                .allMatch(tag -> tag.getValue() == null
                        ? machine.tags().containsKey(tag.getKey())
                        : tag.getValue().equals(machine.tags().get(tag.getKey())));
    }

    /** Later names in the JSON count less. */
    private static void sort(List<SimulatedMachine> machines, EnsParameters parameters) throws Refusal {
        if (!parameters.has("OrderByParams")) {
            return;
        }
        ObjectNode orders = Json.readObject(parameters.text("OrderByParams"));
        if (orders == null) {
            throw parameters.invalid("OrderByParams", "must be a JSON object");
        }
        List<Comparator<SimulatedMachine>> comparators = new ArrayList<>();
        for (Map.Entry<String, JsonNode> order : orders.properties()) {
            Comparator<SimulatedMachine> comparator = ORDERS.get(order.getKey());
            String direction = order.getValue().asText();
            if (comparator == null || !Set.of("asc", "desc").contains(direction)) {
                throw parameters.invalid("OrderByParams", "names an order that there is not");
            }
            comparators.add(direction.equals("asc") ? comparator : comparator.reversed());
        }
        // The sort is stable: from the least important to the most.
        Collections.reverse(comparators);
        comparators.forEach(machines::sort);
    }

    /** One entry for each tag of each machine that fits; an empty token on the last page. */
    ObjectNode tags(Received request, Caller caller) throws Refusal {
        EnsParameters parameters =
                EnsParameters.of(request, caller, Set.of("ResourceType", "ResourceId.", "Tag.", "NextToken"));
        parameters.required("ResourceType");
        parameters.oneOf("ResourceType", null, Set.of("instance"));
        Map<String, String> tags = parameters.tags(null);
        List<String> ids = parameters.list("ResourceId", 50);
        if (tags.isEmpty() && ids.isEmpty()) {
            parameters.required("ResourceId.1");
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (SimulatedMachine machine : world.listed()) {
            if (hasTags(machine, tags) && (ids.isEmpty() || ids.contains(machine.id()))) {
                machine.tags().forEach((key, value) -> rows.add(row(machine, key, value)));
            }
        }
        int from = Math.min(rows.size(), offset(parameters));
        int to = Math.min(rows.size(), from + world.tagPageSize());
        ObjectNode json = Json.object();
        json.put("NextToken", to < rows.size() ? token(to) : "");
        ArrayNode list = json.putArray("TagResources");
        rows.subList(from, to).forEach(list::add);
        return json;
    }

    private static ObjectNode row(SimulatedMachine machine, String key, String value) {
        ObjectNode row = Json.object();
        row.put("ResourceId", machine.id());
        row.put("ResourceType", "instance");
        row.put("TagKey", key);
        row.put("TagValue", value);
        return row;
    }

    private static String token(int offset) {
        return Base64.getEncoder().encodeToString(("from " + offset).getBytes(StandardCharsets.US_ASCII));
    }

    private static int offset(EnsParameters parameters) throws Refusal {
        String token = parameters.text("NextToken");
        if (token == null || token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII);
            if (text.matches("from \\d{1,9}")) {
                return Integer.parseInt(text.substring("from ".length()));
            }
        } catch (IllegalArgumentException notOurs) {
            // Told below.
        }
        throw parameters.invalid("NextToken", "was never given out");
    }
}
