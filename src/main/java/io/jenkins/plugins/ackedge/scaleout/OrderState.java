package io.jenkins.plugins.ackedge.scaleout;

/** How far an order is. The names stand in journals: they may be added to, never changed. */
public enum OrderState {
    /** Checked, and not sent: nothing is ordered. */
    PLANNED,
    /** About to be sent, or sent: it may be ordered. Durable before the first byte leaves. */
    SUBMITTING,
    /** Accepted by the vendor: ordered. Its task runs, as far as is known. */
    SUBMITTED,
    /** The task ended well, with every instance. */
    SUCCEEDED,
    /** The task failed, or ended with failed instances. What it bought stays bought. */
    FAILED,
    /** The task was cancelled at the vendor's. What it bought before stays bought. */
    CANCELLED,
    /** Ordered, and still running when the time was up. */
    TIMED_OUT,
    /** Refused, or given up before it was sent: nothing is ordered. */
    REJECTED,
    /** Sent and never answered, and no trace of it found: it may be ordered. */
    UNKNOWN;

    /** Whether it is certain that nothing was ordered. */
    public boolean isNothingOrdered() {
        return this == PLANNED || this == REJECTED;
    }

    /** Whether whoever ordered should hear of a failure; an order that is accepted, or only planned, is none. */
    public boolean isFailure() {
        return !(this == SUCCEEDED || this == SUBMITTED || this == PLANNED);
    }
}
