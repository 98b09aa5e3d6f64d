package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The operations of Edge Node Service (API version 2017-11-10) that a scale-out needs. Names of operations and parameters
 * are those of the vendor's SDK {@code ens-20171110}; the parameters are sent as a form and never in a URL. Every method
 * returns at once and never throws; {@code then} is called exactly once, from any thread (also before the method returns).
 * Each request is sent once and never repeated. An id that is none by {@link TaskId} is answered with {@link
 * AckFault.Kind#INVALID}, and nothing is sent.
 */
public final class EnsClient {
    /** The vendor's most for one DescribeInstances. */
    private static final int IDS_AT_A_TIME = 100;

    /** More machines than this no order has. */
    private static final int MOST_IDS = 1_000;

    private final Conversation conversation;

    EnsClient(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Calls when an order of this key may leave. The pass is given to the order, or closed if there will be none. */
    public void readyToOrder(Consumer<Gate.Pass> when) {
        conversation.enter(Urgency.ORDER, when);
    }

    /**
     * Orders machines: RunInstances. Where the answer names machines or the vendor's order, the reply is ACCEPTED with the
     * {@code instanceName} of the request as its task id; an acceptance that names neither is ACCEPTED_WITHOUT_ID.
     *
     * @param pass of {@link #readyToOrder}; closed when the answer is there
     */
    public void runInstances(Gate.Pass pass, RunInstancesRequest request, Consumer<OrderReply> then) {
        conversation.order(
                pass,
                () -> ApiCall.form(Product.ENS, "RunInstances", request.form(), request.unspeakable()),
                (answer, redaction) -> OrderJudgement.judgeMachines(request.instanceName(), answer, redaction),
                then);
    }

    /**
     * All machines of a region, newest first: DescribeInstances, page after page; a {@link Urgency#SETTLE}. It ends with a
     * page that brings nothing new, or after 40 pages of 100.
     */
    public void describeInstances(String ensRegionId, Consumer<Answer<EnsListing>> then) {
        walk(() -> InstancePages.ofRegion(ensRegionId), answer -> then.accept(answer.map(EnsClient::listing)));
    }

    /**
     * The machines with these ids: DescribeInstances, once for each 100 of them; a {@link Urgency#POLL}. What the server
     * lists beside them is left out, and one that it does not list is missing. No ids are an empty listing, and nothing is
     * asked, since what the vendor makes of an empty list is not documented.
     *
     * @param instanceIds at most 1,000
     */
    public void describeInstances(List<String> instanceIds, Consumer<Answer<EnsListing>> then) {
        if (!areUsable(instanceIds)) {
            then.accept(invalid("not usable as ids of machines"));
            return;
        }
        List<String> ids = List.copyOf(new LinkedHashSet<>(instanceIds));
        chunk(ids, 0, new EnsListing(List.of(), true, OptionalLong.empty()), then);
    }

    private void chunk(List<String> ids, int from, EnsListing before, Consumer<Answer<EnsListing>> then) {
        if (from >= ids.size()) {
            then.accept(Answer.of(before));
            return;
        }
        List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_A_TIME));
        Set<String> asked = new HashSet<>(some);
        walk(() -> InstancePages.ofIds(some), answer -> {
            if (!answer.isThere()) {
                then.accept(Answer.failed(answer.fault()));
                return;
            }
            List<EnsInstance> all = new ArrayList<>(before.instances());
            for (EnsInstance instance : answer.value().rows()) {
                if (asked.contains(instance.instanceId())) {
                    all.add(instance);
                }
            }
            OptionalLong millis = from == 0 ? answer.value().serverMillis() : before.serverMillis();
            boolean complete = before.complete() && answer.value().complete();
            chunk(ids, from + IDS_AT_A_TIME, new EnsListing(all, complete, millis), then);
        });
    }

    private static EnsListing listing(PageWalk.Found<EnsInstance> found) {
        return new EnsListing(found.rows(), found.complete(), found.serverMillis());
    }

    /**
     * The ids of the machines with a tag, in all regions: ListTagResources, page after page; a {@link Urgency#SETTLE}. A
     * list that could not be read to its end, or not in full, is a fault.
     */
    public void listInstanceIdsByTag(String key, String value, Consumer<Answer<List<String>>> then) {
        TagPages pages = new TagPages(key, value);
        walk(() -> pages, answer -> {
            if (answer.isThere() && !answer.value().complete()) {
                then.accept(EnsAnswer.without("list of tagged machines that can be read to its end"));
                return;
            }
            then.accept(answer.map(found -> found.rows().stream()
                    .filter(pages::isAsked)
                    .map(TagPages.Tagged::instanceId)
                    .distinct()
                    .toList()));
        });
    }

    /**
     * Runs the join script on a machine, which starts again: AttachEnsInstances; a {@link Urgency#SETTLE}. True says that the
     * vendor took the command, and nothing of what became of it. On a node that has joined it would do harm.
     */
    public void attachEnsInstances(String instanceId, JoinScript script, Consumer<Answer<Boolean>> then) {
        ask(
                () -> {
                    String base64 = RunInstancesRequest.base64(script.text());
                    return ApiCall.form(
                            Product.ENS,
                            "AttachEnsInstances",
                            Map.of("InstanceId", usable(instanceId), "Scripts", base64),
                            List.of(script.text(), script.token(), base64));
                },
                (json, redaction) -> Answer.of(true),
                then);
    }

    /**
     * Gives back a machine that is paid by use: ReleasePostPaidInstance; a {@link Urgency#SETTLE}. True also where the vendor
     * knows no such machine (InstanceIdNotFound): then somebody else gave it back.
     */
    public void releasePostPaidInstance(String instanceId, Consumer<Answer<Boolean>> then) {
        conversation.<Boolean>query(
                Urgency.SETTLE,
                () -> form("ReleasePostPaidInstance", Map.of("InstanceId", usable(instanceId))),
                (answer, redaction) -> {
                    ErrorBody body = ErrorBody.of(answer.body());
                    boolean isGone = answer.isComplete()
                            && answer.status() / 100 == 4
                            && body.isClear()
                            && body.code().equals("InstanceIdNotFound");
                    return isGone ? Answer.of(true) : read(answer, redaction, (json, r) -> Answer.of(true));
                },
                then);
    }

    /**
     * Has subscriptions renewed on their own: ModifyInstanceAutoRenewAttribute; a {@link Urgency#SETTLE}. Twice is the same
     * as once.
     *
     * @param instanceIds 1 to 1,000
     * @param months for how long each time, 1 to 9, or 12; others are answered with {@link AckFault.Kind#INVALID}
     */
    public void modifyInstanceAutoRenew(List<String> instanceIds, long months, Consumer<Answer<Boolean>> then) {
        if (instanceIds.isEmpty() || !areUsable(instanceIds) || !(months >= 1 && months <= 9 || months == 12)) {
            then.accept(invalid("not usable as ids of machines, or not 1 to 9 or 12 months"));
            return;
        }
        Map<String, String> form =
                Map.of("InstanceIds", String.join(";", instanceIds), "AutoRenew", "True", "Duration", "" + months);
        ask(() -> form("ModifyInstanceAutoRenewAttribute", form), (json, redaction) -> Answer.of(true), then);
    }

    /**
     * The price of a whole order: DescribePrice; a {@link Urgency#SETTLE}. The vendor prices subscriptions alone, and knows
     * no category of the system disk here; for PostPaid the answer is {@link AckFault.Kind#INVALID}, and nothing is sent.
     */
    public void describePrice(RunInstancesRequest request, Consumer<Answer<EnsPrice>> then) {
        conversation.<EnsPrice>query(
                Urgency.SETTLE,
                () -> form("DescribePrice", request.priceForm()),
                (answer, redaction) -> read(
                        answer,
                        redaction,
                        (json, r) ->
                                EnsPrice.of(answer.body()).map(Answer::of).orElseGet(() -> EnsAnswer.without("price"))),
                then);
    }

    /**
     * How many more machines of this kind the region can sell as subscriptions: DescribePrePaidInstanceStock; a {@link
     * Urgency#SETTLE}. It says nothing of PostPaid.
     */
    public void describePrePaidInstanceStock(RunInstancesRequest request, Consumer<Answer<Long>> then) {
        ask(() -> form("DescribePrePaidInstanceStock", request.stockForm()), (json, redaction) -> stock(json), then);
    }

    /** The vendor spells the field so; the right spelling is taken as well, should it ever come. */
    private static Answer<Long> stock(JsonNode json) {
        JsonNode count = json.has("AvaliableCount") ? json.path("AvaliableCount") : json.path("AvailableCount");
        String digits = count.isIntegralNumber() || count.isTextual() ? count.asText() : "";
        return digits.matches("[0-9]{1,9}") ? Answer.of(Long.valueOf(digits)) : EnsAnswer.without("number of machines");
    }

    private <T> void ask(
            Supplier<ApiCall> call, BiFunction<JsonNode, Redaction, Answer<T>> reader, Consumer<Answer<T>> then) {
        conversation.<T>query(Urgency.SETTLE, call, (answer, redaction) -> read(answer, redaction, reader), then);
    }

    private static <T> Answer<T> read(
            WireAnswer answer, Redaction redaction, BiFunction<JsonNode, Redaction, Answer<T>> reader) {
        JsonNode json = QueryFault.object(answer);
        if (json == null) {
            return Answer.failed(QueryFault.of(answer, redaction));
        }
        AckFault fault = EnsAnswer.fault(json, redaction);
        return fault == null ? reader.apply(json, redaction) : Answer.failed(fault);
    }

    private <T> void walk(Supplier<PageWalk.Listing<T>> listing, Consumer<Answer<PageWalk.Found<T>>> then) {
        PageWalk.Listing<T> pages;
        try {
            pages = listing.get();
        } catch (IllegalArgumentException e) {
            then.accept(invalid(e.getMessage()));
            return;
        }
        new PageWalk<>(conversation, pages, then).ask();
    }

    private static ApiCall form(String action, Map<String, String> parameters) {
        return ApiCall.form(Product.ENS, action, parameters, List.of());
    }

    private static boolean areUsable(List<String> ids) {
        return ids.size() <= MOST_IDS && ids.stream().allMatch(TaskId::isUsable);
    }

    private static String usable(String id) {
        if (!TaskId.isUsable(id)) {
            throw new IllegalArgumentException("not usable as an id: '" + id + "'");
        }
        return id;
    }

    private static <T> Answer<T> invalid(String why) {
        return Answer.failed(AckFault.of(AckFault.Kind.INVALID, Redaction.NONE.text("nothing was sent: " + why)));
    }
}
