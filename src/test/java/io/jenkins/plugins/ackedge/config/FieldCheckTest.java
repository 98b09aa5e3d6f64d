package io.jenkins.plugins.ackedge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Describable;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.ackedge.Pages;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.pipeline.AckEdgeScaleOutStep;
import io.jenkins.plugins.ackedge.pipeline.AckEdgeWaitTaskStep;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a form shows where a field is left empty, and what its checks say, asked as a browser asks. */
@WithJenkins
class FieldCheckTest {
    private static JenkinsRule jenkins;
    private static FreeStyleProject job;

    private boolean chinese;
    private String user = "developer";

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Setup.controller("http://127.0.0.1:1");
        job = jenkins.createFreeStyleProject("job");
        job.getBuildersList().add(new AckEdgeScaleOutBuilder(new FreestyleOrder()));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("developer"));
    }

    @BeforeEach
    void twoClusters() {
        AckEdgeCluster pool = Setup.bareCluster("pool-1", "c82e6987e2961451182edacd74fafabcd", "cn-hangzhou");
        pool.setVia("nodePool");
        pool.setNodePoolId("np1c9229d9be2d432c93f77a88fca0abcd");
        pool.setWorkerInstanceType("ens.sn1.large");
        pool.setCredentialsId("another");
        pool.setLoginCredentialsId("node-login");
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        configuration.setClusters(List.of(Setup.cluster("store-1", Setup.CLUSTER), pool));
        configuration.setDefaultCluster("store-1");
        configuration.save();
    }

    /** The words of the answer; empty for none. */
    private String ask(Class<?> form, String field, String query) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        client.login(user);
        String check = "check" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
        String id = Jenkins.get()
                .getDescriptorOrDie(form.asSubclass(Describable.class))
                .getId();
        String where = AckEdgeConfiguration.class.equals(form) ? "" : job.getUrl();
        WebRequest request = new WebRequest(
                new URL(jenkins.getURL(), where + "descriptorByName/" + id + "/" + check + "?" + query),
                HttpMethod.POST);
        request.setAdditionalHeader("Accept-Language", chinese ? "zh-CN" : "en");
        client.addCrumb(request);
        String html = Pages.inItsLanguage(
                () -> client.getPage(request).getWebResponse().getContentAsString());
        return html.replaceAll("<[^>]*>", "").trim();
    }

    private String inStep(String field, String query) throws Exception {
        return ask(AckEdgeScaleOutStep.class, field, query);
    }

    @Test
    void anEmptyFieldShowsWhatTheClusterSays() throws Exception {
        assertEquals("From cluster store-1: ens.sn1.tiny", inStep("workerInstanceType", "value=&cluster=&clusterId="));
        assertEquals("From cluster store-1: 1", inStep("workerPeriod", "value=&cluster=store-1&clusterId="));
        assertEquals("From cluster store-1: node-login", inStep("loginCredentialsId", "value=&cluster="));
        assertEquals("From cluster store-1: aliyun", inStep("credentialsId", "value=&cluster="));
        assertEquals("From cluster pool-1: another", inStep("credentialsId", "value=&cluster=pool-1"));
        assertEquals("From cluster pool-1: nodePool", inStep("via", "value=&cluster=pool-1"));
        assertEquals("", inStep("via", "value=&cluster=store-1"));
        assertEquals("", inStep("timeoutMins", "value=&cluster=store-1"));
        assertEquals(
                "From cluster store-1: " + Setup.CLUSTER,
                ask(FreestyleOrder.class, "clusterId", "value=&cluster=&clusterId="));
    }

    @Test
    void onlyWhatTheOrderWouldGet() throws Exception {
        String pool = "From cluster pool-1: np1c9229d9be2d432c93f77a88fca0abcd";
        assertEquals(pool, inStep("nodePoolId", "value=&cluster=pool-1&via="));
        assertEquals("", inStep("workerInstanceType", "value=&cluster=pool-1&via="));
        assertEquals("", inStep("loginCredentialsId", "value=&cluster=pool-1&via="));
        String other = "From cluster pool-1: ens.sn1.large";
        assertEquals(other, inStep("workerInstanceType", "value=&cluster=pool-1&via=scaleOutCluster"));
        assertEquals("", inStep("workerInstanceType", "value=&cluster=store-1&via=nodePool"));
        assertEquals("", inStep("loginCredentialsId", "value=&cluster=&keyPair=ops"), "the key pair replaces it");
        assertEquals(
                "", inStep("workerInstanceType", "value=&cluster=&clusterId=" + Setup.CLUSTER), "no cluster named");
        assertEquals("", inStep("workerInstanceType", "value=&cluster=gone"));
        assertEquals("", inStep("workerInstanceType", "value=&cluster=%24%7BCLUSTER%7D"));
        assertEquals("", inStep("workerInstanceType", "value="), "a form without a field for a cluster");
    }

    @Test
    void aWaitTakesRegionAndKeyFromItsCluster() throws Exception {
        assertEquals(
                "From cluster pool-1: cn-hangzhou",
                ask(AckEdgeWaitTaskStep.class, "regionId", "value=&cluster=pool-1"));
        assertEquals(
                "From cluster store-1: aliyun",
                ask(AckEdgeWaitTaskStep.class, "credentialsId", "value=&cluster=&regionId="));
        assertEquals("", ask(AckEdgeWaitTaskStep.class, "credentialsId", "value=&cluster=&regionId=cn-beijing"));
        Setup.configureCluster(0, c -> c.setTimeoutMins("30"));
        assertEquals("From cluster store-1: 30", inStep("timeoutMins", "value=&cluster="));
        assertEquals("", ask(AckEdgeWaitTaskStep.class, "timeoutMins", "value=&cluster="));
    }

    @Test
    void isForThoseWhoMaySeeTheJobsConfiguration() throws Exception {
        user = "reader";
        for (Parameter parameter : Parameter.values()) {
            if (parameter != Parameter.LOGIN_PASSWORD) {
                assertEquals("", inStep(parameter.key(), "value=&cluster=store-1"), parameter.key());
            }
        }
        for (String field : List.of("credentialsId", "loginCredentialsId", "via")) {
            assertEquals("", inStep(field, "value=&cluster=pool-1"), field);
        }
        assertEquals("", inStep("count", "value=11&cluster="));
        assertEquals("", inStep("credentialsId", "value=none"));
    }

    @Test
    void checksAreThoseOfTheJob() throws Exception {
        String most = "must be at most 10, the limit set for cluster store-1";
        assertEquals(most, inStep("count", "value=11&cluster="));
        assertEquals(most, inStep("count", "value=11&cluster=&clusterId=" + Setup.CLUSTER));
        assertEquals("", inStep("count", "value=11&cluster=pool-1"));
        assertEquals("must be one of scaleOutCluster, nodePool, ens", inStep("via", "value=x"));
        assertEquals("", inStep("loginCredentialsId", "value=node-login"));
        assertTrue(inStep("loginCredentialsId", "value=nobody").startsWith("Not found here"));
        assertEquals("", ask(FreestyleOrder.class, "credentialsId", "value=%24%7BKEY%7D"), "known to the build alone");
        assertEquals("", ask(FreestyleOrder.class, "count", "value=%24%7BNODES%7D&cluster="));
        assertEquals("must be a whole number from 1 to 100", inStep("count", "value=%24%7BNODES%7D&cluster="));
        assertTrue(inStep("credentialsId", "value=%24%7BKEY%7D").startsWith("Not found here"));
        assertEquals("No cluster is named &#039;gone&#039;.", inStep("cluster", "value=gone"));
        assertEquals("", ask(FreestyleOrder.class, "cluster", "value=%24%7BCLUSTER%7D"));
        user = "admin";
        assertEquals("must be a whole number from 1 to 100", ask(AckEdgeCluster.class, "maxCount", "value=%2410"));
    }

    @Test
    void speakChinese() throws Exception {
        chinese = true;
        assertEquals("来自集群 store-1：ens.sn1.tiny", inStep("workerInstanceType", "value=&cluster="));
        assertEquals("最多为 10，这是为集群 store-1 设置的上限", inStep("count", "value=11&cluster="));
        assertEquals("必须是以下值之一：scaleOutCluster, nodePool, ens", inStep("via", "value=x"));
        assertEquals(
                "少于 2 个 vCPU 或 4 GiB 内存，边缘集群的节点至少需要这些", inStep("workerInstanceType", "value=ens.sn1.stiny&via=ens"));
        assertEquals("必须是任务 ID：字母、数字、连字符、点和下划线，最多 128 个字符", ask(AckEdgeWaitTaskStep.class, "taskId", "value=a/b"));
        user = "admin";
        assertEquals("必须是 1 到 600 之间的整数", ask(AckEdgeConfiguration.class, "pollSeconds", "value=0"));
        assertEquals("必须是 0.1 到 100 之间的数", ask(AckEdgeConfiguration.class, "requestsPerSecond", "value=many"));
        assertTrue(ask(AckEdgeConfiguration.class, "endpoint", "value=cs.example.com")
                .startsWith("必须是类似 https://"));
        assertEquals("没有名为“gone”的集群。", ask(AckEdgeConfiguration.class, "defaultCluster", "value=gone"));
    }

    @Test
    void administratorsAreToldTheRulesOfSettings() throws Exception {
        user = "admin";
        assertEquals(
                "must be a whole number from 1 to 600", ask(AckEdgeConfiguration.class, "pollSeconds", "value=601"));
        assertEquals("", ask(AckEdgeConfiguration.class, "pollSeconds", "value=600"));
        assertEquals("", ask(AckEdgeConfiguration.class, "requestsPerSecond", "value=100"));
        assertEquals("", ask(AckEdgeConfiguration.class, "endpoint", "value=https%3A%2F%2Fcs.example.com"));
        assertEquals("", ask(AckEdgeConfiguration.class, "ensEndpoint", "value=https%3A%2F%2Fens.example.com"));
        assertTrue(ask(AckEdgeConfiguration.class, "ensEndpoint", "value=http%3A%2F%2Fens.example.com")
                .startsWith("Must be an address such as https://"));
        assertTrue(ask(AckEdgeConfiguration.class, "endpoint", "value=http%3A%2F%2Fcs.example.com")
                .startsWith("Must be an address such as https://"));
    }

    /** The same value may be right for one route and wrong for another. */
    @Test
    void rulesAreThoseOfTheRoute() throws Exception {
        String months = "must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 12";
        assertEquals(months, inStep("workerPeriod", "value=24&cluster=store-1&via=ens"));
        assertEquals("", inStep("workerPeriod", "value=9&cluster=store-1&via=ens"));
        assertEquals("", inStep("workerPeriod", "value=24&cluster=store-1&via="));
        Setup.configureCluster(0, c -> c.setVia("ens"));
        assertEquals(months, inStep("workerPeriod", "value=24&cluster=store-1&via="));
        assertEquals("", inStep("workerPeriod", "value=24&cluster=store-1&via=scaleOutCluster"));
        assertTrue(inStep("workerInstanceType", "value=ens.sn1.stiny&cluster=&via=")
                .startsWith("has less than 2 vCPU"));
        assertTrue(inStep("clusterId", "value=eck-1234567890&cluster=&via=ens")
                .startsWith("is the id of a cluster of another product"));
        assertEquals(
                "Required: cluster store-1 has no default for it",
                inStep("internetMaxBandwidthOut", "value=&cluster=store-1&via="));
        assertEquals("", inStep("internetMaxBandwidthOut", "value=&cluster=store-1&via=scaleOutCluster"));
        assertEquals("", inStep("internetMaxBandwidthOut", "value=0&cluster=store-1&via="));
        Setup.configureCluster(0, c -> {
            c.setWorkerPeriod("");
            c.setEnsInternetChargeType("");
        });
        String required = "Required: cluster store-1 has no default for it";
        assertEquals(required, inStep("workerPeriod", "value=&cluster=store-1&via=&instanceChargeType="));
        assertEquals("", inStep("workerPeriod", "value=&cluster=store-1&via=&instanceChargeType=PostPaid"));
        assertEquals(required, inStep("ensInternetChargeType", "value=&cluster=store-1&internetMaxBandwidthOut=5"));
        assertEquals("", inStep("ensInternetChargeType", "value=&cluster=store-1&internetMaxBandwidthOut=0"));
        assertEquals("must be a number from 0.01 to 9999999", inStep("maxPrice", "value=12O&cluster=&via="));
        assertEquals("", inStep("maxPrice", "value=120.50&cluster=&via="));
        assertEquals("", ask(FreestyleOrder.class, "maxPrice", "value=%24LIMIT&cluster=&via="));
        assertTrue(inStep("vSwitchId", "value=a/b&cluster=&via=").startsWith("must be the id of a vSwitch"));
    }

    @Test
    void whatIsRequiredIsMarked() throws Exception {
        assertEquals("Required", inStep("count", "value=&cluster="));
        assertEquals("", inStep("count", "value=&cluster=&desiredSize=3"));
        assertEquals("Required", ask(AckEdgeWaitTaskStep.class, "taskId", "value="));
        Setup.configureCluster(0, c -> c.setWorkerImageId(""));
        assertEquals(
                "Required: cluster store-1 has no default for it", inStep("workerImageId", "value=&cluster=store-1"));
        assertEquals("", inStep("workerImageId", "value=&cluster=pool-1"), "its route takes none");
        assertEquals("", inStep("workerDataDiskSize", "value=&cluster=store-1"), "optional");
        user = "reader";
        assertEquals("", inStep("workerImageId", "value=&cluster=store-1"));
        user = "admin";
        assertEquals("Required", ask(AckEdgeCluster.class, "clusterId", "value="));
        assertEquals("Required", ask(AckEdgeCluster.class, "regionId", "value="));
    }

    private static boolean isShown(HtmlPage page, String field) {
        DomElement input = page.getFirstByXPath("//div[@name='builder']//input[@name='_." + field + "']");
        return !((DomElement) input.getFirstByXPath("ancestor::div[contains(@class,'ack-edge-field')]"))
                .getAttribute("class")
                .contains("jenkins-hidden");
    }

    /** Fields that the route does not take are not shown, unless they hold something that somebody must find. */
    @Test
    void theFormFollowsTheRoute() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().login("developer");
        HtmlPage page = client.getPage(job, "configure");
        client.waitForBackgroundJavaScript(10_000);
        assertTrue(isShown(page, "workerImageId"));
        assertFalse(isShown(page, "nodePoolId"));

        HtmlInput via = page.getFirstByXPath("//div[@name='builder']//input[@name='_.via']");
        HtmlInput image = page.getFirstByXPath("//div[@name='builder']//input[@name='_.workerPeriod']");
        image.setValue("3");
        via.setValue("nodePool");
        via.fireEvent("change");
        assertFalse(isShown(page, "workerImageId"));
        assertTrue(isShown(page, "workerPeriod"), "it would be refused, and nobody would see what");
        assertTrue(isShown(page, "nodePoolId"));
        assertTrue(isShown(page, "count"));

        assertFalse(isShown(page, "internetMaxBandwidthOut"));
        via.setValue("ens");
        via.fireEvent("change");
        for (String field :
                List.of("workerImageId", "nodePoolId", "internetMaxBandwidthOut", "vSwitchId", "maxPrice")) {
            assertTrue(isShown(page, field), field);
        }
        assertFalse(isShown(page, "desiredSize"));

        via.setValue("");
        HtmlInput cluster = page.getFirstByXPath("//div[@name='builder']//input[@name='_.cluster']");
        cluster.setValue("pool-1");
        cluster.fireEvent("change");
        assertFalse(isShown(page, "workerImageId"), "the route of the cluster");

        via.setValue("${VIA}");
        via.fireEvent("change");
        assertTrue(isShown(page, "workerImageId"), "known to the build alone");
        assertTrue(isShown(page, "nodePoolId"));
    }

    /** The form sends the cluster along, and asks again when another one is chosen. */
    @Test
    void theFormFollowsTheCluster() throws Exception {
        Setup.configureCluster(1, c -> c.setEnsRegionId("cn-foshan-telecom"));
        Setup.configureCluster(1, c -> c.setVia(""));
        JenkinsRule.WebClient client = jenkins.createWebClient().login("developer");
        HtmlPage page = client.getPage(job, "configure");
        client.waitForBackgroundJavaScript(10_000);
        assertTrue(
                page.asNormalizedText().contains("From cluster store-1: cn-beijing-cmcc-2"), page.asNormalizedText());
        HtmlInput cluster = page.getFirstByXPath("//div[@name='builder']//input[@name='_.cluster']");
        cluster.setValue("pool-1");
        cluster.fireEvent("change");
        client.waitForBackgroundJavaScript(10_000);
        assertTrue(page.asNormalizedText().contains("From cluster pool-1: cn-foshan-telecom"), page.asNormalizedText());
    }
}
