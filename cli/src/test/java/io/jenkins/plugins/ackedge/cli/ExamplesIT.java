package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    private static final Path RECIPES = ROOT.resolve("docs/recipes");
    private static final Path PROGRAM = Path.of(System.getProperty("ackedge.jar"))
            .resolveSibling("ack-edge")
            .toAbsolutePath();
    private static final Map<String, String> SECRETS = Map.of(
            "ALIBABA_CLOUD_ACCESS_KEY_ID", AckEdgeCommand.KEY_ID,
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", AckEdgeCommand.KEY_SECRET,
            "ACK_EDGE_LOGIN_PASSWORD", AckEdgeCommand.PASSWORD);

    /** Where ack-edge is called from, by the rules of each. */
    enum Automation {
        GITHUB("github-actions.yml", "::error::", "result.json") {
            @Override
            Job job(ExamplesIT test) throws IOException {
                JsonNode job = new YAMLMapper()
                        .readTree(RECIPES.resolve(file).toFile())
                        .path("jobs")
                        .path("add-edge-nodes");
                Map<String, String> environment = test.environment();
                environment.put("CI", "true");
                environment.put("GITHUB_RUN_ID", "42");
                List<String> scripts = new ArrayList<>();
                for (JsonNode step : job.path("steps")) {
                    if (step.has("run")) {
                        scripts.add(step.path("run").asText());
                        step.path("env").properties().forEach(entry -> {
                            assertEquals(
                                    "${{ secrets." + entry.getKey() + " }}",
                                    entry.getValue().asText());
                            environment.put(entry.getKey(), SECRETS.get(entry.getKey()));
                        });
                    } else {
                        // What is kept for the next attempt is the file that the order is in.
                        assertTrue(step.path("uses").asText().startsWith("actions/cache/"), step::toString);
                        assertEquals(
                                "order-${{ github.run_id }}.json",
                                step.path("with").path("path").asText());
                    }
                }
                assertEquals(1, scripts.size());
                assertFalse(scripts.get(0).contains("${{"), "an expression in a script can be an injection");
                assertTrue(job.path("timeout-minutes").asInt() > 60, "the job must outlive --timeout-mins");
                return new Job(test.work, environment, List.of("bash", "-e", "-c", scripts.get(0)));
            }
        },
        GITLAB("gitlab-ci.yml", "", "result.json") {
            @Override
            Job job(ExamplesIT test) throws IOException {
                JsonNode job = new YAMLMapper()
                        .readTree(RECIPES.resolve(file).toFile())
                        .path("add-edge-nodes");
                Map<String, String> environment = test.environment();
                environment.putAll(SECRETS);
                environment.put("CI", "true");
                environment.put("CI_PIPELINE_ID", "42");
                job.path("variables")
                        .properties()
                        .forEach(entry -> environment.put(
                                entry.getKey(), entry.getValue().asText().replace("$CI_PIPELINE_ID", "42")));
                assertEquals("$ORDER", job.path("cache").path("paths").path(0).asText());
                assertEquals("always", job.path("cache").path("when").asText());
                assertEquals("75 minutes", job.path("timeout").asText());
                List<String> script = new ArrayList<>();
                job.path("script").forEach(line -> script.add(line.asText()));
                return new Job(
                        test.work, environment, List.of("bash", "-eo", "pipefail", "-c", String.join("\n", script)));
            }
        },
        CRON("crontab", "", "ack-edge/results.json") {
            @Override
            Job job(ExamplesIT test) throws IOException {
                Path script = Files.copy(RECIPES.resolve("add-edge-nodes"), test.bin.resolve("add-edge-nodes"));
                assertTrue(Files.isExecutable(script), "it is called by its name");
                Map<String, String> secrets = test.environment();
                secrets.keySet().removeAll(List.of("PATH", "HOME"));
                secrets.putAll(SECRETS);
                Files.createDirectories(test.work.resolve(".config/ack-edge"));
                Files.writeString(
                        test.work.resolve(".config/ack-edge/env"),
                        secrets.entrySet().stream()
                                .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                                .collect(Collectors.joining()));
                List<String> lines = Files.readAllLines(RECIPES.resolve(file)).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
                assertEquals(1, lines.size());
                String command = lines.get(0).split(" +", 6)[5];
                assertFalse(command.contains("%"), "cron ends the command there");
                Map<String, String> cron = Map.of(
                        "HOME",
                        test.work.toString(),
                        "LOGNAME",
                        "release",
                        "SHELL",
                        "/bin/sh",
                        "PATH",
                        "/usr/bin:/bin");
                return new Job(test.work, cron, List.of("/bin/sh", "-c", command));
            }
        };

        final String file;
        final String beforeAWord;
        final String result;

        Automation(String file, String beforeAWord, String result) {
            this.file = file;
            this.beforeAWord = beforeAWord;
            this.result = result;
        }

        abstract Job job(ExamplesIT test) throws IOException;
    }

    /** A command of an example with all that is around it. */
    private record Job(Path folder, Map<String, String> environment, List<String> command) {
        AckEdgeEnd run() throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new AckEdgeProcess(builder.start()).await();
        }
    }

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
        Job job = automation.job(this);
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
        AckEdgeEnd end = Automation.CRON.job(this).run().assertExit(0);
        assertEquals("", end.out() + end.err());
    }

    @ParameterizedTest
    @EnumSource
    void passesAFailureOnAndSaysSo(Automation automation) throws Exception {
        scene.simulator.ending(TaskEnding.canceled());
        AckEdgeEnd end = automation.job(this).run().assertExit(4).assertSays("was cancelled at ACK");
        assertTrue(end.out().contains(automation.beforeAWord + "Not done (exit status 4)"), end::toString);
        assertEquals("CANCELLED", lastResult(automation).path("state").asText());
    }

    /** By a stand-in for ack-edge, since a doubt takes minutes. */
    @ParameterizedTest
    @EnumSource
    void hasAWordForEachExitStatus(Automation automation) throws Exception {
        Job job = automation.job(this);
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
            List<Path> examples = recipes.filter(file -> !file.toString().endsWith(".Jenkinsfile"))
                    .toList();
            assertEquals(4, examples.size());
            for (Path example : examples) {
                assertTrue(
                        text.contains("\n" + Files.readString(example) + "```\n"),
                        () -> name + " does not show " + example);
            }
        }
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
        AckEdgeEnd end =
                new Job(work, environment(), List.of("sh", "-ec", script)).run().assertExit(0);
        assertTrue(end.out().contains(scene.taskId()), end::toString);
        assertTrue(Files.exists(work.resolve("order.json")));
    }
}
