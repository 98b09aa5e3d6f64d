package io.jenkins.plugins.ackedge.api;

/** Which requests go first: ORDER and SETTLE before POLL. */
public enum Urgency {
    /** Orders nodes. */
    ORDER,
    /** Finds out what became of an order, or is part of bringing one about. */
    SETTLE,
    /** Looks after a task that runs; there may be thousands of these. */
    POLL
}
