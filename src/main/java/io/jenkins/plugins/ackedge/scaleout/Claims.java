package io.jenkins.plugins.ackedge.scaleout;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which tasks belong to orders of this process, so that an order in doubt does not adopt another one's. */
final class Claims {
    /** Far more than a cluster can start while one order is in doubt; older ones are in its list of earlier tasks. */
    private static final int KEPT = 10_000;

    private final Map<String, String> ownerOfTask = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT;
        }
    };

    synchronized void claim(String taskId, String orderId) {
        ownerOfTask.putIfAbsent(taskId, orderId);
    }

    synchronized boolean isFreeFor(String taskId, String orderId) {
        String owner = ownerOfTask.get(taskId);
        return owner == null || owner.equals(orderId);
    }
}
