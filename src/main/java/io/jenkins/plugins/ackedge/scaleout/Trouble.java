package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;

/**
 * What keeps an order from being sent.
 *
 * @param words for people; "" if nothing does
 * @param fault what the vendor's side, or the way to it, has to do with it; null for nothing
 */
record Trouble(String words, AckFault fault) {
    static final Trouble NONE = new Trouble("", null);

    static Trouble of(OrderEvent event) {
        return new Trouble(event.detail().words(), event.detail().fault());
    }

    static Trouble of(String words) {
        return new Trouble(words, null);
    }
}
