package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One machine, as ENS DescribeInstances lists it (SDK {@code ens-20171110}). Each text is safe to show as a {@link
 * VendorText} is, and "" where the vendor left it out.
 *
 * @param instanceId by {@link TaskId}'s rule
 * @param status documented are Running, Stopped and Expired; others are seen
 * @param created in the vendor's own words
 * @param expires as well; empty for a machine that is paid by use
 * @param addresses private, inner and public ones in this order, each once, at most 20 of a kind
 * @param tags at most 50; empty also where the vendor does not list them, so that nothing follows from a tag that is missing
 */
public record EnsInstance(
        String instanceId,
        String name,
        String hostName,
        String status,
        String created,
        String expires,
        List<String> addresses,
        Map<String, String> tags) {
    private static final int MOST_TAGS = 50;

    public EnsInstance {
        addresses = List.copyOf(addresses);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    public boolean isRunning() {
        return isStatus("Running");
    }

    /** Whether it was given back, or is about to be. */
    public boolean isGone() {
        return isStatus("Released") || isStatus("Releasing");
    }

    private boolean isStatus(String word) {
        return status.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT));
    }

    /** Empty if the row has no usable id. */
    static Optional<EnsInstance> of(JsonNode json, Redaction redaction) {
        SafeTexts texts = new SafeTexts(redaction);
        String id = texts.id(json.path("InstanceId"));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EnsInstance(
                id,
                texts.of(json, "InstanceName"),
                texts.of(json, "HostName"),
                texts.of(json, "Status"),
                texts.of(json, "CreationTime"),
                texts.of(json, "ExpiredTime"),
                addresses(json, texts),
                tags(json.path("Tags").path("Tags"), texts)));
    }

    /** Each kind stands in one of several places, by the kind of the machine's network. */
    private static List<String> addresses(JsonNode json, SafeTexts texts) {
        Set<String> all = new LinkedHashSet<>();
        all.addAll(texts.list(json.path("PrivateIpAddresses").path("PrivateIpAddress"), "Ip"));
        JsonNode network = json.path("NetworkAttributes").path("PrivateIpAddress");
        all.addAll(texts.list(network.path("IpAddress"), ""));
        all.addAll(texts.list(json.path("InnerIpAddress").path("IpAddress"), ""));
        all.addAll(texts.list(json.path("PublicIpAddresses").path("PublicIpAddress"), "Ip"));
        all.addAll(texts.list(json.path("PublicIpAddress").path("IpAddress"), ""));
        return new ArrayList<>(all);
    }

    private static Map<String, String> tags(JsonNode array, SafeTexts texts) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : array.isArray() ? array : List.<JsonNode>of()) {
            String key = texts.of(tag, "TagKey");
            if (!key.isEmpty() && tags.size() < MOST_TAGS) {
                tags.putIfAbsent(key, texts.of(tag, "TagValue"));
            }
        }
        return tags;
    }
}
