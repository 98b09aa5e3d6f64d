package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;

/** What came of asking the vendor something about an order, in the words of {@link OrderEvent}. */
record Finding(OrderEvent.What what, OrderEvent.Detail detail) {

    static Finding of(OrderEvent.What what) {
        return new Finding(what, OrderEvent.Detail.NONE);
    }

    static Finding of(OrderEvent.What what, String words) {
        return new Finding(what, OrderEvent.Detail.words(words));
    }

    static Finding of(OrderEvent.What what, AckFault fault) {
        return new Finding(what, OrderEvent.Detail.fault(fault));
    }

    /** A fault that a question may meet before the order is sent: one that stays speaks against the order. */
    static Finding beforeSending(AckFault fault) {
        return of(fault.isPassing() ? OrderEvent.What.QUESTION_FAILED : OrderEvent.What.OBJECTION, fault);
    }
}
