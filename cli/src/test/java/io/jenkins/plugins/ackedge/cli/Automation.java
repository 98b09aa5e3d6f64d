package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the examples call ack-edge from, by the rules of each. */
enum Automation {
    GITHUB("github-actions.yml", "::error::", "result.json") {
        @Override
        Job job(Path work, Map<String, String> surroundings) throws IOException {
            JsonNode job = new YAMLMapper()
                    .readTree(ExamplesIT.RECIPES.resolve(file).toFile())
                    .path("jobs")
                    .path("add-edge-nodes");
            Map<String, String> environment = new LinkedHashMap<>(surroundings);
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
                        environment.put(entry.getKey(), ExamplesIT.SECRETS.get(entry.getKey()));
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
            return new Job(work, environment, List.of("bash", "-e", "-c", scripts.get(0)));
        }
    },
    GITLAB("gitlab-ci.yml", "", "result.json") {
        @Override
        Job job(Path work, Map<String, String> surroundings) throws IOException {
            JsonNode job = new YAMLMapper()
                    .readTree(ExamplesIT.RECIPES.resolve(file).toFile())
                    .path("add-edge-nodes");
            Map<String, String> environment = new LinkedHashMap<>(surroundings);
            environment.putAll(ExamplesIT.SECRETS);
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
            return new Job(work, environment, List.of("bash", "-eo", "pipefail", "-c", String.join("\n", script)));
        }
    },
    CRON("crontab", "", "ack-edge/results.json") {
        @Override
        Job job(Path work, Map<String, String> surroundings) throws IOException {
            Path script = Files.copy(ExamplesIT.RECIPES.resolve("add-edge-nodes"), work.resolve("bin/add-edge-nodes"));
            assertTrue(Files.isExecutable(script), "it is called by its name");
            Map<String, String> secrets = new LinkedHashMap<>(surroundings);
            secrets.keySet().removeAll(List.of("PATH", "HOME"));
            secrets.putAll(ExamplesIT.SECRETS);
            Files.createDirectories(work.resolve(".config/ack-edge"));
            Files.writeString(
                    work.resolve(".config/ack-edge/env"),
                    secrets.entrySet().stream()
                            .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                            .collect(Collectors.joining()));
            List<String> lines = Files.readAllLines(ExamplesIT.RECIPES.resolve(file)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertEquals(1, lines.size());
            String command = lines.get(0).split(" +", 6)[5];
            assertFalse(command.contains("%"), "cron ends the command there");
            Map<String, String> cron =
                    Map.of("HOME", work.toString(), "LOGNAME", "release", "SHELL", "/bin/sh", "PATH", "/usr/bin:/bin");
            return new Job(work, cron, List.of("/bin/sh", "-c", command));
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

    /**
     * @param work the home and the work space; ack-edge lies in its folder bin
     * @param surroundings the environment that any command there has
     */
    abstract Job job(Path work, Map<String, String> surroundings) throws IOException;

    /** A command of an example with all that is around it. */
    record Job(Path folder, Map<String, String> environment, List<String> command) {
        AckEdgeEnd run() throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new AckEdgeProcess(builder.start()).await();
        }
    }
}
