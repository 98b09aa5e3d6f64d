package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.JoinScript;

/**
 * What an order needs to leave at once, or why it is not there.
 *
 * @param ready null if it is not there
 * @param fault null if it is there: LATER or NO_SECRET of {@link OrderEvent.What}
 */
record Preparation(Ready ready, Finding fault) {

    static Preparation ready(Gate.Pass pass, JoinScript script) {
        return new Preparation(new Ready(pass, script), null);
    }

    static Preparation failed(Finding fault) {
        return new Preparation(null, fault);
    }

    /**
     * @param pass the place at the gate
     * @param script for machines that join by themselves; null where the vendor joins them. It never leaves memory but with the
     *     order
     */
    record Ready(Gate.Pass pass, JoinScript script) {
        @Override
        public String toString() {
            return "Ready[]";
        }
    }
}
