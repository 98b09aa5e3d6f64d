package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.model.CNode;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What somebody fills in is what is kept, in every form and in JCasC. */
@WithJenkins
class RoundTripTest {
    private static final String FIELDS =
            "cluster,clusterId,regionId,credentialsId,count,ensRegionId,workerInstanceType,"
                    + "workerImageId,ensInternetChargeType,workerPeriod,workerSystemDiskSize,workerDataDiskSize,workerAutoRenew,"
                    + "workerAutoRenewPeriod,loginCredentialsId,keyPair,timeoutMins,via,wait,propagate,cancelOnAbort,dryRun";

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Setup.controller("http://127.0.0.1:1");
    }

    private static AckEdgeScaleOutStep fullStep() {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.setCluster("store-1");
        step.setClusterId("c82e6987e2961451182edacd74fafabcd");
        step.setRegionId("cn-hangzhou");
        step.setCredentialsId("aliyun");
        step.setCount(2);
        step.setEnsRegionId("cn-somewhere-new");
        step.setWorkerInstanceType("ens.sn1.small");
        step.setWorkerImageId("m-1");
        step.setEnsInternetChargeType("95BandwidthByMonth");
        step.setWorkerPeriod(12);
        step.setWorkerSystemDiskSize(40);
        step.setWorkerDataDiskSize(0);
        step.setWorkerAutoRenew(false);
        step.setWorkerAutoRenewPeriod(3);
        step.setLoginCredentialsId("node-login");
        step.setKeyPair("ops");
        step.setTimeoutMins(30);
        step.setVia("scaleOutCluster");
        step.setWait(false);
        step.setPropagate(false);
        step.setCancelOnAbort(true);
        step.setDryRun(true);
        return step;
    }

    @Test
    void step() throws Exception {
        AckEdgeScaleOutStep step = fullStep();
        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    void stepWithDefaults() throws Exception {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.setCount(1);
        AckEdgeScaleOutStep after = new StepConfigTester(jenkins).configRoundTrip(step);
        jenkins.assertEqualBeans(step, after, FIELDS);
    }

    @Test
    void snippetsOmitDefaults() throws Exception {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.setCount(2);
        step.setEnsRegionId("cn-beijing-telecom");
        SnippetizerTester tester = new SnippetizerTester(jenkins);
        tester.assertRoundTrip(step, "ackEdgeScaleOut count: 2, ensRegionId: 'cn-beijing-telecom'");
        tester.assertGenerateSnippet(
                "{'stapler-class':'" + AckEdgeScaleOutStep.class.getName()
                        + "', 'count':'2', 'cluster':'', 'ensRegionId':'', 'workerPeriod':'', 'workerAutoRenew':'',"
                        + " 'wait':true, 'propagate':true, 'cancelOnAbort':false, 'dryRun':false, 'via':''}",
                "ackEdgeScaleOut count: 2",
                null);
    }

    @Test
    void buildStep() throws Exception {
        AckEdgeScaleOutBuilder builder = new AckEdgeScaleOutBuilder();
        builder.setCount("${NODES}");
        builder.setEnsRegionId("cn-$CITY-telecom");
        builder.setCredentialsId("${KEY}");
        builder.setWorkerPeriod("3");
        builder.setWait(false);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(builder);
        jenkins.configRoundtrip(job);
        jenkins.assertEqualBeans(builder, job.getBuildersList().get(AckEdgeScaleOutBuilder.class), FIELDS);
    }

    @Test
    void configuration() throws Exception {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        AckEdgeCluster other = new AckEdgeCluster("store-2", "c82e6987e2961451182edacd74fafabcd", "cn-hangzhou");
        AckEdgeCluster before = Setup.cluster("store-1", Setup.CLUSTER);
        before.setWorkerAutoRenew(true);
        before.setWorkerAutoRenewPeriod(2);
        configuration.setClusters(List.of(before, other));
        configuration.setDefaultCluster("store-2");
        configuration.setEndpoint("https://cs-anony-vpc.cn-beijing.aliyuncs.com");
        configuration.setPollSeconds(20);
        configuration.setRequestsPerSecond(3);
        jenkins.configRoundtrip();

        assertEquals("store-2", configuration.getDefaultCluster());
        assertEquals("https://cs-anony-vpc.cn-beijing.aliyuncs.com", configuration.getEndpoint());
        assertEquals(20, configuration.getPollSeconds());
        assertEquals(3, configuration.getRequestsPerSecond());
        assertEquals(2, configuration.getClusters().size());
        jenkins.assertEqualDataBoundBeans(before, configuration.getClusters().get(0));
        jenkins.assertEqualDataBoundBeans(other, configuration.getClusters().get(1));
    }

    @Test
    void configurationWithoutClusters() throws Exception {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        configuration.setClusters(List.of());
        jenkins.configRoundtrip();
        assertEquals(List.of(), configuration.getClusters());
    }

    @Test
    void configurationAsCode() throws Exception {
        String yaml = getClass().getResource("configuration-as-code.yaml").toExternalForm();
        ConfigurationAsCode.get().configure(yaml);

        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        assertEquals("store-1", configuration.getDefaultCluster());
        assertEquals(15, configuration.getPollSeconds());
        AckEdgeCluster cluster = configuration.getClusters().get(0);
        assertEquals(10, cluster.getMaxCount());
        assertEquals("ens.sn1.tiny", cluster.getWorkerInstanceType());

        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        CNode exported = Util.getUnclassifiedRoot(context).get("ackEdge");
        assertEquals(
                Util.toStringFromYamlFile(this, "configuration-as-code-exported.yaml"), Util.toYamlString(exported));
    }

    @Test
    void configurationAsCodeRefusesWhatTheFormRefuses() throws Exception {
        String bad = getClass().getResource("configuration-as-code-bad.yaml").toExternalForm();
        ConfiguratorException e = assertThrows(
                ConfiguratorException.class, () -> ConfigurationAsCode.get().configure(bad));
        assertTrue(stack(e).contains("must begin with https://"), stack(e));
    }

    private static String stack(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return all.toString();
    }

    @Test
    void refusesAnEndpointThatIsNotHttps() {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        assertThrows(IllegalArgumentException.class, () -> configuration.setEndpoint("http://cs.example.com"));
        assertThrows(IllegalArgumentException.class, () -> configuration.setPollSeconds(601));
        assertThrows(IllegalArgumentException.class, () -> configuration.setRequestsPerSecond(101));
        assertThrows(
                IllegalArgumentException.class,
                () -> configuration.setClusters(
                        List.of(Setup.cluster("a", Setup.CLUSTER), Setup.cluster("a", Setup.CLUSTER))));
        assertThrows(
                IllegalArgumentException.class,
                () -> configuration.setClusters(List.of(Setup.cluster("a b", Setup.CLUSTER))));
    }
}
