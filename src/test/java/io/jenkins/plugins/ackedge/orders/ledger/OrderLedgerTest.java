package io.jenkins.plugins.ackedge.orders.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.OnAController;
import io.jenkins.plugins.ackedge.Pages;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.StoredOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every order of a controller, for administrators and auditors. */
@WithJenkins
class OrderLedgerTest extends OnAController {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private HtmlPage page(String query) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        return client.goTo("manage/ack-edge-orders/" + query);
    }

    private String csv(String query) throws Exception {
        Page answer = jenkins.createWebClient().goTo("manage/ack-edge-orders/csv" + query, "text/csv");
        return answer.getWebResponse().getContentAsString();
    }

    private StoredOrder stored(int daysAgo) {
        return new StoredOrder()
                .sent(NOW - Duration.ofDays(daysAgo).toMillis())
                .ended(NOW - Duration.ofDays(daysAgo).toMillis() + 60_000);
    }

    private void put(StoredOrder order, int number) throws Exception {
        order.putInto(ControllerOrders.get().records(), number);
    }

    @Test
    void tellsOfAnOrderWhoseJobIsGone() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 2)", true));
        jenkins.buildAndAssertSuccess(job);
        String linked = page("").asXml();
        assertTrue(linked.contains("job/deploy/1/ack-edge/"), linked);
        job.delete();

        HtmlPage page = page("");
        String text = Pages.text(page);
        for (String told : List.of("deploy#1", "store-1", Setup.CLUSTER, "AccessKey ID …eyId", "Orders: 1")) {
            assertTrue(text.contains(told), told + " in " + text);
        }
        assertFalse(page.asXml().contains("job/deploy"), "there is no link to what is gone");
        Pages.assertNothingInline(page);
    }

    @Test
    void openOrdersStandOnTopWithWhatToDo() throws Exception {
        put(stored(3).from(Origin.of("lost#4")).state(OrderState.UNKNOWN), 1);
        put(stored(1).from(Origin.of("fine#5")), 2);
        put(stored(2).from(Origin.of("given-up#6")).state(OrderState.PLANNED), 3);
        HtmlPage page = page("");
        String open = page.getElementById("ack-edge-open").asNormalizedText();
        assertTrue(open.contains("lost#4"), open);
        assertFalse(open.contains("fine#5") || open.contains("given-up#6"), open);
        String all = page.getElementById("ack-edge-ledger").asNormalizedText();
        assertTrue(all.indexOf("fine#5") < all.indexOf("given-up#6"), "the newest first");
        assertTrue(all.indexOf("given-up#6") < all.indexOf("lost#4"), "the newest first");
    }

    @Test
    void isFilteredAndCutIntoPages() throws Exception {
        for (int i = 1; i <= 120; i++) {
            put(
                    stored(i)
                            .from(Origin.of((i % 2 == 0 ? "even" : "odd") + "#" + i)
                                    .withCluster(i % 3 == 0 ? "third" : "other"))
                            .state(i % 5 == 0 ? OrderState.FAILED : OrderState.SUCCEEDED),
                    i);
        }
        assertTrue(Pages.text(page("")).contains("Page 1 of 3"));
        HtmlPage last = page("?page=3");
        assertTrue(Pages.text(last).contains("odd#119") && !Pages.text(last).contains("odd#1\n"), Pages.text(last));
        assertEquals(121, csv("").lines().count());
        assertEquals(61, csv("?job=EVEN").lines().count());
        assertEquals(41, csv("?cluster=third").lines().count());
        assertEquals(
                121,
                csv("?cluster=" + Setup.CLUSTER.toUpperCase(Locale.ROOT))
                        .lines()
                        .count());
        assertEquals(25, csv("?state=FAILED").lines().count());
        assertEquals(5, csv("?cluster=third&job=odd&state=FAILED").lines().count());
        assertEquals(4, csv("?from=2026-02-26&to=2026-02-28").lines().count());
        String aDay = "?from=2026-02-28&to=2026-02-28&zone=";
        assertTrue(csv(aDay + "Etc/UTC").contains("odd#1\""), csv(aDay + "Etc/UTC"));
        assertTrue(csv(aDay + "Pacific/Kiritimati").contains("even#2\""), csv(aDay + "Pacific/Kiritimati"));

        JSONObject json = JSONObject.fromObject(jenkins.createWebClient()
                .goTo("manage/ack-edge-orders/api/json?page=2", "application/json")
                .getWebResponse()
                .getContentAsString());
        assertEquals(120, json.getInt("total"));
        assertEquals(3, json.getInt("pages"));
        assertEquals(50, json.getJSONArray("orders").size());
        assertEquals("odd#51", json.getJSONArray("orders").getJSONObject(0).getString("who"));
    }

    @Test
    void theFormKeepsWhatWasAskedFor() throws Exception {
        put(stored(1).from(Origin.of("deploy#1").withCluster("store-1")), 1);
        HtmlPage page = page("?cluster=store-1&job=deploy&state=SUCCEEDED&from=2026-02-01&to=2026-03-01");
        HtmlForm form = (HtmlForm) page.querySelector("form.ack-edge__filter");
        assertEquals("store-1", form.getInputByName("cluster").getValue());
        assertEquals("deploy", form.getInputByName("job").getValue());
        assertEquals(
                "SUCCEEDED",
                form.getSelectByName("state").getSelectedOptions().get(0).getValueAttribute());
        assertEquals("2026-02-01", form.getInputByName("from").getValue());
        assertTrue(Pages.text(page).contains("Orders: 1"));
    }

    @Test
    void aWrongFilterFindsNothingAndSaysWhy() throws Exception {
        put(stored(1), 1);
        HtmlPage page = page("?state=DONE&from=yesterday&zone=Mars&page=0");
        String text = Pages.text(page);
        assertTrue(text.contains("The state 'DONE' must be one of those in the list."), text);
        assertTrue(text.contains("The day 'yesterday' must be a date such as 2026-03-01."), text);
        assertTrue(text.contains("The zone 'Mars' must be a time zone such as Asia/Shanghai."), text);
        assertTrue(text.contains("The page '0' must be a number from 1."), text);
        assertTrue(text.contains("Orders: 0"), text);
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        assertEquals(
                400,
                client.goTo("manage/ack-edge-orders/csv?to=x", null)
                        .getWebResponse()
                        .getStatusCode());
    }

    @Test
    void isThereInChinese() throws Exception {
        put(stored(1), 1);
        HtmlPage page = Pages.inChinese(jenkins.createWebClient(), "manage/ack-edge-orders/");
        assertTrue(Pages.text(page).contains("ACK Edge 订单") && Pages.text(page).contains("订单：1"), Pages.text(page));
    }

    /** What a spreadsheet would run as a formula stays a text. */
    @Test
    void aCellOfTheCsvIsNoFormula() throws Exception {
        put(stored(1).from(Origin.of("=HYPERLINK(\"http://x\")#1").withStartedBy("@evil, \"quoted\"")), 1);
        String csv = csv("");
        assertTrue(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")#1\",\"'@evil, \"\"quoted\"\"\""), csv);
        assertTrue(csv.startsWith("\"orderId\",\"planned\""), csv);
    }

    @Test
    void saysWhichRecordsCannotBeRead() throws Exception {
        put(stored(1), 1);
        Path orders = jenkins.jenkins.getRootDir().toPath().resolve("ack-edge/orders");
        Files.writeString(orders.resolve("00000000000000aa.json"), "{");
        String text = Pages.text(page(""));
        assertTrue(text.contains("00000000000000aa.json is not the record of an order"), text);
        assertTrue(text.contains("Orders: 1"), text);
    }

    @Test
    void oldOrdersAreRemovedUnlessTheyAreOpen() throws Exception {
        put(stored(401), 1);
        put(stored(399), 2);
        put(stored(500).state(OrderState.UNKNOWN), 3);
        put(stored(500).state(OrderState.PLANNED), 4);
        Path orders = jenkins.jenkins.getRootDir().toPath().resolve("ack-edge/orders");
        Files.createFile(orders.resolve("0000000000000001.json.send-1"));
        Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);

        OrderRetention.removeOld(ControllerOrders.get().records(), clock);
        try (Stream<Path> left = Files.list(orders)) {
            assertEquals(
                    List.of("0000000000000002.json", "0000000000000003.json"),
                    left.map(file -> file.getFileName().toString())
                            .filter(name -> !name.endsWith(".lock") && !name.equals("claims"))
                            .sorted()
                            .toList());
        }
        Setup.configure(c -> c.setKeepOrdersDays("31"));
        OrderRetention.removeOld(ControllerOrders.get().records(), clock);
        assertEquals(1, ControllerOrders.get().records().contents().records().size());
    }

    @Test
    void aBuildWhoseOrderIsRemovedShowsNone() throws Exception {
        var run = run("ackEdgeScaleOut(count: 1)", Result.SUCCESS);
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(401)), ZoneOffset.UTC);
        OrderRetention.removeOld(ControllerOrders.get().records(), later);
        assertTrue(jenkins.createWebClient()
                .getPage(run, "ack-edge")
                .asNormalizedText()
                .contains("This build has ordered nothing."));
    }
}
