package io.jenkins.plugins.ackedge.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.ackedge.Pages;
import io.jenkins.plugins.ackedge.orders.page.Records;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SleepBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A build's line and page, on a real Jenkins that enforces its content security policy. */
@WithJenkins
class AckEdgeBuildActionTest {
    private static JenkinsRule jenkins;

    private FreeStyleBuild build;
    private JenkinsRule.WebClient client;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void build() throws Exception {
        build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        client = jenkins.createWebClient();
    }

    @AfterEach
    void end() throws Exception {
        if (build.isBuilding()) {
            build.doStop();
            jenkins.waitForCompletion(build);
        }
    }

    private void buildThatRuns() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new SleepBuilder(600_000));
        build = job.scheduleBuild2(0).waitForStart();
    }

    private Path journal(String name) {
        return build.getRootDir().toPath().resolve("ack-edge").resolve(name + ".json");
    }

    private HtmlPage page() throws Exception {
        return client.getPage(build, "ack-edge/");
    }

    private static Records failed() {
        return Records.in("FAILED")
                .ordered(2_000)
                .with("endedMillis", Records.PLANNED + 252_000)
                .with("message", "1 of 2 instances failed: i-2. <b>Task</b> T-1 as a whole reports success.")
                .stage("create ENS instances", "success", "2026-08-01 14:00:02", "2026-08-01 14:02:02")
                .stage("join cluster", "success", "2026-08-01 14:02:02", "2026-08-01 14:04:12")
                .event("error", "1785564250000", "ens End <script>alert(1)</script>")
                .instance("i-1", "success", false)
                .instance("i-2", "failed", true);
    }

    private static Records running() {
        long now = System.currentTimeMillis();
        return Records.in("SUBMITTED")
                .with("plannedMillis", now - 60_000)
                .with("deadlineMillis", now + 3_600_000)
                .with("submittedMillis", now - 59_000)
                .with("taskId", "T-1")
                .stage("create ENS instances", "running", Long.toString(now - 59_000), "");
    }

    @Test
    void aBuildWithoutOrdersShowsNothing() throws Exception {
        assertNull(build.getAction(AckEdgeBuildAction.class));
        assertFalse(Pages.text(client.getPage(build)).contains("ACK Edge"));
    }

    @Test
    void theBuildsPageHasALineForEachOrder() throws Exception {
        buildThatRuns();
        failed().write(journal("1"));
        running().write(journal("2"));
        HtmlPage page = client.getPage(build);
        String text = Pages.text(page);
        assertTrue(
                text.contains("ACK Edge scale-out: 2 × ens.sn1.tiny in cn-beijing-telecom for cluster "
                        + "Cccfd68c474454665ace07efce924abcd: Failed, 4 min 12 s"),
                text);
        assertTrue(text.contains("Running, 1 min"), text);
        HtmlPage linked = page.getAnchorByHref("/jenkins/" + build.getUrl() + "ack-edge/#order-1")
                .click();
        assertNotNull(linked.getElementById("order-1"));
    }

    @Test
    void thePageTellsAllThereIsToKnow() throws Exception {
        failed().write(journal("1"));
        HtmlPage page = page();
        String text = Pages.text(page);
        for (String part : List.of(
                "ACK Edge scale-out",
                "2 × ens.sn1.tiny in cn-beijing-telecom",
                "Failed",
                "stays bought",
                "<b>Task</b> T-1 as a whole reports success.",
                "Cccfd68c474454665ace07efce924abcd",
                "cn-beijing",
                "4 min 12 s",
                "release#1",
                "T-1",
                "R-1",
                "1. create ENS instances",
                "done",
                "2 min 10 s",
                "i-2",
                "ens End <script>alert(1)</script>")) {
            assertTrue(text.contains(part), part + " is not in " + text);
        }
        assertEquals(
                3,
                page.getByXPath("//*[local-name()='rect'][contains(@class,'ack-edge__bar')]")
                        .size());
        assertEquals("ACK Edge scale-out – " + build.getFullDisplayName() + " - Jenkins", page.getTitleText());
        DomElement here = page.getFirstByXPath("//*[@id='breadcrumbs']//li[last()]");
        assertEquals("ACK Edge scale-out", here.getTextContent().trim());
        Pages.assertNothingInline(page);
        Pages.assertAccessible(page);
    }

    @Test
    void machinesOfEnsAreShownWithoutATask() throws Exception {
        Records.in("FAILED")
                .ofEns()
                .ordered(2_000)
                .ofEns()
                .with("price", "200.00 CNY")
                .with("endedMillis", Records.PLANNED + 252_000)
                .machine("i-1", "ready", true, "jk-0011223344556677-n001", "192.0.2.1", "2026-09-01T16:00Z")
                .machine("i-2", "running, did not join", false, "jk-0011223344556677-n002", "192.0.2.2", "")
                .event("warning", "", "Machine i-2 runs and has not joined the cluster")
                .write(journal("1"));
        HtmlPage page = page();
        String text = Pages.text(page);
        for (String part : List.of(
                "2 × ens.sn1.tiny in cn-beijing-telecom",
                "What was bought stays bought",
                "Order id",
                "0011223344556677",
                "R-1",
                "200.00 CNY",
                "How far",
                "Bought until",
                "jk-0011223344556677-n001",
                "192.0.2.1",
                "Ready",
                "Running, did not join",
                "Machine i-2 runs and has not joined the cluster")) {
            assertTrue(text.contains(part), part + " is not in " + text);
        }
        assertFalse(text.contains("Task"), text);
        assertFalse(text.contains("task"), text);
        Pages.assertNothingInline(page);
        Pages.assertAccessible(page);
        JSONObject order = client.getJSON(build.getUrl() + "ack-edge/api/json")
                .getJSONObject()
                .getJSONArray("orders")
                .getJSONObject(0);
        assertEquals("", order.getString("taskId"));
        assertEquals("200.00 CNY", order.getString("price"));
        JSONObject machine = order.getJSONArray("instances").getJSONObject(0);
        assertEquals("jk-0011223344556677-n001", machine.getString("name"));
        assertEquals("192.0.2.1", machine.getString("address"));
        assertEquals("2026-09-01T16:00Z", machine.getString("expires"));
        assertTrue(machine.getBoolean("ready"));
    }

    /** An entry of a step that waits for a task may know neither cluster nor count. */
    @Test
    void whatIsNotKnownIsLeftOut() throws Exception {
        Records.in("SUCCEEDED")
                .with("watchOnly", true)
                .with("taskId", "T-1")
                .with("endedMillis", Records.PLANNED + 60_000)
                .with("parameters", Map.of("timeoutMins", "60"))
                .write(journal("1"));
        String text = Pages.text(page());
        assertFalse(text.contains("ENS region"), text);
        assertFalse(text.contains("Nodes"), text);
        assertTrue(text.contains("Task T-1"), text);
        String line = Pages.text(client.getPage(build));
        assertTrue(line.contains("ACK Edge scale-out: Task T-1 – Done, 1 min"), line);
    }

    @Test
    void itsFilesAreThere() throws Exception {
        failed().write(journal("1"));
        HtmlPage page = page();
        List<String> files = new ArrayList<>();
        for (Object link : page.getByXPath(
                "//link[contains(@href,'orders/page/')]/@href" + " | //script[contains(@src,'orders/page/')]/@src")) {
            String file = ((org.htmlunit.html.DomAttr) link).getValue();
            files.add(file.substring(file.lastIndexOf('/') + 1));
            assertEquals(
                    200,
                    client.goTo(file.substring("/jenkins/".length()), null)
                            .getWebResponse()
                            .getStatusCode());
        }
        files.sort(null);
        assertEquals(List.of("orders.css", "orders.js"), files);
    }

    @Test
    void thePageAsksForNewsWhileAnOrderRuns() throws Exception {
        buildThatRuns();
        running().write(journal("1"));
        client.getOptions().setFetchPolyfillEnabled(true);
        HtmlPage page = page();
        assertEquals("true", page.getElementById("ack-edge-orders").getAttribute("data-live"));
        assertTrue(Pages.text(page).contains("The page follows the order while it runs."), Pages.text(page));

        failed().write(journal("1"));
        for (int i = 0; i < 30 && !Pages.text(page).contains("Failed"); i++) {
            client.waitForBackgroundJavaScript(1_000);
        }
        assertTrue(Pages.text(page).contains("i-2"), Pages.text(page));
        assertEquals("false", page.getElementById("ack-edge-orders").getAttribute("data-live"));
        String news = page.getElementById("ack-edge-news").getTextContent();
        assertEquals("2 × ens.sn1.tiny in cn-beijing-telecom Failed", news);
        assertFalse(Pages.text(page).contains("follows"), Pages.text(page));
        Pages.assertAccessible(page);
    }

    /** As after a crash where Jenkins cannot resume the build. */
    @Test
    void anOrderOfABuildThatDiedDoesNotRun() throws Exception {
        running().write(journal("1"));
        HtmlPage page = page();
        assertEquals("false", page.getElementById("ack-edge-orders").getAttribute("data-live"));
        assertTrue(Pages.text(page).contains("Ordered, end not known"), Pages.text(page));
    }

    @Test
    void newsComeAsAFragment() throws Exception {
        buildThatRuns();
        running().write(journal("1"));
        HtmlPage fragment = client.getPage(build, "ack-edge/orders");
        String html = fragment.getWebResponse().getContentAsString();
        assertTrue(html.stripLeading().startsWith("<div"), html);
        assertTrue(html.contains("data-live=\"true\""), html);
        assertEquals(
                "no-cache,no-store,must-revalidate", fragment.getWebResponse().getResponseHeaderValue("Cache-Control"));
        failed().write(journal("1"));
        assertTrue(client.getPage(build, "ack-edge/orders")
                .getWebResponse()
                .getContentAsString()
                .contains("data-live=\"false\""));
    }

    /** A page that is open asks every few seconds, and most of the time nothing has happened. */
    @Test
    void newsAreRenderedOnlyIfThereAreAny() throws Exception {
        failed().write(journal("1"));
        String tag = news(null).getResponseHeaderValue("ETag");
        assertEquals(304, news(tag).getStatusCode());
        assertEquals("", news(tag).getContentAsString());
        Records.in("SUCCEEDED").with("taskId", "T-1").write(journal("1"));
        WebResponse changed = news(tag);
        assertEquals(200, changed.getStatusCode());
        assertNotEquals(tag, changed.getResponseHeaderValue("ETag"));
    }

    private WebResponse news(String tag) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), build.getUrl() + "ack-edge/orders"));
        if (tag != null) {
            request.setAdditionalHeader("If-None-Match", tag);
        }
        client.setThrowExceptionOnFailingStatusCode(false);
        return client.getPage(request).getWebResponse();
    }

    /** Whoever looks for other actions of a build must not wait for a look at a disk. */
    @Test
    void isAskedForWhereItIsMeant() {
        for (Class<? extends Action> meant : List.of(AckEdgeBuildAction.class, Action.class)) {
            assertTrue(asks(FreeStyleBuild.class, meant, AckEdgeBuildAction.Factory.class), meant.getName());
        }
        assertFalse(asks(FreeStyleBuild.class, CauseAction.class, AckEdgeBuildAction.Factory.class));
        assertFalse(asks(FreeStyleProject.class, CauseAction.class, AckEdgeJobAction.Factory.class));
    }

    private static boolean asks(Class<?> of, Class<? extends Action> actions, Class<?> factory) {
        for (TransientActionFactory<?> found : TransientActionFactory.factoriesFor(of, actions)) {
            if (found.getClass() == factory) {
                return true;
            }
        }
        return false;
    }

    @Test
    void anUnreadableJournalIsSaidToBeOne() throws Exception {
        failed().write(journal("1"));
        Files.writeString(journal("2"), "{");
        String line = Pages.text(client.getPage(build));
        assertTrue(line.contains("The orders of this build cannot be read"), line);
        HtmlPage page = page();
        assertTrue(Pages.text(page).contains("it is not known here what was ordered"), Pages.text(page));
        assertEquals("false", page.getElementById("ack-edge-orders").getAttribute("data-live"));
        assertTrue(json().isNullObject() || json().getString("orders").equals("null"), json().toString());
    }

    @Test
    void programsReadTheSame() throws Exception {
        failed().write(journal("1"));
        JSONArray orders = json().getJSONArray("orders");
        assertEquals(1, orders.size());
        JSONObject order = orders.getJSONObject(0);
        assertEquals("FAILED", order.getString("state"));
        assertFalse(order.getBoolean("live"));
        assertEquals("T-1", order.getString("taskId"));
        assertEquals(252_000, order.getLong("elapsedMillis"));
        assertEquals("2", order.getJSONObject("parameters").getString("count"));
        JSONObject stage = order.getJSONArray("stages").getJSONObject(1);
        assertEquals("2026-08-01 14:02:02", stage.getString("start"));
        assertEquals(Records.PLANNED + 252_000, stage.getLong("endMillis"));
        assertTrue(order.getJSONArray("instances").getJSONObject(1).getBoolean("failed"));
        assertFalse(order.has("events"), "many, and only for who asks");
        for (String asked : List.of("depth=2", "tree=orders[events[level]]")) {
            JSONObject whole = json(asked).getJSONArray("orders").getJSONObject(0);
            assertEquals("error", whole.getJSONArray("events").getJSONObject(0).getString("level"), asked);
        }
    }

    /** A build's own answer names the page, and reads no journal for it. */
    @Test
    void theBuildsAnswerStaysSmall() throws Exception {
        failed().write(journal("1"));
        String answer =
                client.goTo(build.getUrl() + "api/json", null).getWebResponse().getContentAsString();
        assertTrue(answer.contains(AckEdgeBuildAction.class.getName()), answer);
        assertFalse(answer.contains("T-1"), answer);
    }

    private JSONObject json() throws Exception {
        return json("depth=0");
    }

    private JSONObject json(String query) throws Exception {
        return jenkins.getJSON(build.getUrl() + "ack-edge/api/json?" + query).getJSONObject();
    }

    @Test
    void speaksChineseToWhoeverAsksForIt() throws Exception {
        failed().write(journal("1"));
        running().write(journal("2"));
        HtmlPage page = Pages.inChinese(client, build.getUrl() + "ack-edge/");
        String text = Pages.text(page);
        for (String part : List.of(
                "ACK Edge 扩容", "2 × ens.sn1.tiny，cn-beijing-telecom", "失败", "运行中", "任务时间线", "节点数", "4 分 12 秒", "已加入")) {
            assertTrue(text.contains(part), part + " is not in " + text);
        }
        assertFalse(text.contains("Timeline"), text);
        String line = Pages.text(Pages.inChinese(client, build.getUrl()));
        assertTrue(line.contains("（集群 Cccfd68c474454665ace07efce924abcd）：失败，4 分 12 秒"), line);
        Pages.assertAccessible(page);
    }

    @Test
    void isForThoseWhoMayReadTheJob() throws Exception {
        failed().write(journal("1"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "other")
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
        try {
            for (String path : List.of("ack-edge/", "ack-edge/orders", "ack-edge/api/json", "../ack-edge/")) {
                assertEquals(200, status("reader", path));
                assertEquals(404, status("other", path));
            }
        } finally {
            jenkins.jenkins.disableSecurity();
        }
    }

    private int status(String user, String path) throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user)
                .goTo(build.getUrl() + path, null)
                .getWebResponse()
                .getStatusCode();
    }
}
