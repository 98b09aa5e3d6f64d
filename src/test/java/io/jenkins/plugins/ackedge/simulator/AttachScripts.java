package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** DescribeClusterAttachScripts and what it handed out (ENS fact sheet, section 3). Each call issues a new token. */
final class AttachScripts {
    /** "Default token validity 1 hour". */
    private static final long USUAL_MILLIS = 3_600_000;

    private static final Set<String> ARCHITECTURES = Set.of("amd64", "arm64", "arm");

    private final List<AttachScript> scripts = new CopyOnWriteArrayList<>();
    private final LongSupplier clock;
    private volatile ScriptShape shape = ScriptShape.QUOTED;

    AttachScripts(LongSupplier clock) {
        this.clock = clock;
    }

    void shape(ScriptShape newShape) {
        shape = newShape;
    }

    Answer describe(SimulatedCluster cluster, Received request, Caller caller) throws Refusal {
        ObjectNode body = RequestBody.read(request, caller);
        String poolId = text(body, "nodepool_id", caller);
        SimulatedNodePool pool = NodePoolOperations.existingPool(cluster, poolId, caller);
        String arch = text(body, "arch", caller);
        if (!ARCHITECTURES.contains(arch)) {
            throw invalid("arch", caller);
        }
        ObjectNode options = Json.readObject(text(body, "options", caller));
        if (options == null) {
            throw invalid("options", caller);
        }
        boolean oneTime = body.path("one_time_token").asBoolean(false);
        long expires = expires(body.get("expired"), caller);
        AttachScript script = new AttachScript(cluster.id(), pool, arch, Ids.joinToken(), options, expires, oneTime);
        scripts.add(script);
        return answer(script.text());
    }

    private static String text(ObjectNode body, String name, Caller caller) throws Refusal {
        JsonNode value = body.get(name);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw invalid(name, caller);
        }
        return value.textValue();
    }

    private static Refusal invalid(String name, Caller caller) {
        return new Refusal(
                Errors.invalidParameter("the parameter " + name + " is missing or not valid", caller.requestId()));
    }

    /** {@code expired} is a moment in seconds since 1970, not a duration. */
    private long expires(JsonNode seconds, Caller caller) throws Refusal {
        long now = clock.getAsLong();
        if (seconds == null) {
            return now + USUAL_MILLIS;
        }
        if (!RequestBody.isWhole(seconds) || seconds.longValue() <= now / 1000) {
            throw invalid("expired", caller);
        }
        return Math.multiplyExact(seconds.longValue(), 1000L);
    }

    private Answer answer(String script) {
        return switch (shape) {
            case QUOTED -> Answer.json(200, Json.write(Json.object().textNode(script)));
            case RAW -> Answer.of(200, "text/plain;charset=utf-8", script);
            case OBJECT -> Answer.json(200, Json.write(Json.object().put("result", script)));
        };
    }

    /** The script that the text contains byte for byte, or null; the one that was handed out last if it has several. */
    AttachScript containedIn(String text) {
        AttachScript found = null;
        for (AttachScript script : scripts) {
            found = text.contains(script.text()) ? script : found;
        }
        return found;
    }

    /** The script that is the text byte for byte, or null. */
    AttachScript equalTo(String text) {
        return scripts.stream()
                .filter(script -> script.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    boolean tokenIn(String text) {
        return scripts.stream().anyMatch(script -> text.contains(script.token()));
    }

    List<String> tokens() {
        return scripts.stream().map(AttachScript::token).toList();
    }

    List<String> texts() {
        return scripts.stream().map(AttachScript::text).toList();
    }
}
