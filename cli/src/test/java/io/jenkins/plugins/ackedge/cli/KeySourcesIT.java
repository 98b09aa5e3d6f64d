package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Exchange;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedSts;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each source of an access key, which of them goes before which, and what is said of one that is no use. */
@Execution(ExecutionMode.CONCURRENT)
class KeySourcesIT {
    private static final String TEMPORARY_ID = "STS.temporary1234";
    private static final String TEMPORARY_SECRET = "temporary-secret-of-a-file";
    private static final String TOKEN = "Sup3r-secret-token";

    @TempDir
    Path folder;

    private AckSimulator simulator;

    @BeforeEach
    void begin() {
        simulator = AckSimulator.builder()
                .accessKey(AckEdgeCommand.KEY_ID, AckEdgeCommand.KEY_SECRET)
                .accessKey(TEMPORARY_ID, TEMPORARY_SECRET)
                .securityToken(TEMPORARY_ID, TOKEN)
                .stageMillis(150)
                .start();
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    /** An order with a home of its own, STS and metadata service of the simulator, and no key. */
    private AckEdgeCommand order() {
        return AckEdgeCommand.scaleOut(simulator.url(), Scene.CLUSTER)
                .with("--verbose", "--state-file=" + folder.resolve("order.json"), "--output=json")
                .env(KeyChoice.KEY_ID, null)
                .env(KeyChoice.KEY_SECRET, null)
                .env("HOME", folder.toString())
                .env(KeyChoice.STS_ENDPOINT, simulator.url())
                .env("JDK_JAVA_OPTIONS", "-Dackedge.metadata=" + simulator.url());
    }

    private AckEdgeCommand withKey() {
        return order().env(KeyChoice.KEY_ID, AckEdgeCommand.KEY_ID)
                .env(KeyChoice.KEY_SECRET, AckEdgeCommand.KEY_SECRET);
    }

    private Path file() throws IOException {
        return Files.createDirectories(folder.resolve(".aliyun")).resolve("config.json");
    }

    private void write(String content) throws IOException {
        Files.writeString(file(), content);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    }

    private void profiles(String current, String... profiles) throws IOException {
        write("{\"current\":\"" + current + "\",\"profiles\":[" + String.join(",", profiles) + "],\"meta_path\":\"\"}");
    }

    private static String profile(String name, String mode, String... fields) {
        StringBuilder json = new StringBuilder("{\"name\":\"" + name + "\",\"mode\":\"" + mode + "\"");
        for (int i = 0; i < fields.length; i += 2) {
            json.append(",\"" + fields[i] + "\":\"" + fields[i + 1] + "\"");
        }
        return json.append(",\"region_id\":\"cn-hangzhou\"}").toString();
    }

    private static String ak(String name) {
        return profile(
                name, "AK", "access_key_id", AckEdgeCommand.KEY_ID, "access_key_secret", AckEdgeCommand.KEY_SECRET);
    }

    /** With a key that the simulator does not know. */
    private static String broken(String name) {
        return profile(name, "AK", "access_key_id", "elsewhere", "access_key_secret", "elsewhere-secret");
    }

    private AckEdgeEnd succeeds(AckEdgeCommand command) throws Exception {
        AckEdgeEnd end = command.run().assertExit(0);
        assertEquals(1, simulator.ledger().orders());
        assertNoSecret(end);
        return end;
    }

    private AckEdgeEnd refused(AckEdgeCommand command) throws Exception {
        AckEdgeEnd end = command.run().assertExit(2);
        assertEquals(List.of(), simulator.exchanges());
        String said =
                end.err().lines().filter(line -> !line.startsWith("NOTE: ")).collect(Collectors.joining("\n"));
        assertTrue(said.startsWith("ack-edge: ") && said.lines().count() == 1, said);
        assertTrue(said.endsWith("nothing was sent"), said);
        assertNoSecret(end);
        return end;
    }

    private void assertNoSecret(AckEdgeEnd end) throws IOException {
        StringBuilder all = new StringBuilder(end.out() + end.err());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        AckEdgeEnd.assertNoSecretIn(all.toString());
        for (String secret : simulator.sts().secrets()) {
            assertFalse(all.toString().contains(secret), all.toString());
        }
        for (String secret : List.of(TEMPORARY_SECRET, "elsewhere-secret", "external-id-1")) {
            assertFalse(all.toString().contains(secret), all.toString());
        }
    }

    private Set<String> keysOf(Operation operation) {
        return simulator.exchanges().stream()
                .filter(exchange -> exchange.operation() == operation)
                .map(exchange -> exchange.header("authorization").replaceAll(".*Credential=([^,.]*).*", "$1"))
                .collect(Collectors.toSet());
    }

    @Test
    void keyOfTheEnvironmentIsToldByItsEnd() throws Exception {
        AckEdgeEnd end = succeeds(withKey());
        end.assertSays("the access key comes from the environment, AccessKey ID …stid");
        assertFalse(end.err().contains("testid"), end.err());
        assertEquals(Set.of("testid"), keysOf(Operation.SCALE_OUT_CLUSTER));
    }

    @Test
    void roleOfTheEnvironment() throws Exception {
        simulator.sts().role(SimulatedSts.ROLE, "external-id-1", 3600);
        AckEdgeEnd end = succeeds(withKey()
                .env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE)
                .env(KeyChoice.SESSION_NAME, "nightly-7")
                .env(KeyChoice.EXTERNAL_ID, "external-id-1"));
        end.assertSays("it assumes the role " + SimulatedSts.ROLE + " as nightly-7 for 3600 s at a time, at "
                + simulator.url());
        assertEquals(List.of("nightly-7"), simulator.sts().sessions());
        assertEquals(Set.of("testid"), keysOf(Operation.ASSUME_ROLE));
        assertEquals(Set.of("STS"), keysOf(Operation.SCALE_OUT_CLUSTER));
        assertEquals(Set.of("STS"), keysOf(Operation.DESCRIBE_TASK_INFO));
    }

    /** A token for a short wait is asked for no longer than STS must. */
    @Test
    void roleIsAssumedForNoLongerThanTheWait() throws Exception {
        AckEdgeEnd end = succeeds(withKey().with("--timeout-mins=20").env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE));
        end.assertSays(" for 1200 s at a time", "as ack-edge-");
    }

    /** As the vendor's program has it: a temporary key is a role's already. */
    @Test
    void tokenGoesBeforeTheRoleOfTheEnvironment() throws Exception {
        AckEdgeEnd end = succeeds(order().env(KeyChoice.KEY_ID, TEMPORARY_ID)
                .env(KeyChoice.KEY_SECRET, TEMPORARY_SECRET)
                .env(KeyChoice.TOKEN, TOKEN)
                .env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE));
        end.assertSays("Note: ALIBABA_CLOUD_ROLE_ARN is not used, since ALIBABA_CLOUD_SECURITY_TOKEN is set");
        assertEquals(0, simulator.sts().keysGiven());
    }

    @Test
    void roleOfTheInstance() throws Exception {
        AckEdgeEnd end = succeeds(order().env(KeyChoice.INSTANCE_ROLE, "edge-controller"));
        end.assertSays("the metadata service of this ECS instance, RAM role edge-controller");
        assertEquals(Set.of("STS"), keysOf(Operation.SCALE_OUT_CLUSTER));
    }

    /** What is on the instance's own link is reached without the proxy of the environment, which would see the key. */
    @Test
    void roleOfTheInstanceIsAskedForWithoutAProxy() throws Exception {
        succeeds(order().env(KeyChoice.INSTANCE_ROLE, "edge-controller")
                .env("http_proxy", "http://127.0.0.1:1")
                .env("ALL_PROXY", "http://127.0.0.1:1"));
    }

    @Test
    void roleOfTheInstanceThatAssumesAnother() throws Exception {
        succeeds(order().env(KeyChoice.INSTANCE_ROLE, "edge-controller").env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE));
        assertEquals(Set.of("STS"), keysOf(Operation.ASSUME_ROLE));
        assertEquals(2, simulator.sts().keysGiven());
    }

    @Test
    void currentProfileOfTheFile() throws Exception {
        profiles("second", broken("first"), ak("second"));
        succeeds(order()).assertSays("the access key comes from the profile 'second' of " + file());
    }

    @Test
    void profileThatTheEnvironmentNames() throws Exception {
        profiles("first", broken("first"), ak("second"));
        succeeds(order().env(KeyChoice.PROFILE, "second"));
    }

    @Test
    void profileThatTheCommandLineNamesGoesBeforeAllElse() throws Exception {
        profiles("first", broken("first"), ak("second"));
        succeeds(order().with("--profile=second")
                .env(KeyChoice.PROFILE, "first")
                .env(KeyChoice.KEY_ID, "elsewhere")
                .env(KeyChoice.KEY_SECRET, "elsewhere-secret")
                .env(KeyChoice.INSTANCE_ROLE, "elsewhere"));
    }

    @Test
    void keyOfTheEnvironmentGoesBeforeTheFile() throws Exception {
        profiles("first", broken("first"));
        succeeds(withKey().env(KeyChoice.PROFILE, "first").env(KeyChoice.INSTANCE_ROLE, "elsewhere"))
                .assertSays("Note: ALIBABA_CLOUD_PROFILE is not used, since the environment has an access key");
    }

    @Test
    void fileGoesBeforeTheInstance() throws Exception {
        profiles("first", ak("first"));
        succeeds(order().env(KeyChoice.INSTANCE_ROLE, "elsewhere"));
    }

    @ParameterizedTest
    @CsvSource({"ALIBABA_CLOUD_CLI_PROFILE_DISABLED,true", "ALIBABA_CLOUD_IGNORE_PROFILE,TRUE"})
    void fileThatIsNotToBeRead(String variable, String value) throws Exception {
        profiles("first", broken("first"));
        succeeds(order().env(variable, value).env(KeyChoice.INSTANCE_ROLE, "edge-controller"));
    }

    @Test
    void profileOfATemporaryKey() throws Exception {
        profiles(
                "sts",
                profile(
                        "sts",
                        "StsToken",
                        "access_key_id",
                        TEMPORARY_ID,
                        "access_key_secret",
                        TEMPORARY_SECRET,
                        "sts_token",
                        TOKEN));
        succeeds(order()).assertSays("AccessKey ID …1234, with a security token");
    }

    @Test
    void profileOfARole() throws Exception {
        profiles(
                "role",
                profile(
                        "role",
                        "RamRoleArn",
                        "access_key_id",
                        AckEdgeCommand.KEY_ID,
                        "access_key_secret",
                        AckEdgeCommand.KEY_SECRET,
                        "ram_role_arn",
                        SimulatedSts.ROLE,
                        "ram_session_name",
                        "of-the-file",
                        "expired_seconds",
                        "1800",
                        "sts_endpoint",
                        simulator.url()));
        succeeds(order()).assertSays(SimulatedSts.ROLE + " as of-the-file for 1800 s at a time");
        assertEquals(List.of("of-the-file"), simulator.sts().sessions());
    }

    @Test
    void profileOfTheInstance() throws Exception {
        profiles("ecs", profile("ecs", "EcsRamRole", "ram_role_name", "edge-controller"));
        succeeds(order());
    }

    @ParameterizedTest
    @CsvSource({"OIDC", "CloudSSO", "External", "CredentialsURI", "ChainableRamRoleArn", "RsaKeyPair", "OAuth"})
    void profileOfAnotherMode(String mode) throws Exception {
        profiles("other", profile("other", mode, "access_key_secret", AckEdgeCommand.KEY_SECRET));
        refused(order().env(KeyChoice.INSTANCE_ROLE, "edge-controller"))
                .assertSays(
                        "the profile 'other' of " + file() + " has the mode " + mode + ", which ack-edge does not know",
                        "AK, StsToken, RamRoleArn and EcsRamRole");
    }

    @Test
    void profileThatIsHalfThere() throws Exception {
        profiles("half", profile("half", "AK", "access_key_id", "testid"));
        refused(order()).assertSays("the profile 'half' of " + file() + " has no access_key_secret");
        profiles(
                "half",
                profile("half", "RamRoleArn", "access_key_id", "testid", "access_key_secret", "elsewhere-secret"));
        refused(order()).assertSays("has no ram_role_arn");
    }

    @Test
    void profileThatIsNotThere() throws Exception {
        profiles("first", ak("first"));
        refused(order().with("--profile=second"))
                .assertSays("--profile 'second' needs a profile 'second', which the file " + file() + " does not have");
    }

    @Test
    void fileThatIsNotThere() throws Exception {
        refused(order().with("--profile=second"))
                .assertSays(
                        "--profile 'second' needs the file " + folder.resolve(".aliyun/config.json"), "no such file");
    }

    @Test
    void fileThatIsNone() throws Exception {
        for (String content :
                List.of("", AckEdgeCommand.KEY_SECRET, "{\"profiles\":\"testsecret\"", "[]", "{\"current\":\"a\"}")) {
            write(content);
            refused(order()).assertSays("config.json needs the file " + file(), "'aliyun configure' writes");
        }
    }

    @Test
    void fileThatOthersMayRead() throws Exception {
        profiles("first", ak("first"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        succeeds(order()).assertSays("Warning: " + file() + " holds a secret", "(rw-r--r--): chmod 600 it.");
    }

    @ParameterizedTest
    @CsvSource({
        "ALIBABA_CLOUD_ACCESS_KEY_ID,ALIBABA_CLOUD_ACCESS_KEY_SECRET",
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET,ALIBABA_CLOUD_ACCESS_KEY_ID"
    })
    void keyOfTheEnvironmentThatIsHalfThere(String there, String missing) throws Exception {
        profiles("first", ak("first"));
        refused(order().env(there, AckEdgeCommand.KEY_SECRET))
                .assertSays("The environment variable " + missing + " is not set, while " + there + " is");
    }

    @ParameterizedTest
    @CsvSource({
        "ALIBABA_CLOUD_ROLE_ARN,acs:ram::1:user/somebody",
        "ALIBABA_CLOUD_ROLE_SESSION_NAME,a b",
        "ALIBABA_CLOUD_EXTERNAL_ID,a b",
        "ALIBABA_CLOUD_STS_ENDPOINT,http://sts.aliyuncs.com",
        "ALIBABA_CLOUD_STS_REGION,../x"
    })
    void roleOfTheEnvironmentThatIsNotUsable(String variable, String value) throws Exception {
        AckEdgeCommand command = withKey().env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE);
        command = variable.equals(KeyChoice.STS_REGION) ? command.env(KeyChoice.STS_ENDPOINT, null) : command;
        AckEdgeEnd end = command.env(variable, value).run().assertExit(2);
        end.assertSays("ack-edge: The environment variable " + variable + " ");
        assertEquals(List.of(), simulator.exchanges());
    }

    @Test
    void noKeyAtAll() throws Exception {
        refused(order())
                .assertSays("there is no access key: neither ALIBABA_CLOUD_ACCESS_KEY_ID and"
                        + " ALIBABA_CLOUD_ACCESS_KEY_SECRET nor ALIBABA_CLOUD_ECS_METADATA is set, and there is no file "
                        + folder.resolve(".aliyun/config.json"));
    }

    /** Another identity than the vendor's tools would take is none to order with. */
    @Test
    void roleByOpenIdConnect() throws Exception {
        profiles("first", ak("first"));
        refused(order().env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE).env(KeyChoice.OIDC_TOKEN, "/var/run/token"))
                .assertSays("ALIBABA_CLOUD_OIDC_TOKEN_FILE asks for a role by OpenID Connect");
    }

    @Test
    void roleThatMayNotBeAssumed() throws Exception {
        simulator.sts().forbid("testid");
        AckEdgeEnd end =
                withKey().env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE).run().assertExit(3);
        end.assertSays(
                "Nothing was ordered",
                "The key of the role " + SimulatedSts.ROLE + " cannot be had: NoPermission: Roles may not be assumed by"
                        + " root accounts.",
                "trust policy");
        assertNoSecret(end);
        assertEquals(0, simulator.ledger().orders());
    }

    @Test
    void instanceWithoutMetadataService() throws Exception {
        AckEdgeEnd end = order().env(KeyChoice.INSTANCE_ROLE, "edge-controller")
                .env("JDK_JAVA_OPTIONS", "-Dackedge.metadata=http://127.0.0.1:1")
                .run()
                .assertExit(3);
        end.assertSays("Nothing was ordered", "Only an ECS instance has this service.");
    }

    @Test
    void tokensThatEndInTheMiddleOfTheWait() throws Exception {
        simulator.ending(TaskEnding.never());
        simulator.on(Operation.DESCRIBE_TASK_INFO, 1, Fault.hook(null, simulator.sts()::endAllTokens));
        // The poll that is refused for its token comes to no fault.
        simulator.on(
                Operation.DESCRIBE_TASK_INFO,
                2,
                Fault.hook(
                        () -> simulator
                                .task(simulator.ledger().entries().get(0).taskId())
                                .end(TaskEnding.success()),
                        null));
        succeeds(withKey().env(KeyChoice.ROLE_ARN, SimulatedSts.ROLE));
        assertEquals(2, simulator.sts().keysGiven());
        assertEquals(
                1,
                simulator.exchanges().stream()
                        .filter(exchange -> exchange.operation() == Operation.DESCRIBE_TASK_INFO)
                        .filter(exchange -> exchange.status() == 400)
                        .map(Exchange::operation)
                        .count());
    }
}
