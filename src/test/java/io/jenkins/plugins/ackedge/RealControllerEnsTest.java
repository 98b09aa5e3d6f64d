package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Fault;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.SimulatedMachine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Machines of ENS on a controller process of its own: an order that is watched over a kill of the controller, one whose
 * answer is lost, and what must be found nowhere afterwards.
 */
class RealControllerEnsTest {
    private static final long GETTING_READY_MINUTES = 5;

    /** A base64 text or a script of which so much is found somewhere was told. */
    private static final int PART = 60;

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private final AtomicLong later = new AtomicLong();
    private final AckSimulator ack = AckSimulator.builder()
            .accessKey(Setup.KEY_ID, Setup.SECRET)
            .stageMillis(200)
            .clock(() -> System.currentTimeMillis() + later.get())
            .start();

    @AfterEach
    void stop() {
        ack.close();
    }

    @Test
    void machinesAreFollowedToReadyNodesAndNoSecretIsLeft() throws Throwable {
        ack.ens().setGettingReady(Duration.ofMinutes(GETTING_READY_MINUTES));
        String endpoint = ack.url();
        controller.startJenkins();
        controller.run(r -> {
            Setup.controller(endpoint);
            Via.ENS.configure();
            WorkflowJob pipeline = r.createProject(WorkflowJob.class, "pipeline");
            pipeline.setDefinition(new CpsFlowDefinition(
                    "def o = ackEdgeScaleOut(count: 2)\necho \"it is ${o.state}, ${o.nodes*.name}, ${o.price}\"",
                    true));
            WorkflowRun run = pipeline.scheduleBuild2(0).waitForStart();
            r.waitForMessage("2 joined", run);
        });
        controller.stopJenkinsForcibly();
        assertEquals(1, ack.ens().bill().orders());
        later.set(TimeUnit.MINUTES.toMillis(GETTING_READY_MINUTES + 1));
        ack.ens().setGettingReady(Duration.ZERO);
        ack.on(Operation.RUN_INSTANCES, Fault.resetAfter());

        controller.startJenkins();
        Map<String, String> pages = new TreeMap<>(controller.call(RealControllerEnsTest::endAndOrderAgain));
        controller.stopJenkins();

        assertEquals(2, ack.ens().bill().orders());
        assertEquals(
                3, ack.ens().machines().stream().filter(SimulatedMachine::ready).count());
        List<String> names =
                ack.ens().machines().stream().map(SimulatedMachine::name).toList();
        assertTrue(
                pages.get("log of pipeline")
                        .contains("it is SUCCEEDED, [" + names.get(0) + ", " + names.get(1) + "], 200 CNY"),
                pages.get("log of pipeline"));
        assertTrue(
                pages.get("log of freestyle").contains("Found the order: there are machines named "),
                pages.get("log of freestyle"));
        assertNoSecretIn(pages);
    }

    /** The pipeline goes on by itself; the answer to the order of the other job is lost. */
    private static TreeMap<String, String> endAndOrderAgain(JenkinsRule r) throws Throwable {
        WorkflowRun run =
                r.jenkins.getItemByFullName("pipeline", WorkflowJob.class).getBuildByNumber(1);
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(run));
        FreeStyleProject freestyle = r.createFreeStyleProject("freestyle");
        FreestyleOrder order = new FreestyleOrder();
        order.setCount("1");
        freestyle.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
        Run<?, ?> build = r.buildAndAssertSuccess(freestyle);

        TreeMap<String, String> pages = new TreeMap<>();
        JenkinsRule.WebClient browser = r.createWebClient().withJavaScriptEnabled(false);
        for (Run<?, ?> each : List.of(run, build)) {
            pages.put("log of " + each.getParent().getName(), JenkinsRule.getLog(each));
            for (String page : List.of(
                    "", "consoleText", "ack-edge/", "ack-edge/api/json?depth=2", "api/xml?depth=3", "../configure")) {
                String path = each.getUrl() + page;
                pages.put(path, browser.goTo(path, null).getWebResponse().getContentAsString());
            }
        }
        for (String page : List.of("manage/configure", "manage/log/all", "manage/")) {
            pages.put(page, browser.goTo(page, null).getWebResponse().getContentAsString());
        }
        return pages;
    }

    private void assertNoSecretIn(Map<String, String> pages) throws Exception {
        List<String> secrets = secrets();
        Traces traces = new Traces();
        traces.addAll(pages);
        traces.addFiles(controller.getHome().toPath());
        assertTrue(
                traces.names().stream().anyMatch(name -> name.startsWith("ack-edge/orders/")),
                traces.names()::toString);
        traces.assertNoneHolds(secrets);
        ack.exchanges()
                .forEach(x -> secrets.forEach(secret -> assertFalse(
                        (x.path() + "?" + x.query()).contains(secret),
                        () -> "a URL of " + x.operation() + " holds " + secret)));
        assertEquals(List.of(), ack.leaks());
    }

    /** Whatever joins machines, as it is and as it travels; key, password and the signatures of all requests. */
    private List<String> secrets() {
        List<String> secrets = Traces.secrets(ack);
        assertFalse(ack.ens().joinTokens().isEmpty());
        secrets.addAll(ack.ens().joinTokens());
        for (String script : ack.ens().joinScripts()) {
            secrets.addAll(parts(script));
            byte[] userData = ("#!/bin/bash\n" + script).getBytes(StandardCharsets.UTF_8);
            secrets.addAll(parts(Base64.getEncoder().encodeToString(userData)));
        }
        return secrets;
    }

    private static List<String> parts(String secret) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i + PART <= secret.length(); i += PART) {
            parts.add(secret.substring(i, i + PART));
        }
        return parts;
    }
}
