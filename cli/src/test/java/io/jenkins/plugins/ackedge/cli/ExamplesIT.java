package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples for other automation run as they stand in docs/recipes and in the README, for the vendor's own host name: a
 * proxy of the environment leads to a simulator, whose certificate the environment trusts.
 */
@Execution(ExecutionMode.CONCURRENT)
class ExamplesIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path RECIPES = ROOT.resolve("docs/recipes");
    private static final Path PROGRAM = Path.of(System.getProperty("ackedge.jar"))
            .resolveSibling("ack-edge")
            .toAbsolutePath();
    static final Map<String, String> SECRETS = Map.of(
            "ALIBABA_CLOUD_ACCESS_KEY_ID", AckEdgeCommand.KEY_ID,
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", AckEdgeCommand.KEY_SECRET,
            "ACK_EDGE_LOGIN_PASSWORD", AckEdgeCommand.PASSWORD);

    /** The home and the work space of a job. */
    @TempDir
    Path work;

    @TempDir
    Path files;

    private Path bin;
    private OwnCertificate certificate;
    private Scene scene;
    private ConnectProxy proxy;

    @BeforeEach
    void begin() throws Exception {
        bin = Files.createDirectory(work.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("ack-edge"), PROGRAM);
        certificate = OwnCertificate.in(files, "dns:cs.cn-beijing.aliyuncs.com");
        scene = Scene.https(files, certificate.server());
        proxy = ConnectProxy.to(scene.simulator.port());
    }

    @AfterEach
    void end() throws Exception {
        proxy.close();
        scene.close();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        environment.put("HOME", work.toString());
        environment.put("JAVA_HOME", AckEdgeCommand.javaHome().toString());
        environment.put("HTTPS_PROXY", proxy.address());
        environment.put("SSL_CERT_FILE", certificate.pem().toString());
        return environment;
    }

    private JsonNode lastResult(Automation automation) throws IOException {
        List<String> lines = Files.readAllLines(work.resolve(automation.result));
        return JsonMapper.builder().build().readTree(lines.get(lines.size() - 1));
    }

    @ParameterizedTest
    @EnumSource
    void addsTwoNodesAndASecondAttemptOrdersNothing(Automation automation) throws Exception {
        Automation.Job job = automation.job(work, environment());
        AckEdgeEnd first = job.run().assertExit(0);
        assertTrue(lastResult(automation).path("succeeded").asBoolean(), first::toString);
        assertEquals(scene.taskId(), lastResult(automation).path("taskId").asText());
        assertTrue(proxy.asked().stream().allMatch("cs.cn-beijing.aliyuncs.com:443"::equals), proxy.asked()::toString);
        assertEquals("", first.out());

        job.run().assertExit(0);
        assertTrue(lastResult(automation).path("earlier").asBoolean());
        assertEquals(1, scene.orders());
    }

    @Test
    void cronHasNothingToMailOfASuccess() throws Exception {
        AckEdgeEnd end = Automation.CRON.job(work, environment()).run().assertExit(0);
        assertEquals("", end.out() + end.err());
    }

    @ParameterizedTest
    @EnumSource
    void passesAFailureOnAndSaysSo(Automation automation) throws Exception {
        scene.simulator.ending(TaskEnding.canceled());
        AckEdgeEnd end = automation.job(work, environment()).run().assertExit(4).assertSays("was cancelled at ACK");
        assertTrue(end.out().contains(automation.beforeAWord + "Not done (exit status 4)"), end::toString);
        assertEquals("CANCELLED", lastResult(automation).path("state").asText());
    }

    /** By a stand-in for ack-edge, since a doubt takes minutes. */
    @ParameterizedTest
    @EnumSource
    void hasAWordForEachExitStatus(Automation automation) throws Exception {
        Automation.Job job = automation.job(work, environment());
        Path program = bin.resolve("ack-edge");
        Files.delete(program);
        Files.writeString(program, "#!/bin/sh\nexit $(cat \"$HOME/status\")\n");
        assertTrue(program.toFile().setExecutable(true));
        for (int status = 0; status <= 6; status++) {
            Files.writeString(work.resolve("status"), String.valueOf(status));
            AckEdgeEnd end = job.run().assertExit(status);
            String word =
                    switch (status) {
                        case 0 -> "";
                        case 5 -> automation.beforeAWord + "Ordered, and not ready in time.";
                        case 6 -> automation.beforeAWord + "Nobody knows whether nodes were bought.";
                        default -> automation.beforeAWord + "Not done (exit status " + status + ")";
                    };
            assertTrue(end.out().startsWith(word) && end.out().isEmpty() == word.isEmpty(), end::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh_CN.md"})
    void readMeShowsTheExamplesAsTheyAre(String name) throws Exception {
        String text = Files.readString(ROOT.resolve(name));
        try (Stream<Path> recipes = Files.list(RECIPES)) {
            List<Path> examples =
                    recipes.filter(file -> !isForJenkins(file.toString())).toList();
            assertEquals(4, examples.size());
            for (Path example : examples) {
                assertTrue(
                        text.contains("\n" + Files.readString(example) + "```\n"),
                        () -> name + " does not show " + example);
            }
        }
    }

    private static boolean isForJenkins(String file) {
        return file.endsWith(".Jenkinsfile") || file.endsWith(".yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh_CN.md"})
    void commandOfTheReadMeOrders(String name) throws Exception {
        String build = "mvn -f cli/pom.xml package -DskipTests\n"; // which has made the program that is tested
        String text = Files.readString(ROOT.resolve(name));
        int begin = text.indexOf(build) + build.length();
        assertTrue(begin > build.length(), name);
        String script = text.substring(begin, text.indexOf("```", begin));
        for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
            String unset = secret.getKey() + "=…";
            assertTrue(script.contains(unset), script);
            script = script.replace(unset, secret.getKey() + "='" + secret.getValue() + "'");
        }
        Files.createDirectory(work.resolve("cli"));
        Files.createSymbolicLink(work.resolve("cli/target"), PROGRAM.getParent());
        AckEdgeEnd end = new Automation.Job(work, environment(), List.of("sh", "-ec", script))
                .run()
                .assertExit(0);
        assertTrue(end.out().contains(scene.taskId()), end::toString);
        assertTrue(Files.exists(work.resolve("order.json")));
    }
}
