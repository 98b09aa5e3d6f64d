package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator as a program. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SimulatorMainTest {
    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(SimulatorMain.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void greetsAndPrintsOneLineForEachOrder() throws Exception {
        Process process =
                start("--port", "0", "--fault", "scale-out-cluster=reset-after", "--ending", "partial-success");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String first = out.readLine();
            assertTrue(first.matches("Simulated ACK at http://127\\.0\\.0\\.1:\\d+"), first);
            assertEquals("  export ALIBABA_CLOUD_ACCESS_KEY_ID=testid", out.readLine());
            assertEquals("  export ALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret", out.readLine());
            String url = first.substring(first.indexOf("http"));
            assertEquals("  curl " + url + "/_simulator/ledger", out.readLine());

            int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
            SignedCall order = SignedCall.order(port, Orders.CLUSTER, Orders.sample());
            assertThrows(IOException.class, order::send, "the planned fault");
            String line = out.readLine();
            assertTrue(
                    line.matches("order 1: ScaleOutCluster, 2 nodes for cluster " + Orders.CLUSTER + ", task T-\\w+"),
                    line);
            SignedCall.Reply ledger = new SignedCall(port, "", "GET", "/_simulator/ledger")
                    .header("authorization", "none")
                    .sendAsIs();
            assertEquals(1, ledger.json().get("orders").asInt());
            assertTrue(line.endsWith(
                    ledger.json().get("entries").get(0).get("taskId").asText()));

            SignedCall.Reply machines = new SignedCall(port, "RunInstances", "POST", "/")
                    .header("x-acs-version", "2017-11-10")
                    .form(EnsOrders.sample())
                    .send();
            assertEquals(200, machines.status());
            assertEquals(
                    "ENS order 1: 2 machines in cn-beijing-telecom, PrePaid, 200.00 CNY: "
                            + "jk-7f3a9c21-n001, jk-7f3a9c21-n002",
                    out.readLine());
            assertTrue(process.isAlive());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void wrongArgumentsAreToldInOneLineAndExitWith2() throws Exception {
        Process process = start("--fault", "scale-out-cluster=explode");
        List<String> lines;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        assertEquals(2, process.waitFor());
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("simulator: unknown fault 'explode'"), lines.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nope",
                "--port",
                "--port x",
                "--port 65536",
                "--port -1",
                "--stage-seconds -1",
                "--stage-seconds x",
                "--ens-visible-seconds x",
                "--ens-joining perhaps",
                "--ens-price free",
                "--ens-stock -1",
                "--fault",
                "--fault reset-after",
                "--fault nothing=reset-after",
                "--fault scale-out-cluster=",
                "--fault scale-out-cluster=reset-after:1",
                "--fault scale-out-cluster=server-error-after:200",
                "--ending",
                "--ending sometimes",
                "--ending partial-success:0",
                "scale-out-cluster"
            })
    void eachWrongArgumentHasItsMessage(String line) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> SimulatorOptions.parse(line.split(" ")));
        assertFalse(thrown.getMessage().isBlank());
    }

    @Test
    void argumentsHaveDefaults() {
        SimulatorOptions options = SimulatorOptions.parse();
        assertEquals(18080, options.port());
        assertEquals(2000, options.stageMillis());
        assertEquals("success", options.ending().state());
        assertTrue(options.faults().isEmpty());
        assertFalse(options.help());
    }

    @Test
    void argumentsAreRead() {
        SimulatorOptions options = SimulatorOptions.parse(
                ("--port 1 --stage-seconds 0.5 --ending failed --fault describe-task-info=delay:3 "
                                + "--fault scale-out-cluster=throttled --help")
                        .split(" "));
        assertEquals(1, options.port());
        assertEquals(500, options.stageMillis());
        assertEquals("failed", options.ending().state());
        assertEquals(
                List.of(Operation.DESCRIBE_TASK_INFO, Operation.SCALE_OUT_CLUSTER),
                options.faults().stream()
                        .map(SimulatorOptions.Planned::operation)
                        .toList());
        assertTrue(options.help());
    }

    @Test
    void argumentsOfEnsAreRead() {
        SimulatorOptions usual = SimulatorOptions.parse();
        assertEquals(0, usual.ensVisibleMillis());
        assertEquals(Joining.BY_ITSELF, usual.joining());
        assertEquals("100.00", usual.ensPrice());
        assertEquals(1000, usual.ensStock());
        SimulatorOptions options = SimulatorOptions.parse(
                ("--ens-visible-seconds 60 --ens-joining after-attach --ens-price 12.5 --ens-stock 0 "
                                + "--fault run-instances=fewer-instance-ids-after:2")
                        .split(" "));
        assertEquals(60_000, options.ensVisibleMillis());
        assertEquals(Joining.AFTER_ATTACH, options.joining());
        assertEquals("12.5", options.ensPrice());
        assertEquals(0, options.ensStock());
        assertEquals(Operation.RUN_INSTANCES, options.faults().get(0).operation());
    }

    @Test
    void everyFaultAndEndingHasItsWord() {
        for (String word : Words.faults().split(", ")) {
            Words.fault(word);
        }
        for (String word : Words.endings().split(", ")) {
            Words.ending(word);
        }
        // All factories but those that take code or another fault: no word could say them.
        Set<String> unspeakable = Set.of("hook", "byId", "executedBut", "rewritten", "with");
        long factories = Arrays.stream(Fault.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !unspeakable.contains(method.getName()))
                .count();
        assertEquals(factories, Words.faults().split(", ").length);
    }
}
