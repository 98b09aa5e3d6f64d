package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.Wire;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOutResult;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import io.jenkins.plugins.ackedge.scaleout.Settings;
import io.jenkins.plugins.ackedge.scaleout.TemporaryKeys;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** Runs one job in this process, with its progress on standard error and its result on standard output. */
final class Terminal {
    /** A system property: where tests have the metadata service of an ECS instance. */
    private static final String METADATA = "ackedge.metadata";

    private final Settings settings;
    private final OutputFormat output;
    private final Progress.Mode mode;

    private final Trust trust;
    private final EnvironmentProxy proxy;
    private final KeyChoice key;

    private EarlierRun earlier = EarlierRun.NONE;

    private Terminal(
            Settings settings,
            OutputFormat output,
            Progress.Mode mode,
            Trust trust,
            EnvironmentProxy proxy,
            KeyChoice key) {
        this.key = key;
        this.proxy = proxy;
        this.trust = trust;
        this.settings = settings;
        this.mode = mode;
        this.output = output;
    }

    /**
     * @param common after their check
     * @throws UsageException if the locale cannot spell where it is, there is no usable key, or a file of certificates is none; nothing was sent then
     */
    static Terminal open(CommonOptions common) throws UsageException {
        CurrentFolder.check();
        return new Terminal(
                common.settings(),
                common.format(),
                common.progress(),
                Trust.of(common.caFile, System.getenv()),
                EnvironmentProxy.of(System.getenv()),
                KeyChoice.of(System.getenv(), common.profile, common.timeLimit()));
    }

    /** What the state file tells of an earlier run. */
    void after(EarlierRun run) {
        earlier = run;
    }

    /** Begins a job. */
    interface Starter {
        ScaleOut start(ScaleOuts all, Secrets secrets, Progress listener) throws IOException, UsageException;
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
            AckClientFactory clients = new AckClientFactory(wire, gate, Clock.systemUTC(), "ack-edge-cli");
            Secrets secrets = new TerminalSecrets(
                    key.source(),
                    TemporaryKeys.open(clients, metadata(), threads),
                    TerminalSecrets.password(System.getenv()));
            ScaleOuts all = ScaleOuts.ofTerminal(clients, threads, settings);
            key.notes().forEach(progress::line);
            progress.follow(starter.start(all, secrets, progress));
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

    private static InstanceMetadata metadata() {
        Wire wire = new OkHttpWire(
                OkHttpWire.nearbyLimits(new OkHttpClient.Builder()).build());
        String other = System.getProperty(METADATA);
        return other == null
                ? new InstanceMetadata(wire, Clock.systemUTC())
                : InstanceMetadata.at(AckEndpoint.ofUrl(other), wire, Clock.systemUTC());
    }

    /** All that a script would have read. */
    private static String lost(ScaleOutResult result, String fault) {
        return "the result could not be written to standard output (" + fault + "); it is: state " + result.state()
                + (result.taskId().isEmpty() ? "" : ", task " + result.taskId())
                + (result.requestId().isEmpty() ? "" : ", request id " + result.requestId());
    }
}
