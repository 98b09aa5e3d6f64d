package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.simulator.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever looks on, a log, a page or a label, changes nothing, whatever it throws. */
@EnumSource(
        value = Via.class,
        names = {"SCALE_OUT_CLUSTER", "ENS"})
class ObserverTest extends InSimulatedTime {
    /** Throws at its nth call; 0 for never, -1 for always. */
    private final class Observer implements ScaleOutListener {
        private final int nth;
        private final List<ScaleOutResult> results = new ArrayList<>();
        private int calls;

        Observer(int nth) {
            this.nth = nth;
        }

        private void called() {
            calls++;
            if (nth < 0 || calls == nth) {
                throw new NoSuchMethodError("of a page");
            }
        }

        @Override
        public void line(String text) {
            called();
        }

        @Override
        public void changed(OrderRecord record) {
            called();
        }

        @Override
        public void ended(ScaleOutResult result) {
            results.add(result);
            called();
        }
    }

    private Observer run(int nth, Memory store) {
        Observer observer = new Observer(nth);
        try {
            controller.scaleOuts.start(
                    controller.order(controller.sample()), true, controller.secrets(), store, observer);
        } catch (java.io.IOException | ScaleOuts.OtherOrderException e) {
            throw new AssertionError(e);
        }
        time.runUntil(() -> !observer.results.isEmpty());
        return observer;
    }

    @Test
    void thatThrowsAtAnyCall() {
        int most = run(0, new Memory()).calls;
        for (int n = -1; n <= most; n++) {
            newWorld();
            Memory store = new Memory();
            Observer observer = run(n, store);
            assertEquals(OrderState.SUCCEEDED, observer.results.get(0).state(), "call " + n);
            assertEquals(OrderState.SUCCEEDED, store.last().getState());
            assertEquals(1, observer.results.size());
            assertEquals(1, orders());
        }
    }

    @Test
    void thatThrowsWhileAnOrderIsInDoubt() {
        ack.on(via.operation(), Fault.resetAfter());
        Observer observer = run(-1, journal);
        assertEquals(OrderState.SUCCEEDED, observer.results.get(0).state());
        assertEquals(1, posts());
    }
}
