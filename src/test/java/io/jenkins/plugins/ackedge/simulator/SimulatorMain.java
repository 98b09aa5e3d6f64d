package io.jenkins.plugins.ackedge.simulator;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import mockwebserver3.MockWebServer;

/** The simulator started by itself, for demos and for people: runs until it is killed. */
public final class SimulatorMain {
    private static final Logger MOCK_WEB_SERVER = Logger.getLogger(MockWebServer.class.getName());

    private SimulatorMain() {}

    public static void main(String[] args) throws InterruptedException {
        SimulatorOptions options;
        try {
            options = SimulatorOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("simulator: " + e.getMessage() + " (--help tells what there is)");
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.println(help());
            return;
        }
        // Clients that connect and leave without a word are nothing to warn of here.
        MOCK_WEB_SERVER.setLevel(Level.SEVERE);
        try {
            greet(start(options));
        } catch (UncheckedIOException e) {
            System.err.println("simulator: port " + options.port() + " cannot be used: "
                    + e.getCause().getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static AckSimulator start(SimulatorOptions options) {
        AckSimulator simulator = AckSimulator.builder()
                .port(options.port())
                .stageMillis(options.stageMillis())
                .onOrder(SimulatorMain::printOrder)
                .start();
        simulator.ending(options.ending());
        EnsWorld ens = simulator.ens();
        ens.setVisibleAfter(Duration.ofMillis(options.ensVisibleMillis()));
        ens.setJoining(options.joining());
        ens.setPrice(options.ensPrice(), "CNY");
        ens.setStock(options.ensStock());
        ens.onOrder(SimulatorMain::printOrder);
        options.faults().forEach(planned -> simulator.on(planned.operation(), planned.fault()));
        return simulator;
    }

    private static void greet(AckSimulator simulator) {
        System.out.println("Simulated ACK at " + simulator.url());
        System.out.println("  export ALIBABA_CLOUD_ACCESS_KEY_ID=testid");
        System.out.println("  export ALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret");
        System.out.println("  curl " + simulator.url() + Gateway.LEDGER_PATH);
    }

    private static void printOrder(LedgerEntry order) {
        System.out.println("order " + order.number() + ": " + order.operation().action() + ", " + order.count()
                + (order.count() == 1 ? " node" : " nodes") + " for cluster " + order.clusterId() + ", task "
                + order.taskId());
    }

    private static void printOrder(EnsBillEntry order) {
        System.out.println("ENS order " + order.number() + ": " + order.amount()
                + (order.amount() == 1 ? " machine" : " machines") + " in " + order.region() + ", "
                + order.chargeType() + ", " + order.price() + " " + order.currency() + ": "
                + String.join(", ", order.names()));
    }

    private static String help() {
        String operations =
                Arrays.stream(Operation.values()).map(Operation::word).collect(Collectors.joining(", "));
        return String.join(
                System.lineSeparator(),
                "An Alibaba Cloud ACK control plane on 127.0.0.1, with the account's ENS, that buys nothing.",
                "",
                "  --port 18080            0 for a free one",
                "  --stage-seconds 2       how long each of a task's, or a machine's, four stages takes",
                "  --fault OPERATION=FAULT the next request of the operation misbehaves; may be repeated",
                "  --ending ENDING         how all tasks end (success)",
                "  --ens-visible-seconds 0 how long a machine of ENS is in no listing",
                "  --ens-joining JOINING   whether machines of ENS become nodes: " + Words.joinings(),
                "  --ens-price 100.00      of a machine and month",
                "  --ens-stock 1000        the most machines in an order",
                "  --help",
                "",
                "Operations: " + operations,
                "Faults: " + Words.faults(),
                "  with a value after a colon: throttled-429:SECONDS, server-error-before:STATUS,",
                "  server-error-after:STATUS, fewer-instance-ids-after:MACHINES, delay:MILLIS, delay-before:MILLIS, redirect:URL, huge-after:BYTES",
                "Endings: " + Words.endings(),
                "  with a value after a colon: partial-success:NODES");
    }
}
