package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.api.TaskState;
import java.util.Locale;

/**
 * How good or bad the state of an order, a stage or an instance is: an icon of a shape of its own and a colour. Pages add
 * words, so that neither is needed.
 */
public enum Severity {
    RUNNING("symbol-status-nobuilt-anime"),
    GOOD("symbol-status-blue"),
    BAD("symbol-status-red"),
    DOUBT("symbol-status-yellow"),
    STOPPED("symbol-status-aborted"),
    WAITING("symbol-status-nobuilt");

    private final String icon;

    Severity(String icon) {
        this.icon = icon;
    }

    public String getIcon() {
        return icon;
    }

    /** The class that the style sheet knows. */
    public String getCssClass() {
        return "ack-edge--" + name().toLowerCase(Locale.ROOT);
    }

    /** Of the vendor's word for a stage or an instance. */
    static Severity of(String word, Severity meanwhile) {
        TaskState state = TaskState.of(word);
        if (state == TaskState.SUCCEEDED) {
            return GOOD;
        }
        if (state == TaskState.FAILED) {
            return BAD;
        }
        return state == TaskState.CANCELLED ? STOPPED : meanwhile;
    }
}
