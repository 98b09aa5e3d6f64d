package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One order at a time for each cluster; whoever may be ordered already goes first. */
class ClusterTurnsTest {
    private final ClusterTurns turns = new ClusterTurns();
    private final List<String> served = new ArrayList<>();

    private ClusterTurns.Place plan(String id, long since) {
        return turns.enter("c", id, false, since, () -> served.add(id));
    }

    private ClusterTurns.Place doubt(String id, long since) {
        return turns.enter("c", id, true, since, () -> served.add(id));
    }

    @Test
    void firstComeFirstServed() {
        ClusterTurns.Place a = plan("a", 1);
        ClusterTurns.Place b = plan("b", 1);
        ClusterTurns.Place c = plan("c", 1);
        assertEquals(List.of("a"), served);
        a.leave();
        assertEquals(List.of("a", "b"), served);
        assertTrue(b.hasTurn());
        assertFalse(c.hasTurn());
        b.leave();
        c.leave();
        assertEquals(List.of("a", "b", "c"), served);
    }

    @Test
    void anotherClusterIsAnotherLine() {
        plan("a", 1);
        turns.enter("d", "x", false, 1, () -> served.add("x"));
        assertEquals(List.of("a", "x"), served);
    }

    /** As after a restart, where they come in any order. */
    @Test
    void whoWasPlannedEarlierGoesFirst() {
        ClusterTurns.Place a = plan("a", 5);
        plan("late", 9);
        plan("early", 7);
        a.leave();
        assertEquals(List.of("a", "early"), served);
    }

    @Test
    void whoIsInDoubtGoesBeforeWhoIsOnlyPlanned() {
        ClusterTurns.Place a = plan("a", 1);
        plan("b", 1);
        doubt("doubt", 9);
        a.leave();
        assertEquals(List.of("a", "doubt"), served);
    }

    @Test
    void aTurnIsNotTakenAway() {
        ClusterTurns.Place a = plan("a", 9);
        doubt("doubt", 1);
        assertTrue(a.hasTurn());
        assertEquals(List.of("a"), served);
    }

    @Test
    void whoLeavesTheLineIsNotServed() {
        ClusterTurns.Place a = plan("a", 1);
        ClusterTurns.Place b = plan("b", 1);
        plan("c", 1);
        b.leave();
        a.leave();
        assertEquals(List.of("a", "c"), served);
    }

    @Test
    void leavingTwiceIsTheSameAsOnce() {
        ClusterTurns.Place a = plan("a", 1);
        ClusterTurns.Place b = plan("b", 1);
        plan("c", 1);
        a.leave();
        a.leave();
        assertTrue(b.hasTurn());
        assertEquals(List.of("a", "b"), served);
    }

    @Test
    void whatIsExpectedKeepsNewOrdersBack() {
        turns.expect("c", "old");
        plan("new", 1);
        assertEquals(List.of(), served);
        ClusterTurns.Place old = doubt("old", 9);
        assertEquals(List.of("old"), served);
        old.leave();
        assertEquals(List.of("old", "new"), served);
    }

    @Test
    void ofSeveralExpectedOnesAllGoFirst() {
        turns.expect("c", "old");
        turns.expect("c", "older");
        plan("new", 1);
        doubt("old", 9).leave();
        assertEquals(List.of("old"), served);
        doubt("older", 9).leave();
        assertEquals(List.of("old", "older", "new"), served);
    }

    @Test
    void whatDoesNotComeKeepsNobodyBackForEver() {
        turns.expect("c", "old");
        plan("new", 1);
        turns.expectNoMore("c", "old");
        assertEquals(List.of("new"), served);
        turns.expectNoMore("c", "old");
        turns.expectNoMore("d", "nobody");
        assertEquals(List.of("new"), served);
    }

    @Test
    void tellsHowManyAreBefore() {
        assertEquals(0, turns.length("c"));
        ClusterTurns.Place a = plan("a", 1);
        plan("b", 1);
        turns.expect("c", "old");
        assertEquals(3, turns.length("c"));
        a.leave();
        assertEquals(2, turns.length("c"));
        assertEquals(0, turns.length("d"));
    }

    @Test
    void nothingIsKeptOfALineThatIsEmpty() throws Exception {
        plan("a", 1).leave();
        ClusterTurns.Place waiting = plan("b", 1);
        ClusterTurns.Place gone = plan("c", 1);
        gone.leave();
        waiting.leave();
        turns.expect("c", "old");
        turns.expectNoMore("c", "old");
        var lines = ClusterTurns.class.getDeclaredField("lines");
        lines.setAccessible(true);
        assertEquals("{}", lines.get(turns).toString());
    }
}
