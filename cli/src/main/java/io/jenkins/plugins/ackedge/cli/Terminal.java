package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.scaleout.Audience;
import io.jenkins.plugins.ackedge.scaleout.Claims;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** Runs one job in this process, with its progress on standard error and its result on standard output. */
final class Terminal {
    private final Settings settings;
    private final OutputFormat output;
    private final Progress.Mode mode;

    private final Trust trust;
    private final EnvironmentProxy proxy;

    private EarlierRun earlier = EarlierRun.NONE;

    private Terminal(Settings settings, OutputFormat output, Progress.Mode mode, Trust trust, EnvironmentProxy proxy) {
        this.proxy = proxy;
        this.trust = trust;
        this.settings = settings;
        this.mode = mode;
        this.output = output;
    }

    /**
     * @param common after their check
     * @throws UsageException if the locale cannot spell where it is, the environment has no usable key, or a file of certificates is none; nothing was sent then
     */
    static Terminal open(CommonOptions common, EnvironmentSecrets secrets) throws UsageException {
        CurrentFolder.check();
        List<Misuse> wrong = secrets.check();
        if (!wrong.isEmpty()) {
            throw UsageException.of(
                    wrong.stream()
                            .map(misuse -> "The environment variable " + misuse.sentence())
                            .collect(Collectors.joining("\n")),
                    wrong);
        }
        return new Terminal(
                common.settings(),
                common.format(),
                common.progress(),
                Trust.of(common.caFile, System.getenv()),
                EnvironmentProxy.of(System.getenv()));
    }

    /** What the state file tells of an earlier run. */
    void after(EarlierRun run) {
        earlier = run;
    }

    /** Begins a job. */
    interface Starter {
        ScaleOut start(ScaleOuts all, Progress listener) throws IOException, UsageException;
    }

    /** @return the exit status */
    int run(Starter starter) throws IOException, UsageException, InterruptedException, OutputException {
        OkHttpClient.Builder client = OkHttpWire.usualLimits(new OkHttpClient.Builder());
        trust.applyTo(client);
        proxy.applyTo(client);
        OkHttpWire wire = new OkHttpWire(client.build());
        Progress progress = Progress.open(Streams.ERR, mode, earlier);
        Interruption interruption = Interruption.open(progress, output);
        try (WorkerThreads threads = new WorkerThreads()) {
            Gate gate = new Gate(threads, settings::requestsPerSecond);
            ScaleOuts all = new ScaleOuts(
                    new AckClientFactory(wire, gate, Clock.systemUTC(), "ack-edge-cli"),
                    threads,
                    threads.workers(),
                    threads.lookups(),
                    Clock.systemUTC(),
                    RandomGenerator.getDefault(),
                    () -> settings,
                    Claims.inMemory(),
                    Audience.TERMINAL);
            progress.follow(starter.start(all, progress));
            ScaleOutResult result = progress.await();
            Streams.drainErrors(); // so that both keep their order where they are one
            Report.of(result, earlier).print(output, Streams.OUT);
            int exit = ExitCode.of(result);
            Optional<String> fault = Streams.RESULT.fault();
            if (fault.isPresent()) {
                throw new OutputException(lost(result, fault.get()), exit);
            }
            return exit;
        } finally {
            interruption.isOver();
        }
    }

    /** All that a script would have read. */
    private static String lost(ScaleOutResult result, String fault) {
        return "the result could not be written to standard output (" + fault + "); it is: state " + result.state()
                + (result.taskId().isEmpty() ? "" : ", task " + result.taskId())
                + (result.requestId().isEmpty() ? "" : ", request id " + result.requestId());
    }
}
