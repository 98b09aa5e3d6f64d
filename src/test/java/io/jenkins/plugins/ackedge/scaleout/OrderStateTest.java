package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the state of an order says to whoever decides by it. */
class OrderStateTest {
    private static Set<OrderState> those(Predicate<OrderState> that) {
        return Arrays.stream(OrderState.values()).filter(that).collect(Collectors.toSet());
    }

    @Test
    void nothingWasOrderedOfWhatIsOnlyPlannedOrRefused() {
        assertEquals(EnumSet.of(OrderState.PLANNED, OrderState.REJECTED), those(OrderState::isNothingOrdered));
    }

    /** Also an order of which nobody knows how it ended. */
    @Test
    void aFailureIsWhatNeitherSucceededNorGoesOn() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(OrderState.SUCCEEDED, OrderState.SUBMITTED, OrderState.PLANNED)),
                those(OrderState::isFailure));
    }
}
