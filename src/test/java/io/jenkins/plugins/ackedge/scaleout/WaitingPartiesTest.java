package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import io.jenkins.plugins.ackedge.scaleout.WaitingParties.Waiter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever waits hears everything until the end, and the end once; what goes wrong with one concerns nobody else. */
class WaitingPartiesTest {
    private final WaitingParties parties = new WaitingParties(Controller.CLUSTER);
    private final List<String> heard = new ArrayList<>();

    private Waiter waiter(String name, Waiting mode, Error thrown) {
        return new Waiter(
                new ScaleOutListener() {
                    @Override
                    public void line(String text) {
                        note(name + " line " + text);
                    }

                    @Override
                    public void changed(OrderRecord record) {
                        note(name + " changed " + record.getState());
                    }

                    @Override
                    public void ended(ScaleOutResult result) {
                        note(name + " ended " + result.message());
                    }

                    private void note(String what) {
                        heard.add(what);
                        if (thrown != null) {
                            throw thrown;
                        }
                    }
                },
                mode);
    }

    private static ScaleOutResult result() {
        return new ScaleOutResult(OrderFileTest.plan(), "over", 0, false, false);
    }

    @Test
    void allHearAllUntilTheEnd() {
        parties.add(waiter("a", Waiting.END, null));
        parties.add(waiter("b", Waiting.ORDER, null));
        parties.line("1");
        parties.changed(OrderFileTest.plan());
        parties.tell(result());
        parties.tell(result());
        parties.line("2");
        assertEquals(
                List.of(
                        "a line 1",
                        "b line 1",
                        "a changed PLANNED",
                        "b changed PLANNED",
                        "a ended over",
                        "b ended over"),
                heard);
    }

    @Test
    void whatOneThrowsConcernsNobodyElse() {
        parties.add(waiter("a", Waiting.END, new NoClassDefFoundError("page")));
        parties.add(waiter("b", Waiting.END, new StackOverflowError()));
        parties.add(waiter("c", Waiting.END, null));
        parties.line("1");
        parties.changed(OrderFileTest.plan());
        parties.tell(result());
        assertEquals(9, heard.size(), heard.toString());
        assertFalse(parties.isSomebody());
    }

    @Test
    void oneAloneCanBeTold() {
        Waiter a = waiter("a", Waiting.END, null);
        parties.add(a);
        parties.add(waiter("b", Waiting.END, null));
        parties.tell(a, result());
        parties.tell(a, result());
        assertFalse(parties.isWaiting(a));
        assertTrue(parties.isSomebody());
        assertFalse(parties.areSeveral());
        assertEquals(List.of("a ended over"), heard);
    }

    @Test
    void theMostThatOneWaitsForCounts() {
        assertEquals(Waiting.NOBODY, parties.mode());
        parties.add(waiter("a", Waiting.ORDER, null));
        assertEquals(Waiting.ORDER, parties.mode());
        Waiter b = waiter("b", Waiting.END, null);
        parties.add(b);
        assertEquals(Waiting.END, parties.mode());
        parties.tell(b, result());
        assertEquals(Waiting.ORDER, parties.mode());
    }

    /** Who is told the end may begin another wait at once. */
    @Test
    void whoIsToldTheEndIsNoLongerAmongThoseWhoWait() {
        boolean[] waits = new boolean[1];
        Waiter[] self = new Waiter[1];
        self[0] = new Waiter(
                new ScaleOutListener() {
                    @Override
                    public void line(String text) {}

                    @Override
                    public void changed(OrderRecord record) {}

                    @Override
                    public void ended(ScaleOutResult result) {
                        waits[0] = parties.isWaiting(self[0]);
                    }
                },
                Waiting.END);
        parties.add(self[0]);
        parties.tell(result());
        assertFalse(waits[0]);
    }
}
