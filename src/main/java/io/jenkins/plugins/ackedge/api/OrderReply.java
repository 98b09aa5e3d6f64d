package io.jenkins.plugins.ackedge.api;

import java.util.List;
import java.util.Objects;

/** What came of an order. Judged in one place, {@link OrderJudgement}, from data, {@link RefusalCode}. */
public final class OrderReply {
    /** What the reply proves. */
    public enum Verdict {
        /** The order runs, and its task is known. */
        ACCEPTED,
        /** The order was taken; which task it is has to be looked up. */
        ACCEPTED_WITHOUT_ID,
        /** Certainly nothing was ordered; the same order may go well later. */
        NOT_RUN_LATER,
        /** Certainly nothing was ordered; the same order will be refused again. */
        NOT_RUN_NEVER,
        /** A refusal on no list: most likely nothing was ordered. */
        ODD,
        /** Nobody knows. */
        SILENT
    }

    private final Verdict verdict;
    private final String taskId;
    private final VendorText requestId;
    private final AckFault fault;
    private final List<String> instanceIds;
    private final VendorText orderId;

    private OrderReply(
            Verdict verdict,
            String taskId,
            VendorText requestId,
            AckFault fault,
            List<String> instanceIds,
            VendorText orderId) {
        this.verdict = verdict;
        this.taskId = taskId;
        this.requestId = Objects.requireNonNull(requestId);
        this.fault = fault;
        this.instanceIds = List.copyOf(instanceIds);
        this.orderId = Objects.requireNonNull(orderId);
    }

    /** Accepted; {@link Verdict#ACCEPTED_WITHOUT_ID} if the id is none by {@link TaskId#isUsable}. */
    public static OrderReply accepted(String taskId, VendorText requestId) {
        return accepted(taskId, requestId, List.of(), VendorText.NONE);
    }

    /**
     * As the other one, of an order that tells what it bought.
     *
     * @param instanceIds of the machines, as far as they are known
     * @param orderId the vendor's id of the order; empty where unknown
     */
    public static OrderReply accepted(
            String taskId, VendorText requestId, List<String> instanceIds, VendorText orderId) {
        return TaskId.isUsable(taskId)
                ? new OrderReply(Verdict.ACCEPTED, taskId, requestId, null, instanceIds, orderId)
                : new OrderReply(Verdict.ACCEPTED_WITHOUT_ID, "", requestId, null, instanceIds, orderId);
    }

    public static OrderReply acceptedWithoutId(VendorText requestId) {
        return accepted("", requestId);
    }

    public static OrderReply notRunLater(AckFault fault) {
        return failed(Verdict.NOT_RUN_LATER, fault);
    }

    public static OrderReply notRunNever(AckFault fault) {
        return failed(Verdict.NOT_RUN_NEVER, fault);
    }

    public static OrderReply silent(AckFault fault) {
        return failed(Verdict.SILENT, fault);
    }

    static OrderReply failed(Verdict verdict, AckFault fault) {
        return new OrderReply(verdict, "", fault.requestId(), fault, List.of(), VendorText.NONE);
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The task's id, or for ENS the name that the order gave its machines, which keeps {@link TaskId}'s rule; "" unless the verdict is ACCEPTED. */
    public String taskId() {
        return taskId;
    }

    /** The vendor's id of the request; empty where unknown. */
    public VendorText requestId() {
        return requestId;
    }

    /**
     * The machines that the answer names, each by {@link TaskId}'s rule: at most 1,000, maybe fewer or more than ordered, and
     * none of ACK's orders.
     */
    public List<String> instanceIds() {
        return instanceIds;
    }

    /** The vendor's id of an ENS order, which its bills show; empty where unknown. */
    public VendorText orderId() {
        return orderId;
    }

    /** Words for people; null if the order was accepted, with or without an id. */
    public AckFault fault() {
        return fault;
    }

    @Override
    public String toString() {
        return verdict + (fault == null ? " " + taskId : " " + fault);
    }
}
