package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pages of ENS DescribeInstances.
 *
 * @param filter the parameters beside those for pages
 * @param wanted with these ids the walk ends; empty to walk to the end
 */
record InstancePages(Urgency urgency, Map<String, String> filter, Set<String> wanted)
        implements PageWalk.Listing<EnsInstance> {
    /** The vendor's most. */
    private static final int PAGE_SIZE = 100;

    /** All machines of a region, newest first: what is new is on the first page, and what moves is behind it. */
    static InstancePages ofRegion(String ensRegionId) {
        if (!TaskId.isUsable(ensRegionId)) {
            throw new IllegalArgumentException("not usable as an ENS region: '" + ensRegionId + "'");
        }
        return new InstancePages(
                Urgency.SETTLE,
                Map.of("EnsRegionId", ensRegionId, "OrderByParams", "{\"CreationTimeSort\":\"desc\"}"),
                Set.of());
    }

    /** @param ids 1 to 100 */
    static InstancePages ofIds(List<String> ids) {
        return new InstancePages(Urgency.POLL, Map.of("InstanceIds", RunInstancesRequest.json(ids)), Set.copyOf(ids));
    }

    @Override
    public ApiCall call(int page, String token) {
        SortedMap<String, String> form = new TreeMap<>(filter);
        form.put("PageNumber", "" + page);
        form.put("PageSize", "" + PAGE_SIZE);
        return ApiCall.form(Product.ENS, "DescribeInstances", form, List.of());
    }

    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public AckFault fault(JsonNode json, Redaction redaction) {
        return EnsAnswer.fault(json, redaction);
    }

    @Override
    public JsonNode rows(JsonNode json) {
        return json.path("Instances").path("Instance");
    }

    @Override
    public Optional<EnsInstance> row(JsonNode json, Redaction redaction) {
        return EnsInstance.of(json, redaction);
    }

    @Override
    public String key(EnsInstance row) {
        return row.instanceId();
    }

    @Override
    public long total(JsonNode json) {
        return json.path("TotalCount").asLong(-1);
    }

    /**
     * Of a region's machines: that none of an order is among them is said to people, who then order again. A machine may
     * appear on a page that has been read, and a count that is too large costs no more than an outcome that stays unknown.
     */
    @Override
    public boolean isCountBelieved() {
        return wanted.isEmpty();
    }

    @Override
    public boolean isEnough(Set<String> keys) {
        return !wanted.isEmpty() && keys.containsAll(wanted);
    }
}
