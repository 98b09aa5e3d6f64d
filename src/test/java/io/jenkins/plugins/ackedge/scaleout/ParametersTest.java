package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was given for an order, as text, before any rule is asked. */
class ParametersTest {
    private final Parameters two = Parameters.none().with(Parameter.COUNT, 2);

    @Test
    void keepsWhatWasGivenAsText() {
        Parameters more = two.with(Parameter.REGION_ID, " cn-beijing ").with(Parameter.COUNT, 3);
        assertEquals(Optional.of("3"), more.get(Parameter.COUNT));
        assertEquals("cn-beijing", more.text(Parameter.REGION_ID));
        assertEquals(3L, more.number(Parameter.COUNT));
        assertEquals(Map.of(Parameter.COUNT, "3", Parameter.REGION_ID, "cn-beijing"), more.asMap());
        assertEquals(Optional.of("2"), two.get(Parameter.COUNT));
        assertThrows(UnsupportedOperationException.class, () -> more.asMap().clear());
    }

    @Test
    void whatIsBlankWasNotGiven() {
        assertSame(two, two.with(Parameter.REGION_ID, null));
        assertSame(two, two.with(Parameter.COUNT, "  "));
        assertEquals(Optional.empty(), two.get(Parameter.REGION_ID));
        assertNull(two.text(Parameter.REGION_ID));
        assertNull(two.number(Parameter.REGION_ID));
        assertNull(two.flag(Parameter.REGION_ID));
        assertEquals(Parameters.none(), two.without(Parameter.COUNT));
    }

    @Test
    void aSwitchIsOnOrOff() {
        assertEquals(
                true, Parameters.none().with(Parameter.WORKER_AUTO_RENEW, true).flag(Parameter.WORKER_AUTO_RENEW));
        assertEquals(
                false,
                Parameters.none().with(Parameter.WORKER_AUTO_RENEW, "false").flag(Parameter.WORKER_AUTO_RENEW));
    }

    @Test
    void defaultsStandWhereNothingWasGiven() {
        Parameters defaults = Parameters.none().with(Parameter.COUNT, 5).with(Parameter.REGION_ID, "cn-beijing");
        assertEquals(two.with(Parameter.REGION_ID, "cn-beijing"), two.orElse(defaults));
        assertEquals(defaults, Parameters.none().orElse(defaults));
    }

    @Test
    void twoWithTheSameValuesAreEqual() {
        Parameters same = Parameters.none().with(Parameter.COUNT, "2");
        assertEquals(two, same);
        assertEquals(two.hashCode(), same.hashCode());
        assertNotEquals(two.hashCode(), Parameters.none().hashCode());
        assertNotEquals(two, Parameters.none());
        assertNotEquals(two, (Object) two.asMap());
        assertEquals("{COUNT=2}", two.toString());
    }

    @Test
    void aPasswordIsNoneOfThem() {
        assertThrows(IllegalArgumentException.class, () -> two.with(Parameter.LOGIN_PASSWORD, "Hello1234!"));
    }
}
