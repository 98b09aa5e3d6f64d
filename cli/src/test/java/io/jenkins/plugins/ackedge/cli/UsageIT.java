package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user gives is not usable, or the user asks how to: everything is said at once, and nothing is sent. */
@Execution(ExecutionMode.CONCURRENT)
class UsageIT {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
    }

    @AfterEach
    void nothingWasSent() {
        assertEquals(List.of(), scene.simulator.exchanges());
        assertFalse(Files.exists(scene.stateFile));
        scene.close();
    }

    @Test
    void everyViolationIsNamedAtOnceWithOptionValueAndRule() throws Exception {
        AckEdgeEnd end = scene.order()
                .with(
                        "--cluster-id=../x",
                        "--count=0",
                        "--ens-region-id=Beijing",
                        "--worker-instance-type=ecs.g6.large",
                        "--ens-internet-charge-type=bandwidthbyday",
                        "--worker-period=4",
                        "--worker-system-disk-size=25",
                        "--worker-data-disk-size=210",
                        "--worker-auto-renew-period=13",
                        "--timeout-mins=0")
                .env("ACK_EDGE_LOGIN_PASSWORD", "tooSimple")
                .run()
                .assertExit(2)
                .assertSays(
                        "nothing was sent",
                        "--cluster-id '../x' must be a cluster id",
                        "--count '0' must be a whole number from 1 to 100",
                        "--ens-region-id 'Beijing' must be the id of an ENS region",
                        "--worker-instance-type 'ecs.g6.large' must be an ENS instance type",
                        "--ens-internet-charge-type 'bandwidthbyday' must be one of BandwidthByDay, 95BandwidthByMonth",
                        "--worker-period '4' must be one of 1, 2, 3, 6, 12, 24, 36, 48, 60",
                        "--worker-system-disk-size '25' must be a multiple of 10 from 20 to 100",
                        "--worker-data-disk-size '210' must be 0 (none) or a multiple of 10 from 20 to 200",
                        "--worker-auto-renew-period '13' must be a whole number from 1 to 12",
                        "--timeout-mins '0' must be a whole number from 1 to 10080",
                        "ACK_EDGE_LOGIN_PASSWORD must have 8 to 30 characters");
        assertFalse(end.err().contains("tooSimple"), end::toString);
        JsonNode violations = end.json().path("violations");
        assertEquals(11, violations.size(), end::toString);
        assertEquals("--cluster-id", violations.path(0).path("option").asText());
        assertEquals("../x", violations.path(0).path("value").asText());
        assertTrue(violations.path(0).path("rule").asText().startsWith("must be a cluster id"), end::toString);
        assertFalse(end.out().contains("tooSimple"), end::toString);
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() throws Exception {
        AckEdgeCommand.of("scale-out")
                .env("ACK_EDGE_LOGIN_PASSWORD", null)
                .run()
                .assertExit(2)
                .assertSays(
                        "--cluster-id is missing",
                        "--region is missing",
                        "--count is missing",
                        "--ens-region-id is missing",
                        "--worker-instance-type is missing",
                        "--worker-image-id is missing",
                        "--ens-internet-charge-type is missing",
                        "--worker-period is missing",
                        "--worker-system-disk-size is missing",
                        "ACK_EDGE_LOGIN_PASSWORD is missing");
    }

    @Test
    void autoRenewalNeedsItsPeriod() throws Exception {
        scene.order()
                .without("--worker-auto-renew-period")
                .run()
                .assertExit(2)
                .assertSays("--worker-auto-renew-period is missing");
    }

    @Test
    void passwordAndKeyPairExcludeEachOther() throws Exception {
        scene.order()
                .with("--key-pair=edge-nodes")
                .run()
                .assertExit(2)
                .assertSays("--key-pair 'edge-nodes' cannot be given together with a login password");
    }

    @Test
    void waitNamesWhatIsWrong() throws Exception {
        AckEdgeCommand.of("wait").run().assertExit(2).assertSays("--task-id is missing", "--region is missing");
        AckEdgeCommand.waitFor(scene.simulator.url(), "T/../x")
                .with("--timeout-mins=x")
                .run()
                .assertExit(2)
                .assertSays("--task-id 'T/../x' must be the id of a task", "--timeout-mins 'x' must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"})
    void missingKeyIsNamed(String variable) throws Exception {
        scene.order().env(variable, null).run().assertExit(2).assertSays("environment variable " + variable);
        AckEdgeCommand.waitFor(scene.simulator.url(), "T-5a54309c80282e39ea00002f")
                .env(variable, null)
                .run()
                .assertExit(2)
                .assertSays("environment variable " + variable);
    }

    @Test
    void keyThatWasCopiedCarelesslyIsNamedAndNotShown() throws Exception {
        AckEdgeEnd end = scene.order()
                .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "careless copy")
                .run()
                .assertExit(2)
                .assertSays("AccessKey secret");
        assertFalse(end.err().contains("careless"), end::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--poll-interval=0s",
                "--poll-interval=soon",
                "--poll-interval=11m",
                "--endpoint=http://cs.example.com",
                "--endpoint=https://cs.example.com/path",
                "--output=yaml",
                "--login-password=Passw0rd-in-a-shell-history",
                "--surprise=1",
                "--state-file=no/such/folder/order.json"
            })
    void optionThatIsNotUsableIsNamed(String option) throws Exception {
        AckEdgeEnd end = scene.plainOrder().with(option).run().assertExit(2);
        String name = option.substring(0, option.indexOf('='));
        end.assertSays(name);
        assertEquals("", end.out());
        if (name.equals("--output")) {
            return;
        }
        AckEdgeEnd json = scene.order().with(option).run().assertExit(2);
        assertEquals(name, json.json().path("violations").path(0).path("option").asText(), json::toString);
        assertTrue(json.json().path("message").asText().contains(name), json::toString);
        // Neither may the way to leak a password be found nor the password be kept on the way.
        assertFalse(end.err().contains("at io.jenkins"), end::toString);
    }

    @Test
    void whatWasGivenIsNamedAndNothingElse() throws Exception {
        AckEdgeEnd region = scene.plainOrder()
                .without("--endpoint")
                .with("--region=cn beijing\r")
                .run()
                .assertExit(2)
                .assertSays("--region 'cn beijing' must be");
        assertFalse(region.err().contains("--endpoint"), region::toString);
        scene.plainOrder().with("--count=2\r3").run().assertExit(2).assertSays("--count '2\\u000d3' must be");
        scene.plainOrder()
                .with("--worker-auto-renew=maybe")
                .run()
                .assertExit(2)
                .assertSays("'maybe' must be true or false");
    }

    @Test
    void everyEndIsOneObject() throws Exception {
        for (AckEdgeCommand command : List.of(
                AckEdgeCommand.of("scale-out", "--output", "json"),
                AckEdgeCommand.of("wait", "--output=json", "--count"),
                AckEdgeCommand.of("wait", "--region=a", "--region=b", "--output=json"),
                AckEdgeCommand.of("wait", "--surprise", "--output=json"),
                scene.order().env("ALIBABA_CLOUD_ACCESS_KEY_ID", null))) {
            AckEdgeEnd end = command.run().assertExit(2);
            assertFalse(end.json().path("message").asText().isEmpty(), end::toString);
            assertTrue(end.json().path("violations").size() > 0, end::toString);
            assertEquals("", end.json().path("taskId").asText("none"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scaleout --count 2, unknown command: scaleout (did you mean scale-out?)",
        "waits --output=json, unknown command: waits (did you mean wait?)",
        "scale-out --coutn 2, unknown option: --coutn (did you mean --count?)"
    })
    void whatIsMistypedIsNamedWithWhatWasMeant(String line, String says) throws Exception {
        AckEdgeEnd end = AckEdgeCommand.of(line.split(" ")).run().assertExit(2).assertSays(says, "--help' tells");
        assertEquals(1, end.err().lines().count(), end::toString);
    }

    @Test
    void argumentThatMayBeAPasswordIsNotShown() throws Exception {
        for (String command : List.of("Passw0rd-in-a-shell-history", "scale-out Passw0rd-in-a-shell-history")) {
            AckEdgeEnd end = AckEdgeCommand.of(command.split(" ")).run().assertExit(2);
            assertFalse(end.err().contains("Passw0rd"), end::toString);
        }
    }

    @Test
    void helpTellsOfCommandsAndSecrets() throws Exception {
        String help = help("--help");
        List.of(
                        "scale-out",
                        "wait",
                        "ALIBABA_CLOUD_ACCESS_KEY_ID",
                        "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                        "ALIBABA_CLOUD_SECURITY_TOKEN",
                        "ACK_EDGE_LOGIN_PASSWORD")
                .forEach(part -> assertTrue(help.contains(part), part));
    }

    @Test
    void helpOfScaleOutTellsOfOptionsExitCodesAndTheStateFile() throws Exception {
        String help = help("scale-out", "--help");
        List.of(
                        "--cluster-id=ID",
                        "--region=REGION",
                        "--count=N",
                        "--ens-region-id=REGION",
                        "--worker-instance-type=TYPE",
                        "--worker-image-id=IMAGE",
                        "--ens-internet-charge-type=TYPE",
                        "--worker-period=MONTHS",
                        "--worker-system-disk-size=GIB",
                        "--worker-data-disk-size=GIB",
                        "--worker-auto-renew ",
                        "--worker-auto-renew-period=MONTHS",
                        "--key-pair=NAME",
                        "--timeout-mins=MINUTES",
                        "--poll-interval=TIME",
                        "--endpoint=URL",
                        "--output=FORMAT",
                        "--no-wait",
                        "--dry-run",
                        "--state-file=FILE",
                        "Exit status:",
                        "6   outcome unknown")
                .forEach(part -> assertTrue(help.contains(part), part + " is missing in " + help));
        assertFalse(help.contains("password="), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 110), help);
    }

    @Test
    void exampleOfTheHelpIsValid() throws Exception {
        String help = help("scale-out", "--help");
        String example = help.substring(help.indexOf("  ack-edge scale-out")).replace("\\", " ");
        List<String> words = Arrays.asList(example.trim().split("\\s+"));
        // It is complete but for the environment: so nothing else is found to be missing.
        AckEdgeEnd end = AckEdgeCommand.of(words.subList(1, words.size()).toArray(new String[0]))
                .env("ALIBABA_CLOUD_ACCESS_KEY_ID", null)
                .run()
                .assertExit(2);
        assertEquals(
                "ack-edge: The environment variable ALIBABA_CLOUD_ACCESS_KEY_ID is not set, while"
                        + " ALIBABA_CLOUD_ACCESS_KEY_SECRET is; nothing was sent",
                end.err().trim());
    }

    @Test
    void helpOfWaitTellsOfOptionsAndExitCodes() throws Exception {
        String help = help("wait", "--help");
        List.of("--task-id=ID", "--region=REGION", "--timeout-mins=MINUTES", "Orders nothing", "Exit status:")
                .forEach(part -> assertTrue(help.contains(part), part + " is missing in " + help));
    }

    /** What goes to standard output with exit code 0. */
    private static String help(String... arguments) throws Exception {
        AckEdgeEnd end = AckEdgeCommand.of(arguments).run().assertExit(0);
        assertEquals("", end.err());
        return end.out();
    }
}
