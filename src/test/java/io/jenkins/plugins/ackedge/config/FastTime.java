package io.jenkins.plugins.ackedge.config;

import io.jenkins.plugins.ackedge.api.Timers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A controller that is started after this waits a thirtieth of every time: a look of three minutes takes six seconds. */
public final class FastTime implements BeforeAllCallback, AfterAllCallback {
    private static final int TIMES = 30;

    @Override
    public void beforeAll(ExtensionContext context) {
        AckConnections.pace = Fast::new;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        AckConnections.pace = UnaryOperator.identity();
    }

    private record Fast(Timers real) implements Timers {
        @Override
        public long millis() {
            return real.millis() * TIMES;
        }

        @Override
        public Timer after(long delayMillis, Runnable task) {
            return real.after(delayMillis / TIMES, task);
        }
    }
}
