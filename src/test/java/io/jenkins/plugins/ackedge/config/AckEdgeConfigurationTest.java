package io.jenkins.plugins.ackedge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.BulkChange;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.StaplerRequest2;

/** A configuration is saved whole and right, or not at all, whether it comes from the form, from JCasC or from a script. */
@WithJenkins
class AckEdgeConfigurationTest {
    private static final String OTHER = "c82e6987e2961451182edacd74fafabcd";

    private JenkinsRule jenkins;
    private AckEdgeConfiguration configuration;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Setup.controller("http://127.0.0.1:1");
        configuration = AckEdgeConfiguration.get();
    }

    private List<String> names() {
        return configuration.current().clusters().stream()
                .map(AckEdgeCluster::getName)
                .toList();
    }

    private String file() throws IOException {
        return Files.readString(configuration.getConfigFile().getFile().toPath());
    }

    private static void yaml(String text) throws ConfiguratorException {
        byte[] bytes = ("unclassified:\n  ackEdge:\n" + text.indent(4)).getBytes(StandardCharsets.UTF_8);
        ConfigurationAsCode.get().configureWith(YamlSource.of(new ByteArrayInputStream(bytes)));
    }

    private static String told(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return all.toString();
    }

    @Test
    void theFormKeepsEverything() throws Exception {
        AckEdgeCluster other = Setup.bareCluster("store-2", OTHER, "cn-hangzhou");
        AckEdgeCluster before = Setup.cluster("store-1", Setup.CLUSTER);
        before.setWorkerAutoRenew("true");
        before.setWorkerAutoRenewPeriod("2");
        before.setVia("ens");
        before.setNodePoolId("np1c9229d9be2d432c93f77a88fca0abcd");
        before.setInternetMaxBandwidthOut("0");
        before.setInstanceChargeType("PrePaid");
        before.setSystemDiskCategory("cloud_ssd");
        before.setDataDiskCategory("local_hdd");
        before.setNetworkId("n-1");
        before.setVSwitchId("vsw-1");
        before.setSecurityId("sg-1");
        before.setMaxPrice("120.50");
        before.setReleaseOnFailure("false");
        before.setMaxCountPerDay("40");
        before.setAllowedItems(List.of("release/**", "nightly/*/deploy"));
        before.setDryRunOnly("true");
        Setup.configure(c -> {
            c.setClusters(List.of(before, other));
            c.setDefaultCluster("store-2");
            c.setEndpoint("https://cs-anony-vpc.cn-beijing.aliyuncs.com");
            c.setEnsEndpoint("https://ens.ap-southeast-1.aliyuncs.com");
            c.setStsEndpoint("https://sts-vpc.cn-beijing.aliyuncs.com");
            c.setKeepOrdersDays("1000");
            c.setPollSeconds("20");
            c.setRequestsPerSecond("0.5");
        });
        jenkins.configRoundtrip();

        assertEquals("store-2", configuration.getDefaultCluster());
        assertEquals("https://cs-anony-vpc.cn-beijing.aliyuncs.com", configuration.getEndpoint());
        assertEquals("https://ens.ap-southeast-1.aliyuncs.com", configuration.getEnsEndpoint());
        assertEquals("https://sts-vpc.cn-beijing.aliyuncs.com", configuration.getStsEndpoint());
        assertEquals("1000", configuration.getKeepOrdersDays());
        assertEquals("20", configuration.getPollSeconds());
        assertEquals("0.5", configuration.getRequestsPerSecond());
        assertEquals(0.5, configuration.settings().requestsPerSecond());
        assertEquals(2, configuration.getClusters().size());
        AckEdgeCluster after = configuration.getClusters().get(0);
        jenkins.assertEqualDataBoundBeans(before, after);
        assertEquals("vsw-1", after.getVSwitchId());
        assertEquals(List.of("release/**", "nightly/*/deploy"), after.getAllowedItems());
        assertEquals("true", after.getDryRunOnly());
        jenkins.assertEqualDataBoundBeans(other, configuration.getClusters().get(1));
    }

    @Test
    void theFormKeepsThatThereIsNoCluster() throws Exception {
        Setup.configure(c -> c.setClusters(List.of()));
        jenkins.configRoundtrip();
        assertEquals(List.of(), names());
    }

    @Test
    void configurationAsCode() throws Exception {
        ConfigurationAsCode.get()
                .configure(getClass().getResource("configuration-as-code.yaml").toExternalForm());
        assertEquals("store-1", configuration.getDefaultCluster());
        assertEquals("15", configuration.getPollSeconds());
        AckEdgeCluster cluster = configuration.getClusters().get(0);
        assertEquals("10", cluster.getMaxCount());
        assertEquals("ens.sn1.tiny", cluster.getWorkerInstanceType());

        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        CNode exported = Util.getUnclassifiedRoot(context).get("ackEdge");
        assertEquals(
                Util.toStringFromYamlFile(this, "configuration-as-code-exported.yaml"), Util.toYamlString(exported));
    }

    /** With all that machines of ENS take and all limits: what is exported says the same. */
    @Test
    void configurationAsCodeWithEachKey() throws Exception {
        String given = Util.toStringFromYamlFile(this, "configuration-as-code-each-key.yaml");
        yaml(given);
        assertEquals("https://ens.ap-southeast-1.aliyuncs.com", configuration.getEnsEndpoint());
        assertEquals("https://sts-vpc.cn-beijing.aliyuncs.com", configuration.getStsEndpoint());
        assertEquals("1000", configuration.getKeepOrdersDays());
        AckEdgeCluster cluster = configuration.getClusters().get(0);
        assertEquals("vsw-1", cluster.getVSwitchId());
        assertEquals("120.50", cluster.getMaxPrice());
        assertEquals("40", cluster.getMaxCountPerDay());
        assertEquals(List.of("release/**", "nightly/*/deploy"), cluster.getAllowedItems());
        assertEquals("true", cluster.getDryRunOnly());
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        assertEquals(given, Util.toYamlString(Util.getUnclassifiedRoot(context).get("ackEdge")));
    }

    /** JCasC itself drops such a number; the documents say so. */
    @Test
    void aLimitWithAFractionNeedsQuotes() throws Exception {
        String cluster = "clusters:\n- name: store-9\n  clusterId: " + OTHER + "\n  regionId: cn-beijing\n  maxPrice: ";
        yaml(cluster + "\"120.5\"");
        assertEquals("120.5", configuration.getClusters().get(0).getMaxPrice());
        yaml(cluster + "120");
        assertEquals("120", configuration.getClusters().get(0).getMaxPrice());
        yaml(cluster + "120.5");
        assertNull(configuration.getClusters().get(0).getMaxPrice());
    }

    /** Each of these was once taken for a default, and saved. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pollSeconds: x               | pollSeconds 'x' must be a whole number from 1 to 600
            pollSeconds: 0               | pollSeconds '0' must be a whole number from 1 to 600
            pollSeconds: 601             | pollSeconds '601' must be a whole number from 1 to 600
            requestsPerSecond: many      | requestsPerSecond 'many' must be a number from 0.1 to 100
            requestsPerSecond: 101       | requestsPerSecond '101' must be a number from 0.1 to 100
            endpoint: http://example.com | must begin with https://
            ensEndpoint: http://example.com | ensEndpoint: The endpoint 'http://example.com' must begin with https://
            defaultCluster: store-2      | defaultCluster 'store-2' is not the name of a cluster: configured are store-1
            """)
    void aWrongSettingIsRefused(String line, String words) throws Exception {
        String before = file();
        Exception e = assertThrows(ConfiguratorException.class, () -> yaml(line));
        assertTrue(told(e).contains(words), told(e));
        assertEquals(before, file());
        assertEquals(List.of("store-1"), names());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maxCount: 1O              | maxCount '1O' must be a whole number from 1 to 100
            maxCount: 0               | maxCount '0' must be a whole number from 1 to 100
            maxCount: -5              | maxCount '-5' must be a whole number from 1 to 100
            maxCount: "10.5"          | maxCount '10.5' must be a whole number from 1 to 100
            maxCount: 99999999999     | maxCount '99999999999' must be a whole number from 1 to 100
            maxCount: $10             | maxCount '$10' must be a whole number from 1 to 100
            workerAutoRenew: ja       | workerAutoRenew 'ja' must be true or false
            workerDataDiskSize: 2O    | workerDataDiskSize '2O' must be 0 (none) or a multiple of 10
            timeoutMins: soon         | timeoutMins 'soon' must be a whole number
            via: nodepool             | via 'nodepool' must be one of scaleOutCluster, nodePool, ens
            maxPrice: 12O             | maxPrice '12O' must be a number from 0.01 to 9999999
            internetMaxBandwidthOut: -1  | internetMaxBandwidthOut '-1' must be a whole number from 0 to 10000
            instanceChargeType: prepaid  | instanceChargeType 'prepaid' must be one of PrePaid, PostPaid
            systemDiskCategory: ssd   | systemDiskCategory 'ssd' must be one of cloud_efficiency, cloud_ssd
            releaseOnFailure: ja      | releaseOnFailure 'ja' must be true or false
            keyPair: ${KEY}           | keyPair '${KEY}' must be the name of an ENS key pair
            """)
    void aWrongFieldOfAClusterIsRefused(String line, String words) throws Exception {
        String given = "clusters:\n- name: store-9\n  clusterId: " + OTHER + "\n  regionId: cn-beijing\n  "
                + line.replace("${", "^${");
        Exception e = assertThrows(ConfiguratorException.class, () -> yaml(given));
        assertTrue(told(e).contains("cluster 'store-9': " + words), told(e));
        assertEquals(List.of("store-1"), names());
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Exception e = assertThrows(
                ConfiguratorException.class,
                () -> yaml("pollSeconds: x\nclusters:\n- name: a b\n  maxCount: 1O\n- name: store-2\n  clusterId: "
                        + OTHER));
        String all = told(e);
        assertTrue(all.contains("pollSeconds 'x'"), all);
        assertTrue(all.contains("cluster 'a b': name 'a b' must be 1 to 64 letters"), all);
        assertTrue(all.contains("cluster 'a b': maxCount '1O'"), all);
        assertTrue(all.contains("cluster 'a b': clusterId is missing"), all);
        assertTrue(all.contains("cluster 'store-2': regionId is missing"), all);
    }

    @Test
    void twoClustersOfOneNameAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Setup.configure(c ->
                        c.setClusters(List.of(Setup.cluster("a", Setup.CLUSTER), Setup.cluster("a", Setup.CLUSTER)))));
        assertEquals(List.of("store-1"), names());
    }

    /** A failed save once emptied the clusters in memory, and half of a form stayed. */
    @Test
    void aFormThatIsRefusedChangesNothingAndNamesTheField() throws Exception {
        String before = file();
        HtmlPage page = jenkins.createWebClient().goTo("configure");
        HtmlForm form = page.getFormByName("config");
        form.getInputByName("_.maxCount").setValue("1O");
        form.getInputByName("_.pollSeconds").setValue("20");
        JenkinsRule.WebClient client = (JenkinsRule.WebClient) page.getWebClient();
        client.setThrowExceptionOnFailingStatusCode(false);
        HtmlPage answer = jenkins.submit(form);
        assertEquals(400, answer.getWebResponse().getStatusCode());
        assertTrue(
                answer.asNormalizedText().contains("cluster 'store-1': maxCount '1O' must be a whole number"),
                answer.asNormalizedText());
        assertEquals(List.of("store-1"), names());
        assertEquals("1", configuration.getPollSeconds());
        assertEquals(before, file());
    }

    /** Jenkins ties a label to no field, and two of its own inputs once had no name here. */
    @Test
    void eachFieldOfAClusterHasANameForScreenReaders() throws Exception {
        HtmlPage page = jenkins.createWebClient().goTo("configure");
        List<String> nameless = page
                .<HtmlElement>getByXPath(
                        "//div[contains(@class, 'ack-edge-order')]//*[starts-with(@name, '_.')]"
                                + "[self::input[not(@type = 'hidden') and not(@type = 'checkbox')] or self::select or self::textarea]")
                .stream()
                .filter(field ->
                        field.getAttribute("aria-label").isEmpty() && field.getEnclosingElement("label") == null)
                .map(field -> field.getAttribute("name"))
                .filter(name -> !name.matches("_.(c|loginC)redentialsId")) // the credentials plugin draws these
                .toList();
        assertEquals(List.of(), nameless);
        assertEquals(
                1,
                page.getByXPath("//label[normalize-space() != '']//textarea[@name = '_.allowedItems']")
                        .size());
    }

    /** Core calls it for each section, with an empty object where the form has none. */
    @Test
    void aFormWithoutThisSectionChangesNothing() throws Exception {
        assertTrue(configuration.configure((StaplerRequest2) null, new JSONObject()));
        assertEquals(List.of("store-1"), names());
    }

    @Test
    void aSaveThatCannotBeWrittenChangesNothing() throws Exception {
        Path file = configuration.getConfigFile().getFile().toPath();
        String before = file();
        Files.delete(file);
        Files.createDirectory(file); // nothing can be moved over it
        Files.createFile(file.resolve("child"));
        assertThrows(RuntimeException.class, () -> Setup.configure(c -> c.setPollSeconds("20")));
        assertEquals(List.of("store-1"), names());
        assertEquals("1", configuration.getPollSeconds());
        assertFalse(before.isEmpty());
    }

    @Test
    void aNewClusterCanBeTheDefaultInTheSaveThatBringsIt() throws Exception {
        yaml("defaultCluster: store-2\nclusters:\n- name: store-2\n  clusterId: " + OTHER + "\n  regionId: cn-beijing");
        assertEquals(
                "store-2",
                configuration.current().defaultCluster().orElseThrow().getName());
    }

    /** Whoever builds meanwhile sees what was saved before, never a half of it. */
    @Test
    void buildsSeeAChangeWhenItIsSaved() throws Exception {
        configuration.setClusters(List.of());
        configuration.setPollSeconds("20");
        assertEquals("20", configuration.getPollSeconds(), "whoever changes it sees it");
        assertEquals(List.of("store-1"), names());
        assertEquals(1, configuration.settings().poll().toSeconds());
        configuration.save();
        assertEquals(List.of(), names());
        assertEquals(20, configuration.settings().poll().toSeconds());
    }

    /** Objects that were handed in or out are nobody's way around the checks. */
    @Test
    void whatIsInForceCannotBeChangedFromOutside() throws Exception {
        AckEdgeCluster cluster = Setup.cluster("store-1", Setup.CLUSTER);
        Setup.configure(c -> c.setClusters(List.of(cluster)));
        cluster.setMaxCount("99");
        configuration.getClusters().get(0).setMaxCount("98");
        configuration.save();
        assertEquals("10", maxCount(Setup.CLUSTER));
        assertEquals("10", configuration.getClusters().get(0).getMaxCount());
    }

    @Test
    void whatOrdersWouldBeRefusedForIsNotSaved() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Setup.configureCluster(0, cluster -> cluster.setKeyPair("ops")));
        assertTrue(e.getMessage().contains("keyPair cannot be given together with loginCredentialsId"), e.getMessage());
    }

    @Test
    void thePasswordInAnAddressIsNotRepeated() {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Setup.configure(c -> c.setEndpoint("https://user:swordfish@cs.example.com")));
        assertFalse(told(e).contains("swordfish"), told(e));
        assertTrue(told(e).contains("endpoint: The endpoint must have no user"), told(e));
    }

    @Test
    void whatWasGivenUpHalfWayIsNotSavedByTheNext() throws Exception {
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setClusters(List.of());
        }
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setPollSeconds("20");
            change.commit();
        }
        assertEquals(List.of("store-1"), names());
        assertEquals("20", configuration.getPollSeconds());
    }

    /** A file that was changed by hand is loaded as it is, and nothing is ordered by it. */
    @Test
    void aFileThatWasChangedByHandIsShownAndForbidsOrders() throws Exception {
        Path file = configuration.getConfigFile().getFile().toPath();
        Files.writeString(
                file, file().replace("<pollSeconds>1<", "<pollSeconds>0<").replace("<maxCount>10<", "<maxCount>1O<"));
        configuration.load();
        assertEquals("0", configuration.getPollSeconds());
        assertEquals(15, configuration.settings().poll().toSeconds(), "a wait goes on");
        assertEquals(
                List.of(
                        "pollSeconds '0' must be a whole number from 1 to 600",
                        "cluster 'store-1': maxCount '1O' must be a whole number from 1 to 100"),
                JobClusters.of(null).objections(Setup.CLUSTER));
        assertEquals(
                List.of("pollSeconds '0' must be a whole number from 1 to 600"),
                JobClusters.of(null).objections(OTHER));
    }

    /** It might be a limit. */
    @Test
    void aFieldThatNobodyKnowsForbidsOrders() throws Exception {
        Path file = configuration.getConfigFile().getFile().toPath();
        Files.writeString(file, file().replace("<maxCount>10<", "<maxcount>10<").replace("</maxCount>", "</maxcount>"));
        configuration.load();
        assertEquals(
                List.of("cluster 'store-1': maxcount is not known"),
                JobClusters.of(null).objections(Setup.CLUSTER));
    }

    @Test
    void theLimitHoldsHoweverTheClusterIsWritten() {
        assertEquals("10", maxCount(Setup.CLUSTER));
        assertEquals("10", maxCount(Setup.CLUSTER.toLowerCase(Locale.ROOT)));
        assertNull(configuration.getDefaultCluster());
    }

    private static String maxCount(String clusterId) {
        return JobClusters.of(null)
                .limits(clusterId)
                .maxCount()
                .orElseThrow()
                .most()
                .toPlainString();
    }
}
