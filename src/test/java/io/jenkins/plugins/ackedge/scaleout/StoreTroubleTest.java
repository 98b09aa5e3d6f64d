package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.Controller.Memory;
import io.jenkins.plugins.ackedge.scaleout.Controller.Waiter;
import io.jenkins.plugins.ackedge.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that fails at any write, once or for good, with or without having written: one order at most, and the truth. */
@EnumSource(
        value = Via.class,
        names = {"SCALE_OUT_CLUSTER", "ENS"})
class StoreTroubleTest extends InSimulatedTime {
    enum Trouble {
        FAILS {
            @Override
            boolean happens(Memory real, long expected, OrderRecord next, int fence) throws IOException {
                throw new IOException("No space left on device");
            }
        },
        /** It has written, and says that it has not. */
        LIES {
            @Override
            boolean happens(Memory real, long expected, OrderRecord next, int fence) throws IOException {
                real.advance(expected, next, fence);
                throw new IOException("Input/output error");
            }
        },
        THROWS {
            @Override
            boolean happens(Memory real, long expected, OrderRecord next, int fence) {
                throw new IllegalStateException("of a disk");
            }
        },
        BREAKS {
            @Override
            boolean happens(Memory real, long expected, OrderRecord next, int fence) {
                throw new NoClassDefFoundError("of a disk");
            }
        };

        abstract boolean happens(Memory real, long expected, OrderRecord next, int fence) throws IOException;
    }

    /** Fails at its nth write, or from it on. */
    private static final class Store implements OrderStore {
        private final Memory real = new Memory();
        private final Trouble trouble;
        private int from;
        private int to;
        private int writes;

        Store(Trouble trouble, int from, int to) {
            this.trouble = trouble;
            this.from = from;
            this.to = to;
        }

        void heal() {
            to = 0;
        }

        @Override
        public Optional<OrderRecord> read() throws IOException {
            return real.read();
        }

        @Override
        public boolean reserve(OrderRecord first) throws IOException {
            return real.reserve(first);
        }

        @Override
        public boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException {
            writes++;
            if (writes >= from && writes <= to) {
                return trouble.happens(real, expectedRevision, next, fence);
            }
            return real.advance(expectedRevision, next, fence);
        }
    }

    private int writesOfAGoodRun() {
        Store store = new Store(Trouble.FAILS, 0, -1);
        controller.start(store).result();
        return store.writes;
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void onceAtAnyWrite(Trouble trouble) {
        int most = writesOfAGoodRun();
        assertTrue(most >= 8, most + " writes");
        for (int n = 1; n <= most; n++) {
            newWorld();
            oneOrderAndTheTruth(new Store(trouble, n, n), trouble + " at write " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void fromAnyWriteOn(Trouble trouble) {
        int most = writesOfAGoodRun();
        for (int n = 1; n <= most; n++) {
            newWorld();
            oneOrderAndTheTruth(new Store(trouble, n, Integer.MAX_VALUE), trouble + " from write " + n + " on");
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void onceAtAnyWriteOfAnOrderInDoubt(Trouble trouble) {
        for (int n = 1; n <= 8; n++) {
            newWorld();
            ack.on(via.operation(), Fault.resetAfter());
            oneOrderAndTheTruth(new Store(trouble, n, n), trouble + " at write " + n + " in doubt");
        }
    }

    private void oneOrderAndTheTruth(Store store, String what) {
        long began = time.millis();
        Waiter first = controller.start(store);
        ScaleOutResult result = first.result();
        what = what + ": " + result.state() + " " + result.message();

        assertTrue(time.millis() - began <= Duration.ofMinutes(61).toMillis(), what);
        if (result.state().isNothingOrdered()) {
            assertEquals(0, orders(), what);
        }
        if (!result.isInternalError() && orders() == 1 && result.state() != OrderState.UNKNOWN) {
            assertEquals(via.hasTask() ? billed(0) : "", result.taskId(), what);
        }
        boolean bought = orders() == 1;
        time.pass(Duration.ofMinutes(10));
        store.heal();
        controller.restart();
        Waiter second = controller.start(store);
        ScaleOutResult again = second.result();
        what = what + " / " + again.state() + " " + again.message();

        assertEquals(1, first.results.size(), what);
        assertTrue(orders() <= 1, what);
        assertFalse(again.isInternalError(), what);
        if (again.state().isNothingOrdered()) {
            assertFalse(bought, what);
        }
    }
}
