package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record that ends with the process keeps the rules of one in a file. */
class OrderStoreInMemoryTest {
    private final OrderStore store = OrderStore.inMemory();
    private final OrderRecord plan = OneOrderFile.plan();

    @Test
    void isReservedOnce() throws IOException {
        assertEquals(Optional.empty(), store.read());
        assertTrue(store.reserve(plan));
        assertFalse(store.reserve(plan));
        assertEquals(Optional.of(plan), store.read());
    }

    @Test
    void isWrittenByWhoeverHasSeenTheLastRevision() throws IOException {
        OrderRecord next = OneOrderFile.next(plan, OrderState.REJECTED);
        assertFalse(store.advance(1, next, 0), "there is nothing to replace");
        store.reserve(plan);
        assertFalse(store.advance(2, next, 0));
        assertTrue(store.advance(1, next, 0));
        assertFalse(store.advance(1, next, 0));
        assertEquals(Optional.of(next), store.read());
    }

    /** Also by somebody who was told of a revision that another one saw as well. */
    @Test
    void anAttemptIsBegunOnce() throws IOException {
        store.reserve(plan);
        OrderRecord sent = OneOrderFile.sent(plan, 1);
        assertTrue(store.advance(1, sent, 1));
        assertFalse(store.advance(2, OneOrderFile.sent(sent, 1), 1));
        assertTrue(store.advance(2, OneOrderFile.sent(sent, 2), 2));
        assertFalse(store.advance(3, OneOrderFile.sent(sent, 1), 1), "an older one neither");
        assertTrue(store.advance(3, OneOrderFile.next(store.read().orElseThrow(), OrderState.UNKNOWN), 0));
    }
}
