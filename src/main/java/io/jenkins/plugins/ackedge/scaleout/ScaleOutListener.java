package io.jenkins.plugins.ackedge.scaleout;

/**
 * Hears of one scale-out. Called from the order's threads, one call at a time; none of the methods may wait for the order.
 * Whatever it throws is logged, and changes nothing for the order.
 */
public interface ScaleOutListener {
    /** A line for the log: something changed. */
    void line(String text);

    /** The record of the order changed. */
    void changed(OrderRecord record);

    /** The wait is over. Called exactly once, and after it nothing else. */
    void ended(ScaleOutResult result);
}
