package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer proves about an order. This is the only place that decides it; whatever it does not know is {@link
 * Verdict#SILENT}, after which nothing is ordered again.
 */
final class OrderJudgement {
    /** With these the vendor, or something before it, refuses a request that it has read. */
    private static final Set<Integer> REFUSING = Set.of(400, 401, 403, 404, 405, 415, 422);

    private OrderJudgement() {}

    static OrderReply judge(WireAnswer answer, Redaction redaction) {
        if (answer.isComplete() && answer.isSuccess()) {
            return accepted(answer, redaction);
        }
        AckFault fault = QueryFault.of(answer, redaction);
        if (answer.status() == 0 && !answer.headersLeft()) {
            return fault.isPassing() ? OrderReply.notRunLater(fault) : OrderReply.notRunNever(fault);
        }
        return OrderReply.failed(answer.isComplete() ? refused(answer) : Verdict.SILENT, fault);
    }

    private static OrderReply accepted(WireAnswer answer, Redaction redaction) {
        VendorText header = redaction.text(answer.header(QueryFault.REQUEST_ID));
        if (QueryFault.isBlank(answer)) {
            return OrderReply.acceptedWithoutId(header);
        }
        JsonNode json = Json.readObject(answer.body());
        if (json == null) {
            return OrderReply.silent(QueryFault.of(answer, redaction));
        }
        VendorText requestId = redaction.text(Json.requestId(json));
        if (requestId.isEmpty()) {
            requestId = header;
        }
        return OrderReply.accepted(Json.taskId(json, redaction).orElse(""), requestId);
    }

    private static Verdict refused(WireAnswer answer) {
        ErrorBody body = ErrorBody.of(answer.body());
        if (QueryFault.isNonceUsed(body.code())) {
            return Verdict.SILENT;
        }
        Optional<RefusalCode> listed = body.isClear() ? RefusalCode.of(body.code()) : Optional.empty();
        if (listed.isPresent() && listed.get().isSaidWith(answer.status())) {
            boolean forGood = listed.get() == RefusalCode.CLUSTER_BUSY && QueryFault.namesEndState(body.message());
            return forGood ? Verdict.NOT_RUN_NEVER : listed.get().verdict();
        }
        return REFUSING.contains(answer.status()) && !body.isDoubtful() ? Verdict.ODD : Verdict.SILENT;
    }
}
