package io.jenkins.plugins.ackedge.bench;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.scaleout.Audience;
import io.jenkins.plugins.ackedge.scaleout.Claims;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** All that orders and waits, as the terminal puts it together, with records in memory. */
final class BenchmarkScaleOuts {
    private BenchmarkScaleOuts() {}

    static ScaleOuts of(AckClientFactory clients, WorkerThreads threads, Settings settings) {
        return new ScaleOuts(
                clients,
                threads,
                threads.workers(),
                threads.lookups(),
                Clock.systemUTC(),
                RandomGenerator.getDefault(),
                () -> settings,
                Claims.inMemory(),
                Audience.TERMINAL);
    }
}
