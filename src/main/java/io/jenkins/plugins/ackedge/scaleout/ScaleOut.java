package io.jenkins.plugins.ackedge.scaleout;

/** Somebody's wait for an order. It holds no thread. */
public interface ScaleOut {
    /**
     * Ends the wait at once. What was ordered stays ordered.
     *
     * @param cancelTask whether to ask the vendor to cancel the task, if it is certainly this order's
     */
    void abort(boolean cancelTask);

    /** What is being done: a short phrase in lower case. May be asked from anywhere. */
    String status();

    /** Whether an order may be on the wire just now, so that a restart had better wait a moment. */
    boolean isSending();
}
