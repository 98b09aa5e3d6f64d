package io.jenkins.plugins.ackedge.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ackedge.Pages;
import io.jenkins.plugins.ackedge.orders.page.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The list of a job's scale-outs. */
@WithJenkins
class AckEdgeJobActionTest {
    private static JenkinsRule jenkins;

    private FreeStyleProject job;
    private JenkinsRule.WebClient client;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void job() throws Exception {
        job = jenkins.createFreeStyleProject();
        client = jenkins.createWebClient();
    }

    private static Path journal(FreeStyleBuild build, String name) {
        return build.getRootDir().toPath().resolve("ack-edge").resolve(name + ".json");
    }

    private static void order(FreeStyleBuild build, String name, String state) throws Exception {
        Records.in(state).with("endedMillis", Records.PLANNED + 120_000).write(journal(build, name));
    }

    private HtmlPage page() throws Exception {
        return client.getPage(job, "ack-edge/");
    }

    private static List<String> rows(HtmlPage page) {
        return page.getByXPath("//table[@id='ack-edge-scale-outs']/tbody/tr").stream()
                .map(row -> ((DomElement) row).asNormalizedText().replaceAll("\\s+", " "))
                .toList();
    }

    private boolean isLinked() throws Exception {
        return !client.getPage(job)
                .getByXPath("//*[@id='side-panel']//a[contains(@href,'/ack-edge')]")
                .isEmpty();
    }

    @Test
    void aLinkLeadsToItWhereThereIsSomethingToSee() throws Exception {
        assertFalse(isLinked());
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertFalse(isLinked());
        assertTrue(Pages.text(page()).contains("None of these builds has ordered nodes."));
        order(build, "1", "SUCCEEDED");
        assertTrue(isLinked());
    }

    @Test
    void listsTheNewestFirst() throws Exception {
        order(jenkins.buildAndAssertSuccess(job), "1", "SUCCEEDED");
        jenkins.buildAndAssertSuccess(job);
        FreeStyleBuild third = jenkins.buildAndAssertSuccess(job);
        order(third, "1", "FAILED");
        order(third, "2", "UNKNOWN");
        FreeStyleBuild fourth = jenkins.buildAndAssertSuccess(job);
        Files.createDirectories(journal(fourth, "1").getParent());
        Files.writeString(journal(fourth, "1"), "not JSON");

        HtmlPage page = page();
        List<String> rows = rows(page);
        assertEquals(4, rows.size(), rows.toString());
        assertTrue(rows.get(0).startsWith("#4 The orders of this build cannot be read"), rows.get(0));
        assertTrue(
                rows.get(1).startsWith("#3 Failed 2 × ens.sn1.tiny in cn-beijing-telecom for cluster Cccfd"),
                rows.get(1));
        assertTrue(rows.get(2).startsWith("#3 Outcome unknown 2 × ens.sn1.tiny in cn-beijing-telecom"), rows.get(2));
        assertTrue(rows.get(3).startsWith("#1 "), rows.get(3));
        assertTrue(rows.get(3).endsWith("2 min"), rows.get(3));
        assertNotNull(page.getAnchorByHref("/jenkins/" + third.getUrl() + "ack-edge/#order-2"));
        Pages.assertNothingInline(page);
        Pages.assertAccessible(page);
    }

    @Test
    void looksAtTheLastBuildsOnlyAndLoadsThoseAloneThatOrdered() throws Exception {
        FreeStyleBuild first = jenkins.buildAndAssertSuccess(job);
        order(first, "1", "SUCCEEDED");
        FreeStyleBuild second = jenkins.buildAndAssertSuccess(job);
        order(second, "1", "FAILED");
        Path builds = job.getBuildDir().toPath();
        // 99 builds that cannot be loaded: their folders are empty.
        for (int number = 3; number < 102; number++) {
            Files.createDirectories(builds.resolve(Integer.toString(number)));
        }
        job.updateNextBuildNumber(102);
        List<String> rows = rows(page());
        assertEquals(1, rows.size(), rows.toString());
        assertTrue(rows.get(0).startsWith("#2 "), rows.get(0));
        assertFalse(isLinked(), "of the first version: only its last builds are looked at");
        OrderingBuild.note(job);
        assertTrue(isLinked(), "noted with its first order, and for good");
    }

    @Test
    void speaksChineseToWhoeverAsksForIt() throws Exception {
        order(jenkins.buildAndAssertSuccess(job), "1", "UNKNOWN");
        String text = Pages.text(Pages.inChinese(client, job.getUrl() + "ack-edge/"));
        assertTrue(text.contains("最近 100 次构建的扩容"), text);
        assertTrue(text.contains("结果未知"), text);
    }

    @Test
    void aJobWithoutBuildsHasAnEmptyList() {
        assertEquals(List.of(), job.getAction(AckEdgeJobAction.class).getBuilds());
        assertNull(job.getAction(AckEdgeJobAction.class).getIconFileName());
    }
}
