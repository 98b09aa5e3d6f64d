package io.jenkins.plugins.ackedge.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** The parameters of a request to ENS, from its query and its form alike, and the refusals of those that do not fit. */
final class EnsParameters {
    /** What every operation takes besides its own; only the command-line tools send them. */
    private static final Set<String> ALWAYS = Set.of("RegionId", "Format");

    private final Map<String, String> values;
    private final Caller caller;

    private EnsParameters(Map<String, String> values, Caller caller) {
        this.values = values;
        this.caller = caller;
    }

    /**
     * @param known the names the operation takes; one that ends in a dot stands for all names that begin with it
     */
    static EnsParameters of(Received request, Caller caller, Set<String> known) throws Refusal {
        Map<String, String> values = new TreeMap<>();
        EnsParameters parameters = new EnsParameters(values, caller);
        for (Map.Entry<String, String> pair : pairs(request)) {
            String name = pair.getKey();
            boolean expected = known.contains(name)
                    || ALWAYS.contains(name)
                    || name.indexOf('.') > 0 && known.contains(name.substring(0, name.indexOf('.') + 1));
            if (!expected) {
                throw new Refusal(Errors.ens(
                        "InvalidParameter", "The specified parameter is not valid: " + name, caller.requestId()));
            }
            if (values.putIfAbsent(name, pair.getValue()) != null) {
                throw parameters.invalid(name, "is given twice");
            }
        }
        return parameters;
    }

    static List<Map.Entry<String, String>> pairs(Received request) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>(Received.pairs(request.query()));
        String type = request.header("content-type");
        // Of a body of another kind the vendor reads no parameters; the required ones are then missing.
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            pairs.addAll(Received.pairs(request.bodyText()));
        }
        return pairs;
    }

    /** The parameter InstanceId of any request, or empty: what faults choose by. */
    static String instanceId(Received request) {
        return pairs(request).stream()
                .filter(pair -> pair.getKey().equals("InstanceId"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Null if it is not given. */
    String text(String name) {
        return values.get(name);
    }

    String required(String name) throws Refusal {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new Refusal(Errors.ens(
                    "MissingParameter",
                    "The input parameter \"" + name
                            + "\" that is mandatory for processing this request is not supplied.",
                    caller.requestId()));
        }
        return value;
    }

    /** The usual value if it is not given. */
    String oneOf(String name, String usual, Set<String> allowed) throws Refusal {
        String value = values.getOrDefault(name, usual);
        if (value != null && !allowed.contains(value)) {
            throw invalid(
                    name,
                    "must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()));
        }
        return value;
    }

    boolean bool(String name) throws Refusal {
        return "true".equals(oneOf(name, "false", Set.of("true", "false")));
    }

    long whole(String name, long usual, LongPredicate rule) throws Refusal {
        String value = values.get(name);
        if (value == null) {
            return usual;
        }
        if (!value.matches("\\d{1,15}") || !rule.test(Long.parseLong(value))) {
            throw invalid(name, "is not a number that is allowed");
        }
        return Long.parseLong(value);
    }

    long requiredWhole(String name, LongPredicate rule) throws Refusal {
        required(name);
        return whole(name, 0, rule);
    }

    /** None of them may be given. */
    void none(String reason, String... names) throws Refusal {
        for (String name : names) {
            if (has(name)) {
                throw invalid(name, reason);
            }
        }
    }

    /** {@code ResourceId.1}, {@code ResourceId.2} and so on. */
    List<String> list(String name, int most) throws Refusal {
        List<String> list = new ArrayList<>();
        for (int i = 1; has(name + "." + i); i++) {
            list.add(values.get(name + "." + i));
        }
        long given = values.keySet().stream()
                .filter(key -> key.startsWith(name + "."))
                .count();
        if (given != list.size() || list.size() > most) {
            throw invalid(name, "must be numbered from 1 to " + most + " at most");
        }
        return list;
    }

    /** {@code Tag.1.Key}, {@code Tag.1.Value} and so on; a value that is not given is empty, or null where asked for. */
    Map<String, String> tags(String withoutValue) throws Refusal {
        Map<String, String> tags = new LinkedHashMap<>();
        int used = 0;
        for (int i = 1; has("Tag." + i + ".Key") || has("Tag." + i + ".Value"); i++) {
            String key = values.getOrDefault("Tag." + i + ".Key", "");
            String value = values.getOrDefault("Tag." + i + ".Value", withoutValue);
            String lower = key.toLowerCase(Locale.ROOT);
            boolean reserved = lower.startsWith("aliyun") || lower.startsWith("acs:") || lower.startsWith("http");
            if (key.isBlank() || key.length() > 64 || reserved || tags.containsKey(key)) {
                throw invalid("Tag." + i + ".Key", "is empty, too long, reserved or there twice");
            }
            if (value != null && value.length() > 128) {
                throw invalid("Tag." + i + ".Value", "is too long");
            }
            used += (has("Tag." + i + ".Key") ? 1 : 0) + (has("Tag." + i + ".Value") ? 1 : 0);
            tags.put(key, value);
        }
        long given =
                values.keySet().stream().filter(key -> key.startsWith("Tag.")).count();
        if (given != used || tags.size() > 20) {
            throw invalid("Tag", "must be numbered from 1 to 20 at most");
        }
        return tags;
    }

    /** The value is not repeated: it may be a secret. */
    Refusal invalid(String name, String rule) {
        return refusal(
                "InvalidParameter." + name, "The specified parameter " + name + " is not valid: it " + rule + ".");
    }

    Refusal refusal(String code, String message) {
        return new Refusal(Errors.ens(code, message, caller.requestId()));
    }
}
