package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What an answer proves about an order. This is the only place that decides it; whatever it does not know is {@link
 * Verdict#SILENT}, after which nothing is ordered again.
 */
final class OrderJudgement {
    /** With these the vendor, or something before it, refuses a request that it has read. */
    private static final Set<Integer> REFUSING = Set.of(400, 401, 403, 404, 405, 415, 422);

    private OrderJudgement() {}

    /** Of an order of ACK, which becomes a task. */
    static OrderReply judge(WireAnswer answer, Redaction redaction) {
        return judge(
                Product.ACK,
                answer,
                redaction,
                (json, requestId) ->
                        OrderReply.accepted(Json.taskId(json, redaction).orElse(""), requestId));
    }

    /** Of an order of ENS, whose machines have this name. */
    static OrderReply judgeMachines(String instanceName, WireAnswer answer, Redaction redaction) {
        return judge(Product.ENS, answer, redaction, (json, requestId) -> {
            List<String> ids = OrderedMachines.ids(json, redaction);
            VendorText orderId = OrderedMachines.orderId(json, redaction);
            boolean isNamed = !ids.isEmpty() || !orderId.isEmpty();
            return OrderReply.accepted(isNamed ? instanceName : "", requestId, ids, orderId);
        });
    }

    private static OrderReply judge(
            Product product,
            WireAnswer answer,
            Redaction redaction,
            BiFunction<JsonNode, VendorText, OrderReply> acceptance) {
        if (answer.isComplete() && answer.isSuccess()) {
            return accepted(answer, redaction, acceptance);
        }
        AckFault fault = QueryFault.of(answer, redaction);
        if (answer.status() == 0 && !answer.headersLeft()) {
            return fault.isPassing() ? OrderReply.notRunLater(fault) : OrderReply.notRunNever(fault);
        }
        return OrderReply.failed(answer.isComplete() ? refused(product, answer) : Verdict.SILENT, fault);
    }

    private static OrderReply accepted(
            WireAnswer answer, Redaction redaction, BiFunction<JsonNode, VendorText, OrderReply> acceptance) {
        VendorText header = redaction.text(answer.header(QueryFault.REQUEST_ID));
        if (QueryFault.isBlank(answer)) {
            return OrderReply.acceptedWithoutId(header);
        }
        JsonNode json = Json.readObject(answer.body());
        if (json == null) {
            return OrderReply.silent(QueryFault.of(answer, redaction));
        }
        VendorText requestId = redaction.text(Json.requestId(json));
        return acceptance.apply(json, requestId.isEmpty() ? header : requestId);
    }

    private static Verdict refused(Product product, WireAnswer answer) {
        ErrorBody body = ErrorBody.of(answer.body());
        if (QueryFault.isNonceUsed(body.code()) || (product == Product.ENS && OrderedMachines.areInRefusal(answer))) {
            return Verdict.SILENT;
        }
        Optional<RefusalCode> listed = body.isClear() ? RefusalCode.of(product, body.code()) : Optional.empty();
        if (listed.isPresent() && listed.get().isSaidWith(answer.status())) {
            boolean forGood = listed.get() == RefusalCode.CLUSTER_BUSY && QueryFault.namesEndState(body.message());
            return forGood ? Verdict.NOT_RUN_NEVER : listed.get().verdict();
        }
        return REFUSING.contains(answer.status()) && !body.isDoubtful() ? Verdict.ODD : Verdict.SILENT;
    }
}
